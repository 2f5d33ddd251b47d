"""Phrase the moves of a turn: paragraphs in the customer's language, each with the evidence it rests on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from agents.acting.findings import Findings, Offered
from agents.deciding import moves
from agents.gate import Evidence
from agents.gate.links import without_addresses
from agents.ports import MindSettings
from agents.scene.facts import Facts
from agents.scene.listed_places import places_shown
from agents.scene.wishes import party_of, slots_of
from agents.telling.choices import tell_ideas, tell_options
from agents.telling.first_and_last import in_order
from agents.telling.own_trip import tell
from agents.telling.plans import (
    against_budget,
    drifted,
    of_bookings,
    price_now,
    propose,
    revise,
    told_abroad,
    unplanned,
)
from agents.telling.proof import (
    library_evidence,
    of_plan_evidence,
    offered_evidence,
    planned_evidence,
    ways_evidence,
)
from agents.telling.recap import for_the_hotels, recap
from agents.telling.what_changed import tell_changes
from agents.understanding.assent import FIRM
from agents.understanding.reading import read
from agents.wording.phrasing import Pen
from crm.conversations.values import Scene


@dataclass(frozen=True)
class Paragraph:
    """A piece of a reply that is held against its evidence alone. `of` names the move it belongs to."""

    text: str
    evidence: Evidence
    of: str


@dataclass(frozen=True)
class Draft:
    """What the desk would like to say, before the gate."""

    paragraphs: tuple[Paragraph, ...]
    pen: Pen
    caption: str | None = None  # of the proposal document, where one goes along
    file_name: str | None = None


@dataclass(frozen=True)
class Desk:
    """Everything that phrasing looks at."""

    facts: Facts
    found: Findings
    scene: Scene
    settings: MindSettings
    pen: Pen


def compose(decision: moves.Decision, desk: Desk, evidence: Evidence) -> Draft:
    """Write every move of the decision in its order. An answer is always read before a question."""
    paragraphs: list[Paragraph] = []
    for move in decision.moves:
        name = type(move).__name__
        for text, proof in _written(move, desk, evidence):
            if text.strip():
                paragraphs.append(Paragraph(text, proof, name))
    planned = desk.found.planned
    if planned is None or planned.is_withheld:
        return Draft(tuple(paragraphs), desk.pen)
    place, pen = planned.catalogue.destination.name, desk.pen
    nights, day = pen.nights(planned.itinerary.nights), pen.day(planned.itinerary.start)
    caption = pen.write("propose.caption", place=place, nights=nights, date=day)
    return Draft(tuple(paragraphs), pen, caption, pen.write("propose.file", place=place))


def _written(move: moves.Move, desk: Desk, evidence: Evidence) -> list[tuple[str, Evidence]]:
    if isinstance(move, moves.Answer):
        return [] if move.optional and not desk.found.is_answered else _answer(desk, evidence)
    if isinstance(move, moves.Offer | moves.Suggest) and desk.found.offered is not None:
        return _offered(move, desk.found.offered, desk.pen, evidence)
    if isinstance(move, moves.Propose | moves.Revise | moves.Offer | moves.Suggest | moves.Pick):
        return _plan(desk, evidence)
    if isinstance(move, moves.TellChanges):
        return tell_changes(move, desk.facts.trip, desk.found, desk.pen, evidence)
    if isinstance(move, moves.Recommend) and desk.found.recommended:
        return _recommended(desk, evidence)
    writer = _WRITERS.get(type(move))
    return [(text, evidence) for text in (writer(move, desk) if writer else ())]


def _answer(desk: Desk, evidence: Evidence) -> list[tuple[str, Evidence]]:
    if (of_plan := desk.found.of_plan) is not None:
        return [(tell(of_plan, desk.pen), of_plan_evidence(evidence, of_plan))]
    answer = desk.found.answer
    if answer is None or not desk.found.is_answered:
        return [(desk.pen.write("answer.unknown"), evidence)]
    proof = library_evidence(evidence, answer, desk.pen.language)
    found = desk.pen.write("answer.found", answer=_plain_marks(answer.text))
    if answer.written_in != desk.pen.language:
        found = f"{desk.pen.write('answer.in_english')}\n{found}"
    return [(f"{found}\n{desk.pen.write('answer.source', source=answer.sources[0].title)}", proof)]


def _plain_marks(text: str) -> str:
    """Markdown's bold and headings as WhatsApp writes them."""
    return text.replace("**", "*").replace("\n#", "\n").lstrip("# ")


def _plan(desk: Desk, evidence: Evidence) -> list[tuple[str, Evidence]]:
    found, pen = desk.found, desk.pen
    if found.unchanged:
        proof = planned_evidence(evidence, found.unchanged)
        unmatched = found.unchanged.unmatched
        lost = [pen.write("propose.unmatched", list=pen.listed(unmatched))] if unmatched else []
        lost += _slept_there(desk)
        lost += of_bookings(found.unchanged, pen)
        lost += [*in_order(desk.facts, found.unchanged, pen), *_passed_on(desk, is_first=False)]
        weighed = " ".join(_weighed(desk))
        # Beside an answer it would only say that nothing was done.
        is_told = found.is_answered or bool(_slept_there(desk))
        same = [weighed] if weighed else [] if is_told else [pen.write("revise.unchanged")]
        return [(text, proof) for text in (*lost, *same)]
    if found.unplanned:
        proof = evidence.with_names(found.names.values()).with_words(*found.unplanned.reasons)
        proof = ways_evidence(proof, found.unplanned.ways)
        if (beyond := found.unplanned.beyond) is not None:
            proof = proof.with_amounts(beyond.over, beyond.budget, beyond.said)
        proof = proof.with_amounts(found.unplanned.unweighed)
        return [(text, proof) for text in unplanned(found.unplanned, pen)]
    if found.planned is None:
        return [(pen.write("no_plan.asked"), evidence)]
    if found.planned.is_withheld:
        return [(pen.write("no_plan.checking"), evidence)]
    proof = planned_evidence(evidence, found.planned)
    # A version that the customer never got is not one to compare with.
    known = desk.facts.trip is not None and desk.facts.trip.sent_at is not None
    tell = revise if found.planned.moved and known else propose
    *told, question = tell(found.planned, pen)
    more = [
        *_taken_at_a_yes(desk),
        *in_order(desk.facts, found.planned, pen),
        *_passed_on(desk, is_first=tell is propose),
    ]
    return [(text, proof) for text in (*told, *more, question)]


def _slept_there(desk: Desk) -> list[str]:
    """The hotels that are wished for by name and stand in the plan already."""
    plan = desk.found.unchanged
    if plan is None or "stay" not in desk.facts.changed:
        return []
    slept = {stop.stay for stop in plan.itinerary.stops}
    names = [plan.names[stay] for stay in plan.request.stays if stay in slept]
    return [desk.pen.write("revise.is_in", list=desk.pen.listed(names))] if names else []


def _taken_at_a_yes(desk: Desk) -> list[str]:
    """Which of two plans "book it" was taken for, where a cheaper one had just been offered."""
    stay = desk.facts.slots.get("stay", {})
    is_offer = "stay" in desk.facts.changed and stay.get("by") == "offer"
    if not is_offer or not FIRM.search(read(desk.facts.text).plain):
        return []
    return [desk.pen.write("revise.taken", **{"class": desk.pen.word("class", stay["value"]["class"])})]


def _weighed(desk: Desk) -> list[str]:
    """How the price of the plan as it stays is to a budget that is told now."""
    plan, standing = desk.found.unchanged, desk.found.standing
    if plan is None or standing is None or "budget" not in desk.facts.changed:
        return []
    against = list(against_budget(plan, desk.pen))
    return [price_now(standing, desk.pen), *against] if against else []


_OF_HOTELS = ("beds", "diet")


def _passed_on(desk: Desk, *, is_first: bool) -> list[str]:
    """What hotels and kitchens are asked for; once with the first plan, then when it is said anew."""
    names = tuple(name for name in _OF_HOTELS if is_first or name in desk.facts.changed)
    told = for_the_hotels(desk.facts, desk.pen, names)
    return [desk.pen.write("propose.passed_on", list=told)] if told else []


def _offered(
    move: moves.Offer | moves.Suggest, offered: Offered, pen: Pen, evidence: Evidence
) -> list[tuple[str, Evidence]]:
    proof = offered_evidence(evidence, offered)
    tell = tell_options if isinstance(move, moves.Offer) else tell_ideas
    return [(text, proof) for text in tell(offered, pen)]


def _recommended(desk: Desk, evidence: Evidence) -> list[tuple[str, Evidence]]:
    pen, suiting = desk.pen, desk.found.recommended
    proof = evidence.with_names(sight.name for one in suiting for sight in one.sights)
    lines = [
        pen.write("recommend.line", place=one.destination.name, sights=pen.listed(s.name for s in one.sights))
        for one in suiting
    ]
    told = "\n".join([pen.write("recommend.head"), *lines])
    ask = pen.write("recommend.ask", choices=pen.either(one.destination.name for one in suiting))
    return [(told, proof), *_out_of_season(desk, evidence), (ask, proof)]


def _out_of_season(desk: Desk, evidence: Evidence) -> list[tuple[str, Evidence]]:
    """Why places come later than what is liked would have put them: what the library says of the month."""
    pen, against = desk.pen, desk.found.against
    if not against:
        return []
    places = [one.destination.name for one in against]
    source = against[0].source
    text = pen.write("recommend.season", places=pen.listed(places), month=pen.month(against[0].month))
    proof = evidence.with_names(places).with_words(*(one.text for one in against), source)
    proof = proof.with_words(pen.month(against[0].month), language=pen.language)
    return [(f"{text}\n{pen.write('answer.source', source=source)}", proof)]


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
    if move.why == "asked" and desk.facts.needs_human == moves.STAFF_REASONS["asked"]:
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


_WRITERS: Mapping[type, Callable[[Any, Desk], list[str]]] = {
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
    moves.Thank: lambda _, d: [d.pen.write("thank.text", _turn(d))],
    moves.TwoTrips: _two_trips,
    moves.TurnTo: lambda m, d: [d.pen.write("two_trips.turned", first=m.first, second=m.second)],
    moves.Noted: lambda _, d: [d.pen.write("noted.text", _turn(d))],
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
    moves.Repair: lambda m, d: [] if d.found.is_answered else [d.pen.write("repair.text", m.wording)],
}
