"""`serai plan --json` where not every wish can be kept: what to give up, and what that would buy."""

from decimal import Decimal
from typing import Any

import jsonschema
import pytest

from crm.money import Money, written
from crm.trips.schemas import schemas
from tests.api.asking_plans import REQUEST, ask, by_steps


def test_a_refusal_says_what_to_give_up():
    wishes = [{"area": "bali-ubud", "exactly": 4}, {"area": "bali-nusa-dua", "exactly": 3}]
    code, answer = ask(REQUEST | {"stops": wishes, "must_see": []})
    assert code == 1
    assert "need 7 nights, the trip has 5" in answer["error"]
    assert {tuple(way["give_up"]) for way in answer["instead"]} == {
        ("bali-ubud",),
        ("bali-nusa-dua",),
        ("nights",),
    }
    for way in answer["instead"]:
        about = "about " * way["is_about"]  # so few seconds may leave the quick plans
        assert f"for {about}{written(Money(Decimal(way['price']['amount']), 'INR'))}." in way["sentence"]
    jsonschema.validate(answer, schemas()["plan.answer.json"])


def test_a_way_out_costs_what_asking_without_the_wish_costs():
    stops = [{"area": "bali-ubud", "exactly": 4}, {"area": "bali-nusa-dua", "exactly": 3}]
    wanted = REQUEST | {"stops": stops}
    way = next(w for w in by_steps(wanted)["instead"] if w["give_up"] == ["bali-ubud"])
    assert by_steps(wanted | {"stops": stops[1:]})["snapshot"]["total"] == way["price"]["amount"]


def test_no_way_out_gives_up_a_firm_budget_that_it_can_keep():
    stops = [{"area": "bali-ubud", "exactly": 4}, {"area": "bali-nusa-dua", "exactly": 4}]
    firm = {"budget": {"amount": "75000", "currency": "INR"}, "budget_limit": "hard"}
    wanted = {"destination": "bali", "start": "2027-03-10", "nights": 6, "party": {"adults": 2}}
    ways = by_steps(wanted | {"stops": stops} | firm)["instead"]
    assert {tuple(way["give_up"]) for way in ways} == {("bali-ubud",), ("bali-nusa-dua",), ("nights",)}
    assert all(Decimal(way["price"]["amount"]) <= 75000 for way in ways)


def test_a_way_out_that_a_firm_budget_would_refuse_again_gives_up_the_budget_too():
    stops = [{"area": "bali-ubud", "exactly": 4}, {"area": "bali-nusa-dua", "exactly": 3}]
    firm = {"budget": {"amount": "20000", "currency": "INR"}, "budget_limit": "hard"}
    ways = by_steps(REQUEST | {"stops": stops} | firm)["instead"]
    assert len(ways) == 3
    for way in ways:
        assert way["give_up"][1:] == ["budget"]
        assert not way["is_about"]
        price = written(Money(Decimal(way["price"]["amount"]), "INR"))
        assert f"and the budget, for a price of {price} makes" in way["sentence"]


def test_a_booking_outside_the_trip_is_refused_with_what_giving_it_up_buys():
    booked = {"kind": "stay", "id": "bali-tirta-lodge", "day": "2027-03-01", "until": "2027-03-03"}
    code, answer = ask(REQUEST | {"locked": [booked]})
    assert code == 1
    assert [reason["subject"] for reason in answer["reasons"]] == ["Tirta Valley Lodge (sample)"]
    ways = {tuple(way["give_up"]): way["sentence"] for way in answer["instead"]}
    assert set(ways) == {("bali-tirta-lodge",), ("start",)}
    assert "what is booked (Tirta Valley Lodge (sample)) makes a trip of" in ways["bali-tirta-lodge",]
    assert "for one on 2027-03-01 makes a trip of" in ways["start",]
    jsonschema.validate(answer, schemas()["plan.answer.json"])


@pytest.mark.parametrize(
    ("booked", "why"),
    [
        (
            [{"kind": "visit", "id": "bali-uluwatu", "day": "2027-03-08", "starts_at": 60}],
            "is booked for 8 March 2027 at 01:00, when it is closed or closes too soon",
        ),
        (
            [{"kind": "visit", "id": "bali-uluwatu", "day": f"2027-03-{day}"} for day in ("09", "10")],
            "is booked twice, and a trip goes to a place once",
        ),
    ],
)
def test_a_visit_that_cannot_be_made_as_booked_is_refused_with_the_reason(
    booked: list[dict[str, Any]], why: str
):
    code, answer = ask(REQUEST | {"locked": booked})
    assert code == 1
    assert [reason["reason"] for reason in answer["reasons"]] == [why]
    assert answer["instead"]


def _hard(amount: int, currency: str) -> dict[str, Any]:
    return {"budget": {"amount": str(amount), "currency": currency}, "budget_limit": "hard"}


def test_a_hard_budget_holds_or_says_by_how_much_and_what_to_give_up():
    _, free = ask(REQUEST)
    total = Decimal(free["snapshot"]["total"])
    budget = {"amount": str(int(total * Decimal("0.9"))), "currency": free["snapshot"]["currency"]}
    code, answer = ask(REQUEST | {"budget": budget, "budget_limit": "hard"})
    jsonschema.validate(answer, schemas()["plan.answer.json"])
    assert code == 0
    assert Decimal(answer["snapshot"]["total"]) <= Decimal(budget["amount"])
    assert answer["left_out"] or answer["taken"]
    code, answer = ask(REQUEST | {"budget": budget | {"amount": "9000"}, "budget_limit": "hard"})
    jsonschema.validate(answer, schemas()["plan.answer.json"])
    assert code == 1
    assert "over the ₹9,000 agreed at most" in answer["error"]
    assert answer["instead"][-1]["give_up"] == ["budget"]
    code, answer = ask(REQUEST | {"budget": budget | {"amount": "9000"}})
    assert code == 0
    assert Decimal(answer["over"]["amount"]) == Decimal(answer["snapshot"]["total"]) - 9000


def test_a_hard_budget_in_another_currency_holds_and_says_what_to_give_up():
    code, answer = ask(REQUEST | _hard(400, "EUR"))
    assert code == 1
    assert answer["reasons"][0]["subject"] == "the budget"
    assert "(€400) agreed at most" in answer["reasons"][0]["reason"]
    assert answer["instead"][-1]["give_up"] == ["budget"]
    code, answer = ask(REQUEST | _hard(7000, "EUR"))
    assert code == 0
    [held] = [check for check in answer["itinerary"]["certificate"] if check["rule"] == "budget"]
    assert held["numbers"]["price"] <= held["numbers"]["budget"]


def test_options_are_held_against_a_budget_in_another_currency():
    budget = {"budget": {"amount": "1500", "currency": "EUR"}}
    _, answer = ask(REQUEST | budget, "--options", "--seconds", "1.5")
    reasons = [option["reason"] for option in answer["options"]]
    assert any("within the budget of ₹" in reason for reason in reasons)
    assert any("over the budget of ₹" in reason for reason in reasons)


def test_stops_that_clash_are_not_told_to_cost_a_budget_that_can_be_kept():
    stops = [{"area": "singapore-changi", "exactly": 7}, {"area": "singapore-mandai", "exactly": 7}]
    trip = {"destination": "singapore", "start": "2027-03-07", "nights": 7, "party": {"adults": 1}}
    answer = by_steps(trip | {"hotel_class": "value", "stops": stops} | _hard(107_259, "INR"))
    [way] = answer["instead"]
    assert way["give_up"] == ["singapore-changi", "singapore-mandai"]
    assert not way["is_about"]
    assert Decimal(way["price"]["amount"]) <= 107_259
