"""Put right in one breath, left as it was, and short words in their own language."""

import pytest

from agents.understanding.gazetteer import Gazetteer, Mention, PlaceName
from agents.understanding.offline import OfflineEngine
from tests.agents.desk import TODAY, engine
from tests.agents.test_moving_the_trip import of_bali


def where(text: str) -> list[str]:
    slot = engine().understand(text, (), TODAY).slots.get("destinations")
    return slot.value if slot else []


@pytest.mark.parametrize(
    "text",
    [
        "Paris? no, Bali",
        "¿París? no, mejor Bali",
        "Paris ? non, plutôt Bali",
        "Paris? Nein, lieber Bali",
        "Paris? não, melhor Bali",
        "Париж? нет, лучше Бали",
        "Paris, no, better Bali",
    ],
)
def test_who_asks_and_answers_it_goes_where_they_answer(text: str) -> None:
    assert where(text) == ["Bali"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Bali? no, thanks", ["Bali"]),
        ("Bali, no Dubai", ["Bali"]),
        ("Bali, better hotels please", ["Bali"]),
    ],
)
def test_other_words_of_no_and_better_put_nothing_right(text: str, places: list[str]) -> None:
    assert where(text) == places


@pytest.mark.parametrize("text", ["Galle", "galle?", "Galle!"])
def test_the_bare_name_of_a_town_that_is_sold_is_where_to(text: str) -> None:
    assert where(text) == ["Galle and the south coast"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Galle", "en"),
        ("Sri Lanka", "en"),
        ("Paris? no, Bali", "en"),
        ("a better hotel in Ubud", "en"),
        ("O que acontece se tirarmos Ubud?", "pt"),
        ("no nos manden a Phuket por favor", "es"),
        ("non finalement laisse comme avant", "fr"),
        ("lass es doch wie vorher", "de"),
        ("Urlaub in Bali", "de"),
        ("Kerala 5 din", "hi"),
    ],
)
def test_the_language_is_told_by_the_words_and_not_by_the_names(text: str, language: str) -> None:
    assert engine().understand(text, (), TODAY).language == language


AS_BEFORE = [
    "no, leave it as it was",
    "non finalement laisse comme avant",
    "déjalo como estaba",
    "lass es doch wie vorher",
    "deixa como estava",
    "оставьте как было",
    "rehne do, pehle jaisa hi",
    "اتركه كما كان",
]


@pytest.mark.parametrize("text", AS_BEFORE)
async def test_a_plan_that_nothing_changed_is_shown_where_it_stands(text: str) -> None:
    asha = await of_bali()
    await asha.says(text)
    assert asha.outcomes[-1].understanding["moves"] == ["TellStatus"]
    assert asha.trip.version == 1


@pytest.mark.parametrize("text", AS_BEFORE)
async def test_to_bring_an_older_version_back_is_for_a_colleague(text: str) -> None:
    asha = await of_bali()
    await asha.says("add a night")
    await asha.says(text)
    assert asha.outcomes[-1].understanding["moves"] == ["HandOver"]
    assert asha.trip.version == 2


@pytest.mark.parametrize(
    ("text", "move"),
    [("no, change the dates", "Ask"), ("leave the hotels as they are but add a night", "Revise")],
)
async def test_what_is_to_change_all_the_same_is_asked_or_done(text: str, move: str) -> None:
    asha = await of_bali()
    await asha.says(text)
    assert asha.outcomes[-1].understanding["moves"] == [move]


def test_a_message_of_nothing_but_corrections_is_looked_through_a_few_times_only() -> None:
    looks = 0

    class Counted(Gazetteer):
        def mentions(self, plain: str) -> list[Mention]:
            nonlocal looks
            looks += 1
            return super().mentions(plain)

    hears = OfflineEngine(Counted([("Bali", PlaceName("Bali", "destination"))]))
    hears.understand("no, no 5 " * 40, (), TODAY)
    of_a_few, looks = looks, 0
    hears.understand("no, no 5 " * 400, (), TODAY)
    assert 0 < looks <= of_a_few + 8
