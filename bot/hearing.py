"""The ear: what customers send besides words is fetched, kept and, where it was spoken, written out.

It works before a turn is thought about, outside any transaction, and what it learnt is written down at once:
a turn that is tried again hears the same, and nobody pays twice for one recording.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import structlog

from agents.model.purse import charged_to
from agents.model.transcribing import Transcriber, Unheard
from bot.channels.port import Channel, Media
from crm.clock import Clock
from crm.conversations.values import Heard, Scene
from crm.db import Book
from crm.documents import received
from crm.documents.received import Came, as_told, judge, name_for, sort_of
from crm.jobs import service as jobs
from crm.leads.service import ask_human, get_lead, open_lead_of, record, touch

log = structlog.get_logger(__name__)

FETCH_SECONDS = 4.0  # for one thing, within a turn; a job has longer
PATIENT_SECONDS = 60.0
MOST_THINGS = 10  # of one message that are looked at
TRY_AGAIN_AFTER = timedelta(seconds=20)
NO_ENDPOINT = "no transcription endpoint is configured"


class Ear:
    """Hears for one desk. `transcriber` None: recordings are kept, and nobody listens to them."""

    def __init__(
        self,
        book: Book,
        clock: Clock,
        channels: Mapping[str, Channel],
        transcriber: Transcriber | None = None,
    ) -> None:
        self._book, self._clock, self._channels = book, clock, channels
        self._transcriber = transcriber

    async def listen(self, scene: Scene) -> Scene:
        """Give the scene with everything that came besides words told in its messages' details."""
        with_things = [heard for heard in scene.heard if _references(heard)]
        if scene.kind != "customer" or not with_things:
            return scene
        ids = [heard.id for heard in with_things]
        async with self._book.reading() as session:
            known = {(row.inbox_id, row.place) for row in await received.received_with(session, ids)}
        wanted = [
            (heard, place, reference)
            for heard in with_things
            for place, reference in enumerate(_references(heard))
            if (heard.id, place) not in known
        ]
        if wanted:
            with charged_to(scene.conversation_id, scene.turn_id):
                got = await asyncio.gather(*(self._get(scene, *one) for one in wanted))
            await self._write_down(scene, got)
        async with self._book.reading() as session:
            rows = await received.received_with(session, ids)
            told = [(row.inbox_id, as_told(row), row.transcript) for row in rows]
        return replace(scene, heard=tuple(_with_things(heard, told) for heard in scene.heard))

    async def fetch_again(self, payload: Mapping[str, Any]) -> None:
        """Fetch what could not be fetched when it came: a job. Raises while another try makes sense."""
        where = (int(payload["inbox_id"]), int(payload["place"]), int(payload["conversation_id"]))
        with charged_to(where[2]):
            came = await self._fetch(
                str(payload["channel"]), where, dict(payload["reference"]), PATIENT_SECONDS
            )
        if came.status == "waiting":
            raise LookupError(came.why)
        now = self._clock.now()
        async with self._book.transaction() as session:
            row = await received.fill_in(session, came, now)
            if row is None:
                return
            lead = await open_lead_of(session, row.conversation_id)
            if lead is not None:
                lead = await get_lead(session, lead.id)
                row.lead_id = lead.id
                said = f": “{came.transcript}”" if came.transcript else ""
                text = f"{came.name} could be fetched after all{said}"[:1000]
                await record(session, lead, "document", text, "system", now)
                await touch(session, lead, now)

    async def give_up(self, payload: Mapping[str, Any], error: str) -> None:
        """Tell staff that something a customer sent could not be fetched for good."""
        now = self._clock.now()
        async with self._book.transaction() as session:
            row = await received.give_up(session, int(payload["inbox_id"]), int(payload["place"]), error)
            lead = await open_lead_of(session, row.conversation_id) if row is not None else None
            if row is not None and lead is not None:
                lead = await get_lead(session, lead.id)
                why = f"A {row.sort} of theirs could not be fetched: ask them to send it again"
                await ask_human(session, lead, why, "system", now)

    async def _get(self, scene: Scene, heard: Heard, place: int, reference: Mapping[str, Any]) -> Came:
        where = (heard.id, place, scene.conversation_id)
        return await self._fetch(scene.channel, where, reference, FETCH_SECONDS)

    async def _fetch(
        self,
        channel_name: str,
        where: tuple[int, int, int],  # message, place in it, conversation
        reference: Mapping[str, Any],
        seconds: float,
    ) -> Came:
        claimed = str(reference.get("media_type") or "")
        blank = Came(*where, sort_of(claimed), claimed[:100], "", "refused")
        channel = self._channels.get(channel_name)
        if channel is None:
            return replace(blank, name=blank.sort, why="this channel brings no files")
        try:
            async with asyncio.timeout(seconds):
                media = await channel.fetch_media(reference)
        except ValueError as foreign:
            # Not the provider's address: it is not asked for, now or ever.
            log.warning("media_refused", problem=type(foreign).__name__)
            return replace(blank, name=blank.sort, why="its address is not the provider's")
        except Exception as problem:  # noqa: BLE001 - whatever the provider does, the message is answered
            log.warning("media_not_fetched", problem=type(problem).__name__)
            why = f"it could not be fetched: {problem or type(problem).__name__}"[:300]
            return replace(blank, name=blank.sort, status="waiting", why=why)
        return await self._kept(blank, media, claimed)

    async def _kept(self, blank: Came, media: Media, claimed: str) -> Came:
        judged = judge(media.content, claimed or media.media_type)
        came = replace(
            blank,
            sort=judged.sort,
            media_type=judged.media_type[:100],
            name=name_for(judged, media.name if "." in media.name else "", blank.place + 1),
            why=judged.why_not,
        )
        if judged.why_not:
            return came
        came = replace(came, status="kept", content=media.content)
        if came.sort != "voice":
            return came
        if self._transcriber is None:
            return replace(came, why=NO_ENDPOINT)
        try:
            text = await self._transcriber.transcribe(came.content, came.name, came.media_type)
        except Unheard as unheard:
            return replace(came, why=str(unheard)[:300])
        return replace(came, transcript=text)

    async def _write_down(self, scene: Scene, all_came: Sequence[Came]) -> None:
        now = self._clock.now()
        by_id = {heard.id: heard for heard in scene.heard}
        async with self._book.transaction() as session:
            for came in all_came:
                is_new = await received.write_down(session, came, now)
                if is_new and came.status == "waiting":
                    payload = {
                        "inbox_id": came.inbox_id,
                        "place": came.place,
                        "conversation_id": came.conversation_id,
                        "channel": scene.channel,
                        "reference": dict(_references(by_id[came.inbox_id])[came.place]),
                    }
                    key = f"media:{came.inbox_id}:{came.place}"
                    await jobs.ask(session, "fetch_media", key, payload, now, now + TRY_AGAIN_AFTER)


def _references(heard: Heard) -> list[Mapping[str, Any]]:
    """The things of a message, as its channel refers to them."""
    media = heard.detail.get("media")
    found = [one for one in media if isinstance(one, Mapping)] if isinstance(media, list) else []
    return found[:MOST_THINGS]


def _with_things(heard: Heard, told: Sequence[tuple[int, dict[str, Any], str | None]]) -> Heard:
    mine = [(thing, transcript) for inbox_id, thing, transcript in told if inbox_id == heard.id]
    if not mine:
        return heard
    spoken = [transcript for _, transcript in mine if transcript]
    detail = {**heard.detail, "received": [thing for thing, _ in mine]}
    if not spoken:
        return replace(heard, detail=detail)
    # On a second try the message says it already.
    text = heard.text
    if not heard.detail.get("transcribed"):
        text = "\n".join(part for part in (heard.text.strip(), *spoken) if part)
    return replace(heard, text=text, detail={**detail, "transcribed": True})
