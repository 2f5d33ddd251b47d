"""The table of decisions, row by row."""

from dataclasses import replace
from typing import Any

import pytest

from agents.deciding import moves
from agents.deciding.decide import TABLE, decide
from agents.scene.facts import Facts
from agents.scene.notes import Notes
from agents.scene.places import Where
from crm.conversations.values import TripFacts
from tests.agents.desk import TODAY, sample


def slot(value: Any) -> dict[str, Any]:
    return {"value": value, "message": 1, "span": [0, 1], "confidence": 0.9, "by": "offline"}


BALI = Where(sample().catalogue("bali").destination)
TOLD = {
    "destinations": slot(["Bali"]),
    "start_date": slot("2026-12-20"),
    "nights": slot(6),
    "adults": slot(2),
}
TRIP = TripFacts(1, {}, {}, {}, None, None)
NOTHING = Facts(
    intents={}, slots={}, changed=frozenset(), where=Where(), notes=Notes(), today=TODAY, text="x"
)
COMPLETE = replace(NOTHING, slots=TOLD, where=BALI, changed=frozenset(TOLD))
PLANNED = replace(COMPLETE, trip=TRIP, changed=frozenset())


def kinds(facts: Facts) -> list[str]:
    return [type(move).__name__ for move in decide(facts).moves]


def test_while_a_human_speaks_the_desk_is_silent_whatever_is_said() -> None:
    facts = replace(COMPLETE, is_held=True, intents={"human": 1.0, "opt_out": 1.0})
    assert kinds(facts) == ["Silent"]


def test_stop_is_obeyed_before_anything_else_and_answered_with_silence() -> None:
    assert kinds(replace(COMPLETE, intents={"opt_out": 0.9, "question": 0.9})) == ["StopSending", "Silent"]


def test_who_opted_out_hears_nothing_until_they_opt_in() -> None:
    facts = replace(COMPLETE, is_opted_out=True, intents={"question": 0.9})
    assert kinds(facts) == ["Silent"]
    assert kinds(replace(facts, intents={"opt_in": 0.9}))[0] == "Welcome"


@pytest.mark.parametrize("intent", ["human", "complaint"])
def test_a_human_is_called_at_once(intent: Any) -> None:
    assert kinds(replace(COMPLETE, intents={intent: 0.9})) == ["HandOver"]


def test_a_large_group_is_planned_by_a_human() -> None:
    facts = replace(COMPLETE, slots={**TOLD, "adults": slot(14)})
    assert kinds(facts) == ["Recap", "HandOver"]


@pytest.mark.parametrize("lost", ["destinations", "start_date", "nights", "adults"])
def test_what_a_plan_needs_is_asked_for_one_thing_at_a_time(lost: str) -> None:
    slots = {name: value for name, value in TOLD.items() if name != lost}
    where = Where() if lost == "destinations" else BALI
    decision = decide(replace(COMPLETE, slots=slots, where=where))
    asked = [move for move in decision.moves if isinstance(move, moves.Ask)]
    assert [move.slot for move in asked] == [lost]


def test_with_everything_needed_one_useful_thing_is_asked_and_then_it_plans() -> None:
    first = decide(COMPLETE).moves
    assert [type(m).__name__ for m in first] == ["Recap", "Ask"]
    assert isinstance(first[1], moves.Ask)
    assert first[1].slot == "stay"
    asked = Notes(asked="stay", times={"stay": 1})
    assert kinds(replace(COMPLETE, notes=asked)) == ["Propose"]


def test_a_question_never_asked_twice_the_same_way() -> None:
    slots = {name: value for name, value in TOLD.items() if name != "nights"}
    again = decide(replace(COMPLETE, slots=slots, notes=Notes(asked="nights", times={"nights": 1})))
    ask = next(m for m in again.moves if isinstance(m, moves.Ask))
    assert ask.wording == 1


def test_after_two_clarifications_it_plans_with_assumptions() -> None:
    slots = {name: value for name, value in TOLD.items() if name != "nights"}
    notes = Notes(asked="nights", times={"nights": 2, "stay": 1})
    assert kinds(replace(COMPLETE, slots=slots, notes=notes))[-1] == "Propose"


def test_without_a_destination_after_two_tries_some_are_shown_and_then_a_human_comes() -> None:
    notes = Notes(asked="destinations", times={"destinations": 2})
    slots = {name: value for name, value in TOLD.items() if name != "destinations"}
    facts = replace(COMPLETE, slots=slots, where=Where(), notes=notes)
    assert kinds(facts)[-1] == "Recommend"
    shown = replace(notes, listed={"kind": "places", "items": ["Bali", "Kerala"]})
    assert kinds(replace(facts, notes=shown))[-1] == "HandOver"


def test_a_question_is_answered_and_the_desk_returns_to_its_own_in_other_words() -> None:
    facts = replace(
        COMPLETE, changed=frozenset(), intents={"question": 0.9}, notes=Notes(asked="stay", times={"stay": 1})
    )
    decision = decide(facts)
    assert [type(m).__name__ for m in decision.moves] == ["Answer", "Ask"]
    ask = decision.moves[1]
    assert isinstance(ask, moves.Ask)
    assert (ask.wording, ask.returning) == (1, True)


def test_a_question_with_the_last_missing_thing_is_answered_and_then_planned() -> None:
    facts = replace(
        COMPLETE,
        slots={**TOLD, "stay": slot({"class": "comfort"})},
        changed=frozenset({"stay"}),
        intents={"question": 0.9},
    )
    assert kinds(facts) == ["Answer", "Propose"]


def test_several_destinations_are_a_choice_to_make() -> None:
    both = tuple(c.destination for c in sample().catalogues[:2])
    facts = replace(COMPLETE, where=Where(choices=both))
    ask = next(m for m in decide(facts).moves if isinstance(m, moves.Ask))
    assert ask.choices == tuple(d.name for d in both)


def test_what_is_not_sold_goes_to_a_human() -> None:
    facts = replace(COMPLETE, where=Where(unsold=("Iceland",)), changed=frozenset({"destinations"}))
    assert decide(facts).moves == (moves.HandOver("unsold", "Iceland"),)


def test_a_change_to_a_plan_makes_the_next_version() -> None:
    facts = replace(PLANNED, changed=frozenset({"avoid"}), intents={"question": 0.3, "change": 0.9})
    assert decide(facts).moves == (moves.Revise(frozenset({"avoid"})),)


def test_an_e_mail_address_is_no_change_of_plan() -> None:
    assert "Revise" not in kinds(replace(PLANNED, changed=frozenset({"email"})))


@pytest.mark.parametrize(
    ("intent", "expected"),
    [
        ("approve", ["HandOver"]),
        ("affirm", ["HandOver"]),
        ("reject", ["AskWhatToChange"]),
        ("ask_price", ["TellPrice"]),
        ("ask_status", ["TellStatus"]),
        ("thanks", ["Thank"]),
        ("cancel", ["HandOver"]),
        ("out_of_scope", ["OutOfScope"]),
        ("greeting", ["Greet", "TellStatus"]),
    ],
)
def test_with_a_plan_before_them(intent: Any, expected: list[str]) -> None:
    assert kinds(replace(PLANNED, intents={intent: 0.9})) == expected


def test_the_price_of_nothing_yet_comes_with_the_next_question() -> None:
    slots = {name: value for name, value in TOLD.items() if name != "nights"}
    facts = replace(COMPLETE, slots=slots, changed=frozenset(), intents={"ask_price": 0.9})
    assert kinds(facts) == ["PriceSoon", "Ask"]


def test_not_understood_once_it_says_so_and_twice_a_human_comes() -> None:
    assert decide(NOTHING).moves == (moves.Answer("x", optional=True), moves.Repair(0))
    assert kinds(replace(NOTHING, notes=Notes(puzzled=1))) == ["HandOver"]


def test_a_bare_number_is_no_question_for_the_library() -> None:
    assert decide(replace(NOTHING, text="2")).moves == (moves.Repair(0),)


def test_a_voice_note_is_asked_to_be_typed() -> None:
    note = {"sort": "voice", "status": "kept", "is_heard": False}
    facts = replace(NOTHING, text="", kinds=frozenset({"media"}), received=(note,))
    assert decide(facts).moves == (moves.CannotRead("voice"),)


def test_an_approval_from_the_trip_page_is_written_down_and_a_human_books() -> None:
    facts = replace(PLANNED, kinds=frozenset({"approval"}), detail={"version": 1, "name": "Asha Rao"})
    assert decide(facts).moves == (moves.Approved(1, "Asha Rao"), moves.HandOver("approved"))


def test_the_table_always_decides() -> None:
    assert TABLE[-1].when(NOTHING)
    assert TABLE[-1].ends


@pytest.mark.parametrize("intent", ["money_dispute", "medical", "legal"])
def test_delicate_matters_go_to_a_human_before_anything_else(intent: str) -> None:
    facts = replace(COMPLETE, intents={intent: 0.85, "question": 0.9, "complaint": 0.8})
    [move] = decide(facts).moves
    assert isinstance(move, moves.HandOver)
    assert move.why == {"money_dispute": "money"}.get(intent, intent)


def test_a_word_of_the_agencys_own_calls_a_human_and_is_named_to_staff() -> None:
    [move] = decide(replace(COMPLETE, flagged="wedding", text="our wedding trip")).moves
    assert move == moves.HandOver("agency", "wedding: our wedding trip")


def test_whoever_does_not_understand_is_told_in_other_words_once_and_then_met_by_a_human() -> None:
    facts = replace(NOTHING, intents={"puzzled": 0.9}, notes=Notes(asked="nights"))
    assert decide(facts).moves == (moves.Explain("nights"),)
    again = replace(facts, notes=Notes(asked="nights", puzzled=1))
    assert kinds(again) == ["HandOver"]


def test_after_two_clarifications_the_desk_proposes_and_never_asks_a_third() -> None:
    known = {"destinations": TOLD["destinations"]}
    facts = replace(COMPLETE, slots=known, notes=Notes(times={"start_date": 1, "adults": 1}))
    assert kinds(facts) == ["Propose"]
    once = replace(facts, notes=Notes(times={"destinations": 2, "start_date": 1}))
    assert "Ask" in kinds(once)
