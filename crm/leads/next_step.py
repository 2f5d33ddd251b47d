"""The next best step with a lead, and why: rules read from top to bottom, the first that fits. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from crm.leads.signals import Signals

Do = Literal[
    "nothing", "fix", "reply", "confirm", "send", "plan", "reprice", "ask", "follow_up", "close", "claim",
    "wait",
]  # fmt: skip

LATE = timedelta(minutes=30)
PATIENCE = timedelta(hours=24)  # after which a customer who got a plan is asked what they think
SILENT = timedelta(days=14)  # without a word, after which a lead is hardly alive


@dataclass(frozen=True)
class NextStep:
    """What to do next, in words for staff, why, and how urgent it is (0 can wait, 3 now)."""

    do: Do
    told: str
    why: str
    urgency: int


def next_step(lead: Signals, now: datetime) -> NextStep:
    """Give the step that helps this lead most as it stands at `now`."""
    for rule in _RULES:
        if (step := rule(lead, now)) is not None:
            return step
    return NextStep("wait", "Let the desk go on", _desk_asks(lead), 0)


def _desk_asks(lead: Signals) -> str:
    if lead.missing:
        return f"the desk is asking for: {', '.join(lead.missing)}"
    return "the customer has what they need for now"


def _closed(lead: Signals, now: datetime) -> NextStep | None:
    if lead.status == "lost":
        return NextStep("nothing", "Nothing", "the lead is closed as lost", 0)
    if lead.status == "won":
        return NextStep("nothing", "Prepare the trip", "the lead is won", 0)
    if lead.opted_out:
        return NextStep("nothing", "Nothing may be sent", "the customer opted out", 0)
    return None


def _undelivered(lead: Signals, now: datetime) -> NextStep | None:
    if not lead.undelivered:
        return None
    number = f"{lead.undelivered} message{'s' if lead.undelivered > 1 else ''}"
    return NextStep("fix", "Look at the failed deliveries", f"{number} did not surely reach the customer", 3)


def _wants_human(lead: Signals, now: datetime) -> NextStep | None:
    if lead.needs_human is None:
        return None
    return NextStep("reply", "Reply yourself", f"a human is needed: {lead.needs_human}", 3)


def _waits(lead: Signals, now: datetime) -> NextStep | None:
    if lead.waiting_since is None:
        return None
    waited = now - lead.waiting_since
    if lead.held_by is None and waited < LATE:
        return None  # the desk is answering
    minutes = int(waited.total_seconds() // 60)
    long = f"{minutes} min" if minutes < 120 else f"{minutes // 60} h"
    return NextStep("reply", "Answer the customer", f"they have waited {long} for an answer", 3)


def _approved(lead: Signals, now: datetime) -> NextStep | None:
    if lead.approved_at is None:
        return None
    return NextStep("confirm", "Confirm the booking and mark it won", "the customer approved the plan", 3)


def _unclaimed(lead: Signals, now: datetime) -> NextStep | None:
    if lead.owner_id is not None or lead.sent_at is None:
        return None
    return NextStep("claim", "Claim it", "it has a plan and nobody owns it", 2)


def _unsent(lead: Signals, now: datetime) -> NextStep | None:
    if lead.version is None or lead.sent_at is not None:
        return None
    return NextStep("send", f"Look at version {lead.version} and send it", "a plan was made and not sent", 2)


def _ready(lead: Signals, now: datetime) -> NextStep | None:
    needed = [wish for wish in lead.missing if wish != "budget"]
    if lead.version is not None or needed:
        return None
    return NextStep("plan", "Make a plan", "place, dates and party are known, and there is no plan yet", 2)


def _expired(lead: Signals, now: datetime) -> NextStep | None:
    if lead.valid_until is None or lead.valid_until >= now.date():
        return None
    return NextStep("reprice", "Plan and price it anew", f"the price was valid until {lead.valid_until}", 2)


def _over_budget(lead: Signals, now: datetime) -> NextStep | None:
    if lead.budget is None or lead.total is None or lead.total <= lead.budget:
        return None
    over = (lead.total / lead.budget - 1) * 100
    if over < 10 or (lead.sent_at and now - lead.sent_at < PATIENCE / 4):
        return None
    return NextStep("plan", "Offer a cheaper plan", f"the price is {over:.0f} % over their budget", 1)


def _silent(lead: Signals, now: datetime) -> NextStep | None:
    if lead.last_inbound_at is None or now - lead.last_inbound_at < SILENT:
        return None
    days = (now - lead.last_inbound_at).days
    if lead.last_outbound_at and now - lead.last_outbound_at < PATIENCE * 3:
        return NextStep("wait", "Wait for an answer", f"silent for {days} days, and asked a moment ago", 0)
    return NextStep("close", "Ask a last time, or close it as lost", f"no word for {days} days", 1)


def _unanswered_plan(lead: Signals, now: datetime) -> NextStep | None:
    if lead.sent_at is None or now - lead.sent_at < PATIENCE:
        return None
    heard = lead.last_inbound_at
    if heard is not None and heard > lead.sent_at:
        return None
    if lead.last_outbound_at and now - lead.last_outbound_at < PATIENCE:
        return None
    seen = "and opened the trip page" if lead.page_seen_at else "and has not opened the trip page"
    days = (now - lead.sent_at).days
    return NextStep("follow_up", "Follow up on the plan", f"they have had it for {days} days {seen}", 2)


def _stalled(lead: Signals, now: datetime) -> NextStep | None:
    if not lead.missing or lead.last_inbound_at is None or now - lead.last_inbound_at < PATIENCE:
        return None
    what = ", ".join(lead.missing)
    return NextStep("ask", f"Ask again for: {what}", "they stopped answering the desk's questions", 1)


_Rule = Callable[[Signals, datetime], NextStep | None]
_RULES: tuple[_Rule, ...] = (
    _closed,
    _undelivered,
    _wants_human,
    _waits,
    _approved,
    _unsent,
    _expired,
    _unclaimed,
    _silent,
    _ready,
    _unanswered_plan,
    _over_budget,
    _stalled,
)
