"""What to send a customer and when: channel, text or template, hour of their day, language, cost. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Literal
from zoneinfo import ZoneInfo

from crm.clock import name_in_use, timezone_names
from crm.leads.signals import Signals

WINDOW = timedelta(hours=24)  # WhatsApp's: free text only this long after the customer's last message
FIRST_HOUR, LAST_HOUR = 9, 20  # nobody is written to before or after, in their own zone
_ENOUGH = 5  # messages of a customer from which their own hours are taken for a habit
_AT_ONCE = timedelta(minutes=30)  # whoever wrote this lately is awake


@dataclass(frozen=True)
class Costs:
    """What one message costs in `currency`: the carrier's fee, and a template's on top. None: not known."""

    message: Decimal | None = None
    template: Decimal | None = None
    currency: str = "USD"


@dataclass(frozen=True)
class Advice:
    """`at` is aware and in the customer's zone; `window_until` tells when free text ends (None: closed,
    or a channel without a window). `cost` None: not known."""

    kind: Literal["nothing", "text", "template"]
    channel: str
    language: str
    at: datetime | None
    is_now: bool
    timezone: str
    window_until: datetime | None
    why: tuple[str, ...]
    cost: Decimal | None = None
    currency: str = "USD"
    template: str | None = None


def zone_of(timezone: str | None, phone: str | None, agency: str) -> str:
    """Say in which time zone a customer lives: what is known, else their number's, else the agency's."""
    if timezone in timezone_names():
        return name_in_use(str(timezone))
    if phone:
        import phonenumbers
        from phonenumbers import timezone as zones

        try:
            found = zones.time_zones_for_number(phonenumbers.parse(phone, None))
        except phonenumbers.NumberParseException:
            found = ()
        # A country of several zones leaves the number's open: only one is an answer.
        if len(found) == 1 and found[0] in timezone_names():
            return name_in_use(str(found[0]))  # numbers are filed under names of older days
    return agency


def advise(
    lead: Signals, wrote_at: Sequence[datetime], timezone: str, language: str, costs: Costs, now: datetime
) -> Advice:
    """Say what may be sent to this customer and when it is best sent.

    `wrote_at` are the times of their own messages: people answer at the hours at which they write.
    """
    zone = ZoneInfo(timezone)
    if lead.opted_out:
        told = ("they opted out: nothing may be sent",)
        return Advice("nothing", lead.channel, language, None, False, timezone, None, told)
    ends = _window_end(lead)
    at, when = _best_time(lead, wrote_at, now.astimezone(zone), ends)
    is_open = ends is None or at < ends
    why = [when]
    if lead.channel != "whatsapp":
        why.append(f"{lead.channel} has no window: free text always goes")
    elif is_open and ends is not None:
        why.append(f"inside WhatsApp's window, until {ends.astimezone(zone):%a %H:%M} their time")
    else:
        why.append("outside WhatsApp's window: only an approved template goes, and their answer opens it")
    cost = costs.message
    if not is_open and cost is not None:
        cost = None if costs.template is None else cost + costs.template
    return Advice(
        kind="text" if is_open else "template",
        channel=lead.channel,
        language=language,
        at=at,
        is_now=at - now <= timedelta(minutes=1),
        timezone=timezone,
        window_until=ends,
        why=tuple(why),
        cost=cost if lead.channel == "whatsapp" else Decimal(0),
        currency=costs.currency,
        template=None if is_open else "follow_up",
    )


def _window_end(lead: Signals) -> datetime | None:
    if lead.channel != "whatsapp":
        return None
    return (lead.last_inbound_at or lead.created_at - WINDOW) + WINDOW


def _best_time(
    lead: Signals, wrote_at: Sequence[datetime], local: datetime, ends: datetime | None
) -> tuple[datetime, str]:
    """Give the moment and why: at once where they are awake or wait, else at an hour they like."""
    if lead.last_inbound_at is not None and local - lead.last_inbound_at < _AT_ONCE:
        return local, "they are writing"
    is_decent = FIRST_HOUR <= local.hour < LAST_HOUR
    if is_decent and (lead.waiting_since is not None or lead.needs_human is not None):
        return local, "they wait for an answer"
    hour = _liked_hour(wrote_at, local)
    at = _next(local, hour if hour is not None else local.hour if is_decent else FIRST_HOUR)
    why = "at the hour at which they mostly write" if hour is not None else "at a decent hour of their day"
    if ends is not None and local < ends <= at and is_decent:
        return local, "the window would close before a better hour"
    return (local, "a decent hour of their day") if at <= local else (at, why)


def _liked_hour(wrote_at: Sequence[datetime], local: datetime) -> int | None:
    hours = Counter(at.astimezone(local.tzinfo).hour for at in wrote_at)
    decent = {hour: count for hour, count in hours.items() if FIRST_HOUR <= hour < LAST_HOUR}
    if sum(decent.values()) < _ENOUGH:
        return None
    best = max(decent.values())
    return min(hour for hour, count in decent.items() if count == best)


def _next(local: datetime, hour: int) -> datetime:
    if local.hour == hour:
        return local
    at = datetime.combine(local.date(), time(hour), local.tzinfo)
    return at if at > local else at + timedelta(days=1)
