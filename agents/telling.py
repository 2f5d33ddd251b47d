"""Tell a plan and its price: the first version, what a new version changed, and why there is none."""

from collections.abc import Iterator

from agents.findings import Moved, Planned, Unplanned
from agents.phrasing import Pen
from agents.proof import rounded
from agents.wishes import Assumed
from crm.money import Money
from crm.trips.changes import Change
from crm.trips.values import Stop

MOST_HIGHLIGHTS = 6
MOST_CHANGES = 8


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
    quote, budget = planned.priced.quote, planned.request.budget
    key = "propose.price_tax" if quote.tax.amount else "propose.price"
    lines = [pen.write(key, total=pen.money(quote.total), date=pen.day(quote.valid_until))]
    if planned.request.party.adults > 1 and quote.per_adult.amount:
        lines.append(pen.write("propose.per_adult", amount=pen.money(rounded(quote.per_adult))))
    return " ".join([*lines, *_against_budget(planned, budget, pen)])


def _against_budget(planned: Planned, budget: Money | None, pen: Pen) -> Iterator[str]:
    if budget is None:
        return
    if planned.is_within:
        yield pen.write("propose.within", budget=pen.money(budget))
    elif planned.over:
        yield pen.write("propose.over", over=pen.money(planned.over), budget=pen.money(budget))
    if planned.cheaper:
        hotel = pen.word("class", planned.cheaper.hotel_class)
        yield pen.write("propose.cheaper", total=pen.money(planned.cheaper.total), **{"class": hotel})


def _caveats(planned: Planned, pen: Pen) -> Iterator[str]:
    if planned.assumed:
        taken = pen.listed(_assumed(a, planned, pen) for a in planned.assumed)
        yield pen.write("propose.assumed", list=taken)
    if planned.unmatched:
        yield pen.write("propose.unmatched", list=pen.listed(planned.unmatched))
    if planned.missed and pen.language == "en":
        lost = pen.listed(f"{u.subject} ({u.reason})" for u in planned.missed)
        yield pen.write("propose.unplaced", list=lost)


def _assumed(assumed: Assumed, planned: Planned, pen: Pen) -> str:
    return pen.write(
        f"assume.{assumed.kind}",
        date=pen.day(planned.itinerary.start),
        nights=pen.nights(planned.itinerary.nights),
        party=pen.count("adults", planned.request.party.adults),
        age=assumed.value,
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
    lines = [_change(change, names, planned, pen) for change in _weightiest(moved.changes)]
    lines = [line for line in lines if line]
    if planned.request.party != moved.before_request.party:
        lines.insert(0, pen.write("revise.party", party=pen.party(planned.request.party)))
    if left_out := [names[i] for i in moved.left_out if i in names]:
        lines.append(pen.write("revise.left_out", list=pen.listed(left_out)))
    if len(moved.changes) > MOST_CHANGES:
        lines.append(pen.write("revise.more"))
    head = pen.write("revise.head", version=planned.version)
    paragraphs = ["\n".join([head, *(lines or [pen.write("revise.same")])])]
    if moved.kept_length and any(c.kind == "nights" and c.subject != "trip" for c in moved.changes):
        paragraphs.append(pen.write("revise.kept_length", nights=pen.nights(planned.itinerary.nights)))
    price = " ".join(
        [*_new_price(planned, moved, pen), *_against_budget(planned, planned.request.budget, pen)]
    )
    return [*paragraphs, price, *_caveats(planned, pen), _way(pen, "revise"), pen.write("propose.next")]


def _weightiest(changes: tuple[Change, ...]) -> list[Change]:
    """What people notice first: dates and stops before visits, and what went before what moved."""
    order = ("dates", "stop added", "stop dropped", "nights", "stay", "dropped", "added", "moved")
    return sorted(changes, key=lambda c: order.index(c.kind))[:MOST_CHANGES]


def _change(change: Change, names: dict[str, str], planned: Planned, pen: Pen) -> str:
    subject = names.get(change.subject, change.subject)
    if change.kind == "dates" and planned.moved:
        old_day, new_day = planned.moved.before.start, planned.itinerary.start
        return pen.write("revise.dates", before=pen.day(old_day), after=pen.day(new_day))
    if change.kind == "nights":
        before, after = pen.nights(int(change.before)), pen.nights(int(change.after))
        key = "revise.length" if change.subject == "trip" else "revise.nights_more"
        return pen.write(key, area=subject, before=before, after=after)
    if change.kind == "stop added":
        stop = next(s for s in planned.itinerary.stops if s.area == change.subject)
        return pen.write(
            "revise.stop_added", area=subject, after=pen.nights(stop.nights), stay=names[stop.stay]
        )
    if change.kind == "stop dropped":
        return pen.write("revise.stop_dropped", area=subject)
    if change.kind == "stay":
        old, new = names.get(change.before, ""), names.get(change.after, "")
        return pen.write("revise.stay", area=subject, before=old, after=new)
    if change.kind == "dropped":
        return pen.write("revise.dropped", place=subject)
    return pen.write(f"revise.{change.kind}", place=subject, day=change.after)


def _new_price(planned: Planned, moved: Moved, pen: Pen) -> Iterator[str]:
    total = planned.priced.quote.total
    if moved.difference is not None and not moved.difference.amount:
        yield pen.write("revise.price_same", after=pen.money(total))
        return
    difference = pen.signed(moved.difference) if moved.difference else ""
    before = pen.money(moved.total_before)
    yield pen.write("revise.price", after=pen.money(total), before=before, difference=difference)
    if causes := _causes(moved, pen):
        yield pen.write("revise.because", causes=pen.listed(causes))


def _causes(moved: Moved, pen: Pen) -> list[str]:
    return [pen.write(f"cause.{kind}", amount=pen.signed(amount)) for kind, amount in moved.by_kind]


def changes_told(planned: Planned) -> tuple[str, ...]:
    """What moved since the version before, in plan and price, in English: for paper, page and staff."""
    moved = planned.moved
    if moved is None:
        return ()
    price = " ".join(_new_price(planned, moved, Pen("en"))).replace("*", "")
    return (*(change.sentence for change in moved.changes), price)


def unplanned(problem: Unplanned, pen: Pen) -> list[str]:
    """Why there is no plan. Reasons are told in English only, for the planner gives them in English."""
    if problem.why == "no_rate":
        return [pen.write("no_plan.no_rate")]
    if problem.reasons and pen.language == "en":
        return [pen.write("no_plan.text", reasons="; ".join(problem.reasons[:3])), pen.write("no_plan.asked")]
    return [pen.write("no_plan.text_plain"), pen.write("no_plan.asked")]
