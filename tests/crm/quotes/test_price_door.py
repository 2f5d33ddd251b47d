"""`serai price --json`: a request in, a quote out, in the shapes that the schemas promise."""

import json
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer import Typer
from typer.testing import CliRunner, Result

from api.cli import price as door
from crm.quotes.schemas import schemas
from crm.quotes.snapshot import recompute
from crm.trips.store import encode
from tests.crm.quotes.trade import BAHT, CATALOGUE, EURO, RATES, RULES, Deal, row

FOLDER = Path(__file__).parents[3] / "docs" / "schemas"
REQUEST: dict[str, Any] = {
    "itinerary": encode(Deal().itinerary()),
    "catalogue": encode(CATALOGUE),
    "party": {"adults": 2, "child_ages": [5]},
    "rates": encode(RATES),
    "exchange_rates": encode((EURO, BAHT)),
    "rules": encode(RULES),
    "priced_on": "2027-02-01",
}


def ask(request: Any) -> tuple[Result, dict[str, Any]]:
    app = Typer()
    app.command()(door.price)
    text = request if isinstance(request, str) else json.dumps(request)
    result = CliRunner().invoke(app, ["--json"], input=text)
    answered: dict[str, Any] = json.loads(result.stdout)
    return result, answered


def test_a_quote_comes_out_that_can_be_made_again() -> None:
    result, answered = ask(REQUEST)
    assert result.exit_code == 0
    quote = recompute(answered["snapshot"])
    assert str(quote.total.amount) == answered["snapshot"]["total"]
    heads = sum(Decimal(head["share"]["amount"]) for head in answered["per_head"])
    assert heads == quote.total.amount
    assert [due["amount"]["amount"] for due in answered["instalments"]] == [answered["snapshot"]["total"]]


def test_a_group_that_no_rate_takes_is_told_by_what_is_sold_and_a_margin_to_the_hundredth() -> None:
    guide = row("fort", "place", "group", "any", "100", heads_from=1, heads_to=4)
    rates = encode((*(one for one in RATES if one.item_id != "fort"), guide))
    _, refused = ask(REQUEST | {"rates": rates, "party": {"adults": 10}})
    told = "no place rate for Fort (fort) on 2027-05-04: no group size takes 10 heads"
    assert (refused["error"], refused["item"]) == (told, "fort")
    _, answered = ask(REQUEST)
    assert answered["margin_percent"] == answered["snapshot"]["margin_percent"]


def test_request_and_answer_keep_to_their_schemas() -> None:
    _, answered = ask(REQUEST)
    drawn = schemas()
    jsonschema.validate(REQUEST, drawn["price.request.json"])
    jsonschema.validate(answered, drawn["price.answer.json"])
    jsonschema.validate(answered["snapshot"]["quote"], drawn["quote.json"])
    without_rates = {key: value for key, value in REQUEST.items() if key != "rates"}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(without_rates, drawn["price.request.json"])


@pytest.mark.parametrize("name", ["price.request.json", "price.answer.json", "quote.json"])
def test_the_schemas_in_the_docs_are_those_of_the_code(name: str) -> None:
    assert json.loads((FOLDER / name).read_text()) == schemas()[name]


@pytest.mark.parametrize(
    ("path", "value", "field", "words"),
    [
        (("rates", 3, "amount"), "-5", "rates[3].amount", "negative"),
        (("rates", 3, "amount"), 5.5, "rates[3].amount", "Decimal"),
        (("rates", 3, "currency"), "EUX", "rates[3].currency", "unknown currency"),
        (("rates", 1, "id"), "inn-single", "rates[1].id", "twice"),
        (("party", "adults"), 0, "party.adults", "at least one adult"),
        (("priced_on",), "2027-06-01", "itinerary.start", "before it was priced"),
        (("priced_on",), "soon", "priced_on", "date"),
        (("itinerary", "days", 1, "visits", 0, "place"), "castle", "itinerary.days[1].visits", "castle"),
        (("catalogue", "places", 0, "hours", "0", 0, "closes"), 500, "catalogue.places[0].hours", "begin"),
        (("catalogue", "places", 0, "latitude"), None, "catalogue.places[0].latitude", "float"),
        (("rules", "currency"), "RUP", "rules.currency", "unknown currency"),
        (("exchange_rates",), [], "exchange_rates", "EUR to INR"),
        (("rates", 1, "to_date"), "2027-05-03", "rates", "inn) on the night of 2027-05-04"),
        (("rates", 1, "amount"), "1e999999", "rates[1].amount", "more than anything costs"),
        (("rates", 1, "commission_percent"), "100", "rates[1].commission_percent", "below 100"),
        (("rates", 0, "meal_plan"), "XX", "rates[0].meal_plan", "BB, HB, FB, AI"),
        (("exchange_rates", 0, "rate"), "9e30", "exchange_rates[0].rate", "no exchange rate"),
        (("rules", "markup_percent", "default"), "1e99", "rules.markup_percent.default", "percentage"),
        (("rules", "valid_for_days"), 10**30, "rules.valid_for_days", "3650"),
        (("party", "adults"), 10**9, "party", "more than the 500"),
        (("catalogue", "stays", 0, "sleeps"), 0, "catalogue.stays[0].sleeps", "no room"),
        (("catalogue", "transfers", 0, "seats"), 0, "catalogue.transfers[0].seats", "no seat"),
        (("catalogue", "places", 0, "hours"), {"9": []}, "catalogue.places[0].hours", "no day of a week"),
        (("catalogue", "places", 0, "hours"), {"mon": []}, "catalogue.places[0].hours", "whole number"),
        (("itinerary", "days"), [], "itinerary.days", "nights have"),
        (("itinerary", "days", 1, "date"), "2020-01-01", "itinerary.days[1].date", "should"),
        (("itinerary", "start"), "9999-12-31", "itinerary.start", "later than"),
        (("itinerary", "stops", 0, "area"), "moon", "itinerary.stops[0].area", "moon"),
        (("itinerary", "stops", 0, "stay"), "ritz", "itinerary.stops[0].stay", "ritz"),
        (("itinerary", "destination"), "moon", "itinerary.destination", "catalogue"),
        (("itinerary", "stops", 0, "stay"), "palace", "itinerary.stops[0].stay", "is in south, not in north"),
        (("itinerary", "days", 1, "number"), 7, "itinerary.days[1].number", "7 stands where 2 should"),
        (("itinerary", "days", 1, "day_trips"), ["tram"], "itinerary.days[1].day_trips[0]", "tram"),
        (("rates", 0, "weekdays"), [7], "rates[0].weekdays", "no day of a week"),
        (("rates", 0, "least_nights"), 0, "rates[0].least_nights", "no stay"),
        (("rates", 0, "heads_to"), 0, "rates[0].heads_to", "the fewest heads"),
        (("rates", 12, "free_per"), -1, "rates[12].free_per", "negative"),
        (("rates", 0, "unit"), "vehicle", "rates[0].unit", "room_night or person_night"),
        (("rates", 0, "supersedes"), "inn-single", "rates[0].supersedes", "supersede itself"),
        (
            ("rates", 1, "occupancy"),
            "single",
            "rates[1].from_date",
            "inn-single and inn-double would both serve",
        ),
        (("exchange_rates", 0, "base"), "EUX", "exchange_rates[0].base", "unknown currency"),
        (("exchange_rates", 0, "base"), "INR", "exchange_rates[0].quote", "same currency"),
        (("exchange_rates", 1, "base"), "EUR", "exchange_rates[1].day", "exchange_rates[0]"),
        (("rules", "round_to"), "0", "rules.round_to", "the least that can be paid in INR"),
        (("rules", "round_to"), "0.015", "rules.round_to", "no multiple"),
        (("rules", "tax", "percent"), "-5", "rules.tax.percent", "no tax"),
        (("rules", "tax", "rounding"), "-1", "rules.tax.rounding", "least that can be paid"),
        (("rules", "tax", "bands"), [["9", "5"], ["3", "9"]], "rules.tax.bands[1]", "must rise"),
        (("rules", "markup_percent"), {"hotel": "10"}, "rules.markup_percent.hotel", "stay, place"),
        (("rules", "child_to"), 1, "rules.child_to", "where children begin"),
        (("rules", "free_heads"), -1, "rules.free_heads", "negative"),
        (("rules", "free_heads"), 2, "rules.free_heads", "nobody to pay"),
        (("rules", "least_margin_percent"), "100", "rules.least_margin_percent", "no price"),
        (("rules", "drift_percent"), "-1", "rules.drift_percent", "not between"),
    ],
)
def test_bad_input_is_answered_with_the_row_and_the_field(
    path: tuple[str | int, ...], value: Any, field: str, words: str
) -> None:
    request: Any = deepcopy(REQUEST)
    inner = request
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    result, answered = ask(request)
    assert result.exit_code == 1
    assert answered["field"] == field
    assert words in answered["error"]


@pytest.mark.parametrize(
    ("list_", "clause", "field", "words"),
    [
        ("markups", {"scope": "kind", "how": "percent", "value": "5", "subject": "hotel"}, "subject", "stay"),
        ("markups", {"scope": "day", "how": "percent", "value": "5", "subject": "9"}, "subject", "1 to 5"),
        ("markups", {"scope": "line", "how": "fixed", "value": "5", "subject": "x"}, "subject", "of no line"),
        ("markups", {"scope": "trip", "how": "percent", "value": "-100"}, "value", "above -100"),
        ("markups", {"scope": "trip", "how": "target_margin", "value": "100"}, "value", "cannot be reached"),
        ("markups", {"scope": "trip", "how": "fixed", "value": "-1"}, "value", "no amount to add"),
        ("discounts", {"label": "Gift", "how": "fixed", "value": "-1"}, "value", "takes nothing off"),
        ("discounts", {"label": "Gift", "how": "percent", "value": "101"}, "value", "more than the whole"),
        ("discounts", {"label": "G", "how": "fixed", "value": "1", "kinds": ["hotel"]}, "kinds[0]", "stay"),
        ("instalments", {"label": "All", "percent": "100", "days": 10**9, "counted": "after_booking"},
         "days", "between 0 and 730"),
        ("instalments", {"label": "All", "percent": "-5", "days": 0, "counted": "after_booking"},
         "percent", "no part"),
    ],
)  # fmt: skip
def test_a_clause_of_the_rules_that_would_do_nothing_or_harm_is_named(
    list_: str, clause: dict[str, Any], field: str, words: str
) -> None:
    result, answered = ask({**REQUEST, "rules": {**REQUEST["rules"], list_: [clause]}})
    assert result.exit_code == 1
    assert answered["field"] == f"rules.{list_}[0].{field}"
    assert words in answered["error"]


def test_a_night_without_a_rate_is_named_with_its_stay_as_the_schema_says() -> None:
    short = deepcopy(REQUEST)
    short["rates"][1]["to_date"] = "2027-05-03"
    _, answered = ask(short)
    assert answered == {
        "error": "no double rate for Inn (inn) on the night of 2027-05-04",
        "field": "rates",
        "item": "inn",
        "date": "2027-05-04",
    }
    jsonschema.validate(answered, schemas()["price.answer.json"])


def test_meals_that_a_stay_does_not_sell_are_named() -> None:
    _, answered = ask({**REQUEST, "meal_plan": "HB"})
    assert answered["error"] == "no adult (half board) rate for Inn (inn) on the night of 2027-05-03"


def test_what_is_not_json_is_said_to_be_so() -> None:
    result, answered = ask("{")
    assert result.exit_code == 1
    assert "not JSON" in answered["error"]
