"""Tell what the quote in hand says to a question about it, with the evidence that it rests on."""

import re
from collections.abc import Iterator

from agents.acting.findings import Findings, Standing
from agents.acting.own_quote import OfTheQuote, Told
from agents.deciding.moves import TellQuote
from agents.gate import Evidence
from agents.telling.plans import price_now
from agents.wording.inclusions import tell_excluded, tell_included
from agents.wording.papers import Wording
from agents.wording.phrasing import Pen
from crm.quotes.instalments import Due

_ISOLATES = re.compile("[\u200e\u2066-\u2069]")  # paper sets names apart by these; a chat does so itself
_HELD_WORDS = ("included", "excluded", "meals", "version", "terms", "dues")


def tell_of_quote(_: TellQuote, found: Findings, pen: Pen, evidence: Evidence) -> list[tuple[str, Evidence]]:
    """Say it in the order in which it was asked."""
    if (quote := found.of_quote) is None:
        return []
    say = Wording.of(pen.language)
    proof = _proof(evidence, quote, say)
    if found.planned is not None:
        proof = proof.with_counts("version", found.planned.version).with_amounts(quote.quote.total)
    told: list[str] = []
    for of in quote.asked.of:
        if of == "included":
            told += _things(quote, pen, say) if quote.asked.parts else [_all_of_it(quote, pen, say)]
        elif of == "until":
            told.append(_until(quote, found, pen, say))
        elif of == "dues":
            told.append(_dues(quote, pen, say))
    if "included" in quote.asked.of and not quote.asked.parts:
        told.append(pen.write("price.link"))
    return [(text, proof) for text in told]


def _all_of_it(quote: OfTheQuote, pen: Pen, say: Wording) -> str:
    held = [*tell_included(quote.held, lambda stay: quote.names.get(stay, ""), say)]
    taxes = pen.write("quote.taxes")
    held += [taxes[:1].upper() + taxes[1:]] if quote.held.taxes else []
    lines = [f"*{say('included.title')}*", *(f"• {line}" for line in held)]
    lines += [f"*{say('excluded.title')}*", *(f"• {line}" for line in tell_excluded(say))]
    return _ISOLATES.sub("", "\n".join(lines))


def _things(quote: OfTheQuote, pen: Pen, say: Wording) -> list[str]:
    lines = []
    for is_in, key in ((True, "quote.holds"), (False, "quote.lacks")):
        things = [_thing(told, quote, pen, say) for told in quote.things if told.is_in is is_in]
        if things:
            lines.append(pen.write(key, list="; ".join(things)))
    return [_ISOLATES.sub("", "\n".join(lines))] if lines else []


def _thing(told: Told, quote: OfTheQuote, pen: Pen, say: Wording) -> str:
    names = [quote.names.get(one, "") for one in told.subjects]
    if told.thing == "service":
        label, days = say.label(told.subjects[0]), say.count("days", told.count)
        return say("included.service", service=label, days=days)
    if told.thing == "transfers":
        return say("included.transfers", transfers=say.count("transfers", told.count))
    if told.thing == "entrance":
        return pen.write("quote.entrance", places=say.count("places", told.count))
    if told.thing == "nights":
        return say("included.nights", nights=pen.nights(told.count), stay=names[0])
    if told.thing == "flight_within":
        return pen.write("quote.flight_within", way=" – ".join(names))
    if told.thing == "board":
        return pen.write("quote.board", meals=say(f"meals.{told.subjects[0]}"), list=pen.listed(names[1:]))
    if told.thing == "flights":
        return pen.write("quote.flights", place=quote.catalogue.destination.name)
    return pen.write(f"quote.{told.thing}", list=pen.listed(names))


def _until(quote: OfTheQuote, found: Findings, pen: Pen, say: Wording) -> str:
    """The day and the amount, what becomes of it where prices rise, and that nothing is booked.

    To a yes that was said the amount alone is told: nothing of it is open any more.
    """
    standing = found.standing
    if found.planned is not None:
        standing = Standing(found.planned.version, quote.quote.total, quote.quote.valid_until)
    now = [price_now(standing, pen)] if standing else []
    if quote.has_lapsed:
        return say("version.held", date=pen.day(quote.quote.valid_until))
    if quote.agreed_on is not None:
        return " ".join(now)
    return " ".join([*now, pen.write(f"quote.{quote.quote.rules.drift}"), say("terms.booking")])


def _dues(quote: OfTheQuote, pen: Pen, say: Wording) -> str:
    """Each part with its day, from today or from the customer's yes; of a price that lapsed none is told."""
    if quote.has_lapsed:
        return say("version.held", date=pen.day(quote.quote.valid_until))
    lines = (
        pen.write("quote.due", label=say.label(due.label), amount=pen.money(due.amount), when=when)
        for due in quote.dues
        for when in (_when(due, quote, pen, say),)
    )
    if quote.agreed_on is not None:
        return "\n".join([pen.write("quote.dues_agreed", date=pen.day(quote.agreed_on)), *lines])
    return "\n".join([pen.write("quote.dues"), *lines])


def _when(due: Due, quote: OfTheQuote, pen: Pen, say: Wording) -> str:
    return say("dues.with") if due.days_after_booking == 0 else say("dues.by", date=pen.day(due.on))


def _proof(evidence: Evidence, found: OfTheQuote, say: Wording) -> Evidence:
    """Add what the quote holds, and the words that the agency's papers say of every quote."""
    held, plan, names = found.held, found.itinerary, found.names
    ids = {one for stop in plan.stops for one in (stop.area, stop.stay)} | set(plan.places)
    ends = {one for told in found.things if told.thing == "flight_within" for one in told.subjects}
    evidence = evidence.with_names(names[i] for i in ids | ends if i in names)
    evidence = evidence.with_names([found.catalogue.destination.name])
    evidence = evidence.with_counts("nights", *(one.stop.nights for one in held.slept))
    evidence = evidence.with_counts("days", *held.services.values())
    counted = {"transfers": held.rides, "day_trips": held.day_trips}
    places = [say.count("places", number) for number in (len(held.paid), len(held.free))]
    counts = [*places, *(say.count(unit, number) for unit, number in counted.items())]
    evidence = evidence.with_dates(found.quote.valid_until, found.agreed_on, *(due.on for due in found.dues))
    evidence = evidence.with_amounts(*(due.amount for due in found.dues))
    labels = [*held.services, *(due.label for due in found.dues)]
    ours = [*counts, *labels, *map(say.label, labels), *_words_of_papers(say)]
    return evidence.with_words(*ours, language=say.language)


def _words_of_papers(say: Wording) -> Iterator[str]:
    for section in _HELD_WORDS:
        yield from say.all(section)
        yield say(f"{section}.title") if section in ("included", "excluded") else ""
