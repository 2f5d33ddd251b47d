"""More that is asked of the plan in hand: how far, when from the hotel, and wishes that change nothing."""

import pytest

from agents.understanding.merely_told import without_mentions
from crm.leads.effects import AskHuman
from crm.trips.effects import PublishTrip
from crm.trips.store import itinerary_from_json
from crm.trips.travel import GreatCircle, Spot, kilometres
from crm.trips.values import Itinerary
from tests.agents.desk import Customer, SampleTools, customer, engine, sample

PLANNED = "2 adults Kerala, 6 nights from 5 feb, comfort hotels"


async def one_who_has_a_plan(tools: SampleTools | None = None) -> Customer:
    asha = customer(tools or SampleTools())
    await asha.says(PLANNED)
    return asha


def plan_of(asha: Customer) -> Itinerary:
    assert asha.trip is not None
    return itinerary_from_json(asha.trip.itinerary)


@pytest.mark.parametrize(
    ("question", "straight", "minutes"),
    [
        ("how far is the hotel from the beach", "km in a straight line", "minutes"),
        ("is the hotel near the beach?", "km in a straight line", "minutes"),
        ("¿a qué distancia está el hotel de la playa?", "km en línea recta", "minutos"),
        ("à quelle distance de la plage est l'hôtel ?", "km à vol d'oiseau", "minutes"),
        ("wie weit ist das Hotel vom Strand?", "km Luftlinie", "Minuten"),
        ("a que distância fica o hotel da praia?", "km em linha reta", "minutos"),
        ("как далеко отель от пляжа?", "км по прямой", "минут"),
        ("كم يبعد الفندق عن الشاطئ؟", "km في خط مستقيم", "دقيق"),
        ("hotel se beach kitni door hai?", "", ""),
        ("होटल से समुद्र कितनी दूर है?", "सीधी रेखा में", "मिनट"),
    ],
)
async def test_who_asks_how_far_the_beach_is_hears_it_of_every_hotel(
    question: str, straight: str, minutes: str
) -> None:
    asha = await one_who_has_a_plan()
    said = await asha.says(question)
    stays = {stay.id: stay for stay in sample().catalogue("kerala").stays}
    assert [stop.stay for stop in plan_of(asha).stops if stays[stop.stay].name not in said] == []
    assert straight in said
    assert minutes in said
    assert not asha.outcomes[-1].stopped_by_gate
    assert not asha.effects(PublishTrip), "a question how far is no wish"
    assert not asha.effects(AskHuman)


async def test_how_far_is_told_as_the_plans_reckon_it() -> None:
    asha = await one_who_has_a_plan()
    said = await asha.says("how far is the hotel in Kovalam from the beach?")
    catalogue = sample().catalogue("kerala")
    stay = next(s for s in catalogue.stays if s.id == plan_of(asha).stops[-1].stay)
    beach = next(p for p in catalogue.places if p.name == "Lighthouse Beach")
    spots = [Spot(end.id, end.latitude, end.longitude) for end in (stay, beach)]
    km, minutes = round(kilometres(*spots), 1), GreatCircle().table(spots)[0][1]
    assert (
        said
        == f"{stay.name} – Lighthouse Beach: {km} km in a straight line, about {minutes} minutes on the way."
    )


async def test_two_towns_are_as_far_apart_as_the_transfer_between_them() -> None:
    asha = await one_who_has_a_plan()
    said = await asha.says("how far is kochi from alleppey")
    move = next(
        m
        for m in sample().catalogue("kerala").transfers
        if (m.from_area, m.to_area) == ("kerala-kochi", "kerala-alleppey")
    )
    assert "Kochi – Alleppey backwaters: " in said
    assert f"about {move.minutes} minutes" in said


async def test_a_change_beside_the_question_how_far_is_made() -> None:
    asha = await one_who_has_a_plan()
    said = await asha.says("how far is the hotel from the beach? and add a night")
    assert "km in a straight line" in said
    assert plan_of(asha).nights == 7


async def test_what_is_nowhere_in_the_catalogue_is_for_a_colleague() -> None:
    asha = await one_who_has_a_plan()
    await asha.says("how far is the hotel from the hospital?")
    assert asha.effects(AskHuman)


@pytest.mark.parametrize(
    "question", ["which hotel is it in kochi", "what hotel in kochi", "where will we sleep"]
)
async def test_a_hotel_asked_for_without_a_question_mark_is_named(question: str) -> None:
    asha = await one_who_has_a_plan()
    assert "Bastion House (sample), Kochi" in await asha.says(question)


async def test_who_asks_when_they_leave_the_hotel_on_a_day_hears_that_day() -> None:
    asha = await one_who_has_a_plan()
    said = await asha.says("what time do we leave the hotel on day 2?")
    first = plan_of(asha).days[1].visits[0]
    leaves = first.arrives_at - first.travel
    assert said.startswith(f"*Day 2, Sat 6 Feb*\n• {leaves // 60:02d}:{leaves % 60:02d} leave the hotel")


async def test_a_visit_that_is_named_loosely_is_left_out() -> None:
    asha = await one_who_has_a_plan()
    said = await asha.says("remove the kathakali show")
    assert "Kathakali evening is out" in said
    assert "kerala-kathakali" not in plan_of(asha).places
    assert "could not find" not in said


async def test_what_the_plan_does_not_visit_is_still_not_found() -> None:
    asha = await one_who_has_a_plan()
    assert "I could not find opera show" in await asha.says("remove the opera show")


async def test_a_liking_for_what_is_not_sold_is_owned_up_to_and_a_colleague_told() -> None:
    asha = await one_who_has_a_plan()
    said = await asha.says("can we do a cooking class")
    assert said.startswith("“cooking class” is nothing that I can plan there by myself.")
    assert [e.reason for e in asha.effects(AskHuman)] == [
        "Wishes for something that is not in the catalogue: cooking class"
    ]


async def test_a_liking_that_the_plan_serves_already_is_told_with_its_visits() -> None:
    asha = await one_who_has_a_plan()
    said = await asha.says("we also like temples")
    assert said.startswith("Your plan holds that already: ")
    assert "Padmanabhaswamy Temple" in said
    assert not asha.effects(AskHuman)


async def test_a_wish_for_a_hotel_by_the_beach_is_no_liking_for_beaches() -> None:
    asha = await one_who_has_a_plan()
    assert "holds that already" not in await asha.says("we want a hotel near the beach")


async def test_a_question_whether_something_is_private_goes_to_a_colleague_and_changes_nothing() -> None:
    asha = await one_who_has_a_plan()
    said = await asha.says("looks good but can the houseboat be private?")
    assert said.startswith("I do not want to guess")
    assert "the same as before" not in said
    assert asha.effects(AskHuman)
    assert not asha.effects(PublishTrip)


@pytest.mark.parametrize("text", ["we want a hotel on the beach", "add the beach", "we love beaches"])
def test_a_wish_for_the_beach_is_still_heard(text: str) -> None:
    heard = engine().understand_part(text, sample().exchange_rates[0].day)
    assert without_mentions(heard, text) == heard
