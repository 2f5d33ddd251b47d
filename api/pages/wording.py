"""How times, amounts and states read on the pages."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

from agents.telling.booking_words import booking_told
from agents.wording.phrasing import Pen
from crm.trips.flights import assumed_in
from crm.trips.moved import in_english

_STATUS_TONE = {
    "new": "blue", "qualifying": "sand", "proposed": "violet", "negotiating": "gold",
    "won": "green", "rendered": "green", "delivered": "green", "read": "green",
    "sent": "blue", "waiting": "sand", "sending": "sand", "blocked": "sand", "unknown": "gold",
    "lost": "grey", "cancelled": "grey", "failed": "red", "dead": "red",
}  # fmt: skip

_SLOT_NAMES = {
    "destinations": "Where", "start_date": "From", "end_date": "Until", "nights": "Nights", "days": "Days",
    "adults": "Adults", "children": "Children", "child_ages": "Children's ages", "travellers": "Travellers",
    "budget": "Budget", "interests": "Interests", "fewer": "Less of", "stay": "Stay",
    "trip_type": "Kind of trip", "date_window": "Dates", "diet": "Diet", "origin": "Starts in",
    "beds": "Wished of the room",
    "arrives_at": "Lands at",
    "departs_at": "Flies home at", "gateway_in": "Starts at", "gateway_out": "Ends at",
    "seen": "Seen before", "elsewhere": "Told beside the trip", "booked": "Booked already",
}  # fmt: skip


def money(amount: Decimal | None, currency: str | None) -> str:
    """Write an amount as staff read it, without idle decimals: ₹1,88,640."""
    if amount is None or not currency:
        return "–"
    from babel.numbers import format_currency

    locale = "en_IN" if currency == "INR" else "en"
    if amount != amount.to_integral_value():
        return str(format_currency(amount, currency, locale=locale))
    pattern = "¤#,##,##0" if currency == "INR" else "¤#,##0"
    return str(format_currency(amount, currency, pattern, locale=locale, currency_digits=False))


def revenue(amounts: dict[str, Decimal]) -> str:
    """Write revenue by currency; no sale at all is a dash."""
    return " · ".join(money(amount, currency) for currency, amount in amounts.items()) or "–"


def when(at: datetime | None, zone: str) -> str:
    """Write a moment in the reader's time zone: Mon 23 Nov, 14:30."""
    if at is None:
        return "–"
    local = at.astimezone(ZoneInfo(zone))
    return f"{local:%a} {local.day} {local:%b}, {local:%H:%M}"


def day(value: date | None) -> str:
    """Write a date: Sun 20 Dec 2026."""
    return "–" if value is None else f"{value:%a} {value.day} {value:%b %Y}"


def clock_time(at: datetime, zone: str) -> str:
    return f"{at.astimezone(ZoneInfo(zone)):%H:%M}"


def local_day(at: datetime, zone: str) -> str:
    local = at.astimezone(ZoneInfo(zone))
    return f"{local:%A}, {local.day} {local:%B %Y}"


def ago(at: datetime | None, now: datetime) -> str:
    """Write how long something has been: 12 min, 3 h, 2 days."""
    if at is None:
        return "–"
    seconds = max(0, int((now - at).total_seconds()))
    for size, name in ((86400, "day"), (3600, "h"), (60, "min")):
        count = seconds // size
        if count:
            return f"{count} {name}{'s' if name == 'day' and count > 1 else ''}"
    return "under a min"


def lasting(seconds: float | None) -> str:
    if seconds is None:
        return "–"
    from bot.reports.wording import lasting as written

    return written(seconds)


def percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"


def tone(status: str) -> str:
    """Give the colour of a status's chip."""
    return _STATUS_TONE.get(status, "grey")


def slot_name(name: str) -> str:
    return _SLOT_NAMES.get(name, name.replace("_", " ").capitalize())


def slot_value(value: Any) -> str:
    """Write what is known as a person would: lists with commas, money with its sign, spans with a dash."""
    if isinstance(value, list):
        return ", ".join(slot_value(item) for item in value)
    if isinstance(value, dict):
        return _composed(value)
    if isinstance(value, str) and len(value) == 10 and value[4:5] == value[7:8] == "-":
        try:
            return day(date.fromisoformat(value))
        except ValueError:
            return value
    return "–" if value is None else str(value)


def _composed(value: dict[str, Any]) -> str:
    if "kind" in value and "name" in value:
        return booking_told(value, Pen("en"))
    if "amount" in value:
        per = value.get("per")
        return _amount(value) + (f" per {per}" if per and per != "trip" else "")
    if "from" in value and "to" in value:
        return f"{slot_value(value['from'])} – {slot_value(value['to'])}"
    if "place" in value and len(value) == 2:
        return f"{value['place']}: {_nights_wished(value)}"
    return ", ".join(str(part) for part in value.values() if part is not None)


def _nights_wished(stop: dict[str, Any]) -> str:
    """Write what is wished of the nights at one stop: a change is against the plan, the others are counts."""
    change, least = stop.get("change"), stop.get("min")
    count = change if change is not None else least if least is not None else stop.get("exactly")
    if not isinstance(count, int):
        return "–" if count is None else str(count)
    nights = f"{abs(count)} night{'' if abs(count) == 1 else 's'}"
    if change is not None:
        return f"{nights} {'more' if count > 0 else 'fewer'}"
    return f"at least {nights}" if least is not None else nights


def _amount(value: dict[str, Any]) -> str:
    try:
        amount = Decimal(str(value["amount"]))
    except ArithmeticError:
        return str(value["amount"])
    return money(amount, value["currency"]) if value.get("currency") else f"{amount:,}"


_CHANNELS = {"whatsapp": "WhatsApp", "telegram": "Telegram", "email": "E-mail"}


def channel(name: str) -> str:
    """Write a channel's name as its owner does."""
    return _CHANNELS.get(name, name)


def initials(name: str | None) -> str:
    """Give the first letters of first and last name, for a face where there is no picture."""
    words = [word for word in (name or "").split() if word[:1].isalnum()]
    return "".join(word[0] for word in (*words[:1], *words[1:][-1:])).upper() or "?"


_BOLD = re.compile(r"(?<![\w*])\*([^*\n]{1,200})\*(?![\w*])")
_ITALIC = re.compile(r"(?<![\w/])_([^_\n]{1,200})_(?!\w)")


def chat_text(text: str) -> Markup:
    """Show WhatsApp's *bold* and _italic_ as the customer's phone does. The text is escaped first."""
    bold = _BOLD.sub(r"<b>\1</b>", str(escape(text)))
    return Markup(_ITALIC.sub(r"<i>\1</i>", bold))  # noqa: S704 - escaped just here


# The first mark that is found counts: most browsers claim to be Chrome, and all to be Safari.
_BROWSERS = {"Edg/": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}
_SYSTEMS = ("iPhone", "iPad", "Android", "Windows", "Mac OS", "Linux")


def device(user_agent: str) -> str:
    """Name a browser and its system, as its owner would know it."""
    browser = next((name for mark, name in _BROWSERS.items() if mark in user_agent), "")
    system = next((mark for mark in _SYSTEMS if mark in user_agent), "")
    return (
        " on ".join(part for part in (browser, system.removesuffix(" OS")) if part)
        or user_agent[:60]
        or "Unknown device"
    )


def round_money(amount: Decimal, currency: str) -> str:
    """Write a forecast: it knows no cents."""
    return money(amount.quantize(Decimal(1)), currency)


_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def rate_terms(detail: Mapping[str, Any]) -> str:
    """Say under which conditions a rate serves, and on which terms it is sold."""
    told = ["closed: not sold"] if detail.get("is_closed") else []
    told += [", ".join(_DAYS[n] for n in detail["weekdays"])] if detail.get("weekdays") else []
    told += [f"from {detail['least_nights']} nights"] if detail.get("least_nights", 1) > 1 else []
    low, high = detail.get("heads_from", 1), detail.get("heads_to", 999)
    told += [f"{low}–{high} heads" if high < 999 else f"from {low} heads"] if (low, high) != (1, 999) else []
    told += [str(detail["meal_plan"])] if detail.get("meal_plan") else []
    percent = Decimal(str(detail.get("commission_percent") or 0))
    told += [f"{percent.normalize():f} % commission"] if percent else []
    told += [f"one free per {detail['free_per']}"] if detail.get("free_per") else []
    told += [str(detail["cancellation"])] if detail.get("cancellation") else []
    told += [f"replaces {detail['supersedes']}"] if detail.get("supersedes") else []
    return "; ".join(told)


FILTERS: dict[str, Callable[..., Any]] = {
    "what_moved": in_english,
    "flights_assumed": assumed_in,
    "money": money,
    "round_money": round_money,
    "rate_terms": rate_terms,
    "revenue": revenue,
    "when": when,
    "day": day,
    "clock_time": clock_time,
    "local_day": local_day,
    "ago": ago,
    "lasting": lasting,
    "percent": percent,
    "tone": tone,
    "slot_name": slot_name,
    "slot_value": slot_value,
    "initials": initials,
    "channel": channel,
    "chat_text": chat_text,
    "device": device,
}
