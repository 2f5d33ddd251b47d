"""What moved between two versions, in the reader's language: for chat, paper and page."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from agents.wording.phrasing import Pen
from crm.money import Money
from crm.trips.changes import Change
from crm.trips.flights import clock_time, flights_of
from crm.trips.moved import Moved, changes_of, in_english, price_of
from crm.trips.values import Itinerary

MOST_CHANGES = 8
_PLAIN_REASONS = ("fits better", "others fit better")  # says nothing that the change itself does not
_OF_STOPS = ("booked", "better so")  # nobody asked for it: who reads that nights moved has to know why


def in_words(kept: Iterable[Moved], names: Mapping[str, str], plan: Itinerary, pen: Pen) -> list[str]:
    """Tell what a version remembers, a line for each change; `plan` is the version's own.

    English readers get the sentences that staff read. Plain sentences of older versions stay as they are.
    """
    items = list(kept)
    if pen.language == "en":
        return in_english(items)
    lines = [_without_marks(change_line(change, names, plan, pen)) for change in changes_of(items)]
    for item in items:
        if isinstance(item, str):
            lines.append(item)
        elif (price := price_of(item)) is not None:
            lines.append(_without_marks(" ".join(price_lines(*price, pen))))
    return [line for line in lines if line]


def _without_marks(line: str) -> str:
    return line.removeprefix("•").replace("*", "").strip()


def weightiest(changes: Iterable[Change]) -> list[Change]:
    """What people notice first: dates and stops before visits, and what went before what moved."""
    order = ("dates", "stop added", "stop dropped", "nights", "stay", "flight", "dropped", "added", "moved")
    return sorted(changes, key=lambda c: order.index(c.kind))[:MOST_CHANGES]


def change_line(change: Change, names: Mapping[str, str], plan: Itinerary, pen: Pen) -> str:
    """One line of what changed; where something had to go or move, with the reason."""
    line = _what_changed(change, names, plan, pen)
    is_visit = change.kind in ("dropped", "moved") and change.because not in _PLAIN_REASONS
    if change.because is None or not (is_visit or change.because in _OF_STOPS):
        return line
    if change.about and change.about not in names:
        return line  # a reason that speaks of what has no name any more would end in a hole
    key = f"why.{change.because.replace(' ', '_')}"
    return pen.write("revise.why", change=line, why=pen.write(key, area=names.get(change.about, "")))


def _what_changed(change: Change, names: Mapping[str, str], plan: Itinerary, pen: Pen) -> str:
    subject = names.get(change.subject, change.name or change.subject)
    if change.kind == "dates":
        before, after = (pen.day(date.fromisoformat(day)) for day in (change.before, change.after))
        return pen.write("revise.dates", before=before, after=after)
    if change.kind == "nights":
        before, after = pen.nights(int(change.before)), pen.nights(int(change.after))
        key = "revise.length" if change.subject == "trip" else "revise.nights_more"
        return pen.write(key, area=subject, before=before, after=after)
    if change.kind == "stop added":
        stay = next((names.get(s.stay, "") for s in plan.stops if s.area == change.subject), "")
        return pen.write("revise.stop_added", area=subject, after=pen.nights(int(change.after)), stay=stay)
    if change.kind == "stop dropped":
        return pen.write("revise.stop_dropped", area=subject)
    if change.kind == "stay":
        old, new = names.get(change.before, ""), names.get(change.after, "")
        return pen.write("revise.stay", area=subject, before=old, after=new)
    if change.kind == "flight":
        return _of_flight(change, plan, pen)
    if change.kind == "dropped":
        return pen.write("revise.dropped", place=subject)
    return pen.write(f"revise.{change.kind}", place=subject, day=change.after)


def _of_flight(change: Change, plan: Itinerary, pen: Pen) -> str:
    if change.after:
        return pen.write(f"revise.{change.subject}", time=change.after)
    assumed = next((clock_time(flight.at) for flight in flights_of(plan) if flight.end == change.subject), "")
    return pen.write(f"revise.no_{change.subject}", time=assumed)


def price_lines(before: Money, after: Money, causes: Iterable[tuple[str, Money]], pen: Pen) -> Iterator[str]:
    """The new price against the old one, and why, where the two are in one currency."""
    if before.currency == after.currency and before.amount == after.amount:
        yield pen.write("revise.price_same", after=pen.money(after))
        return
    is_same = before.currency == after.currency
    difference = pen.signed(after - before) if is_same else ""
    yield pen.write("revise.price", after=pen.money(after), before=pen.money(before), difference=difference)
    if told := [pen.write(f"cause.{kind}", amount=pen.signed(amount)) for kind, amount in causes]:
        yield pen.write("revise.because", causes=pen.listed(told))
