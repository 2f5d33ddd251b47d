"""What staff do about a price: discounts, markups, free heads, and a manager's word on a margin.

A price is shown before it is written: the first answer is a preview, and its button makes the version.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from html import escape
from typing import Any

from bot.staff.cards import action
from bot.staff.desk import StaffDesk, Viewer
from bot.staff.marks import mark_of
from bot.staff.planning import LOW_MARGIN, send_button
from bot.staff.reading import StaffLead
from bot.staff.says import answer, tell
from crm.catalogue.queries import NoDestination
from crm.conversations.effects import Remember
from crm.conversations.values import Outcome, Say, Scene, TripFacts
from crm.errors import Unfit
from crm.money import Money, signed, written
from crm.quotes.clauses import read_discounts, read_markups
from crm.quotes.telling import by_kind
from crm.quotes.terms import Terms, terms_of, terms_told
from crm.quotes.values import NoExchangeRate, NoRate, Quote
from crm.trips.effects import DecideMargin, PublishTrip
from crm.trips.margins import percent, review_of
from crm.trips.moved import price_changed
from crm.trips.repricing import Repriced, read_shelf, reprice
from crm.trips.store import NotStorable, decode, encode, itinerary_from_json

_USAGE = {
    "discount": "/discount {lead} 5 % returning guest, /discount {lead} 2000, "
    "/discount {lead} 500 per person, or /discount {lead} none",
    "markup": "/markup {lead} trip 8 %, /markup {lead} stay margin 15 %, /markup {lead} day 3 500, "
    "or /markup {lead} none",
    "free": "/free {lead} 1 lets one adult travel free; /free {lead} 0 nobody",
}
_NO_PRICE = (Unfit, NoRate, NoExchangeRate, NoDestination, NotStorable)


async def discount(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str) -> Outcome:
    """Show what a discount would make of the price; `none` takes every discount off."""
    return await try_terms(desk, scene, found, "discount", extra)


async def markup(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str) -> Outcome:
    """Show what another markup would make of the price; `none` goes back to the agency's."""
    return await try_terms(desk, scene, found, "markup", extra)


async def free(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str) -> Outcome:
    """Show what the price is when so many adults travel free of charge."""
    return await try_terms(desk, scene, found, "free", extra)


def _changed(terms: Terms, what: str, words: str, currency: str) -> Terms:
    """Read new terms, whose amounts are in the trip's currency. Raises Unfit."""
    none = words.lower() in ("none", "off", "0")
    if what == "discount":
        return replace(terms, discounts=() if none else read_discounts(words, currency=currency))
    if what == "markup":
        no_markup = words.lower() in ("none", "off")
        return replace(terms, markups=() if no_markup else read_markups(words, currency=currency))
    if not none and not (words.isdecimal() and len(words) < 4):
        raise Unfit("free", f"“{words}” is not a number of adults.")
    return replace(terms, free_heads=0 if none else int(words))


async def try_terms(desk: StaffDesk, scene: Scene, found: StaffLead, what: str, words: str) -> Outcome:
    """Show what a discount, a markup or free heads (`what`) in words would make of the newest version."""
    lead, trip = found.lead, found.trip
    if trip is None:
        return answer(f"Lead {lead.id} has no plan to price yet. /plan {lead.id} makes one.")
    terms, usage = terms_of(trip.snapshot), _USAGE[what].format(lead=lead.id)
    if not words.strip():
        agreed = "\n".join(f"• {escape(told)}" for told in terms_told(trip.snapshot))
        agreed = agreed or "Nothing beside the agency's rules."
        return answer(f"<b>Lead {lead.id}, version {trip.version}</b>\n{agreed}\nTo change it: {usage}")
    try:
        wanted = _changed(terms, what, words.strip(), str(trip.snapshot.get("currency")))
        repriced = await _repriced(desk, scene, trip, wanted)
    except _NO_PRICE as problem:
        return answer(f"{escape(str(problem))}\nFor example: {usage}")
    if repriced.terms == terms and repriced.after.total == repriced.before.total:
        total = written(repriced.after.total)
        return answer(f"Version {trip.version} of lead {lead.id} has these terms already: {total}.")
    return _preview(scene, found, trip, repriced)


async def _repriced(desk: StaffDesk, scene: Scene, trip: TripFacts, terms: Terms) -> Repriced:
    itinerary = itinerary_from_json(trip.itinerary)
    async with desk.book.reading() as session:
        shelf = await read_shelf(session, itinerary.destination)
    return await asyncio.to_thread(reprice, trip.snapshot, itinerary, shelf, terms, scene.today)


def _preview(scene: Scene, found: StaffLead, trip: TripFacts, made: Repriced) -> Outcome:
    lead, number = found.lead, trip.version + 1
    pending = {
        "lead": lead.id,
        "version": trip.version,
        "terms": encode(made.terms),
        "total": str(made.after.total.amount),
    }
    shown = f"{trip.version}.{_mark_of(pending)}"
    make = {"label": f"Make version {number}", "data": action("terms", lead.id, shown)}
    leave = {"label": "Leave it", "data": action("keep_price", lead.id)}
    kept = Remember({**scene.dialogue, "terms": pending})
    return answer(preview_of(lead.id, number, made), kept, buttons=[[make, leave]])


def preview_of(lead_id: int, number: int, made: Repriced) -> str:
    """Tell the new total and margin, and why they differ, in Telegram's HTML."""
    before, after = made.before, made.after
    lines = [f"<b>Lead {lead_id}, version {number} would be</b>"]
    agreed = made.terms.told(after.lines)
    lines += [f"• {escape(told)}" for told in agreed] or ["• by the agency's rules alone"]
    if before.currency == after.currency:
        moved = signed(after.total - before.total)
        lines.append(f"Total {written(before.total)} → <b>{written(after.total)}</b> ({moved})")
    else:
        lines.append(f"Total <b>{written(after.total)}</b>")
    if why := by_kind(made.causes):
        lines.append(f"Why: {escape(why)}")
    lines.append(f"Margin {margin_told(before)} → <b>{margin_told(after)}</b>")
    if after.needs_approval:
        least = after.rules.least_margin_percent
        told = (
            f"Below the least margin of {percent(least)}" if least is not None else "Below the least margin"
        )
        lines.append(f"🔒 {told}: a manager must approve it before it can be sent.")
    return "\n".join(lines)


def margin_told(quote: Quote) -> str:
    earned = Money(quote.subtotal.amount - quote.cost.amount, quote.currency)
    return f"{percent(quote.margin_percent)} ({written(earned)})"


async def set_terms(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str) -> Outcome:
    """Make the version that was shown; where rates moved meanwhile, show the new price instead."""
    lead, trip, pending = found.lead, found.trip, scene.dialogue.get("terms")
    if trip is None or not isinstance(pending, Mapping) or not _is_of(pending, lead.id, extra):
        return answer("This preview is no longer the newest. Give the discount or markup once more.")
    if trip.version != pending.get("version"):
        return answer(f"Version {trip.version} was made meanwhile. Look at it first: /lead {lead.id}")
    try:
        made = await _repriced(desk, scene, trip, decode(Terms, pending["terms"]))
    except _NO_PRICE as problem:
        return answer(escape(str(problem)))
    if str(made.after.total.amount) != pending.get("total"):
        return _preview(scene, found, trip, made)
    number = trip.version + 1
    paper = {"proposal": "newest", "lead_id": lead.id, "name": f"proposal-{lead.id}-v{number}.pdf"}
    told = f"📄 <b>Lead {lead.id}, version {number}</b> (not sent): {written(made.after.total)}"
    waits = bool(made.snapshot["needs_approval"])
    return Outcome(
        says=(
            tell(f"{told}\n{LOW_MARGIN}" if waits else told, [] if waits else [[send_button(found, number)]]),
            Say("document", paper, sender="system"),
        ),
        effects=(
            PublishTrip(
                request=trip.request,
                itinerary=trip.itinerary,
                snapshot=made.snapshot,
                changes=(price_changed(made.before, made.after, made.causes),),
                send=False,
                created_by=f"user:{viewer.id}",
                lead_id=lead.id,
                version=number,
            ),
            Remember({**scene.dialogue, "terms": None}),
        ),
    )


def _is_of(pending: Mapping[str, Any], lead_id: int, shown: str) -> bool:
    version, _, mark = shown.partition(".")
    is_alike = str(pending.get("version")) == version and _mark_of(pending) == mark
    return pending.get("lead") == lead_id and is_alike


def _mark_of(pending: Mapping[str, Any]) -> str:
    return mark_of(pending.get("terms"), pending.get("total"))


async def keep_price(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str) -> Outcome:
    return answer(f"The price of lead {found.lead.id} stays.", Remember({**scene.dialogue, "terms": None}))


async def approve_margin(
    desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str
) -> Outcome:
    return await _decide(desk, viewer, found, extra, approved=True)


async def refuse_margin(
    desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str
) -> Outcome:
    return await _decide(desk, viewer, found, extra, approved=False)


async def _decide(
    desk: StaffDesk, viewer: Viewer, found: StaffLead, extra: str, *, approved: bool
) -> Outcome:
    """Take a manager's decision about the version that the button stood under."""
    lead, trip = found.lead, found.trip
    if not viewer.sees_every_lead:
        return answer("Only managers decide about margins.")
    number = int(extra) if extra.isdecimal() else trip.version if trip else 0
    async with desk.book.reading() as session:
        review = await review_of(session, lead.id, number)
    if review is None or review.status != "waiting":
        state = f"was {review.status} already" if review else "does not wait for a manager"
        return answer(f"Version {number} of lead {lead.id} {state}.")
    decided = DecideMargin(lead.id, number, approved)
    if not approved:
        return answer(f"⛔ Version {number} of lead {lead.id} is refused. Whoever made it is told.", decided)
    if review.send_when_approved:
        told = f"✅ Version {number} of lead {lead.id} is approved; it goes to the customer now."
        return answer(told, decided)
    told = f"✅ Version {number} of lead {lead.id} is approved. Whoever made it may send it now."
    return answer(told, decided, buttons=[[send_button(found, number)]])


PRICING_ACTS = {
    "terms": set_terms,
    "keep_price": keep_price,
    "margin_yes": approve_margin,
    "margin_no": refuse_margin,
}
