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
    priced is answered by {"error", "field"}, naming the row, the night or the stay; the exit code is 1.
    """
    if not as_json:
        raise typer.BadParameter("this command speaks JSON: give --json", param_hint="--json")
    result = _answer((file or sys.stdin).read())
    sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
    if "error" in result:
        raise typer.Exit(1)


def _answer(text: str) -> dict[str, Any]:
    from crm.errors import Unfit
    from crm.quotes.request import answer, answer_to_json, read_request
    from crm.quotes.values import NoExchangeRate, NoRate
    from crm.trips.store import NotStorable

    try:
        stored = read_json(text)
    except NotJson as broken:
        return {"error": str(broken), "field": ""}
    if not isinstance(stored, dict):
        return {"error": "not a JSON object", "field": ""}
    try:
        return answer_to_json(answer(read_request(stored)))
    except Unfit as unfit:
        return {"error": unfit.message, "field": unfit.field}
    except NotStorable as problem:
        field, _, message = str(problem).partition(": ")
        return {"error": message or field, "field": field.removeprefix("PriceRequest.")}
    except NoRate as missing:
        night = missing.day.isoformat()
        return {"error": str(missing), "field": "rates", "item": missing.item_id, "date": night}
    except NoExchangeRate as missing:
        return {"error": str(missing), "field": "exchange_rates"}
