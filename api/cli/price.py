"""`serai price`: an itinerary with rates and rules in, a quote out."""

import json
import sys
from typing import Annotated, Any

import typer

from api.cli.json_in import NotJson, read_json


def price(
    as_json: Annotated[
        bool, typer.Option("--json", help="Read one JSON request, write one JSON answer.")
    ] = False,
    file: Annotated[
        typer.FileText | None, typer.Argument(help="Where the request stands; else standard input.")
    ] = None,
) -> None:
    """Price a trip to the cent: lines, tax, totals per head and room, instalments.

    The shapes are in docs/schemas/price.request.json and price.answer.json. A request that cannot be
    priced is answered by {"error", "field"}, naming the row, and by "item" and "date" where a night or a day
    has no rate; the exit code is 1.
    """
    if not as_json:
        raise typer.BadParameter("this command speaks JSON: give --json", param_hint="--json")
    result = _answer((file or sys.stdin).read())
    sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
    if "error" in result:
        raise typer.Exit(1)


def _answer(text: str) -> dict[str, Any]:
    from crm.errors import Unfit
    from crm.quotes.request import PriceProblem, answer, answer_to_json, read_request
    from crm.quotes.values import NoExchangeRate, NoRate
    from crm.trips.store import NotStorable

    def problem(error: str, field: str = "", **told: Any) -> dict[str, Any]:
        return answer_to_json(PriceProblem(error, field, **told))

    try:
        stored = read_json(text)
    except NotJson as broken:
        return problem(str(broken))
    if not isinstance(stored, dict):
        return problem("not a JSON object")
    try:
        return answer_to_json(answer(read_request(stored)))
    except Unfit as unfit:
        return problem(unfit.message, unfit.field)
    except NotStorable as broken:
        field, _, message = str(broken).partition(": ")
        return problem(message or field, field.removeprefix("PriceRequest."))
    except NoRate as missing:
        return problem(str(missing), "rates", item=missing.item_id, date=missing.day)
    except NoExchangeRate as missing:
        return problem(str(missing), "exchange_rates")
