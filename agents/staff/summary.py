"""A lead in one or two lines for staff: only what is known, nothing guessed."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from agents.scene.captured import Slots
from agents.scene.wishes import as_date, class_of, nights_of, party_of, value_of
from agents.telling.booking_words import booking_told
from agents.telling.proof import budget_said
from agents.telling.recap import fewer_told
from agents.wording.phrasing import Pen
from crm.conversations.values import TripFacts
from crm.money import Money
from crm.trips.flights import assumed_in


def summarise(slots: Slots, trip: TripFacts | None = None, currency: str = "INR") -> str:
    """Say what the lead wants, and on a second line how its trip stands. English, for staff.

    `currency` is the agency's, for a budget that named none. An empty lead gives an empty text.
    """
    pen = Pen("en")
    wants = [
        _listed(slots, "destinations", pen),
        _length(slots, pen),
        _dates(slots, pen),
        _party(slots, pen),
        _budget(slots, pen, currency),
        _hotels(slots),
    ]
    likes = [_listed(slots, "interests", pen), _some("must see", _listed(slots, "must_see", pen))]
    likes += [fewer_told(value_of(slots, "fewer"), pen), _some("no", _listed(slots, "avoid", pen))]
    likes += [_listed(slots, name, pen) for name in ("occasion", "diet", "beds", "mobility")]
    told = " · ".join(part for part in (*wants, *likes, *_arranged(slots, pen)) if part)
    return "\n".join(line for line in (told, standing(trip)) if line)


def _arranged(slots: Slots, pen: Pen) -> Iterator[str]:
    """Flights, airports, places seen before and bookings, as the desk says them back."""
    for name, key in (
        ("gateway_in", "place"),
        ("arrives_at", "time"),
        ("gateway_out", "place"),
        ("departs_at", "time"),
    ):
        if value := value_of(slots, name):
            yield pen.write(f"recap.{name}", **{key: str(value)})
    if seen := _listed(slots, "seen", pen):
        yield pen.write("recap.seen", list=seen)
    if beside := _listed(slots, "elsewhere", pen):
        yield f"beside the trip: {beside}"
    booked = [b for b in value_of(slots, "booked") or () if isinstance(b, Mapping)]
    if booked:
        yield pen.write("recap.booked", list=pen.listed(booking_told(b, pen) for b in booked))


def _some(word: str, what: str) -> str:
    return f"{word}: {what}" if what else ""


def _listed(slots: Slots, name: str, pen: Pen) -> str:
    value = value_of(slots, name)
    if isinstance(value, list):
        return pen.listed(str(item) for item in value) if value else ""
    return str(value) if value else ""


def _length(slots: Slots, pen: Pen) -> str:
    nights = nights_of(slots)
    return pen.nights(nights) if nights else ""


def _dates(slots: Slots, pen: Pen) -> str:
    start = as_date(value_of(slots, "start_date"))
    if start:
        return pen.write("recap.from", date=pen.day(start))
    window = value_of(slots, "date_window")
    if not isinstance(window, Mapping):
        return ""
    first, last = as_date(window.get("from")), as_date(window.get("to"))
    return f"{pen.day(first)} to {pen.day(last)}" if first and last else ""


def _party(slots: Slots, pen: Pen) -> str:
    heads = value_of(slots, "travellers")
    if not value_of(slots, "adults"):
        return pen.count("travellers", heads) if isinstance(heads, int) and heads else ""
    party, assumed = party_of(slots)
    if any(a.kind == "ages" for a in assumed):
        return pen.listed([pen.count("adults", party.adults), pen.count("children", len(party.child_ages))])
    return pen.party(party)


def _budget(slots: Slots, pen: Pen, currency: str) -> str:
    value = value_of(slots, "budget")
    amount = budget_said(value, currency) if isinstance(value, Mapping) else None
    if amount is None:
        return ""
    per = str(value.get("per") or "trip")
    return pen.write(f"recap.budget_{per}" if per != "trip" else "recap.budget", amount=pen.money(amount))


def _hotels(slots: Slots) -> str:
    hotel = class_of(slots, None)
    return f"{hotel} hotels" if hotel else ""


def standing(trip: TripFacts | None) -> str:
    """Say how the newest version stands, and which flights it only assumes; empty where there is none."""
    if trip is None:
        return ""
    pen = Pen("en")
    state = "approved" if trip.approved_at else "sent" if trip.sent_at else "not sent yet"
    total = _total(trip.snapshot)
    valid = _valid(trip.snapshot.get("valid_until"), pen)
    price = f", {pen.money(total)}{valid}" if total else ""
    assumed = assumed_in(trip.itinerary)
    return f"Version {trip.version} {state}{price}" + (f". {assumed}" if assumed else "")


def _total(snapshot: Mapping[str, Any]) -> Money | None:
    try:
        return Money(Decimal(str(snapshot["total"])), str(snapshot["currency"]))
    except (KeyError, ValueError, InvalidOperation):
        return None


def _valid(until: Any, pen: Pen) -> str:
    day: date | None = as_date(until)
    return f", valid until {pen.day(day)}" if day else ""
