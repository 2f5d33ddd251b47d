"""A town left out of the planned trip, kept in it, or only supposed to be left out."""

from typing import Any

import pytest

from tests.agents.test_moving_the_trip import of_bali


def areas(trip: Any) -> list[str]:
    return [stop["area"] for stop in trip.itinerary["stops"]]


@pytest.mark.parametrize(
    "text",
    [
        "we don't want to skip Ubud",
        "please don't leave out Ubud",
        "nie ohne Ubud",
        "don't leave Ubud out",
        "don't forget Ubud",
        "no quiten Ubud",
        "ne supprimez pas Ubud",
        "bitte Ubud nicht weglassen",
        "lass Ubud nicht weg",
        "não tirem Ubud",
        "не убирайте Убуд",
        "Ubud mat hatao",
        "Ubud को मत हटाओ",
        "jamais sans Ubud",
        "we would rather not skip Ubud",
        "please never skip Ubud",
        "we do not want to leave Ubud out",
    ],
)
async def test_a_town_that_is_not_to_be_left_out_stays_in_the_plan(text: str) -> None:
    asha = await of_bali()
    await asha.says(text)
    assert asha.trip.version == 1
    assert "bali-ubud" in areas(asha.trip)
    wished = asha.lead.slots.get("stop_nights", {"value": []})["value"]
    assert not any("exactly" in one for one in wished)


@pytest.mark.parametrize(
    "text",
    [
        "what happens if we skip Ubud?",
        "what if we skip Ubud?",
        "¿qué pasa si quitamos Ubud?",
        "que se passe-t-il si on enlève Ubud ?",
        "was passiert, wenn wir Ubud streichen?",
        "o que acontece se tirarmos Ubud?",
        "что будет если убрать Убуд?",
        "agar Ubud hata dein to kya hoga?",
        "what would change if we leave out Ubud?",
    ],
)
async def test_who_asks_what_would_come_of_it_gets_an_answer_and_no_new_version(text: str) -> None:
    asha = await of_bali()
    await asha.says(text)
    assert asha.outcomes[-1].understanding["moves"] == ["Answer"]
    assert asha.trip.version == 1
    assert "stop_nights" not in asha.lead.slots


@pytest.mark.parametrize(
    "text",
    [
        "skip Ubud. What happens next?",
        "can we skip Ubud?",
        "can't we skip Ubud?",
        "why not skip Ubud?",
        "we can't do it all, skip Ubud",
        "we don't have time, leave out Ubud",
        "no, quiten Ubud",
        "bitte Ubud weglassen",
        "lass Ubud bitte weg",
        "tirem Ubud",
        "уберите Убуд",
        "Ubud hata do",
        "sin Ubud por favor",
        "take Ubud out of the plan",
        "we don't want Ubud",
        "not Ubud",
        "no Ubud please",
        "we don't want to go to Ubud",
        "drop Ubud and add a temple",
        "leave Ubud out please",
    ],
)
async def test_a_town_that_is_refused_or_asked_away_leaves_the_plan(text: str) -> None:
    asha = await of_bali()
    await asha.says(text)
    assert "bali-ubud" not in areas(asha.trip)


@pytest.mark.parametrize("text", ["leave Nusa Dua out please", "skip Nusa Dua", "lass Nusa Dua weg"])
@pytest.mark.parametrize("end", ["start", "end"])
async def test_a_town_to_begin_or_end_in_that_is_left_out_is_no_such_wish_any_more(
    end: str, text: str
) -> None:
    asha = await of_bali()
    await asha.says(f"{end} in Nusa Dua")
    assert "bali-nusa-dua" in areas(asha.trip)
    await asha.says(text)
    assert "bali-nusa-dua" not in areas(asha.trip)
    assert not asha.lead.slots.keys() & {"gateway_in", "gateway_out", "origin"}
