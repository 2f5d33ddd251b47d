"""The moves that are said in a sentence or two, by the facts and the findings alone."""

from collections.abc import Callable, Mapping
from typing import Any

from agents.deciding import moves
from agents.gate.links import without_addresses
from agents.scene.facts import Facts
from agents.scene.listed_places import places_shown
from agents.scene.wishes import party_of, slots_of
from agents.telling.desk import Desk
from agents.telling.plans import (
    drifted,
    price_now,
    told_abroad,
)
from agents.telling.recap import for_the_hotels, recap


def _none_left(desk: Desk) -> str:
    """All that is sold was shown, or nothing is sold."""
    return "recommend.no_more" if places_shown(desk.facts.notes.listed) else "ask.destinations"


def _greet(_: moves.Greet, desk: Desk) -> list[str]:
    if not desk.facts.is_first:
        return [desk.pen.write("greet.again")]
    name = first_name(desk.scene.contact_name)
    if name:
        return [desk.pen.write("greet.named", name=name, agency=desk.settings.agency)]
    return [desk.pen.write("greet.plain", agency=desk.settings.agency)]


def _welcome_back(move: moves.WelcomeBack, desk: Desk) -> list[str]:
    name = first_name(desk.scene.contact_name)
    if name:
        return [desk.pen.write("back.named", name=name, place=move.place)]
    return [desk.pen.write("back.plain", place=move.place)]


EXPLAINED = ("destinations", "start_date", "nights", "adults", "child_ages", "stay")


def first_name(name: str | None) -> str:
    """A profile name is written by a stranger: only what looks like a given name is repeated."""
    word = (name or "").strip().split(" ")[0]
    return word if 1 < len(word) <= 24 and all(c.isalpha() or c in "'’-" for c in word) else ""


def _two_trips(move: moves.TwoTrips, desk: Desk) -> list[str]:
    key = "two_trips.both" if move.is_new else "two_trips.more"
    told = [desk.pen.write(key, first=move.first, second=move.second)]
    if move.day_over is not None:
        told.append(desk.pen.write("two_trips.past", date=desk.pen.day(move.day_over), second=move.second))
    return told


def _ask(move: moves.Ask, desk: Desk) -> list[str]:
    if move.same_party:
        party, _ = party_of(slots_of(desk.facts.notes.party))
        return [desk.pen.write("ask.same_party", move.wording, party=desk.pen.party(party))]
    if move.of_past and desk.facts.day_over is not None:
        return [desk.pen.write("ask.past", move.wording, date=desk.pen.day(desk.facts.day_over))]
    choices = list(move.choices) or [d.name for d in desk.found.destinations[:8]]
    key = "ask.choose" if move.choices else f"ask.{move.slot}"
    return [desk.pen.write(key, move.wording, choices=desk.pen.either(choices))]


def _explained(move: moves.Explain, desk: Desk) -> str:
    key = move.slot if move.slot in EXPLAINED else "plan" if desk.facts.trip else "nothing"
    return desk.pen.write(
        f"explain.{key}", choices=desk.pen.either(d.name for d in desk.found.destinations[:3])
    )


def _hand_over(move: moves.HandOver, desk: Desk) -> list[str]:
    pen = desk.pen
    is_told = desk.facts.needs_human is not None and move.why == "puzzled"
    if is_told or (move.why == "asked" and desk.facts.needs_human == moves.STAFF_REASONS["asked"]):
        return [pen.write("handover.again")]
    if move.why == "unsold":
        choices = pen.listed(d.name for d in desk.found.destinations[:8])
        return [
            pen.write("handover.unsold", about=move.about),
            pen.write("handover.unsold_more", choices=choices) if choices else "",
        ]
    if move.why == "booking" and desk.facts.trip and desk.facts.trip.sent_at is None:
        return [pen.write("no_plan.checking")]
    if move.why == "booking" and desk.found.drift and desk.found.drift.has_moved:
        return drifted(desk.found.drift, desk.facts.trip, pen)
    if move.why == "booking":
        return [pen.write("handover.booking"), pen.write("handover.booking_more")]
    if move.why == "approved":
        return [pen.write("handover.approved_more")]
    if move.why == "mail":
        return [
            pen.write("handover.mail", email=move.about) if move.about else pen.write("handover.mail_where")
        ]
    if move.why == "unread":
        is_told = desk.found.is_answered
        return [] if is_told else [pen.write("handover.unread", said=without_addresses(move.about))]
    if move.why in ("wish", "beyond"):
        return [pen.write("handover.wish", said=without_addresses(move.about))]
    return [pen.write(f"handover.{move.why}")]


def _approved(move: moves.Approved, desk: Desk) -> list[str]:
    name = first_name(move.name)
    if name and move.version:
        return [desk.pen.write("handover.approved", name=name, version=move.version)]
    return [desk.pen.write("handover.approved_plain")]


def _price(_: moves.TellPrice, desk: Desk) -> list[str]:
    standing, pen, trip = desk.found.standing, desk.pen, desk.facts.trip
    if desk.found.is_answered:
        return []  # the price of a visa was meant, not that of the trip
    if trip is not None and trip.sent_at is None:
        return [pen.write("no_plan.checking")]
    if standing is None:
        return [pen.write("price.link")]
    told = [price_now(standing, pen)]
    if standing.per_adult is not None:
        told.append(pen.write("propose.per_adult", amount=pen.money(standing.per_adult)))
    if standing.abroad is not None and standing.abroad.currency != standing.total.currency:
        told.append(told_abroad(standing.abroad, standing.abroad_on, pen))
    return [" ".join(told), pen.write("price.link")]


def _status(_: moves.TellStatus, desk: Desk) -> list[str]:
    facts, pen = desk.facts, desk.pen
    if desk.scene.lead and desk.scene.lead.status == "won":
        return [pen.write("status.won")]
    told = [pen.write("status.asked_human")] if facts.needs_human else []
    if facts.trip and facts.trip.sent_at is None:
        return [pen.write("no_plan.checking"), *told]
    if facts.trip:
        return [pen.write("status.planned", version=facts.trip.version), *told]
    return told or [pen.write("status.gathering" if facts.slots else "status.nothing")]


def _repaired(move: moves.Repair, desk: Desk) -> str:
    """Who has a plan in hand is not asked where to go."""
    trip = desk.facts.trip
    if trip is not None and trip.sent_at is not None:
        return desk.pen.write("repair.planned")
    return desk.pen.write("repair.text", move.wording)


def _take_your_time(desk: Desk) -> list[str]:
    """The price and its day are told while it holds; one that is over is no reason to hurry anybody."""
    pen, standing = desk.pen, desk.found.standing
    if standing is None or standing.has_lapsed or standing.agreed_on:
        return [pen.write("take_time.text")]
    return [pen.write("take_time.planned"), price_now(standing, pen)]


def _for_the_hotel(desk: Desk) -> list[str]:
    if desk.found.planned or desk.found.unchanged:
        return []  # told with the plan
    told = for_the_hotels(desk.facts, desk.pen, ("beds",))
    return [desk.pen.write("noted.for_the_hotel", list=told)] if told else []


def _sold(facts: Facts) -> list[str]:
    where = facts.where
    return [d.name for d in ((where.destination,) if where.destination else where.choices)]


def _turn(desk: Desk) -> int:
    """A number that moves from turn to turn, so that thanks are not always thanked alike."""
    return len(desk.scene.history) // 2


WRITERS: Mapping[type, Callable[[Any, Desk], list[str]]] = {
    moves.Greet: _greet,
    moves.WelcomeBack: _welcome_back,
    moves.Recap: lambda _, d: recap(d.facts, d.pen, d.settings.currency),
    moves.Ask: _ask,
    moves.HandOver: _hand_over,
    moves.Approved: _approved,
    moves.TellPrice: _price,
    moves.TellStatus: _status,
    moves.PriceSoon: lambda _, d: [] if d.found.is_answered else [d.pen.write("price_soon.text")],
    moves.Recommend: lambda _, d: [d.pen.write(_none_left(d))],
    moves.Welcome: lambda _, d: [d.pen.write("welcome.text")],
    moves.AskWhatToChange: lambda _, d: [d.pen.write("change_what.text")],
    moves.LeaveAsIs: lambda _, d: [d.pen.write("noted.stays")],
    moves.Thank: lambda m, d: [d.pen.write("thank.wished" if m.wished else "thank.text", _turn(d))],
    moves.TwoTrips: _two_trips,
    moves.TurnTo: lambda m, d: [d.pen.write("two_trips.turned", first=m.first, second=m.second)],
    moves.Noted: lambda _, d: [d.pen.write("noted.text", _turn(d))],
    moves.TakeYourTime: lambda _, d: _take_your_time(d),
    moves.TellWhoWeAre: lambda _, d: [d.pen.write("who.text", agency=d.settings.agency)],
    moves.Listened: lambda _, d: [d.pen.write("noted.news")],
    moves.ForTheHotel: lambda _, d: _for_the_hotel(d),
    moves.NotSold: lambda m, d: [
        d.pen.write("not_sold.beside", places=d.pen.listed(m.places), sold=d.pen.listed(_sold(d.facts)))
    ],
    moves.OutsideTheTrip: lambda _, d: [
        d.pen.write("noted.beside_the_trip", said=d.facts.slots["elsewhere"]["value"][-1])
    ],
    moves.OutOfScope: lambda _, d: [d.pen.write("out_of_scope.text")],
    moves.Explain: lambda m, d: [_explained(m, d)],
    moves.Filed: lambda _, d: [d.pen.write("filed.text", _turn(d))],
    moves.NotKept: lambda m, d: [d.pen.write(f"not_kept.{m.why}")],
    moves.CannotRead: lambda m, d: [d.pen.write(f"cannot_read.{m.kind}")],
    moves.Repair: lambda m, d: [] if d.found.is_answered else [_repaired(m, d)],
}
