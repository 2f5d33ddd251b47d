"""Tell what there is to choose from: options of a trip, more to do, and ways out of wishes that clash."""

from collections.abc import Sequence

from agents.acting.findings import IdeaFound, Offered, OptionFound, WayFound
from agents.telling.proof import rounded
from agents.wording.phrasing import Pen
from crm.money import Money
from crm.trips.flights import clock_time
from crm.trips.refusing import GivenUp
from crm.trips.values import Itinerary


def tell_options(offered: Offered, pen: Pen) -> list[str]:
    """Each option with its price, what it holds, and what it saves or costs beside the middle one."""
    options = offered.options
    if not options:
        return [pen.write("options.no_cheaper")]
    middle = options[len(options) // 2] if len(options) == 3 else options[0]
    head = pen.write(
        "options.head",
        place=offered.catalogue.destination.name,
        nights=pen.nights(offered.request.nights),
        party=pen.party(offered.request.party),
    )
    if len(options) < 2:
        return [pen.write("options.none")]
    lines = [_option(n, one, middle, offered, pen) for n, one in enumerate(options, start=1)]
    return ["\n".join([head, *lines]), pen.write("options.ask")]


def _option(number: int, found: OptionFound, middle: OptionFound, offered: Offered, pen: Pen) -> str:
    request, plan, total = found.option.request, found.option.itinerary, found.priced.quote.total
    apart = total - middle.priced.quote.total
    key = "options.line" if found is middle else ("options.saves" if apart.amount < 0 else "options.more")
    told = pen.write(
        key,
        n=number,
        flavour=pen.word("flavour", found.option.flavour),
        total=pen.money(total),
        what=_what(plan, pen),
        pace=pen.word("pace", request.pace),
        amount=pen.money(rounded(-apart if apart.amount < 0 else apart)),
        **{"class": pen.word("class", request.hotel_class)},
    )
    return f"{told} {beside}" if (beside := _beside_the_budget(offered, total, pen)) else told


def _beside_the_budget(offered: Offered, total: Money, pen: Pen) -> str:
    budget, said = offered.budget, offered.request.budget
    if budget is None or said is None:
        return ""
    if total <= budget:
        return pen.write("propose.within", budget=pen.money(said))
    return pen.write("propose.over", over=pen.money(rounded(total - budget)), budget=pen.money(said))


def _what(plan: Itinerary, pen: Pen) -> str:
    return pen.listed([pen.count("stops", len(plan.stops)), pen.count("visits", len(plan.places))])


def tell_ideas(offered: Offered, pen: Pen) -> list[str]:
    """What else would fit, with its day and time, and what it changes in time and price."""
    names = {place.id: place.name for place in offered.catalogue.places}
    if not offered.ideas:
        return [pen.write("ideas.none")]
    lines = [_idea(n, one, names, pen) for n, one in enumerate(offered.ideas, start=1)]
    return ["\n".join([pen.write("ideas.head"), *lines]), pen.write("ideas.ask")]


def _idea(number: int, found: IdeaFound, names: dict[str, str], pen: Pen) -> str:
    idea, price = found.suggestion, found.price
    changes = [pen.write("ideas.fuller")] if idea.is_fuller else []
    if idea.home_later > 0:
        changes.append(pen.write("ideas.later", minutes=pen.count("minutes", idea.home_later)))
    if price is not None:
        added = rounded(price)
        changes.append(
            pen.write("ideas.adds", amount=pen.signed(added)) if added.amount else pen.write("ideas.free")
        )
    at = clock_time(idea.starts_at)
    line = pen.write("ideas.line", n=number, place=names[idea.place], day=idea.day, time=at)
    return f"{line} ({', '.join(changes)})" if changes else line


def tell_ways(ways: Sequence[WayFound], pen: Pen) -> list[str]:
    """The smallest sets of wishes to give up, each with the trip that it would make."""
    lines = [_way(n, found, pen) for n, found in enumerate(ways, start=1)]
    return ["\n".join([pen.write("ways.head"), *lines]), pen.write("ways.ask")]


def _way(number: int, found: WayFound, pen: Pen) -> str:
    plan = found.way.plan
    given = pen.listed(_given_up(wish, pen) for wish in found.way.wishes)
    what = pen.listed([pen.nights(plan.nights), pen.count("visits", len(plan.places))])
    if found.total is None:
        return pen.write("ways.line", n=number, list=given, what=what)
    key = "ways.about" if found.is_about else "ways.priced"
    return pen.write(key, n=number, list=given, what=what, total=pen.money(found.total))


def _given_up(wish: GivenUp, pen: Pen) -> str:
    return pen.write(
        f"giveup.{wish.kind}",
        name=pen.word("engagement", wish.name) if wish.kind == "booked" else wish.name,
        nights=pen.nights(wish.count),
        rooms=pen.count("rooms", wish.count),
        day=pen.day(wish.day) if wish.day else "",
        **{"class": pen.word("class", wish.name)},
        diet=pen.listed(pen.word("diet", word) for word in wish.name.split(" and ")),
    )
