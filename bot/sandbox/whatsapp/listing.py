"""Pages of the message list, filtered as the REST API filters them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from bot.sandbox.whatsapp.ledger import WhatsAppMessage
from bot.sandbox.whatsapp.refusals import Refusal

LARGEST_PAGE = 1_000


def page_of(messages: Iterable[WhatsAppMessage], query: Mapping[str, str], path: str) -> dict[str, Any]:
    """One page of messages, newest first, with the addresses of its neighbours.

    Pages continue behind the last sid seen (`PageToken`), so messages that arrive meanwhile do not shift
    them. A message not yet sent is dated by its creation. Raises Refusal for a date that is none.
    """
    size = min(LARGEST_PAGE, max(1, _number(query.get("PageSize"), 50)))
    number = _number(query.get("Page"), 0)
    fits = _filter(query)
    behind = query.get("PageToken", "").removeprefix("PA")
    found: list[WhatsAppMessage] = []
    more = False
    for message in messages:
        if behind:
            behind = "" if message.sid == behind else behind
        elif fits(message):
            more = len(found) == size
            if more:
                break
            found.append(message)
    filters = {name: value for name, value in query.items() if name not in ("Page", "PageToken", "PageSize")}
    first = f"{path}?{urlencode({**filters, 'PageSize': size, 'Page': 0})}"
    following = {
        **filters,
        "PageSize": size,
        "Page": number + 1,
        "PageToken": f"PA{found[-1].sid if found else ''}",
    }
    return {
        "messages": found,
        "first_page_uri": first,
        "next_page_uri": f"{path}?{urlencode(following)}" if more else None,
        "previous_page_uri": first if number else None,
        "uri": f"{path}?{urlencode(dict(query))}" if query else first,
        "page": number,
        "page_size": size,
        "start": number * size,
        "end": number * size + max(0, len(found) - 1),
    }


def _filter(query: Mapping[str, str]) -> Callable[[WhatsAppMessage], bool]:
    to, from_ = query.get("To"), query.get("From")
    earliest, latest = None, None
    if query.get("DateSent"):
        earliest, is_day = _moment(query["DateSent"])
        latest = earliest + (timedelta(days=1) if is_day else timedelta(seconds=1))
    for name in ("DateSent>", "DateSent>="):
        if query.get(name):
            earliest = _moment(query[name])[0]
    for name in ("DateSent<", "DateSent<="):
        if query.get(name):
            moment, is_day = _moment(query[name])
            latest = moment + (timedelta(days=1) if is_day else timedelta(seconds=1))

    def fits(message: WhatsAppMessage) -> bool:
        dated = message.sent_at or message.created_at
        if earliest is not None and dated < earliest:
            return False
        if latest is not None and dated >= latest:
            return False
        return (not to or message.to == to) and (not from_ or message.from_ == from_)

    return fits


def _moment(written: str) -> tuple[datetime, bool]:
    """The moment written, in UTC, and whether it is a whole day."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError as error:
        raise Refusal(20001) from error
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return moment, len(written) == 10


def _number(written: str | None, otherwise: int) -> int:
    return int(written) if written and written.isdecimal() else otherwise
