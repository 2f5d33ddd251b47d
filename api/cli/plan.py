"""`serai plan`: a trip request in, a priced plan with its certificate out."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from crm.catalogue.importing import Loaded
    from crm.trips.values import TripRequest


def plan(
    as_json: Annotated[
        bool, typer.Option("--json", help="Read one JSON request, write one JSON answer.")
    ] = False,
    file: Annotated[
        typer.FileText | None, typer.Argument(help="Where the request stands; else standard input.")
    ] = None,
    catalogue: Annotated[
        Path | None, typer.Option(help="A folder of catalogue CSV files; else the sample catalogue.")
    ] = None,
    seconds: Annotated[float, typer.Option(min=0.05, help="CPU seconds to plan in.")] = 1.0,
    priced_on: Annotated[str, typer.Option(help="Date of the price, as 2027-02-28; else today.")] = "",
    html: Annotated[Path | None, typer.Option(help="Also write a page with map, days and price.")] = None,
) -> None:
    """Plan a whole trip and price it with the agency's first rules.

    The shapes are in docs/schemas/plan.request.json and plan.answer.json. A request that makes no sense
    gives {"error", "problems": [{"field", "problem"}]}, one that no plan can keep {"error", "reasons",
    "instead"}; the exit code is then 1.
    """
    if not as_json:
        raise typer.BadParameter("this command speaks JSON: give --json", param_hint="--json")
    try:
        day = date.fromisoformat(priced_on) if priced_on else date.today()  # noqa: DTZ011 - the desk's day
    except ValueError:
        raise typer.BadParameter(f"{priced_on!r} is not a date", param_hint="--priced-on") from None
    result = _answer((file or sys.stdin).read(), catalogue, seconds, day, html)
    sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
    if "error" in result:
        raise typer.Exit(1)


def _answer(
    text: str, folder: Path | None, seconds: float, priced_on: date, html: Path | None
) -> dict[str, Any]:
    from crm.catalogue.importing import BrokenCatalogue
    from crm.errors import Unfit
    from crm.trips.asking import answer_to_json, refusal
    from crm.trips.checking import BadRequest
    from crm.trips.store import NotStorable
    from crm.trips.values import Infeasible

    try:
        return _planned(_read(text), _load(folder), seconds, priced_on, html)
    except json.JSONDecodeError as broken:
        return _bad(("", f"not JSON: {broken.msg}, line {broken.lineno} column {broken.colno}"))
    except NotStorable as problem:
        field, _, message = str(problem).partition(": ")
        return _bad((field.removeprefix("TripRequest").removeprefix("."), message or field))
    except BadRequest as bad:
        return _bad(*bad.problems)
    except Unfit as unfit:
        return _bad((unfit.field, unfit.message))
    except BrokenCatalogue as broken:
        return _bad(*((f"{p.file} row {p.row}, {p.field}", p.message) for p in broken.problems))
    except Infeasible as infeasible:
        return answer_to_json(refusal(infeasible))


def _bad(*problems: tuple[str, str]) -> dict[str, Any]:
    words = "; ".join(f"{field}: {what}" if field else what for field, what in problems)
    return {"error": words, "problems": [{"field": field, "problem": what} for field, what in problems]}


def _read(text: str) -> "TripRequest":
    from crm.trips.store import NotStorable, request_from_json

    stored = json.loads(text)
    if not isinstance(stored, dict):
        raise NotStorable("TripRequest: not an object")
    return request_from_json(stored)


def _load(folder: Path | None) -> "Loaded":
    from crm.catalogue.importing import SAMPLE, BrokenCatalogue, read_catalogue

    loaded = read_catalogue(folder or SAMPLE)
    if loaded.problems:
        raise BrokenCatalogue(loaded.problems)
    return loaded


def _planned(
    request: "TripRequest", loaded: "Loaded", seconds: float, priced_on: date, html: Path | None
) -> dict[str, Any]:
    from crm.agency.rules import Agency
    from crm.errors import Unfit
    from crm.trips.asking import answer_to_json, priced
    from crm.trips.planner import plan as plan_trip

    try:
        catalogue = loaded.catalogue(request.destination)
    except KeyError:
        raise Unfit("destination", f"{request.destination!r} is not in the catalogue") from None
    if request.start < priced_on:
        raise Unfit("start", f"{request.start.isoformat()} is in the past")
    itinerary = plan_trip(request, catalogue, seconds=seconds)
    rates = loaded.rates_of(request.destination)
    rules = Agency().price_rules()
    answer, quote = priced(itinerary, request, catalogue, rates, loaded.exchange_rates, rules, priced_on)
    if html is not None:
        from api.cli.plan_page import write_page

        html.write_text(write_page(itinerary, catalogue, quote, answer.unpriced), encoding="utf-8")
    return answer_to_json(answer)
