"""What is stored of a trip comes back as it was."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.trips.store import (
    NotStorable,
    itinerary_from_json,
    itinerary_to_json,
    request_from_json,
    request_to_json,
)
from crm.trips.values import Itinerary, TripRequest

st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
st.register_type_strategy(Decimal, st.decimals(allow_nan=False, allow_infinity=False, places=2))

requests = st.builds(TripRequest, keep=st.none())
itineraries = st.builds(Itinerary)


@given(requests)
@settings(max_examples=60)
def test_a_request_comes_back_as_it_was(request: TripRequest) -> None:
    assert request_from_json(json.loads(json.dumps(request_to_json(request)))) == request


@given(itineraries)
@settings(max_examples=60)
def test_an_itinerary_comes_back_as_it_was(itinerary: Itinerary) -> None:
    assert itinerary_from_json(json.loads(json.dumps(itinerary_to_json(itinerary)))) == itinerary


def _stored() -> dict[str, object]:
    return {
        "destination": "bali",
        "start": "2026-12-20",
        "nights": 6,
        "party": {"adults": 2, "child_ages": [5], "infants": 0},
        "budget": {"amount": "200000.50", "currency": "INR"},
    }


def test_a_row_of_an_older_shape_takes_the_defaults() -> None:
    request = request_from_json(_stored())
    assert request.start == date(2026, 12, 20)
    assert request.pace == "normal"
    assert str(request.budget.amount if request.budget else "") == "200000.50"


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("start", "next week", "start"),
        ("nights", "six", "nights"),
        ("nights", True, "nights"),
        ("pace", "breakneck", "pace"),
        ("party", {"child_ages": []}, "party.adults"),
        ("budget", {"amount": 2.5, "currency": "INR"}, "budget.amount"),
    ],
)
def test_what_does_not_fit_is_named(field: str, value: object, named: str) -> None:
    with pytest.raises(NotStorable, match=named):
        request_from_json({**_stored(), field: value})


def test_the_earlier_version_is_not_stored_twice() -> None:
    request = request_from_json(_stored())
    earlier = Itinerary("bali", request.start, 6, (), (), ())
    kept = TripRequest("bali", request.start, 6, request.party, keep=earlier)
    assert request_to_json(kept)["keep"] is None
