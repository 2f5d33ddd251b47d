"""The line that staff read on a lead's card."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from agents.staff.summary import summarise
from crm.conversations.values import TripFacts
from crm.trips.flights import NO_FLIGHT


def slot(value: Any) -> dict[str, Any]:
    return {"value": value, "message": 1}


KNOWN = {
    "destinations": slot(["Bali"]),
    "nights": slot(6),
    "start_date": slot("2026-12-20"),
    "adults": slot(2),
    "children": slot(1),
    "child_ages": slot([5]),
    "budget": slot({"amount": "200000", "currency": None, "per": "trip"}),
    "stay": slot({"class": "comfort"}),
    "interests": slot(["beaches", "temples"]),
    "avoid": slot(["volcano"]),
}


def test_a_lead_is_told_in_the_order_in_which_people_tell_a_trip() -> None:
    assert summarise(KNOWN) == (
        "Bali · 6 nights · from Sun 20 Dec · 2 adults and 1 child (5 years) · budget ₹2,00,000 · "
        "comfort hotels · beaches and temples · no: volcano"
    )


def test_a_trip_adds_how_it_stands() -> None:
    snapshot = {"total": "187500", "currency": "INR", "valid_until": "2026-11-29"}
    trip = TripFacts(2, {}, {}, snapshot, datetime(2026, 11, 22, tzinfo=UTC), None)
    stands = "Version 2 sent, ₹1,87,500, valid until Sun 29 Nov"
    assert summarise(KNOWN, trip).splitlines()[1] == stands
    untold = {"rule": "departure", "numbers": {"departs": 1080}, "note": NO_FLIGHT}
    trip = replace(trip, itinerary={"certificate": [untold]})
    assert summarise(KNOWN, trip).splitlines()[1] == f"{stands}. Flight home not told yet, assumed: 18:00."


def test_ages_that_nobody_told_are_not_made_up() -> None:
    slots = {name: value for name, value in KNOWN.items() if name != "child_ages"}
    assert "1 child ·" in summarise(slots)
    assert "years" not in summarise(slots)


def test_nothing_known_is_nothing_said() -> None:
    assert summarise({}) == ""


json = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 500) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=400)
@given(st.dictionaries(st.sampled_from(sorted(KNOWN)), json.map(slot)))
def test_odd_slots_never_break_a_card(slots: dict[str, Any]) -> None:
    summarise(slots)
