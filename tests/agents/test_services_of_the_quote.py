"""A service of the quote that is a guide, a visa, insurance or tips is told by the agency's own words."""

from datetime import date
from typing import Any

import pytest

from agents.acting.own_quote import _of
from crm.quotes.included import Included


def told(thing: str, *services: str) -> list[tuple[str, bool]]:
    held = Included((), 0, 0, services=dict.fromkeys(services, 3))
    found: Any = type("Found", (), {"held": held, "today": date(2026, 11, 22)})
    return [(one.subjects[0] if one.subjects else one.thing, one.is_in) for one in _of(thing, found, ())]


@pytest.mark.parametrize(
    ("thing", "service"),
    [
        ("insurance", "Travel insurance"), ("visa", "Visa on arrival"), ("tips", "Tips and gratuities"),
        ("guide", "English-speaking guides"), ("guide", "Guide/driver"), ("guide", "Tour leader"),
        ("guide", "Driver-guide"), ("transfers", "Guide/driver"), ("transfers", "Car with driver"),
        ("insurance", "Reiseversicherung"), ("guide", "Guía local"),
    ],
)  # fmt: skip
def test_a_paid_service_is_in_the_price(thing: str, service: str) -> None:
    assert told(thing, service) == [(service, True)]


@pytest.mark.parametrize("thing", ["visa", "insurance", "tips", "guide"])
def test_without_such_a_service_it_is_not_in_the_price(thing: str) -> None:
    assert told(thing, "Car with driver for the day") == [(thing, False)]


@pytest.mark.parametrize("thing", ["visa", "insurance", "tips", "guide"])
def test_beside_a_service_that_may_mean_it_the_question_stays_open(thing: str) -> None:
    assert told(thing, "Car with driver for the day", "Welcome package") == []
