"""The catalogue: what trips are made of, at which rates, and its import from CSV files."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response, UploadFile
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from api import importing
from api.access.guards import Admin, Agent, GuardedRoute, refusals
from api.doors import doors
from api.rest.shapes import NO_NUL, Amount, Form, Limit, Offset, Page
from api.writing import writing
from crm.catalogue import price_changes, shelves
from crm.catalogue.importing import BrokenCatalogue, Loaded
from crm.catalogue.reading import Problem

router = APIRouter(prefix="/catalogue", route_class=GuardedRoute, tags=["catalogue"])

Code = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[^\x00]+$")]


class Destination(BaseModel):
    """A country or region sold as one trip, with how much there is of it."""

    id: str
    name: str
    country: str
    currency: str
    timezone: str
    is_sample: bool
    blurb: str
    areas: int
    places: int
    stays: int
    transfers: int
    rates: int


class Item(BaseModel):
    """An area, a place, a stay or a transfer. `detail` holds the fields of its kind."""

    id: str
    kind: str
    name: str
    latitude: float | None
    longitude: float | None
    is_active: bool
    detail: dict[str, Any]


class Rate(BaseModel):
    """One price, net, before markup and tax. Never edited: a newer one supersedes it."""

    id: str
    item_kind: str
    item_id: str
    amount: Amount
    currency: str
    from_date: date
    to_date: date
    detail: dict[str, Any]
    supersedes: str | None
    superseded_at: datetime | None


class ImportProblem(BaseModel):
    """Something wrong in a file; `row` as a spreadsheet counts it."""

    file: str
    row: int
    field: str
    message: str


class ImportReport(BaseModel):
    """What an import found, and what it kept. With problems, nothing is kept."""

    is_kept: bool
    destinations: int
    items: int
    rates: int
    exchange_rates: int
    problems: list[ImportProblem]


@router.get("/destinations", responses=refusals(401))
async def list_destinations(request: Request, me: Agent) -> list[Destination]:
    """List the destinations that the agency sells."""
    async with doors(request).desk.book.reading() as session:
        lines = await shelves.destination_lines(session)
    return [Destination(**vars(line)) for line in lines]


@router.get("/destinations/{destination_id}/items", responses=refusals(401, 404, 422))
async def list_items(
    request: Request,
    me: Agent,
    destination_id: Code,
    kind: Literal["", "area", "place", "stay", "transfer"] = "",
    limit: Limit = 100,
    offset: Offset = 0,
) -> Page[Item]:
    """List what a destination consists of."""
    async with doors(request).desk.book.reading() as session:
        await shelves.destination(session, destination_id)
        rows, total = await shelves.items(session, destination_id, kind=kind, limit=limit, offset=offset)
    items = [Item(**{name: getattr(row, name) for name in Item.model_fields}) for row in rows]
    return Page(items=items, total=total, limit=limit, offset=offset)


@router.get("/destinations/{destination_id}/rates", responses=refusals(401, 404, 422))
async def list_rates(
    request: Request,
    me: Agent,
    destination_id: Code,
    item: Annotated[str, Query(max_length=80, pattern=NO_NUL, description="Only this item's.")] = "",
    superseded: Annotated[bool, Query(description="Show those that no longer hold as well.")] = False,
    limit: Limit = 100,
    offset: Offset = 0,
) -> Page[Rate]:
    """List a destination's rates by item and date."""
    async with doors(request).desk.book.reading() as session:
        await shelves.destination(session, destination_id)
        rows, total = await shelves.rates(
            session,
            destination_id,
            item_id=item,
            with_superseded=superseded,
            limit=limit,
            offset=offset,
        )
    items = [Rate(**{name: getattr(row, name) for name in Rate.model_fields}) for row in rows]
    return Page(items=items, total=total, limit=limit, offset=offset)


class RatePrice(Form):
    """Another amount for a rate, in the currency that it has."""

    amount: Annotated[Decimal, Field(ge=0, max_digits=16, allow_inf_nan=False)]
    since: date | None = Field(
        None,
        description="From this day on, within the rate's own; the old amount serves until the day before.",
    )


@router.post("/rates/{rate_id}/price", status_code=201, responses=refusals(401, 403, 404, 409, 422))
async def change_rate(request: Request, me: Admin, rate_id: Code, wanted: RatePrice) -> list[Rate]:
    """Give a rate another price: newer rows take its place, and quotes keep the one that they pinned.

    Gives the rows that serve instead, by date.
    """
    async with writing(request, me) as pen:
        fresh = await price_changes.change_price(pen.session, rate_id, wanted.amount, wanted.since, pen.now)
        by = [one.id for one in fresh]
        pen.note("rate.change", f"rate:{rate_id}", amount=str(fresh[-1].amount), by=by)
        rows = await shelves.rates_by_id(pen.session, by)
    return [Rate(**{name: getattr(row, name) for name in Rate.model_fields}) for row in rows]


@router.post(
    "/import",
    response_model=ImportReport,
    responses={422: {"model": ImportReport, "description": "Nothing was kept; every problem is named."},
               **refusals(401, 403, 413)},
    max_body_size=importing.LARGEST_UPLOAD,
)  # fmt: skip
async def import_catalogue(
    request: Request,
    me: Admin,
    files: Annotated[list[UploadFile], Field(min_length=1, max_length=20)],
    check_only: Annotated[bool, Query(description="Only say what is wrong; keep nothing.")] = False,
) -> Response:
    """Import a catalogue from CSV files, whole or not at all.

    The files are destinations.csv, areas.csv, places.csv, stays.csv, transfers.csv, rates.csv and
    exchange_rates.csv. Every problem is told with file, row and field.
    """
    contents = {(file.filename or ""): await file.read() for file in files}
    loaded = await importing.check_catalogue(contents)
    problems = loaded.problems
    if not problems and not check_only:
        try:
            kept = await importing.keep(request, me, loaded)
            return _report(loaded, problems, kept_rates=kept.rates, is_kept=True)
        except BrokenCatalogue as broken:
            problems = broken.problems
    return _report(loaded, problems)


def _report(
    loaded: Loaded, problems: tuple[Problem, ...], *, kept_rates: int | None = None, is_kept: bool = False
) -> Response:
    items = sum(
        len(one.areas) + len(one.places) + len(one.stays) + len(one.transfers) for one in loaded.catalogues
    )
    report = ImportReport(
        is_kept=is_kept,
        destinations=len(loaded.catalogues),
        items=items,
        rates=len(loaded.rates) if kept_rates is None else kept_rates,
        exchange_rates=len(loaded.exchange_rates),
        problems=[ImportProblem(**vars(problem)) for problem in problems[:500]],
    )
    return JSONResponse(report.model_dump(), status_code=422 if problems else 200)
