"""Who cannot climb steps sleeps in no house that has them, and learns where nobody knows."""

from dataclasses import replace
from datetime import date

import pytest

from crm.trips.planner import plan
from crm.trips.refusing import Infeasible
from crm.trips.values import Catalogue, Itinerary, Locked, Party, TripRequest
from tests.crm.trips.island import island

pytestmark = pytest.mark.usefixtures("briefly")

START = date(2027, 3, 7)
LEVEL = TripRequest("island", START, 5, Party(2), needs_step_free=True)


def with_stays(said: dict[str, bool | None], otherwise: bool | None) -> Catalogue:
    catalogue = island()
    stays = tuple(replace(s, is_step_free=said.get(s.id, otherwise)) for s in catalogue.stays)
    return replace(catalogue, stays=stays)


def notes(found: Itinerary) -> dict[str, str]:
    return {c.subject: c.note for c in found.certificate if c.rule == "step-free stay"}


def test_only_houses_without_steps_are_slept_in():
    catalogue = island()
    flat = {s.id for s in catalogue.stays if s.hotel_class == "luxury"}
    found = plan(replace(LEVEL, destination=catalogue.destination.id),
                 with_stays(dict.fromkeys(flat, True), False), seconds=1)  # fmt: skip
    assert {stop.stay for stop in found.stops} <= flat
    assert set(notes(found).values()) == {""}


def test_where_nobody_said_the_certificate_says_to_ask():
    catalogue = with_stays({}, None)
    found = plan(replace(LEVEL, destination=catalogue.destination.id), catalogue, seconds=1)
    assert all(note.endswith("ask the house") for note in notes(found).values())
    assert found.is_feasible


def test_where_every_house_has_steps_the_refusal_names_the_wish():
    catalogue = with_stays({}, False)
    with pytest.raises(Infeasible) as refused:
        plan(replace(LEVEL, destination=catalogue.destination.id), catalogue, seconds=1)
    assert ("step-free",) in [way.give_up for way in refused.value.ways_out]


def test_what_is_booked_stays_and_its_steps_are_told():
    catalogue = with_stays({}, True)
    booked = catalogue.stays[0]
    catalogue = replace(catalogue, stays=(replace(booked, is_step_free=False), *catalogue.stays[1:]))
    wish = replace(
        LEVEL,
        destination=catalogue.destination.id,
        locked=(Locked("stay", booked.id, START, START.replace(day=9)),),
    )
    found = plan(wish, catalogue, seconds=1)
    assert notes(found)[booked.name] == "has steps"


def test_who_climbs_steps_is_asked_nothing():
    catalogue = with_stays({}, None)
    found = plan(
        replace(LEVEL, destination=catalogue.destination.id, needs_step_free=False), catalogue, seconds=1
    )
    assert not notes(found)
