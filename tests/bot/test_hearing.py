"""Voice notes and pictures: fetched outside any transaction, kept once, told to whoever thinks."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from agents.model.transcribing import Transcriber, TranscribingSettings
from bot.channels.port import Media
from bot.hearing import Ear
from bot.jobs import JobRunner
from bot.purse import BookPurse
from bot.worker import Worker
from crm.agency.rules import Agency
from crm.conversations.models import Inbound as InboxRow
from crm.conversations.transcripts import transcript
from crm.conversations.values import Outcome, Say, Scene
from crm.documents.effects import FileReceived
from crm.documents.models import ReceivedFile, StoredFile
from crm.jobs.models import Job
from crm.leads.models import Lead, LeadEvent
from crm.reports.models import ModelCall
from tests.agents.openai_double import OpenAiDouble, openai_double
from tests.bot.desk import TestDesk

OGG = Media(b"OggS" + bytes(60), "audio/ogg", "ME1")
JPEG = Media(b"\xff\xd8\xff\xe0" + bytes(60), "image/jpeg", "passport scan.jpg")


def gives_an_ear(desk: TestDesk, double: OpenAiDouble | None = None, seconds: float = 4.0) -> None:
    """Let the desk hear; with a double, somebody also listens to what was spoken."""
    transcriber = None
    if double is not None:
        wanted = TranscribingSettings("whisper-1", "none", double.url, seconds)
        purse = BookPurse(desk.book, desk.clock, _agency)
        transcriber = Transcriber(wanted, purse)
    ear = Ear(desk.book, desk.clock, desk.road.channels, transcriber)
    desk.road.listen = ear.listen

    async def bury(job: Any, error: str) -> None:
        await ear.give_up(job.payload, error)

    jobs = JobRunner(desk.book, desk.clock, {"fetch_media": ear.fetch_again}, desk.bell, on_death=bury)
    desk.worker = Worker(desk.road, desk.bell, jobs)


async def _agency() -> Agency:
    return Agency()


async def sends(desk: TestDesk, *urls: str, text: str = "", media_type: str = "audio/ogg") -> None:
    media = [{"url": url, "media_type": media_type} for url in urls]
    await desk.customer_says(text, kind="media", detail={"media": media})


def files_what_came(desk: TestDesk) -> None:
    def decide(scene: Scene) -> Outcome:
        ids = [thing["id"] for heard in scene.heard for thing in heard.detail.get("received", ())]
        said = " | ".join(heard.text for heard in scene.heard)
        return Outcome((Say("text", {"text": f"Heard: {said}"}),), (FileReceived(tuple(ids)),))

    desk.mind.decide = decide


async def test_a_voice_note_is_kept_written_out_and_marked_as_a_transcript(desk: TestDesk) -> None:
    files_what_came(desk)
    desk.whatsapp.media["u1"] = OGG
    async with openai_double() as double:
        double.will((200, json.dumps({"text": "Six nights in Bali"})))
        gives_an_ear(desk, double)
        await sends(desk, "u1")
        await desk.works()
    assert desk.texts() == ["Heard: Six nights in Bali"]
    [heard] = desk.mind.scenes[0].heard
    assert heard.detail["transcribed"] is True
    [row] = await desk.all_of(ReceivedFile)
    [file] = await desk.all_of(StoredFile)
    [lead] = await desk.all_of(Lead)
    assert (row.sort, row.status, row.transcript) == ("voice", "kept", "Six nights in Bali")
    assert (row.file_id, row.lead_id) == (file.id, lead.id)
    [call] = await desk.all_of(ModelCall)
    assert (call.model, call.ok, call.turn_id) == ("whisper-1", True, (await desk.turns())[0].id)
    async with desk.book.reading() as session:
        first = (await transcript(session, row.conversation_id))[0]
    assert (first.text, first.is_transcript, len(first.received)) == ("Six nights in Bali", True, 1)


async def test_a_turn_that_is_tried_again_hears_the_same_and_pays_once(desk: TestDesk) -> None:
    files_what_came(desk)
    answers = desk.mind.decide
    desk.whatsapp.media["u1"] = OGG
    async with openai_double() as double:
        double.will((200, json.dumps({"text": "Six nights in Bali"})))
        gives_an_ear(desk, double)

        def stumbles(scene: Scene) -> Outcome:
            desk.mind.decide = answers
            raise RuntimeError("the worker stumbles once")

        desk.mind.decide = stumbles
        await sends(desk, "u1")
        await desk.works()
        desk.later(seconds=30)
        await desk.works()
        assert len(double.asked) == 1
    assert desk.whatsapp.fetched == ["u1"]
    assert desk.texts() == ["Heard: Six nights in Bali"]
    assert [scene.heard[0].text for scene in desk.mind.scenes] == ["Six nights in Bali"] * 2
    assert len(await desk.all_of(ReceivedFile)) == len(await desk.all_of(StoredFile)) == 1


@pytest.mark.parametrize("failure", ["no endpoint", "hangs", "500"])
async def test_a_voice_note_that_nobody_can_listen_to_is_kept_with_the_reason(
    desk: TestDesk, failure: str
) -> None:
    files_what_came(desk)
    desk.whatsapp.media["u1"] = OGG
    async with openai_double() as double:
        double.will("hang" if failure == "hangs" else (500, "oops"))
        gives_an_ear(desk, None if failure == "no endpoint" else double, seconds=0.3)
        await sends(desk, "u1")
        await desk.works()
    [thing] = desk.mind.scenes[0].heard[0].detail["received"]
    assert (thing["status"], thing["is_heard"]) == ("kept", False)
    assert thing["why"]
    assert desk.mind.scenes[0].heard[0].text == ""
    assert len(await desk.all_of(StoredFile)) == 1
    [event] = [e for e in await desk.all_of(LeadEvent) if e.kind == "document"]
    assert "nobody could listen" in event.text


async def test_pictures_are_filed_to_the_lead_and_words_beside_them_are_heard(desk: TestDesk) -> None:
    files_what_came(desk)
    desk.whatsapp.media |= {"u1": JPEG, "u2": replace(JPEG, name="ME2")}
    gives_an_ear(desk)
    await sends(desk, "u1", "u2", text="our passports", media_type="image/jpeg")
    await desk.works()
    assert desk.texts() == ["Heard: our passports"]
    rows = await desk.all_of(ReceivedFile)
    [lead] = await desk.all_of(Lead)
    assert [(row.name, row.lead_id) for row in rows] == [
        ("passport scan.jpg", lead.id), ("picture 2.jpg", lead.id)
    ]  # fmt: skip


async def test_what_is_no_picture_is_refused_and_not_kept(desk: TestDesk) -> None:
    files_what_came(desk)
    desk.whatsapp.media["u1"] = Media(b"<html><script>x()</script>", "image/jpeg", "cat.jpg")
    gives_an_ear(desk)
    await sends(desk, "u1", media_type="image/jpeg")
    await desk.works()
    [row] = await desk.all_of(ReceivedFile)
    assert (row.status, row.file_id) == ("refused", None)
    assert await desk.all_of(StoredFile) == []


async def test_an_address_that_is_not_the_providers_is_asked_for_once_and_never_again(desk: TestDesk) -> None:
    files_what_came(desk)
    desk.whatsapp.media["u1"] = ValueError("169.254.169.254")
    gives_an_ear(desk)
    await sends(desk, "u1")
    await desk.works()
    [row] = await desk.all_of(ReceivedFile)
    assert row.status == "refused"
    assert await desk.all_of(Job) == []


async def test_what_cannot_be_fetched_now_is_fetched_later_and_filed(desk: TestDesk) -> None:
    files_what_came(desk)
    async with openai_double() as double:
        double.will((200, json.dumps({"text": "Six nights in Bali"})))
        gives_an_ear(desk, double)
        await sends(desk, "u1")
        await desk.works()
        [row] = await desk.all_of(ReceivedFile)
        assert row.status == "waiting"
        desk.whatsapp.media["u1"] = OGG
        desk.later(minutes=2)
        await desk.works()
    [row] = await desk.all_of(ReceivedFile)
    [lead] = await desk.all_of(Lead)
    assert (row.status, row.lead_id, row.transcript) == ("kept", lead.id, "Six nights in Bali")
    [inbox] = await desk.all_of(InboxRow)
    assert inbox.text == "Six nights in Bali"
    assert "could be fetched after all" in (await desk.all_of(LeadEvent))[-1].text


async def test_what_can_never_be_fetched_calls_a_human(desk: TestDesk) -> None:
    files_what_came(desk)
    gives_an_ear(desk)
    await sends(desk, "u1")
    for _ in range(8):
        await desk.works()
        desk.later(minutes=10)
    [row] = await desk.all_of(ReceivedFile)
    assert row.status == "lost"
    [lead] = await desk.all_of(Lead)
    assert "send it again" in str(lead.needs_human)


async def test_words_alone_cost_no_extra_read(desk: TestDesk) -> None:
    gives_an_ear(desk)
    await desk.customer_says("hello")
    await desk.works()
    assert desk.whatsapp.fetched == []
    assert await desk.all_of(ReceivedFile) == []
    assert desk.clock.now() - (await desk.turns())[0].created_at < timedelta(minutes=1)
