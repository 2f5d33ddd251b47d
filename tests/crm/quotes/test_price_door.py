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
from tests.crm.quotes.trade import BAHT, CATALOGUE, EURO, RATES, RULES, Deal

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
        (("rates", 1, "to_date"), "2027-05-03", "rates", "inn on 2027-05-04"),
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


def test_what_is_not_json_is_said_to_be_so() -> None:
    result, answered = ask("{")
    assert result.exit_code == 1
    assert "not JSON" in answered["error"]
