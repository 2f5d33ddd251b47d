"""Versions below the agency's least margin: they wait for a manager, who approves or refuses them.

Nothing here commits. Managers are asked in their Telegram chats; whoever asked hears the decision there.
"""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from html import escape
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from crm.conversations.models import Conversation
from crm.conversations.service import say
from crm.jobs.models import Job
from crm.leads.models import Lead
from crm.leads.service import Overtaken, ask_human, human_came, record, touch
from crm.money import Money, written
from crm.quotes.models import MarginReview
from crm.trips.models import TripVersion
from crm.users.models import User

_MAY_DECIDE = ("manager", "admin")


class NotWaiting(Overtaken):
    """The version asks for no decision, or has one already."""


async def hold_for_manager(
    session: AsyncSession,
    lead: Lead,
    version: TripVersion,
    snapshot: Any,
    *,
    send_when_approved: bool,
    now: datetime,
) -> None:
    """Let a version wait for a manager, and ask every manager who has a Telegram chat."""
    review = MarginReview(
        trip_version_id=version.id,
        margin_percent=Decimal(snapshot["margin_percent"]),
        least_percent=Decimal(snapshot["least_margin_percent"]),
        status="waiting",
        send_when_approved=send_when_approved,
        asked_by=version.created_by,
        asked_at=now,
    )
    session.add(review)
    total = written(Money(Decimal(snapshot["total"]), str(snapshot["currency"])))
    told = f"margin {percent(review.margin_percent)}, least {percent(review.least_percent)}"
    text = f"Version {version.version} waits for a manager: {told}"
    await record(session, lead, "margin_waits", text, version.created_by, now)
    await ask_human(session, lead, text, version.created_by, now)
    title = escape(lead.title or "New enquiry")
    words = [f"🔒 <b>Lead {lead.id}, version {version.version}</b> waits for you · {title}"]
    words.append(f"{total}, {told}. Nothing is sent before you decide.")
    buttons = [
        [
            _button("Approve", "margin_yes", lead.id, version.version),
            _button("Refuse", "margin_no", lead.id, version.version),
        ],
        [_button("Show the lead", "show", lead.id)],
    ]
    body = {"text": "\n".join(words), "format": "html", "buttons": buttons}
    for chat in await _chats(session, User.role.in_(_MAY_DECIDE)):
        await say(session, chat, "text", body, "system", f"margin:{version.id}:{chat}", now)


async def overtake(session: AsyncSession, lead: Lead, now: datetime) -> None:
    """Let nobody decide about versions that a newer one replaces."""
    theirs = select(TripVersion.id).where(TripVersion.lead_id == lead.id)
    waiting = (
        update(MarginReview)
        .where(MarginReview.trip_version_id.in_(theirs), MarginReview.status == "waiting")
        .values(status="overtaken", decided_at=now)
        .returning(MarginReview.id)
    )
    if (await session.execute(waiting)).first() is not None:
        await human_came(session, lead, "system", now)


async def decide(
    session: AsyncSession, lead: Lead, number: int, approved: bool, decider: User, note: str, now: datetime
) -> MarginReview:
    """Write a manager's decision down, once. Raises `NotWaiting`; whether they may is the door's to know.

    Where the customer waits for the version, an approval queues its sending.
    """
    query = (
        select(MarginReview, TripVersion)
        .join(TripVersion, TripVersion.id == MarginReview.trip_version_id)
        .where(TripVersion.lead_id == lead.id, TripVersion.version == number)
        .with_for_update(of=MarginReview)
    )
    found = (await session.execute(query.execution_options(populate_existing=True))).first()
    if found is None:
        raise NotWaiting(f"Version {number} of lead {lead.id} does not wait for a manager.")
    review, version = found
    if review.status != "waiting":
        by = " by a newer one" if review.status == "overtaken" else " already"
        raise NotWaiting(f"Version {number} of lead {lead.id} was {review.status}{by}.")
    review.status = "approved" if approved else "refused"
    review.decided_by, review.decided_at, review.note = f"user:{decider.id}", now, note[:2000]
    text = f"Version {number} {review.status} at a margin of {percent(review.margin_percent)}"
    told = f"{text}: {note}" if note else text
    await record(session, lead, f"margin_{review.status}", told, review.decided_by, now)
    await human_came(session, lead, review.decided_by, now)
    if approved and review.send_when_approved:
        key, payload = f"send_trip:{version.id}", {"trip_version_id": version.id}
        session.add(Job(kind="send_trip", key=key, payload=payload, run_at=now, created_at=now))
    await touch(session, lead, now)
    await _tell_askers(session, lead, version, review, decider, now)
    return review


async def _tell_askers(
    session: AsyncSession,
    lead: Lead,
    version: TripVersion,
    review: MarginReview,
    decider: User,
    now: datetime,
) -> None:
    sign = "✅" if review.status == "approved" else "⛔"
    words = f"{sign} {escape(decider.name)} {review.status} version {version.version} of lead {lead.id}"
    words += f": {escape(review.note)}" if review.note else "."
    body: dict[str, Any] = {"text": words, "format": "html"}
    if review.status == "approved" and review.send_when_approved:
        body["text"] += "\nIt is on its way to the customer."
    elif review.status == "approved":
        body["buttons"] = [[_button(f"Send v{version.version}", "send", lead.id)]]
    asker = version.created_by.removeprefix("user:")
    wanted = [User.id == lead.owner_id] if lead.owner_id is not None else []
    if asker.isdigit():
        wanted.append(User.id == int(asker))
    for chat in await _chats(session, or_(*wanted), User.id != decider.id) if wanted else ():
        await say(session, chat, "text", body, "system", f"margin_told:{version.id}:{chat}", now)


async def review_of(session: AsyncSession, lead_id: int, number: int) -> MarginReview | None:
    """Give what a manager decides or decided about a version; None where its margin asks for nobody."""
    query = (
        select(MarginReview)
        .join(TripVersion, TripVersion.id == MarginReview.trip_version_id)
        .where(TripVersion.lead_id == lead_id, TripVersion.version == number)
    )
    return (await session.scalars(query)).first()


async def must_wait(session: AsyncSession, trip_version_id: int) -> MarginReview | None:
    """Give the review that keeps a version from being sent; None where nothing does."""
    query = select(MarginReview).where(
        MarginReview.trip_version_id == trip_version_id, MarginReview.status != "approved"
    )
    return (await session.scalars(query)).first()


def percent(value: Decimal) -> str:
    """Write a percentage as staff read it: 4.96 %, which is below 5 %."""
    return f"{value.quantize(Decimal('0.01')).normalize():f} %"


def why_not(review: MarginReview, number: int) -> str:
    """Say why a version may not be sent."""
    if review.status == "overtaken":
        return f"Version {number} was never sent, and a newer one replaced it."
    if review.status == "refused":
        said = f" ({review.note})" if review.note else ""
        return f"A manager refused version {number}{said}. Change its price with /discount or /markup."
    told = f"its margin is {percent(review.margin_percent)}, at least {percent(review.least_percent)}"
    return f"Version {number} waits for a manager: {told} is asked for."


def _button(label: str, name: str, lead_id: int, extra: int | str = "") -> dict[str, str]:
    return {"label": label, "data": f"lead:{name}:{lead_id}:{extra}"}


async def _chats(session: AsyncSession, *which: Any) -> Sequence[int]:
    query = (
        select(Conversation.id)
        .join(User, User.id == Conversation.user_id)
        .where(Conversation.kind == "staff", User.is_active, *which)
    )
    return (await session.scalars(query.order_by(Conversation.id))).all()
