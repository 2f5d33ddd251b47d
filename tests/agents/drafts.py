"""Honest drafts of the real composer over the real catalogue: what the gate must let through."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from agents.acting.act import Reading, act
from agents.acting.findings import Findings
from agents.deciding.moves import Ask, Decision, Greet, Propose, Recap, Revise, TellPrice, TellStatus
from agents.ports import MindSettings
from agents.scene.facts import Facts
from agents.scene.notes import Notes
from agents.scene.places import locate
from agents.scene.wishes import value_of
from agents.telling.compose import Draft, compose
from agents.telling.desk import Desk
from agents.telling.proof import base_evidence
from agents.wording.phrasing import Pen
from agents.wording.replies import LANGUAGES
from crm.conversations.values import TripFacts
from crm.trips.store import itinerary_to_json, request_to_json
from tests.agents.desk import TODAY, SampleTools, customer, sample

SETTINGS = MindSettings(agency="Serai Travel", plan_patience=25_000, plan_seconds=30.0, turn_seconds=60.0)


def slot(value: Any, message: int = 1) -> dict[str, Any]:
    return {"value": value, "message": message, "span": [0, 1], "confidence": 0.9, "by": "offline"}


def wishes(destination: str, number: int) -> dict[str, dict[str, Any]]:
    """Wishes that differ from destination to destination, all of the kind people write."""
    budgets = ("150000", "90000", "400000")
    return {
        "destinations": slot([destination]),
        "start_date": slot(f"2027-0{2 + number % 3}-1{number % 9}"),
        "nights": slot(4 + number % 3),
        "adults": slot(2 + number % 2),
        **({"children": slot(1), "child_ages": slot([7])} if number % 2 else {}),
        "budget": slot({"amount": budgets[number % 3], "currency": "INR", "per": "trip"}),
        "stay": slot({"class": ("comfort", "luxury", "value")[number % 3]}),
        "interests": slot(["beaches", "temples"]),
    }


def facts_of(slots: dict[str, dict[str, Any]], trip: TripFacts | None, changed: frozenset[str]) -> Facts:
    names = value_of(slots, "destinations")
    areas = [a for c in sample().catalogues for a in c.areas]
    where = locate(names, [c.destination for c in sample().catalogues], areas)
    return Facts({}, slots, changed, where, Notes(), TODAY, trip, is_first=trip is None)


@cache
def planned(number: int) -> tuple[Facts, Findings, Facts, Findings]:
    """A first version and a revised one for one destination of the sample catalogue."""
    catalogue = sample().catalogues[number]
    slots = wishes(catalogue.destination.name, number)
    facts = facts_of(slots, None, frozenset(slots))

    def read(f: Facts, move: Propose | Revise) -> Findings:
        return asyncio.run(act(Decision((move,)), f, Reading(SampleTools(), SETTINGS, time.monotonic() + 60)))

    first = read(facts, Propose())
    plan = first.planned
    assert plan is not None, first.unplanned
    trip = TripFacts(
        1, request_to_json(plan.request), itinerary_to_json(plan.itinerary), plan.priced.snapshot, None, None
    )
    changed = {"adults": slot(4, 2), "nights": slot(plan.request.nights + 1, 2)}
    later = facts_of({**slots, **changed}, trip, frozenset(changed))
    return facts, first, later, read(later, Revise(frozenset(changed)))


def drafts(language: str) -> Iterator[tuple[Draft, frozenset[str]]]:
    """Every draft of one language, with the names that the gate looks for in any spelling."""
    scene = replace(customer().scene("hello"), language=language)
    for number in range(len(sample().catalogues)):
        facts, first, later, second = planned(number)
        moves = (Greet(), Recap(), Ask("stay", 0), Propose())
        for decision, f, found in (
            (Decision(moves), facts, first),
            (Decision((Revise(frozenset()), TellPrice(), TellStatus())), later, second),
        ):
            spoken = replace(f, language=language)
            evidence = base_evidence(spoken, found, scene, SETTINGS)
            desk = Desk(spoken, found, scene, SETTINGS, Pen(language))
            yield compose(decision, desk, evidence), found.lexicon


@cache
def all_drafts() -> tuple[tuple[str, Draft, frozenset[str]], ...]:
    return tuple((language, d, lexicon) for language in LANGUAGES for d, lexicon in drafts(language))
