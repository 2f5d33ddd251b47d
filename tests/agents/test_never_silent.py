"""Whoever writes is answered, whatever was understood, even where the library knows nothing."""

from dataclasses import replace
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from agents.acting.findings import Findings
from agents.deciding import moves
from agents.deciding.decide import decide
from agents.deciding.questions import MOST_ASKED
from agents.gate import Evidence
from agents.scene.facts import Facts
from agents.scene.notes import Notes
from agents.telling.compose import compose
from agents.telling.desk import Desk
from agents.understanding.contract import IntentName
from agents.wording.phrasing import Pen
from tests.agents.desk import customer
from tests.agents.drafts import SETTINGS
from tests.agents.test_decide import BALI, COMPLETE, NOTHING, TOLD, TRIP

SCENE = customer().scene("hello")
INTENTS = st.dictionaries(st.sampled_from(get_args(IntentName)), st.sampled_from([0.5, 0.6, 0.9]), max_size=3)
ASKED = st.dictionaries(st.sampled_from(sorted(MOST_ASKED)), st.integers(0, 3), max_size=4)
FACTS = st.builds(
    lambda intents, times, known, new, asked, puzzled, planned, text: replace(
        COMPLETE if known == set(TOLD) else NOTHING,
        intents=intents,
        slots={name: TOLD[name] for name in known},
        changed=frozenset(new & known),
        where=BALI if "destinations" in known else NOTHING.where,
        notes=Notes(asked=asked, times=times, puzzled=puzzled),
        trip=TRIP if planned else None,
        text=text,
    ),
    INTENTS,
    ASKED,
    st.sets(st.sampled_from(sorted(TOLD))),
    st.sets(st.sampled_from(sorted(TOLD))),
    st.sampled_from([None, *sorted(MOST_ASKED)]),
    st.integers(0, 2),
    st.booleans(),
    st.sampled_from(["मौसम कैसा रहेगा?", "how much is it?", "ok", "7", "is it hot there"]),
)


def said(facts: Facts) -> str:
    desk = Desk(facts, Findings(), SCENE, SETTINGS, Pen(facts.language))
    return "\n".join(paragraph.text for paragraph in compose(decide(facts), desk, Evidence()).paragraphs)


@settings(max_examples=600)
@given(FACTS)
def test_nobody_who_writes_is_left_without_a_word(facts: Facts) -> None:
    is_meant = any(isinstance(move, moves.Silent) for move in decide(facts).moves)
    assert is_meant or said(facts).strip()


def test_a_question_beside_a_change_is_owned_up_to_when_the_desk_may_ask_no_more() -> None:
    facts = replace(
        NOTHING,
        intents={"change": 0.6, "question": 0.6},
        slots={"destinations": TOLD["destinations"]},
        where=BALI,
        notes=Notes(asked="start_date", times={"start_date": 2}),
        text="one more thing: मौसम कैसा रहेगा?",
    )
    assert decide(facts).moves == (moves.Answer(facts.text),), "not optional: a human hears of it"
