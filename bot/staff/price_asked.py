"""A price that staff ask for in plain words: as it is, or as it would be under other terms."""

from html import escape

from agents.regexes import regex
from bot.staff.desk import StaffDesk, Viewer
from bot.staff.pricing import margin_told, try_terms
from bot.staff.reading import StaffLead
from bot.staff.says import answer
from crm.conversations.values import Outcome, Scene, TripFacts
from crm.money import written
from crm.quotes.snapshot import from_snapshot
from crm.quotes.terms import terms_told

_CURRENCY = regex(r"(?<=[\dn]) ([A-Z]{3})(?= |$)")  # behind the amount, or behind "per person"


async def price_shown(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, words: str) -> Outcome:
    """Show the price of the newest version; with terms in words (`discount 10 %`, `markup trip 8 %`, at
    most in a currency: `discount 2000 INR`) what they would make of it. Nothing is written."""
    lead, trip = found.lead, found.trip
    if trip is None:
        return answer(f"Lead {lead.id} has no plan to price yet. /plan {lead.id} makes one.")
    what, _, clause = words.partition(" ")
    if not what:
        return answer(_as_it_is(found, trip))
    if named := _CURRENCY.search(clause):
        sold_in = from_snapshot(trip.snapshot).currency
        if named[1] != sold_in:
            return answer(
                f"Lead {lead.id} is sold in {sold_in}: say the amount in {sold_in}. Nothing was done."
            )
        clause = clause[: named.start()] + clause[named.end() :]
    return await try_terms(desk, scene, found, what, clause)


def _as_it_is(found: StaffLead, trip: TripFacts) -> str:
    lead, quote = found.lead, from_snapshot(trip.snapshot)
    terms = terms_told(trip.snapshot) or ("By the agency's rules alone.",)
    lines = [
        f"<b>Lead {lead.id}, version {trip.version}</b>",
        f"Total <b>{written(quote.total)}</b>, valid until {quote.valid_until}",
        f"Margin {margin_told(quote)}",
        *(f"• {escape(told)}" for told in terms),
        f"<i>price of {lead.id} with 5 % discount</i> shows what that would be.",
    ]
    return "\n".join([*lines, *([f"🔒 {escape(trip.waits)}"] if trip.waits else [])])
