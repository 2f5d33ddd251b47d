"""What a customer asks about the plan that they have is answered from the plan, and from nothing else."""

import pytest

from agents.acting.own_trip_words import asked_of_plan
from crm.leads.effects import AskHuman
from crm.trips.store import itinerary_from_json
from tests.agents.desk import Customer, SampleTools, customer, sample

PLANNED = "Kerala for 2 adults from 10 to 15 January, comfort hotels"


async def one_who_has_a_plan(tools: SampleTools | None = None) -> Customer:
    asha = customer(tools or SampleTools())
    await asha.says(PLANNED)
    return asha


def names(asha: Customer) -> dict[str, str]:
    catalogue = sample().catalogue("kerala")
    return {i.id: i.name for group in (catalogue.areas, catalogue.places, catalogue.stays) for i in group}


@pytest.mark.parametrize(
    "question",
    [
        "which hotels are we staying in?", "what is the name of our hotel?", "where will we sleep?",
        "¿en qué hotel estamos?", "¿dónde dormimos?", "où dormons-nous ?", "wo schlafen wir?",
        "wie heißt das Hotel?", "onde vamos ficar?", "где мы будем жить?", "ما اسم الفندق؟",
        "hum kahan rukenge?", "हम कहाँ रुकेंगे?",
    ],
)  # fmt: skip
async def test_who_asks_for_the_hotels_hears_those_of_the_plan(question: str) -> None:
    asha = await one_who_has_a_plan(library := SampleTools())
    said = await asha.says(question)
    plan = itinerary_from_json(asha.trip.itinerary)
    assert [stop for stop in plan.stops if names(asha)[stop.stay] not in said] == []
    assert not asha.outcomes[-1].stopped_by_gate
    assert not library.asked, "the library was not looked into"
    assert not asha.effects(AskHuman)


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("what do we do on day 3?", 3), ("what's the plan for the last day?", 6), ("when do we fly back?", 6),
        ("what time would they reach home on last day?", 6), ("what time do we arrive?", 1),
        ("¿qué hacemos el día 2?", 2), ("quel est le programme du jour 3 ?", 3),
        ("was machen wir am letzten Tag?", 6), ("o que fazemos no dia 4?", 4), ("что в последний день?", 6),
        ("متى نغادر؟", 6), ("last din kya hai?", 6), ("पहले दिन क्या है?", 1),
    ],
)  # fmt: skip
async def test_who_asks_for_a_day_hears_its_hours(question: str, number: int) -> None:
    asha = await one_who_has_a_plan()
    said = await asha.says(question)
    day = itinerary_from_json(asha.trip.itinerary).days[number - 1]
    for visit in day.visits:
        assert f"{visit.starts_at // 60:02d}:{visit.starts_at % 60:02d} {names(asha)[visit.place]}" in said
    assert said.count("•") == max(1, len(day.visits) + (day.transfer is not None))
    assert not asha.outcomes[-1].stopped_by_gate


async def test_who_asks_when_a_visit_is_hears_its_day_and_hours() -> None:
    asha = await one_who_has_a_plan()
    plan = itinerary_from_json(asha.trip.itinerary)
    visit = next(visit for day in plan.days for visit in day.visits if day.number == 2)
    said = await asha.says(f"when do we go to {names(asha)[visit.place]}?")
    assert f"day 2, Mon 11 Jan, {visit.starts_at // 60:02d}:{visit.starts_at % 60:02d}" in said


@pytest.mark.parametrize(
    "question",
    [
        "when do I have to pay?",
        "what time is breakfast?",
        "what hotels do you have?",
        "which hotel is better?",
        "is the museum open on day 3?",
        "how much is the hotel?",
        "when is the best time to visit?",
    ],
)
async def test_what_no_plan_knows_is_looked_up_in_the_library(question: str) -> None:
    asha = await one_who_has_a_plan(library := SampleTools())
    await asha.says(question)
    assert library.asked or "Answer" not in asha.outcomes[-1].understanding["moves"]


async def test_before_a_flight_soon_after_midnight_the_way_home_is_told_on_the_evening_before() -> None:
    asha = await one_who_has_a_plan()
    await asha.says("our flight home departs at 00:30")
    plan = itinerary_from_json(asha.trip.itinerary)
    leaves = plan.days[-1].moves_at
    assert leaves is not None
    assert leaves < 0
    at = f"{(leaves + 24 * 60) // 60:02d}:{leaves % 60:02d} on your way home"
    for question in ("when do we leave?", "what happens on the last day?", "what do we do on day 5?"):
        said = await asha.says(question)
        assert "*Day 5, Thu 14 Jan*" in said
        assert at in said


async def test_who_asks_when_they_leave_or_reach_a_town_hears_the_day_of_that_way() -> None:
    asha = await one_who_has_a_plan()
    plan = itinerary_from_json(asha.trip.itinerary)
    first, second = plan.stops[:2]
    moving = next(day for day in plan.days if day.from_stay == first.stay != day.to_stay)
    for question in (
        f"when do we leave {names(asha)[first.area]}?",
        f"when do we reach {names(asha)[second.area]}?",
    ):
        assert f"*Day {moving.number}, " in await asha.says(question)


async def test_who_asks_for_the_hotel_of_a_day_hears_that_one_alone() -> None:
    asha = await one_who_has_a_plan()
    plan = itinerary_from_json(asha.trip.itinerary)
    said = await asha.says("which hotel are we at on day 5?")
    assert names(asha)[plan.stops[-1].stay] in said
    assert names(asha)[plan.stops[0].stay] not in said


async def test_without_a_plan_nothing_is_told_of_one() -> None:
    asha = customer()
    await asha.says("We would like to see Kerala in January")
    said = await asha.says("which hotels are we staying in?")
    assert "In your plan" not in said


@pytest.mark.parametrize("text", ["can we add a temple on day 3?", "no museum on the last day please"])
def test_a_wish_for_a_day_asks_nothing(text: str) -> None:
    assert asked_of_plan(text) is None
