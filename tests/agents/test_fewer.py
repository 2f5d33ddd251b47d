"""Who wants fewer temples gets fewer of them, and not none."""

from typing import Any

import pytest

from agents.staff.summary import summarise
from agents.telling.recap import fewer_told
from agents.wording.phrasing import Pen
from agents.wording.replies import LANGUAGES
from tests.agents.desk import Customer, customer, sample
from tests.agents.test_two_trips import values

HELLO = "Hi! 2 adults, 6 nights in Bali from 20 Dec, comfort hotels, we love temples"


def visits(asha: Customer, word: str = "temple") -> int:
    """How many visits of a kind the customer's newest plan holds."""
    assert asha.trip is not None
    kinds = {p.id: (p.kind, *p.tags) for p in sample().catalogue("bali").places}
    return sum(word in kinds[v["place"]] for day in asha.trip.itinerary["days"] for v in day["visits"])


async def with_a_plan() -> Customer:
    asha = customer()
    await asha.says(HELLO)
    assert visits(asha) > 3
    return asha


def wishes(asha: Customer) -> dict[str, Any]:
    told = values(asha.lead.slots) if asha.lead else {}
    return {name: told[name] for name in ("interests", "fewer", "avoid") if name in told}


async def test_fewer_leaves_some_and_the_answer_says_so() -> None:
    asha = await with_a_plan()
    before = visits(asha)
    answer = await asha.says("fewer temples please")
    assert 0 < visits(asha) < before
    assert "fewer temples, as you wish" in answer
    assert "you asked for fewer of these" in answer
    assert wishes(asha) == {"fewer": ["temples"]}, "who wants fewer does not love them any more"
    assert asha.outcomes[-1].stopped_by_gate == ()


async def test_said_again_it_means_fewer_still() -> None:
    asha = await with_a_plan()
    counts = [visits(asha)]
    for text in ("fewer temples please", "still too many temples"):
        await asha.says(text)
        counts.append(visits(asha))
    assert counts[0] > counts[1] > counts[2] > 0


async def test_another_change_does_not_bring_them_back_nor_cut_them_again() -> None:
    asha = await with_a_plan()
    await asha.says("fewer temples please")
    some = visits(asha)
    await asha.says("less shopping please")
    await asha.says("one more day in Ubud please")
    assert 0 < visits(asha) <= some
    assert asha.trip is not None
    assert asha.trip.request["fewer"]["temple"] == some


async def test_more_of_them_undoes_it() -> None:
    asha = await with_a_plan()
    await asha.says("fewer temples please")
    few = visits(asha)
    await asha.says("on second thought more temples please")
    assert visits(asha) > few
    assert wishes(asha) == {"interests": ["temples"]}
    assert asha.trip is not None
    assert asha.trip.request["fewer"] == {}


async def test_none_leaves_none_until_they_are_wanted_again() -> None:
    asha = await with_a_plan()
    await asha.says("fewer temples please")
    await asha.says("no temples please")
    assert visits(asha) == 0
    assert wishes(asha) == {"avoid": ["temples"]}
    await asha.says("add temples again please")
    assert visits(asha) > 0
    assert wishes(asha) == {"interests": ["temples"]}


async def test_a_place_that_was_skipped_stays_out_when_its_kind_is_wanted_more() -> None:
    asha = await with_a_plan()
    await asha.says("skip Tanah Lot please")
    await asha.says("fewer temples")
    await asha.says("more temples please")
    assert asha.trip is not None
    assert "bali-tanah-lot" in asha.trip.request["never"]
    assert "bali-tanah-lot" not in str(asha.trip.itinerary["days"])


async def test_what_must_be_seen_stays_however_few_there_are_to_be() -> None:
    asha = customer()
    await asha.says("Hi! 2 adults, 6 nights in Bali from 20 Dec, comfort hotels, must see Tanah Lot")
    for text in ("fewer temples", "fewer temples", "fewer temples", "fewer temples"):
        await asha.says(text)
    assert asha.trip is not None
    assert "bali-tanah-lot" in str(asha.trip.itinerary["days"])
    assert visits(asha) == 1


async def test_a_first_plan_may_be_told_too() -> None:
    asha, free = customer(), customer()
    await free.says("2 adults, 6 nights in Bali from 20 Dec, comfort hotels")
    await asha.says("2 adults, 6 nights in Bali from 20 Dec, comfort hotels, but not so many temples")
    assert 0 < visits(asha) < visits(free)


async def test_the_recap_and_the_staffs_summary_say_it() -> None:
    asha = customer()
    reply = await asha.says("Hi, we are thinking of Bali, with fewer temples and more beaches")
    assert "you like beaches · fewer temples" in reply
    assert asha.lead is not None
    assert "beaches · fewer temples" in summarise(asha.lead.slots)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_it_is_told_in_the_customers_language(language: str) -> None:
    pen = Pen(language)
    told = fewer_told(["temples"], pen)
    assert pen.word("interest", "temples") in told
    assert pen.word("interest", "temples") in pen.write("revise.fewer", wish=told)
    if language != "en":
        assert "fewer" not in pen.write("revise.fewer", wish=told)
        assert pen.write("why.fewer") != Pen("en").write("why.fewer")


def test_in_english_one_asks_for_fewer_temples_and_less_shopping() -> None:
    pen = Pen("en")
    assert (fewer_told(["temples"], pen), fewer_told(["shopping"], pen)) == ("fewer temples", "less shopping")
    assert fewer_told(None, pen) == ""


@pytest.mark.parametrize(
    "text",
    [
        "menos templos por favor",
        "moins de temples s'il vous plaît",
        "weniger Tempel bitte",
        "menos templos, por favor, e nada mais",
        "поменьше храмов, пожалуйста",
        "معابد أقل من فضلك",
        "मंदिर कम करो",
        "mandir thoda kam karo",
    ],
)
async def test_it_is_understood_in_every_language(text: str) -> None:
    asha = await with_a_plan()
    before = visits(asha)
    await asha.says(text)
    assert 0 < visits(asha) < before
    assert wishes(asha) == {"fewer": ["temples"]}
    assert asha.outcomes[-1].stopped_by_gate == ()
