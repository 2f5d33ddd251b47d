"""`serai plan`: a trip request in, a priced plan with its certificate out."""

import json
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.json_in import NotJson, read_json
from api.cli.plan_watch import Interrupt, Progress, say

if TYPE_CHECKING:
    from api.cli.plan_run import Run
    from crm.catalogue.importing import Loaded
    from crm.trips.asking import BadAnswer, OptionsAnswer, PlanAnswer, PlanRefusal
    from crm.trips.matrix import PlanWishes

LONGEST = 60.0  # CPU seconds of a search whose steps are counted, on whatever machine


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
    seconds: Annotated[
        float | None,
        typer.Option(
            min=0.05,
            help="CPU seconds at most. Without --steps all of them are used, and the plan depends on the "
            "machine; not given: 60, long before which the steps are done.",
        ),
    ] = None,
    steps: Annotated[
        int | None,
        typer.Option(
            min=1,
            help="Steps of the search at most, some 20 microseconds each. With neither this nor --seconds: "
            "those of the desk, 120000, or 160000 for all of --options.",
        ),
    ] = None,
    priced_on: Annotated[str, typer.Option(help="Date of the price, as 2027-02-28; else today.")] = "",
    options: Annotated[
        bool, typer.Option(help="Three plans that differ on purpose, cheapest first.")
    ] = False,
    progress: Annotated[
        bool, typer.Option(help="A line on standard error for each better plan found.")
    ] = False,
    html: Annotated[Path | None, typer.Option(help="Also write a page with map, days and price.")] = None,
) -> None:
    """Plan a whole trip and price it with the agency's first rules.

    The shapes are in docs/schemas/plan.request.json and plan.answer.json. A request that makes no sense
    gives {"error", "problems": [{"field", "problem"}]}, one that no plan can keep {"error", "reasons",
    "instead"}; the exit code is then 1. The request may carry its own travel times in `travel`; with
    OSRM_URL set, the roads are asked for what it leaves out. The search ends by counted steps: the same
    request and seed give the same plan on every machine, unless --seconds ends it. Ctrl-C gives the best
    plan so far.
    """
    if not as_json:
        raise typer.BadParameter("this command speaks JSON: give --json", param_hint="--json")
    if options and html is not None:
        raise typer.BadParameter("a page shows one plan: leave out --options", param_hint="--html")
    try:
        day = date.fromisoformat(priced_on) if priced_on else date.today()  # noqa: DTZ011 - the desk's day
    except ValueError:
        raise typer.BadParameter(f"{priced_on!r} is not a date", param_hint="--priced-on") from None
    from crm.trips.asking import BadAnswer, PlanRefusal, answer_to_json

    with Interrupt() as interrupt:
        asked = _Asked(
            seconds or LONGEST,
            _steps(steps, seconds, is_options=options),
            0 if steps is None and seconds is None else None,
            day,
            options,
            html,
            interrupt,
            Progress() if progress else None,
        )
        result = _answer((file or sys.stdin).read(), catalogue, asked)
    if interrupt.is_asked and not isinstance(result, BadAnswer):
        say("Stopped: the best plan so far.")
    sys.stdout.write(json.dumps(answer_to_json(result), ensure_ascii=False) + "\n")
    if isinstance(result, BadAnswer | PlanRefusal):
        raise typer.Exit(1)


def _steps(steps: int | None, seconds: float | None, *, is_options: bool) -> int | None:
    from crm.trips.patience import FOR_A_PLAN, FOR_OPTIONS

    if steps is not None or seconds is not None:
        return steps
    return FOR_OPTIONS if is_options else FOR_A_PLAN


@dataclass(frozen=True)
class _Asked:
    """What the command line asks for beside the request; the limits of the search are as in `Run`."""

    seconds: float
    steps: int | None
    further: int | None
    priced_on: date
    is_options: bool
    html: Path | None
    interrupt: Interrupt
    progress: Progress | None


def _answer(
    text: str, folder: Path | None, asked: _Asked
) -> "PlanAnswer | OptionsAnswer | PlanRefusal | BadAnswer":
    from api.cli.plan_run import NoneYet
    from crm.catalogue.importing import BrokenCatalogue
    from crm.errors import Unfit
    from crm.trips.asking import bad, refusal
    from crm.trips.checking import BadRequest
    from crm.trips.refusing import Infeasible
    from crm.trips.store import NotStorable

    try:
        run = _run(_read(text), _load(folder), asked)
        try:
            return run.options() if asked.is_options else run.one(asked.html)
        except Infeasible as infeasible:
            return refusal(run.priced_ways(infeasible))
    except NotJson as broken:
        return bad(("", str(broken)))
    except NotStorable as problem:
        field, _, message = str(problem).partition(": ")
        return bad((field, message or field))
    except BadRequest as unsound:
        return bad(*unsound.problems)
    except Unfit as unfit:
        return bad((unfit.field, unfit.message))
    except BrokenCatalogue as broken:
        return bad(*((f"{p.file} row {p.row}, {p.field}", p.message) for p in broken.problems))
    except NoneYet:
        return bad(("", "stopped before a first plan was found"))


def _read(text: str) -> "PlanWishes":
    from crm.trips.matrix import wishes_from_json

    return wishes_from_json(read_json(text))


def _load(folder: Path | None) -> "Loaded":
    from crm.catalogue.importing import BrokenCatalogue, load_sample, read_catalogue

    if folder is None:
        return load_sample()
    loaded = read_catalogue(folder)
    if loaded.problems:
        raise BrokenCatalogue(loaded.problems)
    return loaded


def _run(wishes: "PlanWishes", loaded: "Loaded", asked: _Asked) -> "Run":
    """Gather what one run needs. Raises Unfit for a destination or a day that cannot be."""
    from api.cli.plan_run import Run
    from api.cli.plan_ways import ways
    from crm.errors import Unfit
    from crm.trips.unknown import check_wishes

    try:
        catalogue = loaded.catalogue(wishes.destination)
    except KeyError:
        raise Unfit("destination", f"{wishes.destination!r} is not in the catalogue") from None
    request = wishes.request()
    check_wishes(request, catalogue, asked.priced_on)
    travel = ways(wishes.travel, catalogue)
    return Run(
        request,
        loaded,
        catalogue,
        asked.seconds,
        asked.steps,
        asked.further,
        asked.priced_on,
        travel,
        asked.interrupt,
        asked.progress,
    )
