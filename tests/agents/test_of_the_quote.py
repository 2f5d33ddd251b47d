"""What a customer asks about the quote in hand is answered from it: what it holds, until when, the dues."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from agents.understanding.of_the_quote import asked_of_quote
from crm.leads.effects import AskHuman
from crm.quotes.values import Instalment
from crm.trips.effects import PublishTrip
from crm.trips.store import itinerary_from_json
from crm.trips.values import Itinerary
from tests.agents.desk import RULES, TODAY, Customer, SampleTools, customer, sample

PLANNED = "2 adults Kerala, 6 nights from 5 feb, comfort hotels"
PARTS = (
    Instalment("Deposit", Decimal(30), 0, "after_booking"),
    Instalment("Balance", Decimal(70), 30, "before_departure"),
)


async def one_who_has_a_quote(tools: SampleTools | None = None, **known: Any) -> Customer:
    asha = customer(tools or SampleTools(), **known)
    await asha.says(PLANNED)
    assert asha.trip is not None
    return asha


def plan_of(asha: Customer) -> Itinerary:
    assert asha.trip is not None
    return itinerary_from_json(asha.trip.itinerary)


def passed_and_untouched(asha: Customer) -> bool:
    """Whether the last turn was proven, called nobody and changed no plan."""
    last = asha.outcomes[-1]
    return not last.stopped_by_gate and not asha.effects(AskHuman) and not asha.effects(PublishTrip)


@pytest.mark.parametrize(
    "question",
    [
        "what does the price include?", "what is not included?", "price me kya kya included hai?",
        "¿qué incluye el precio?", "que comprend le prix ?", "was ist im Preis enthalten?",
        "o que está incluído no preço?", "что входит в стоимость?", "ماذا يشمل السعر؟",
        "इसमें क्या क्या शामिल है?",
    ],
)  # fmt: skip
async def test_who_asks_what_the_price_holds_hears_every_stay_and_what_is_not_in_it(question: str) -> None:
    asha = await one_who_has_a_quote(library := SampleTools())
    said = await asha.says(question)
    names = {stay.id: stay.name for stay in sample().catalogue("kerala").stays}
    plan = plan_of(asha)
    assert [stop.stay for stop in plan.stops if names[stop.stay] not in said] == []
    assert said.count("•") == len(plan.stops) + 5 + 4
    assert passed_and_untouched(asha)
    assert not library.asked


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("are flights included", "No, not in the price: flights to Kerala and back home."),
        ("is that with taxes?", "Yes, in the price: taxes."),
        ("is travel insurance included?", "No, not in the price: travel insurance."),
        ("does it include airport pickup", "Yes, in the price: the ride when you arrive"),
        ("does the price include entrance tickets?", "Yes, in the price: entrance to 11 places"),
        ("do we get a guide?", "No, not in the price: a guide."),
        ("is a driver included?", "Car with driver for the day (7 days)"),
        ("is the hotel included in the price?", "Yes, in the price: 2 nights at Bastion House (sample)"),
        ("is it all inclusive?", "*Not included*"),
        ("is the kathakali evening included?", "Yes, in the price: entrance to Kathakali evening."),
        ("is breakfast included?", "Yes, in the price: breakfast at Bastion House (sample), Lagoon"),
        ("are lunch and dinner included?", "lunch and dinner at Bastion House (sample) and Samudra Bay"),
        ("is lunch included on the houseboat?", "full board: all three meals at Lagoon Houseboat"),
        ("¿está incluido el desayuno?", "Sí, en el precio: desayuno en Bastion House"),
        ("les vols sont-ils compris ?", "Non, pas dans le prix : les vols vers Kerala et le retour."),
        ("ist das Frühstück im Preis inbegriffen?", "Ja, im Preis enthalten: Frühstück im Bastion House"),
        ("os voos estão incluídos?", "Não, fora do preço: os voos para Kerala"),
        ("перелёт включён?", "Нет, не входит в цену: перелёт до Kerala"),
        ("هل يشمل الإفطار؟", "نعم، ضمن السعر: الإفطار في Bastion House"),
        ("नाश्ता शामिल है क्या?", "हाँ, कीमत में शामिल है: नाश्ता (Bastion House"),
    ],
)  # fmt: skip
async def test_who_asks_for_one_thing_hears_yes_or_no_about_it_first(question: str, answer: str) -> None:
    asha = await one_who_has_a_quote()
    said = await asha.says(question)
    assert answer in said
    assert passed_and_untouched(asha)


async def test_what_the_quote_does_not_know_is_asked_of_the_library_and_then_of_a_colleague() -> None:
    asha = await one_who_has_a_quote(library := SampleTools())
    await asha.says("is lunch included at the kathakali evening?")
    assert library.asked
    assert asha.effects(AskHuman)


@pytest.mark.parametrize(
    "question",
    [
        "how long is this price valid", "is this price guaranteed", "when do you need an answer",
        "until when can we decide", "is the price fixed", "¿hasta cuándo es válido el precio?",
        "jusqu'à quand le prix est-il valable ?", "wie lange gilt der Preis?", "até quando o preço é válido?",
        "до какого числа действует цена?", "حتى متى السعر صالح؟", "कीमत कब तक मान्य है?",
    ],
)  # fmt: skip
async def test_who_asks_until_when_hears_the_day_and_the_price(question: str) -> None:
    asha = await one_who_has_a_quote()
    said = await asha.says(question)
    assert "29" in said
    assert "4" in said
    assert passed_and_untouched(asha)


@pytest.mark.parametrize(
    ("rule", "promise"),
    [
        ("warn", "you see the new price first"),
        ("honour", "Until you say yes we keep it"),
        ("block", "a colleague looks over the price with you first"),
    ],
)
async def test_no_more_is_promised_of_a_price_than_the_agency_keeps(rule: Any, promise: str) -> None:
    asha = await one_who_has_a_quote(SampleTools(rules=replace(RULES, drift=rule)))
    assert promise in await asha.says("is the price fixed?")


async def test_a_price_whose_day_is_over_is_told_as_over() -> None:
    asha = await one_who_has_a_quote()
    asha.today = TODAY + timedelta(days=20)
    assert "The price held until Sun 29 Nov" in await asha.says("is the price still valid?")


@pytest.mark.parametrize(
    "question",
    [
        "how do i pay", "do i need to pay everything now?", "how much is the deposit",
        "can we pay in instalments",
        "when is the rest due", "¿cómo pago?", "comment puis-je payer ?", "wie hoch ist die Anzahlung?",
        "como posso pagar?", "как оплатить?", "كيف أدفع؟", "भुगतान कैसे करें?",
    ],
)  # fmt: skip
async def test_who_asks_how_to_pay_hears_every_part_with_its_day(question: str) -> None:
    rules = replace(RULES, instalments=PARTS)
    asha = await one_who_has_a_quote(library := SampleTools(rules=rules))
    said = await asha.says(question)
    assert asha.trip is not None
    total = Decimal(asha.trip.snapshot["total"])
    deposit = (total * 30 / 100).quantize(Decimal(1))
    figures = "".join(c for c in said if c.isdigit())
    assert str(deposit) in figures
    assert str(int(total - deposit)) in figures
    assert library.asked == [question], "it may know ways to pay"
    assert passed_and_untouched(asha)


async def test_the_rest_is_due_on_its_own_day_before_departure() -> None:
    asha = await one_who_has_a_quote(SampleTools(rules=replace(RULES, instalments=PARTS)))
    said = await asha.says("when is the rest due?")
    assert "Deposit" in said
    assert "with your booking" in said
    due = date(2027, 2, 5) - timedelta(days=30)
    assert f"by {due:%a} {due.day} {due:%b}" in said


async def test_who_wants_the_bank_details_is_answered_by_a_colleague() -> None:
    asha = await one_who_has_a_quote()
    said = await asha.says("send me your bank details")
    assert "a colleague tells you here" in said
    assert [effect.reason for effect in asha.effects(AskHuman)] == [
        "Asks where to pay: send me your bank details"
    ]


@pytest.mark.parametrize(
    ("words", "paper"),
    [
        ("show me the plan again", True), ("can you resend the pdf", True),
        ("send me the proposal again", True),
        ("i lost the link, send again pls", False), ("envíame el plan otra vez", True),
        ("renvoyez-moi le PDF", True), ("schicken Sie mir das Angebot noch einmal", True),
        ("pode enviar o PDF de novo?", True), ("пришлите план ещё раз", True), ("أرسل الخطة مرة أخرى", True),
        ("link dobara bhejo", False), ("please resend", True), ("लिंक फिर से भेजिए", False),
    ],
)  # fmt: skip
async def test_who_wants_it_once_more_gets_the_link_and_the_paper(words: str, paper: bool) -> None:
    asha = await one_who_has_a_quote()
    said = await asha.says(words)
    assert "{trip_link}" in said
    sent: list[Mapping[str, Any]] = [say.body for say in asha.outcomes[-1].says if say.kind == "document"]
    assert [body["proposal"] for body in sent] == (["again"] if paper else [])
    assert passed_and_untouched(asha)


async def test_a_question_about_the_quote_and_a_change_beside_it_are_both_done() -> None:
    asha = await one_who_has_a_quote()
    said = await asha.says("are flights included? and add a night")
    assert "No, not in the price: flights" in said
    assert "version 2" in said
    assert plan_of(asha).nights == 7


async def test_a_yes_beside_a_question_about_the_quote_takes_the_plan() -> None:
    asha = await one_who_has_a_quote()
    said = await asha.says("book it, how do I pay?")
    assert "If you book today" in said
    assert "type your name under the plan" in said
    assert [effect.reason for effect in asha.effects(AskHuman)] == ["Wants to book version 1"]


async def test_a_question_how_to_book_and_pay_takes_nothing() -> None:
    asha = await one_who_has_a_quote()
    await asha.says("how do I pay if we book it?")
    assert not [e for e in asha.effects(AskHuman) if "Wants to book" in e.reason]


async def test_another_question_beside_it_is_answered_too() -> None:
    asha = await one_who_has_a_quote(library := SampleTools())
    said = await asha.says("are flights included? do we need a yellow fever vaccination?")
    assert "No, not in the price: flights" in said
    assert library.asked == ["do we need a yellow fever vaccination?"]


async def test_without_a_plan_the_library_is_asked_as_before() -> None:
    asha = customer(library := SampleTools())
    await asha.says("We would like to see Kerala in January")
    said = await asha.says("is breakfast included?")
    assert library.asked == ["is breakfast included?"]
    assert "in the price:" not in said


@pytest.mark.parametrize(
    "text",
    [
        "breakfast included please", "we want breakfast included", "can breakfast be included?",
        "can you add airport pickup?", "hotel with breakfast included", "is there a beach nearby?",
        "is there a beach near the hotel in kochi?", "is there a temple near the airport?",
        "how long is the visa valid?", "what time is breakfast?", "can I pay by card?", "I paid already",
        "when do we leave kochi?", "add a night", "show me other plans", "send me a cheaper plan",
        "send the pdf to my wife",
        "can we think about it until monday", "do we have to pay for the boat?", "looks good, book it",
        "plan the trip again with 3 adults", "when do we get back", "can you plan it again for May",
        "what if we cancel, do we get the deposit back?", "the link works, thanks",
        "my account number is 1234",
    ],
)  # fmt: skip
def test_a_wish_or_another_matter_asks_nothing_of_the_quote(text: str) -> None:
    assert asked_of_quote(text) is None


@pytest.mark.parametrize(
    "text",
    [
        " " * 20_000,
        "a" * 20_000,
        "is " * 5_000,
        "send " * 4_000,
        "what deposit " * 2_000,
        "how long is it " * 1_500,
    ],
)
def test_hostile_lengths_are_read_as_nothing(text: str) -> None:
    assert asked_of_quote(text) is None
