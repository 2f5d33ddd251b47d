"""What a turn writes: what was heard, and what the moves that were decided change in the book. Pure."""

from collections.abc import Iterator

from agents.acting.findings import Findings, OptionFound
from agents.deciding import moves
from agents.regexes import regex
from agents.scene.captured import Slots
from agents.scene.facts import Facts, places_of
from agents.scene.wishes import value_of
from agents.telling.first_and_last import missed_of
from agents.telling.liked_anew import liked_anew
from agents.telling.plans import changes_told
from agents.turn.clearing import PLANS
from agents.turn.state import Cleared, State, Understood
from agents.understanding.elsewhere import wishes_elsewhere
from crm.conversations.effects import LearnContact, OptIn, OptOut
from crm.conversations.values import Effect, Scene
from crm.documents.effects import FileReceived
from crm.leads.effects import AskHuman, Capture, Record, SetAside, SetStatus, TakeUp
from crm.library.effects import Unanswered
from crm.quotes.drift import told_to_staff
from crm.quotes.snapshot import to_snapshot
from crm.quotes.terms import terms_of, with_terms
from crm.trips.effects import ApproveTrip, OfferedPlan, OfferOptions, PublishTrip
from crm.trips.moved import price_drifted
from crm.trips.store import itinerary_to_json, request_to_json


def learnt(scene: Scene, understood: Understood, facts: Facts) -> Iterator[Effect]:
    """What was heard is kept even while a human speaks; who wants nothing more is asked nothing more."""
    if understood.understanding.has("opt_out"):
        return
    if facts.turned is not None and facts.turned.lead_id is not None:
        yield TakeUp(facts.turned.lead_id)
    if understood.captured or understood.removed:
        yield Capture(understood.captured, understood.removed)
    if facts.aside is not None:
        yield SetAside(facts.aside.slots, ", ".join(places_of(facts.slots)))
    if facts.received:
        yield FileReceived(tuple(int(thing["id"]) for thing in facts.received))
    told = {n: _text(understood.captured, n) for n in ("name", "email", "phone")}
    language = facts.language if facts.language != scene.language and facts.text.strip() else None
    if language or any(told.values()):
        yield LearnContact(told["name"], told["email"], told["phone"], language)


def _text(slots: Slots, name: str) -> str | None:
    value = slots.get(name, {}).get("value")
    return value if isinstance(value, str) else None


def decided(state: State, found: Findings, cleared: Cleared) -> Iterator[Effect]:
    facts, scene = state["facts"], state["scene"]
    for move in state["decision"].moves:
        yield from _effects_of(move, facts, found, cleared, scene)
    if cleared.stopped:
        reasons = "; ".join(cleared.stopped[0].reasons)
        yield AskHuman(f"A reply was stopped because nothing proves it: {reasons}"[:300])
    if cleared.lacking:
        missing = ", ".join(cleared.lacking[:6])
        yield Record("reply_text", f"Answered in English: no text in {facts.language} for {missing}")
    answer = found.answer
    if answer and found.is_answered and answer.written_in != facts.language:
        title = answer.sources[0].title
        yield Record(
            "reply_text", f"Answered from the library in English: no {facts.language} text of “{title}”"
        )


def _effects_of(
    move: moves.Move, facts: Facts, found: Findings, cleared: Cleared, scene: Scene
) -> Iterator[Effect]:
    if isinstance(move, moves.StopSending):
        yield OptOut()
    elif isinstance(move, moves.Welcome):
        yield OptIn()
    elif isinstance(move, moves.Silent) and move.why == "opted_out":
        yield Record("wrote_after_stop", "Wrote again after opting out; START lets us answer")
    elif isinstance(move, moves.Approved):
        yield ApproveTrip(move.version, move.name, move.note)
    elif isinstance(move, moves.HandOver):
        yield from _handed_over(move, facts, found, cleared, scene)
    elif isinstance(move, moves.CannotRead):
        yield from _unread(move, facts)
    elif isinstance(move, moves.ForTheHotel | moves.NotSold | moves.OutsideTheTrip):
        yield from _for_colleagues(move, facts)
    elif isinstance(move, moves.NotKept) and not facts.needs_human:
        why = next((r["why"] for r in facts.received if r["status"] == move.why), "")
        yield AskHuman(f"Something they sent is not here: {why}"[:300])
    elif isinstance(move, moves.Answer) and not found.passes_over(move) and not found.is_answered:
        yield from _unanswered(move.question, facts, found)
    elif isinstance(move, moves.TellChanges) and found.of_version is None:
        yield from _unkept(facts)
    elif isinstance(move, moves.Propose | moves.Revise | moves.Offer | moves.Pick):
        yield from _published(facts, found, cleared, scene)


def _for_colleagues(move: moves.Move, facts: Facts) -> Iterator[Effect]:
    """What a plan does not hold and a human should know of."""
    if isinstance(move, moves.ForTheHotel):
        yield from _wished_of_rooms(facts)
    elif isinstance(move, moves.NotSold):
        told = f"Asks for {', '.join(move.places)} as well, which is not in the catalogue"
        is_open = bool(value_of(facts.slots, "either")) or bool(facts.needs_human)
        yield Record("open_wish", told[:300]) if is_open else AskHuman(told[:300])
    else:
        yield from _told_of_elsewhere(facts)


def _unkept(facts: Facts) -> Iterator[Effect]:
    """What a version changed is kept with it, but for one that was compared with none: a human tells."""
    trip = facts.trip
    if trip is not None and trip.version > 1 and trip.sent_at is not None:
        yield AskHuman(f"Asks what version {trip.version} changed: {facts.text}"[:300])


def _wished_of_rooms(facts: Facts) -> Iterator[Effect]:
    """What a hotel has to be asked for: a human does, once there is a plan that names the hotel."""
    wish = f"To ask of the hotel: {_told(facts, 'beds')}"
    yield Record("open_wish", wish[:300])
    if facts.trip is not None and not facts.needs_human:
        yield AskHuman(wish[:300])


def _told_of_elsewhere(facts: Facts) -> Iterator[Effect]:
    """What lies beside the trip stands on the lead's timeline; what is wished there, a human arranges."""
    said = str(value_of(facts.slots, "elsewhere")[-1])
    told = f"Told beside the trip: {said}"
    yield Record("open_wish", told[:300])
    if wishes_elsewhere(said) and not facts.needs_human:
        yield AskHuman(told[:300])


def _told(facts: Facts, name: str) -> str:
    value = value_of(facts.slots, name)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "nothing any more")


def _unread(move: moves.CannotRead, facts: Facts) -> Iterator[Effect]:
    """What only a human can hear or see; an older reason to come is not pushed aside by it."""
    if move.kind == "location":
        yield Record("media", "Sent a location")
    elif move.kind == "voice":
        why = next((r["why"] for r in facts.received if r["sort"] == "voice" and not r["is_heard"]), "")
        yield AskHuman(f"Sent a voice note that was not understood: {why}"[:300])
    elif not facts.needs_human:
        yield AskHuman("Sent pictures or files without words: please look at them")


def _unanswered(question: str, facts: Facts, found: Findings) -> Iterator[Effect]:
    """Nobody is told what nothing proves, or what two documents tell differently: a human answers."""
    against = found.answer.conflicts if found.answer else ()
    conflict = "; ".join(one.for_staff() for one in against) or None
    if conflict:
        yield AskHuman(f"Documents of the library disagree: {conflict}. Asked: {question}"[:300])
        yield Record("library_conflict", f"Documents of the library disagree: {conflict}"[:1000])
    else:
        yield AskHuman(f"The library does not answer: {question}"[:300])
    yield Unanswered(question, facts.language, conflict)


def _handed_over(
    move: moves.HandOver, facts: Facts, found: Findings, cleared: Cleared, scene: Scene
) -> Iterator[Effect]:
    if move.why == "unread" and found.is_answered:
        return  # the library knew what was meant
    if move.why == "reject":
        yield Record("declined", "Does not want to go on for now")
        return
    version = facts.detail.get("version") or (facts.trip.version if facts.trip else "")
    if move.why == "booking" and scene.lead and scene.lead.status == "proposed":
        yield SetStatus("negotiating", "wants to book")
    about = move.about or "no address told yet"
    reason = moves.STAFF_REASONS[move.why].format(about=about, version=version)
    drift = found.drift
    if drift is not None and drift.has_moved:
        reason = f"{reason}. {told_to_staff(drift)}"  # the call is its line on the timeline
    if drift is not None and drift.now is not None and drift.verdict == "warn" and facts.trip:
        yield PublishTrip(
            request=facts.trip.request,
            itinerary=facts.trip.itinerary,
            snapshot=with_terms(to_snapshot(drift.now), terms_of(facts.trip.snapshot)),
            changes=(price_drifted(drift),),
            send="HandOver" not in {stopped.of for stopped in cleared.stopped},
        )
    yield AskHuman(reason[:300])


def _published(facts: Facts, found: Findings, cleared: Cleared, scene: Scene) -> Iterator[Effect]:
    if found.unplanned and found.unplanned.ways:
        yield Record("no_plan", found.unplanned.staff[:300])  # the customer was told what would make it fit
    elif found.unplanned:
        yield AskHuman(found.unplanned.staff[:300])
    if (offered := found.offered) is not None and len(offered.options) > 1:
        yield OfferOptions(tuple(offered_plan(one) for one in offered.options))
    yield from missed_of(facts, found.planned or found.unchanged)
    liked = liked_anew(facts, scene, found)
    if liked is not None and not liked.visits and not facts.needs_human:
        yield AskHuman(f"Wishes for something that is not in the catalogue: {liked.said}"[:300])
    if facts.trip is not None and "diet" in facts.changed:
        yield Record("open_wish", f"To tell hotels and kitchens: {_told(facts, 'diet')}"[:300])
    planned = found.planned
    if planned is None:
        return
    yield PublishTrip(
        request=request_to_json(planned.request),
        itinerary=itinerary_to_json(planned.itinerary),
        snapshot=planned.priced.snapshot,
        # Compared with a version that the customer never got, the change would tell of that one.
        changes=changes_told(planned) if facts.trip is None or facts.trip.sent_at else (),
        send=not any(s.of in PLANS for s in cleared.stopped),
        chosen=planned.chosen,
    )
    yield from _booking_set_aside(facts)
    if planned.moved and scene.lead and scene.lead.status == "proposed":
        yield SetStatus("negotiating", "asked for changes")


_WANTED = regex(r"Want(?:s|ed) to book version (?P<before>\d+)")


def _booking_set_aside(facts: Facts) -> Iterator[Effect]:
    """A yes was to the version that stood then: staff are told that a newer one waits for its own."""
    wanted = _WANTED.match(facts.needs_human or "")
    if wanted is not None and facts.trip is not None:
        yield AskHuman(
            moves.BOOKING_SET_ASIDE.format(before=wanted["before"], version=facts.trip.version + 1)
        )


def offered_plan(found: OptionFound) -> OfferedPlan:
    """Give an option as it is kept, so that what is picked is what was shown."""
    option = found.option
    return OfferedPlan(
        option.flavour,
        request_to_json(option.request),
        itinerary_to_json(option.itinerary),
        found.priced.snapshot,
        option.reason,
    )
