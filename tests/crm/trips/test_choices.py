"""Three options on one front, suggestions for a gap, and days for when it rains."""

from dataclasses import replace
from decimal import Decimal

from crm.money import Money
from crm.trips.options import plan_options
from crm.trips.planner import plan
from crm.trips.suggesting import rain_days, suggest
from crm.trips.values import Catalogue, Itinerary
from tests.crm.trips.checker import problems_of
from tests.crm.trips.generated import destination
from tests.crm.trips.island import island
from tests.crm.trips.test_planner import FAMILY, PATIENT

NIGHT = {"value": 40, "comfort": 90, "luxury": 260}


def costs(catalogue: Catalogue):
    """Price a plan by its nights, its visits and its moves."""
    classes = {s.id: s.hotel_class for s in catalogue.stays}

    def cost(itinerary: Itinerary) -> Money:
        nights = sum(NIGHT[classes[s.stay]] * s.nights for s in itinerary.stops)
        rides = sum(50 for d in itinerary.days for _ in (*d.day_trips, *filter(None, [d.transfer])))
        return Money(Decimal(nights + rides + 12 * len(itinerary.places)), "USD")

    return cost


def test_three_options_differ_on_purpose_and_none_beats_another():
    options = plan_options(FAMILY, island(), costs(island()), seconds=PATIENT)
    assert [o.flavour for o in options] == ["value", "balanced", "comfort"]
    amounts, delights = [o.cost.amount for o in options], [o.delight for o in options]
    assert amounts == sorted(set(amounts))
    assert delights == sorted(set(delights))
    assert all(check.holds for o in options for check in o.itinerary.certificate)


def test_each_option_says_why_in_one_sentence():
    value, balanced, comfort = plan_options(FAMILY, island(), costs(island()), seconds=PATIENT)
    saved = (balanced.cost - value.cost).amount
    dearer = (comfort.cost - balanced.cost).amount
    assert value.reason.startswith(f"Saves USD {saved:,.2f}: {len(value.itinerary.places)} visits")
    assert balanced.reason.startswith("The middle way:")
    assert comfort.reason.startswith(f"For USD {dearer:,.2f} more:")


def with_a_gap() -> tuple[Itinerary, str]:
    """Give a plan from which one visit of the third day was taken."""
    full = plan(FAMILY, island(), seconds=PATIENT)
    taken = full.days[2].visits[-1].place
    days = tuple(
        replace(d, visits=tuple(v for v in d.visits if v.place != taken)) if d.number == 3 else d
        for d in full.days
    )
    return replace(full, days=days), taken


def test_a_gap_is_filled_by_what_fits_and_says_what_it_changes():
    plan_, taken = with_a_gap()
    found = suggest(plan_, FAMILY, island(), day=3, cost=costs(island()))
    assert taken in {s.place for s in found}
    assert all(s.day == 3 for s in found)
    assert all(s.price is not None and s.price.amount > 0 for s in found)
    assert [s.delight for s in found] == sorted((s.delight for s in found), reverse=True)
    for suggestion in found:
        assert problems_of(suggestion.plan, FAMILY, island()) == []
        assert set(suggestion.plan.places) == {*plan_.places, suggestion.place}
    assert "fits into day 3 at" in found[0].sentence


def test_when_it_rains_the_day_is_spent_indoors():
    catalogue = destination(11, towns=2, places=40)
    wishes = replace(FAMILY, destination="land")
    dry = plan(wishes, catalogue, seconds=PATIENT)
    wet = rain_days(dry, wishes, catalogue)
    indoor = {p.id for p in catalogue.places if p.is_indoor}
    assert wet
    for day in wet:
        assert day.visits
        assert {v.place for v in day.visits} <= indoor
        days = tuple(day if d.number == day.number else d for d in dry.days)
        assert problems_of(replace(dry, days=days), wishes, catalogue) == []
