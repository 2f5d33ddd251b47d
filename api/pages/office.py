"""The office on pages: report, model use, people, audit log, settings, and one's own account."""

from datetime import date, timedelta
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from agents.model.prompts import Prompts
from api.access.guards import GuardedRoute
from api.doors import doors
from api.pages.frame import PageAdmin, PageManager, back, show
from api.pages.leads import PER_PAGE, PageNumber, Word
from api.rest.lead_shapes import actor_name
from api.writing import writing
from crm.agency import service as agency
from crm.agency.rules import Agency
from crm.audit.queries import AuditFilter, search
from crm.reports.budgets import budget_today
from crm.reports.model_use import model_use
from crm.reports.queries import MOST_DAYS, WINDOW_DAYS, daily_report
from crm.users.queries import names

router = APIRouter(prefix="/admin", route_class=GuardedRoute, include_in_schema=False)


@router.get("/report")
async def report_page(request: Request, me: PageManager, day: str = "", days: str = "") -> Response:
    """Show the day's numbers: the same as in Telegram and in the API."""
    from bot.reports.drawing import draw_chart

    at = doors(request)
    today = at.desk.clock.today(me.timezone)
    wanted = min(_day(day) or today, today)
    async with at.desk.book.reading() as session:
        report = await daily_report(session, wanted, me.timezone, at.now, days=_days(days))
    return show(
        request,
        "report.html",
        report=report,
        chart=draw_chart(report.chart),
        today=today,
        before=wanted - timedelta(days=1),
        after=wanted + timedelta(days=1),
    )


@router.get("/model-use")
async def model_use_page(
    request: Request, me: PageManager, days: Annotated[int, Query(ge=1, le=366)] = 30
) -> Response:
    """Show how often a language model was used, and how often the offline engine took the turn."""
    at = doors(request)
    async with at.desk.book.reading() as session:
        use = await model_use(session, at.now - timedelta(days=days))
        today = await budget_today(session, at.now)
    settings = at.desk.settings
    model = settings.openai_model if settings.openai_api_key or settings.openai_base_url else None
    return show(
        request,
        "model_use.html",
        use=use,
        days=days,
        model=model,
        today=today,
        has_price=model in today.prices,
        prompts=Prompts().all(),
    )


@router.get("/audit")
async def audit_page(
    request: Request,
    me: PageAdmin,
    actor: Word = "",
    action: Word = "",
    subject: Word = "",
    page: PageNumber = 1,
) -> Response:
    """Show who changed what, the newest first."""
    wanted = AuditFilter(actor=actor.strip(), action=action.strip(), subject=subject.strip())
    async with doors(request).desk.book.reading() as session:
        rows, total = await search(session, wanted, limit=PER_PAGE, offset=(page - 1) * PER_PAGE)
        known = await names(session)
    chosen = {"actor": actor, "action": action, "subject": subject}
    return show(
        request,
        "audit.html",
        rows=[(row, actor_name(row.actor, known)) for row in rows],
        staff=known,
        total=total,
        page=page,
        per_page=PER_PAGE,
        chosen=chosen,
        query=urlencode({name: value for name, value in chosen.items() if value}),
    )


@router.get("/settings")
async def settings_page(request: Request, me: PageManager) -> Response:
    """Show the agency's settings; admins may change them."""
    async with doors(request).desk.book.reading() as session:
        current = await agency.load(session)
    return show(request, "settings.html", fields=_fields(current))


@router.post("/settings")
async def change_settings(request: Request, me: PageAdmin) -> Response:
    """Change the agency's settings."""
    sent = await request.form()
    wanted = {name: str(sent[name]) for name in Agency.model_fields if name in sent}
    async with writing(request, me) as pen:
        _, different = await agency.change(pen.session, wanted, pen.now)
        if different:
            pen.note("settings.change", "agency", fields=different)
        else:
            pen.leave()
    return back("/admin/settings", "The settings are saved." if different else "Nothing was different.")


_GROUPS = {
    "The agency": ("agency_name", "agency_phone", "agency_email", "timezone"),
    "Prices": (
        *("currency", "markup_default", "markup_stay", "markup_place", "markup_transfer", "markup_service"),
        *("markup_rules", "least_margin", "round_to"),
    ),
    "Tax": (
        *("tax_on", "tax_name", "tax_percent", "tax_round_to", "tax_rounding"),
        *("collected_name", "collected_bands"),
    ),
    "Children": ("child_from", "child_to", "child_with_bed_from"),
    "Acceptance and payment": ("quote_valid_days", "drift_rule", "drift_percent", "instalments"),
    "The language model": (
        "model_prices",
        "model_currency",
        "model_day_budget",
        "model_conversation_budget",
        "model_day_tokens",
        "model_conversation_tokens",
        "model_phrasing",
    ),
    "What messages cost": ("message_cost", "template_cost", "message_currency"),
    "At the desk": ("link_days", "quiet_seconds", "nudge_hours", "group_size", "hand_over_words"),
}


def _fields(current: Agency) -> dict[str, list[dict[str, Any]]]:
    """Describe the form's fields from the settings themselves, in groups."""
    schema = Agency.model_json_schema()["properties"]
    values = current.model_dump(mode="json")
    return {
        group: [
            {
                "name": name,
                "title": schema[name]["title"],
                "help": schema[name]["description"],
                "value": values[name],
                "choices": schema[name].get("enum"),
                "longest": schema[name].get("maxLength", 500),
                "is_number": not isinstance(getattr(current, name), str),
            }
            for name in members
        ]
        for group, members in _GROUPS.items()
    }


def _days(text: str) -> int:
    """Read how many days a report counts; those of every report where the address says none that it can."""
    number = int(text) if text.isdecimal() and len(text) <= 3 else 0
    return number if 1 <= number <= MOST_DAYS else WINDOW_DAYS


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if date(2000, 1, 2) <= found <= date(2199, 12, 30) else None
