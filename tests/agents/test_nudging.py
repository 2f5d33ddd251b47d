"""After which turns the desk comes back to a silent customer, in every language."""

from datetime import timedelta
from typing import Any

import pytest

from agents.mind import Mind
from agents.ports import MindSettings
from agents.turn.listening import Listener
from agents.wording.replies import LANGUAGES
from crm.conversations.effects import Nudge
from tests.agents.desk import Customer, SampleTools, engine

HELLO = "2 adults, 6 nights in Bali from 20 Dec"


def patient(**known: Any) -> Customer:
    settings = MindSettings(nudge_after=timedelta(hours=4), plan_patience=30_000, turn_seconds=60.0)
    return Customer(Mind(SampleTools(), Listener(engine()), settings), **known)


async def test_a_question_and_a_plan_wait_for_an_answer_and_a_call_for_a_human_does_not() -> None:
    asha = patient()
    await asha.says(HELLO)
    [asked] = asha.effects(Nudge)
    assert "Your trip is not forgotten" in asked.text
    await asha.says("comfort")
    [proposed] = asha.effects(Nudge)
    assert "{trip_link}" in proposed.text
    await asha.says("let me speak to a human")
    assert not asha.effects(Nudge)
    await asha.says("and 5 nights please")
    assert not asha.effects(Nudge)  # a human is on the way


async def test_thanks_and_stop_wait_for_nothing() -> None:
    asha = patient()
    await asha.says("thank you")
    assert not asha.effects(Nudge)
    await asha.says("stop")
    assert not asha.effects(Nudge)


async def test_an_agency_that_wants_no_reminders_sends_none() -> None:
    asha = Customer(Mind(SampleTools(), Listener(engine()), MindSettings()))
    await asha.says(HELLO)
    assert not asha.effects(Nudge)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_language_can_remind(language: str) -> None:
    asha = patient(language=language)
    await asha.says("Bali")
    assert len(asha.effects(Nudge)[0].text) > 20
