"""Local days at the edges: from a day in someone's time zone to the moments that bound it."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def day_begins(day: date | None, timezone: str) -> datetime | None:
    """Give the moment at which a local day begins; None stays None."""
    if day is None:
        return None
    try:
        return datetime.combine(day, time(), ZoneInfo(timezone)).astimezone(ZoneInfo("UTC"))
    except OverflowError:
        return datetime.min.replace(tzinfo=ZoneInfo("UTC"))


def day_ends(day: date | None, timezone: str) -> datetime | None:
    """Give the moment at which the next local day begins; the end of time stays open."""
    if day is None or day == date.max:
        return None
    return day_begins(day + timedelta(days=1), timezone)
