"""What came besides words, as the mind tells of it: to the customer kindly, to staff with the reason."""

from collections.abc import Mapping
from typing import Any

import pytest

from agents.wording.replies import LANGUAGES
from crm.documents.effects import FileReceived
from crm.leads.effects import AskHuman, Capture
from tests.agents.desk import customer

HELLO = "2 adults, 6 nights in Bali from 20 Dec, comfort hotels"


def thing(sort: str = "voice", status: str = "kept", **more: Any) -> Mapping[str, Any]:
    known = {"id": 7, "name": f"{sort} 1", "file_id": 3, "media_type": "", "why": None, "is_heard": False}
    return {**known, "sort": sort, "status": status, **more}


def came(*things: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    return {"media": [{"url": "u"} for _ in things], "received": list(things), **more}


async def test_a_voice_note_nobody_can_hear_is_asked_for_in_words_and_staff_are_told_why() -> None:
    asha = customer()
    said = await asha.says(
        "", kind="media", detail=came(thing(why="no transcription endpoint is configured"))
    )
    assert "please type it" in said
    [call] = asha.effects(AskHuman)
    assert "no transcription endpoint" in call.reason
    [filed] = asha.effects(FileReceived)
    assert filed.received == (7,)


async def test_a_transcript_is_understood_like_any_words() -> None:
    asha = customer()
    heard = came(thing(is_heard=True), transcribed=True)
    said = await asha.says("2 adults, 6 nights in Bali from 20 Dec", kind="media", detail=heard)
    assert "6 nights" in said
    assert asha.effects(Capture)[0].slots["nights"]["value"] == 6
    assert asha.effects(FileReceived)
    assert not asha.effects(AskHuman)


async def test_a_picture_without_words_is_filed_and_a_human_looks() -> None:
    asha = customer()
    said = await asha.says("", kind="media", detail=came(thing("picture")))
    assert "kept it with your enquiry" in said
    assert "look at them" in asha.effects(AskHuman)[0].reason


async def test_a_picture_does_not_push_aside_a_weightier_call() -> None:
    asha = customer()
    await asha.says("I want to speak to a human")
    await asha.says("", kind="media", detail=came(thing("picture")))
    assert not asha.effects(AskHuman)
    assert asha.effects(FileReceived)


async def test_words_beside_a_picture_are_answered_and_the_picture_is_mentioned() -> None:
    asha = customer()
    said = await asha.says(HELLO, kind="media", detail=came(thing("document")))
    assert "I have put what you sent with your enquiry" in said
    assert "Bali" in said


@pytest.mark.parametrize(("status", "words"), [("refused", "PDF"), ("waiting", "send it again")])
async def test_what_is_not_here_is_said_and_asked_for(status: str, words: str) -> None:
    asha = customer()
    said = await asha.says("", kind="media", detail=came(thing("picture", status, why="it came empty")))
    assert words in said
    assert "it came empty" in asha.effects(AskHuman)[0].reason


async def test_while_a_human_speaks_the_desk_is_silent_and_files_all_the_same() -> None:
    asha = customer(held_by=5)
    assert await asha.says("", kind="media", detail=came(thing("picture"))) == ""
    assert asha.effects(FileReceived)
    assert not asha.effects(AskHuman)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_language_can_say_it(language: str) -> None:
    asha = customer(language=language)
    for one in (thing(), thing("picture"), thing("picture", "refused"), thing("picture", "waiting")):
        assert await asha.says("", kind="media", detail=came(one))
        assert not asha.outcomes[-1].stopped_by_gate
        assert not any("Answered in English" in str(e) for e in asha.outcomes[-1].effects)
