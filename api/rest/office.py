"""The office: the audit log, the agency's settings, the report's numbers, and the use of models."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field

from agents.model.prompts import Prompts
from api.access.guards import Admin, GuardedRoute, Manager, refusals
from api.doors import doors
from api.rest.lead_shapes import actor_name
from api.rest.shapes import NO_NUL, Amount, Limit, Offset, Page
from api.writing import writing
from crm.agency import service as agency
from crm.agency.rules import Agency
from crm.audit.queries import AuditFilter, search
from crm.reports.budgets import budget_today
from crm.reports.model_use import model_use
from crm.reports.queries import MOST_DAYS, WINDOW_DAYS, daily_report
from crm.reports.values import Report as ReportValues
from crm.users.queries import names

router = APIRouter(route_class=GuardedRoute)

_FIRST, _LAST = date(2000, 1, 1), date(2200, 1, 1)


class AuditLine(BaseModel):
    """Who did what to what, when and from where."""

    id: int
    at: datetime
    actor: str
    actor_name: str
    action: str
    subject: str
    detail: dict[str, Any]
    address: str | None


class WaitingLead(BaseModel):
    lead_id: int
    title: str
    owner: str | None
    since: datetime | None
    needs_human: str | None


class DayCount(BaseModel):
    day: date
    new: int
    won: int


class TeamLine(BaseModel):
    name: str
    leads: int
    won: int
    revenue: dict[str, Amount]


class LateOwner(BaseModel):
    """How many customers of one colleague have waited too long, and the longest wait in seconds."""

    owner: str
    number: int
    longest: float


class Report(BaseModel):
    """The numbers of one local day and of the window that ends with it; the same as on the page."""

    day: date
    timezone: str
    made_at: datetime
    window_days: int
    new_today: int
    won_today: int
    lost_today: int
    revenue_today: dict[str, Amount]
    new_window: int
    won_window: int
    lost_window: int
    won_of_new: int
    conversion: float | None = Field(description="Share of the window's leads that are won; null: no lead.")
    revenue_window: dict[str, Amount]
    response_seconds: float | None = Field(description="Median time to the first answer.")
    open_by_status: dict[str, int]
    waiting: list[WaitingLead] = Field(description="Those who wait longest.")
    waiting_total: int = Field(description="All who wait.")
    late: list[LateOwner] = Field(description="Whose customers have waited too long, most first.")
    late_total: int
    late_after: float = Field(description="Seconds from which a wait counts as late.")
    series: list[DayCount]
    team: list[TeamLine]


class ModelLine(BaseModel):
    """One prompt put to one model."""

    model: str
    prompt: str = Field(description="Name and fingerprint of the prompt's text.")
    calls: int
    failed: int
    tokens_in: int
    tokens_out: int
    mean_ms: float | None
    costs: dict[str, Decimal] = Field(description="By currency.")
    unpriced: int = Field(description="Calls made while the model had no price.")


class ModelBudgetToday(BaseModel):
    """The models' budget of the agency's local day. A limit of null is none."""

    day: date
    tokens: int
    most_tokens: int | None
    cost: Decimal
    most_cost: Decimal | None
    currency: str
    over_since: datetime | None = Field(description="When staff were told that it is spent.")
    stopped_conversations: list[int]


class ModelUse(BaseModel):
    """What thought about the turns settled in the last `days` days."""

    days: int
    turns: int
    by_engine: dict[str, int]
    fallbacks: int = Field(description="Turns that the offline engine took because a model failed.")
    reasons: dict[str, int]
    models: list[ModelLine]
    costs: dict[str, Decimal] = Field(description="All models together, by currency.")
    today: ModelBudgetToday
    prompts: list[str] = Field(description="Versions of the prompts in use.")


@router.get("/audit", tags=["audit log"], responses=refusals(401, 403, 422))
async def read_audit_log(
    request: Request,
    me: Admin,
    actor: Annotated[
        str, Query(max_length=40, pattern=NO_NUL, description="Such as user:7 or customer.")
    ] = "",
    action: Annotated[
        str, Query(max_length=60, pattern=NO_NUL, description="Its beginning, such as lead.")
    ] = "",
    subject: Annotated[str, Query(max_length=80, pattern=NO_NUL, description="For example lead:42.")] = "",
    since: Annotated[datetime | None, Query(description="UTC if no zone is given.")] = None,
    until: Annotated[datetime | None, Query(description="UTC if no zone is given.")] = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Page[AuditLine]:
    """Read who changed what, the newest first."""
    wanted = AuditFilter(actor, action, subject, _utc(since), _utc(until))
    async with doors(request).desk.book.reading() as session:
        rows, total = await search(session, wanted, limit=limit, offset=offset)
        known = await names(session)
    items = [
        AuditLine(
            id=row.id,
            at=row.at,
            actor=row.actor,
            actor_name=actor_name(row.actor, known),
            action=row.action,
            subject=row.subject,
            detail=row.detail,
            address=row.address,
        )
        for row in rows
    ]
    return Page(items=items, total=total, limit=limit, offset=offset)


@router.get("/settings", tags=["settings"], responses=refusals(401, 403))
async def get_settings(request: Request, me: Manager) -> Agency:
    """Give the agency's settings."""
    async with doors(request).desk.book.reading() as session:
        return await agency.load(session)


@router.patch("/settings", tags=["settings"], responses=refusals(401, 403, 422))
async def change_settings(request: Request, me: Admin, change: Agency) -> Agency:
    """Change some of the agency's settings; those left out stay as they are.

    New quotes use them; quotes already made stay as they are.
    """
    async with writing(request, me) as pen:
        after, different = await agency.change(pen.session, change.model_dump(exclude_unset=True), pen.now)
        if different:
            pen.note("settings.change", "agency", fields=different)
        else:
            pen.leave()
    return after


@router.get("/report", tags=["report"], responses=refusals(401, 403, 422))
async def get_report(
    request: Request,
    me: Manager,
    day: Annotated[
        date | None, Query(description="Local day; by default today.", ge=_FIRST, le=_LAST)
    ] = None,
    days: Annotated[
        int, Query(description="Local days of the window that ends with the day.", ge=1, le=MOST_DAYS)
    ] = WINDOW_DAYS,
) -> Report:
    """Give the day's numbers, in your time zone: the same as the page and the Telegram report show."""
    at = doors(request)
    wanted = day or at.desk.clock.today(me.timezone)
    async with at.desk.book.reading() as session:
        report = await daily_report(session, wanted, me.timezone, at.now, days=days)
    return report_shape(report)


@router.get("/model-use", tags=["report"], responses=refusals(401, 403, 422))
async def get_model_use(
    request: Request, me: Manager, days: Annotated[int, Query(ge=1, le=366)] = 30
) -> ModelUse:
    """Say how often a language model understood the turns, and how often the offline engine took over."""
    at = doors(request)
    async with at.desk.book.reading() as session:
        use = await model_use(session, at.now - timedelta(days=days))
        today = await budget_today(session, at.now)
    return ModelUse(
        days=days,
        turns=use.turns,
        by_engine=dict(use.by_engine),
        fallbacks=use.fallbacks,
        reasons=dict(use.reasons),
        models=[ModelLine(**vars(line)) for line in use.models],
        costs=dict(use.costs),
        today=ModelBudgetToday(**vars(today)),
        prompts=[prompt.version for prompt in Prompts().all()],
    )


def report_shape(report: ReportValues) -> Report:
    return Report(
        **{
            name: getattr(report, name)
            for name in Report.model_fields
            if name
            not in ("waiting", "late", "series", "team", "revenue_today", "revenue_window", "open_by_status")
        },
        revenue_today=dict(report.revenue_today),
        revenue_window=dict(report.revenue_window),
        open_by_status=dict(report.open_by_status),
        waiting=[WaitingLead(**vars(line)) for line in report.waiting],
        late=[LateOwner(**vars(line)) for line in report.late],
        series=[DayCount(**vars(line)) for line in report.series],
        team=[
            TeamLine(name=line.name, leads=line.leads, won=line.won, revenue=dict(line.revenue))
            for line in report.team
        ],
    )


def _utc(at: datetime | None) -> datetime | None:
    return at.replace(tzinfo=UTC) if at is not None and at.tzinfo is None else at
