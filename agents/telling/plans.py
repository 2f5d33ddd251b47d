"""Tell a plan and its price: the first version, what a new version changed, and why there is none."""

from collections.abc import Iterator
from datetime import date, timedelta

from agents.acting.findings import Moved, Planned, Standing, Unplanned, sums_by_kind
from agents.scene.wishes import Assumed
from agents.telling.booking_words import booking_told
from agents.telling.changes import MOST_CHANGES, change_line, price_lines, weightiest
from agents.telling.choices import tell_ways
from agents.telling.proof import rounded
from agents.telling.recap import fewer_told
from agents.wording.phrasing import Pen
from crm.conversations.values import TripFacts
from crm.money import Money
from crm.quotes.drift import Drift
from crm.trips.flights import clock_time
from crm.trips.moved import Moved as Kept
from crm.trips.moved import plan_moved, price_moved
from crm.trips.stays import apart_in_class
from crm.trips.values import Stop

MOST_HIGHLIGHTS = 6


def propose(planned: Planned, pen: Pen) -> list[str]:
    """The summary of a first version: where, which stays, highlights, price, assumptions, the link."""
    names, plan = planned.names, planned.itinerary
    head = pen.write(
        "propose.head",
        place=planned.catalogue.destination.name,
        nights=pen.nights(plan.nights),
        date=pen.day(plan.start),
        party=pen.party(planned.request.party),
    )
    stops = [_stop(stop, planned, names, pen) for stop in plan.stops]
    paragraphs = ["\n".join([head, *stops])]
    if best := _highlights(planned, names):
        paragraphs.append(pen.write("propose.highlights", places=pen.listed(best)))
    paragraphs.append(_price(planned, pen))
    paragraphs += [*_caveats(planned, pen), _way(pen, "propose")]
    return [*paragraphs, pen.write("propose.next")]


def _stop(stop: Stop, planned: Planned, names: dict[str, str], pen: Pen) -> str:
    stay = next((s for s in planned.catalogue.stays if s.id == stop.stay), None)
    hotel = pen.word("class", stay.hotel_class) if stay else ""
    return pen.write(
        "propose.stop",
        area=names.get(stop.area, ""),
        nights=pen.nights(stop.nights),
        stay=names.get(stop.stay, ""),
        **{"class": hotel},
    )


def _highlights(planned: Planned, names: dict[str, str]) -> list[str]:
    appeal = {p.id: p.appeal for p in planned.catalogue.places}
    visited = dict.fromkeys(planned.itinerary.places)
    best = set(sorted(visited, key=lambda p: -appeal.get(p, 0.0))[:MOST_HIGHLIGHTS])
    return [names[p] for p in visited if p in best and p in names]


def _price(planned: Planned, pen: Pen) -> str:
    quote = planned.priced.quote
    key = "propose.price_tax" if quote.tax.amount else "propose.price"
    lines = [pen.write(key, total=pen.money(quote.total), date=pen.day(quote.valid_until))]
    if planned.request.party.adults > 1 and quote.per_adult.amount:
        lines.append(pen.write("propose.per_adult", amount=pen.money(rounded(quote.per_adult))))
    return " ".join([*lines, *against_budget(planned, pen)])


def against_budget(planned: Planned, pen: Pen) -> Iterator[str]:
    """How the price stands to the budget, and what a cheaper class of hotels would come to."""
    budget, total = planned.request.budget, planned.priced.quote.total
    if planned.abroad is not None and planned.abroad.currency != total.currency:
        yield told_abroad(planned.abroad, planned.abroad_on, pen)
    if budget is None:
        return
    names = planned.names
    if planned.is_within:
        key = "propose.raised" if planned.is_raised else "propose.within"
        yield pen.write(key, budget=pen.money(budget))
        if planned.left_out:
            yield pen.write("propose.left_out", list=pen.listed(names[i] for i in planned.left_out))
        if planned.taken:
            yield pen.write("propose.taken", list=pen.listed(names[i] for i in planned.taken))
    elif planned.over:
        yield pen.write("propose.over", over=pen.money(planned.over), budget=pen.money(budget))
    elif planned.abroad is None and budget.currency != total.currency:
        yield pen.write("propose.unweighed", budget=pen.money(budget))
    if planned.cheaper:
        hotel = pen.word("class", planned.cheaper.hotel_class)
        yield pen.write("propose.cheaper", total=pen.money(planned.cheaper.total), **{"class": hotel})


def told_abroad(amount: Money, on: date | None, pen: Pen) -> str:
    """A total in the customer's currency, with the day of the rate (`on`) where it is not today's."""
    if on is None:
        return pen.write("price.abroad", amount=pen.money(amount))
    return pen.write("price.abroad_then", amount=pen.money(amount), date=pen.day(on))


def price_now(standing: Standing, pen: Pen) -> str:
    """What the newest version costs, and how long that holds, held, or since when it is agreed."""
    total, day = pen.money(standing.total), pen.day(standing.agreed_on or standing.valid_until)
    key = "price.agreed" if standing.agreed_on else "price.held" if standing.has_lapsed else "price.now"
    return pen.write(key, version=standing.version, total=total, date=day)


def of_bookings(planned: Planned, pen: Pen) -> Iterator[str]:
    """What is held as booked no more, and what is booked outside the days of the trip."""
    if planned.freed:
        names = [planned.names.get(one) or pen.word("engagement", one) for one in planned.freed]
        yield pen.write("revise.freed", list=pen.listed(names))
    if planned.outside:
        first = planned.itinerary.start
        last = first + timedelta(days=planned.itinerary.nights)
        told = pen.listed(booking_told(item, pen) for item in planned.outside)
        yield pen.write("propose.outside", list=told, first=pen.day(first), last=pen.day(last))


def _caveats(planned: Planned, pen: Pen) -> Iterator[str]:
    yield from of_bookings(planned, pen)
    if apart := "\n".join(_of_another_class(planned, pen)):
        yield apart
    if planned.assumed:
        taken = pen.listed(_assumed(a, planned, pen) for a in planned.assumed)
        yield pen.write("propose.assumed", list=taken)
    if planned.unmatched:
        yield pen.write("propose.unmatched", list=pen.listed(planned.unmatched))
    if planned.missed and pen.language == "en":
        lost = pen.listed(f"{u.subject} ({u.reason})" for u in planned.missed)
        yield pen.write("propose.unplaced", list=lost)


def _of_another_class(planned: Planned, pen: Pen) -> Iterator[str]:
    """Where the nights are in another class of hotel than was wished for, and why."""
    request, names = planned.request, planned.names
    stays = {stay.id: stay for stay in planned.catalogue.stays}
    for stop in apart_in_class(planned.itinerary.stops, request, planned.catalogue):
        yield pen.write(
            "propose.class_steps" if request.needs_step_free else "propose.class_rooms",
            area=names.get(stop.area, ""),
            stay=names.get(stop.stay, ""),
            wanted=pen.word("class", request.hotel_class),
            **{"class": pen.word("class", stays[stop.stay].hotel_class)},
        )


def _assumed(assumed: Assumed, planned: Planned, pen: Pen) -> str:
    return pen.write(
        f"assume.{assumed.kind}",
        date=pen.day(planned.itinerary.start),
        nights=pen.nights(planned.itinerary.nights),
        party=pen.count("adults", planned.request.party.adults),
        age=assumed.value,
        time=clock_time(assumed.value) if assumed.kind in ("arrival", "departure") else "",
        **{"class": pen.word("class", planned.request.hotel_class)},
    )


def _way(pen: Pen, group: str) -> str:
    return f"{pen.write(f'{group}.link')}\n{pen.write(f'{group}.pdf')}"


def revise(planned: Planned, pen: Pen) -> list[str]:
    """What a new version changed in plan and price, and where to see it whole."""
    moved = planned.moved
    if moved is None:
        return propose(planned, pen)
    names = planned.names
    lines = [change_line(change, names, planned.itinerary, pen) for change in weightiest(moved.changes)]
    lines = [line for line in lines if line]
    if planned.request.party != moved.before_request.party:
        lines.insert(0, pen.write("revise.party", party=pen.party(planned.request.party)))
    if moved.fewer:
        lines.insert(0, pen.write("revise.fewer", wish=fewer_told(list(moved.fewer), pen)))
    if left_out := [names[i] for i in moved.left_out if i in names]:
        lines.append(pen.write("revise.left_out", list=pen.listed(left_out)))
    if len(moved.changes) > MOST_CHANGES:
        lines.append(pen.write("revise.more"))
    head = pen.write("revise.head", version=planned.version)
    paragraphs = ["\n".join([head, *(lines or [pen.write("revise.same")])])]
    if moved.kept_length and any(c.kind == "nights" and c.subject != "trip" for c in moved.changes):
        paragraphs.append(pen.write("revise.kept_length", nights=pen.nights(planned.itinerary.nights)))
    price = " ".join([*_new_price(planned, moved, pen), *against_budget(planned, pen)])
    return [*paragraphs, price, *_caveats(planned, pen), _way(pen, "revise"), pen.write("propose.next")]


def _new_price(planned: Planned, moved: Moved, pen: Pen) -> Iterator[str]:
    return price_lines(moved.total_before, planned.priced.quote.total, moved.by_kind, pen)


def changes_told(planned: Planned) -> tuple[Kept, ...]:
    """What moved since the version before, in plan and price, as a version keeps it."""
    moved = planned.moved
    if moved is None:
        return ()
    told = " ".join(_new_price(planned, moved, Pen("en"))).replace("*", "")
    price = price_moved(moved.total_before, planned.priced.quote.total, moved.by_kind, told)
    return (*plan_moved(moved.changes), price)


def drifted(drift: Drift, trip: TripFacts | None, pen: Pen) -> list[str]:
    """What becomes of a yes when prices moved since: it holds, it holds at our cost, or a new price waits."""
    booking = [pen.write("handover.booking"), pen.write("handover.booking_more")]
    if drift.now is None or drift.verdict == "block":
        return [pen.write("drift.blocked")]
    before, after = drift.now.total - drift.difference, drift.now.total
    if drift.verdict == "honour" and drift.difference.amount > 0:
        return [pen.write("drift.honoured", total=pen.money(before)), *booking]
    if drift.verdict != "warn":
        return booking
    if drift.now.needs_approval:
        return [pen.write("drift.checking")]
    moved = pen.write(
        "drift.repriced",
        after=pen.money(after),
        before=pen.money(before),
        difference=pen.signed(drift.difference),
    )
    causes = [
        pen.write(f"cause.{kind}", amount=pen.signed(amount)) for kind, amount in sums_by_kind(drift.causes)
    ]
    why = pen.write("revise.because", causes=pen.listed(causes))
    return [f"{moved} {why}", pen.write("drift.yes_again", version=trip.version + 1 if trip else 1)]


def unplanned(problem: Unplanned, pen: Pen) -> list[str]:
    """Why there is no plan. Reasons are told in English only, for the planner gives them in English."""
    if problem.unweighed is not None:
        return [pen.write("no_plan.no_exchange", budget=pen.money(problem.unweighed))]
    if problem.why == "no_rate":
        return [pen.write("no_plan.no_rate")]
    told = pen.write("no_plan.text_plain")
    if problem.beyond is not None:
        over, budget = pen.money(problem.beyond.over), pen.money(problem.beyond.said)
        told = f"{told} {pen.write('propose.over', over=over, budget=budget)}"
    elif problem.reasons and pen.language == "en":
        told = pen.write("no_plan.text", reasons="; ".join(problem.reasons[:3]))
    if problem.ways:
        return [told, *tell_ways(problem.ways, pen)]
    return [told, pen.write("no_plan.asked")]
