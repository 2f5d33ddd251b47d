"""Only what is wished of a room goes to the hotel: not what is refused, asked about or left open."""

from datetime import date

import pytest

from agents.understanding.comforts import with_beds
from agents.understanding.offline import OfflineEngine

TODAY = date(2026, 12, 1)


@pytest.fixture(scope="module")
def engine() -> OfflineEngine:
    return OfflineEngine()


def wished(engine: OfflineEngine, text: str) -> list[str]:
    slot = engine.understand(text, (), TODAY).slots.get("beds")
    return [] if slot is None or slot.retracted else with_beds([], slot.value)


@pytest.mark.parametrize(
    "text",
    [
        "we don't need a balcony", "no sea view please, too expensive", "kein Balkon nötig",
        "einen Balkon brauchen wir nicht", "wir wollen kein Doppelbett", "sans balcon",
        "nous n'avons pas besoin de balcon", "без балкона", "балкон не нужен", "no necesitamos balcón",
        "sin vista al mar", "não precisamos de varanda", "sem varanda", "balcony nahi chahiye",
        "बालकनी नहीं चाहिए", "بدون شرفة", "a cot is not needed", "is late check-out free?",
        "do the rooms have a balcony?", "¿cuánto cuesta la salida tardía?", "gibt es dort Meerblick?",
        "let's have dinner at the top floor restaurant", "is there a restaurant on the top floor?",
        "high floor or low floor does not matter", "double bed or twin beds, either is fine",
    ],
)  # fmt: skip
def test_what_is_refused_or_merely_asked_is_no_wish(engine: OfflineEngine, text: str) -> None:
    assert wished(engine, text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("not a double bed, twin beds", ["twin beds"]),
        ("twin beds instead of a double bed", ["twin beds"]),
        ("no balcony but a sea view", ["sea view"]),
        ("no, we want a balcony", ["balcony"]),
        ("can't we have a sea view?", ["sea view"]),
        ("is a sea view possible?", ["sea view"]),
        ("can we get late check-out?", ["late check-out"]),
        ("kein Doppelbett, sondern getrennte Betten", ["twin beds"]),
        ("pas de grand lit, des lits jumeaux", ["twin beds"]),
        ("we do not want a smoking room", ["non-smoking room"]),
        ("no smoking room please", ["non-smoking room"]),
        ("double bed, sorry, twin beds", ["twin beds"]),
        ("um quarto no andar alto com varanda", ["high floor", "balcony"]),
        ("не надо балкон, но вид на море", ["sea view"]),
    ],
)
def test_what_is_wished_beside_it_is_heard(engine: OfflineEngine, text: str, names: list[str]) -> None:
    assert wished(engine, text) == names


@pytest.mark.parametrize("text", ["no balcony please", "wir brauchen keinen Balkon", "балкон не нужен"])
def test_what_is_refused_is_taken_back(engine: OfflineEngine, text: str) -> None:
    slot = engine.understand(text, (), TODAY).slots["beds"]
    assert slot.retracted
    assert slot.value == ["balcony"]


@pytest.mark.parametrize("text", ["is late check-out free?", "is early check-in or late check-out included?"])
def test_a_late_check_out_is_no_complaint_about_lateness(engine: OfflineEngine, text: str) -> None:
    assert not engine.understand(text, (), TODAY).has("complaint")


def test_a_driver_who_is_late_is_one(engine: OfflineEngine) -> None:
    assert engine.understand("the driver was late", (), TODAY).has("complaint")
