"""The model's summary of a lead: made off the road, once for each change, and shown where staff look."""

import json
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from agents.model.endpoint import Model, ModelSettings
from agents.model.purse import NotAsked, Wanted
from agents.staff.summing import Summarist
from agents.understanding.scripted import ScriptedModel
from bot.bell import InProcessBell
from bot.guidance import Guide
from bot.jobs import JobRunner
from bot.summing import Summing
from bot.tools import DeskTools
from crm.conversations.models import Inbound
from crm.conversations.values import ModelUse, Outcome
from crm.leads.aside import set_aside
from crm.leads.changes import Enquirer
from crm.leads.effects import AskHuman, SumUp
from crm.leads.service import get_lead
from crm.leads.summaries import JOB
from tests.bot.staff.floor import RAVI, Floor, only

ASHA = "+919876500001"


async def short(floor: Floor, text: str = "Asha <asks> for Bali, 6 nights.") -> dict[str, object]:
    """What a model may answer: one sentence that rests on Asha's first message."""
    async with floor.book.reading() as session:
        [first] = await session.scalars(select(Inbound.id).where(Inbound.text == "Bali, 6 nights"))
    return {"lines": [{"of": "told", "text": text, "messages": [f"in:{first}"]}]}


class Slow(ScriptedModel):
    """A model that answers only after something else has happened, where anything has."""

    def __init__(self) -> None:
        super().__init__()
        self.meanwhile: Callable[[], Awaitable[None]] | None = None

    async def ainvoke(self, messages: Sequence[Any], **options: Any) -> Any:
        answer = await super().ainvoke(messages, **options)
        happens, self.meanwhile = self.meanwhile, None
        if happens is not None:
            await happens()
        return answer


class Thin:
    """A purse that says no for as long as it is told to."""

    def __init__(self) -> None:
        self.spent: list[str] = []

    async def hold(self, wanted: Wanted) -> int:
        if self.spent:
            raise NotAsked(self.spent.pop())
        return 1

    async def book(self, held: int, use: ModelUse) -> None:
        """What it cost is nobody's concern here."""


class Summed:
    """A floor whose desk has a model that sums up, and the worker that asks it."""

    def __init__(self, floor: Floor) -> None:
        self.script, self.purse = Slow(), Thin()
        tools = DeskTools(floor.book, floor.clock, None, "house")  # type: ignore[arg-type] - nobody asks the library
        writer = Summarist(Model(ModelSettings("scripted", ""), self.script, self.purse))
        summing = Summing(floor.book, floor.clock, tools, writer)
        self.jobs = JobRunner(floor.book, floor.clock, {JOB: summing.sum_up}, InProcessBell())
        floor.guided_by(Guide(floor.book, floor.clock, has_model=True))

    async def works(self) -> None:
        """Let the worker do the jobs that wait, and those that they ask for."""
        while taken := await self.jobs.take(5):
            for job in taken:
                await self.jobs.run(job)


async def test_the_rules_answer_at_once_and_the_model_when_it_is_ready(floor: Floor) -> None:
    desk = Summed(floor)
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    desk.script.enqueue(await short(floor))
    told = only(await floor.types(RAVI, f"/summary {lead}"))
    assert "<b>Wants</b>: Bali · 6 nights" in told
    assert "Summed up by rules; the model is at it" in told
    await desk.works()
    await floor.works()
    told = only(await floor.types(RAVI, f"/summary {lead}"))
    assert "<b>In short</b>: Asha &lt;asks&gt; for Bali, 6 nights. <i>(Asha, " in told
    assert "Summed up by the model" in told
    desk.script.finish()


async def test_the_card_shows_what_the_model_made_of_a_lead_and_drops_it_when_the_lead_moves_on(
    floor: Floor,
) -> None:
    desk = Summed(floor)
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    desk.script.enqueue(await short(floor))
    await floor.types(RAVI, f"/summary {lead}")
    floor.listens()
    await desk.works()
    await floor.works()
    [card] = floor.cards_of(RAVI)
    assert "📝 In short: Asha &lt;asks&gt; for Bali, 6 nights." in card.text
    floor.listens()
    await floor.types(RAVI, f"/note {lead} likes quiet places")
    assert all("📝" not in card.text for card in floor.cards_of(RAVI))


async def test_the_model_is_asked_once_for_each_change(floor: Floor) -> None:
    desk = Summed(floor)
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    desk.script.enqueue(await short(floor), await short(floor))
    for _ in range(3):
        await floor.types(RAVI, f"/summary {lead}")
        await desk.works()
    assert len(desk.script.heard) == 1
    await floor.customer_says("hello?", ASHA)
    await floor.works()
    told = only(await floor.types(RAVI, f"/summary {lead}"))
    assert "Summed up by rules; the model is at it" in told
    await desk.works()
    desk.script.finish()


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ("They want 9 nights.", "count &#x27;9 nights&#x27;"),
        ({"lines": "?"}, "the model answered in the wrong shape"),
        (TimeoutError(), "the model did not answer in time"),
        (httpx.ConnectError("gone"), "the model answered nonsense"),
    ],
)
async def test_where_the_model_fails_the_rules_stand_and_say_why(
    floor: Floor, answer: object, why: str
) -> None:
    desk = Summed(floor)
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    desk.script.enqueue(await short(floor, answer) if isinstance(answer, str) else answer)
    await floor.types(RAVI, f"/summary {lead}")
    await desk.works()
    told = only(await floor.types(RAVI, f"/summary {lead}"))
    assert "<b>Wants</b>: Bali · 6 nights" in told
    assert "Summed up by rules: " in told
    assert why.split(" (")[0] in told
    assert "model is at it" not in told
    desk.script.finish()


async def test_a_lead_that_has_changed_since_is_summed_up_as_it_is_now(floor: Floor) -> None:
    desk = Summed(floor)
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    desk.script.enqueue(await short(floor))
    await floor.types(RAVI, f"/summary {lead}")
    await floor.types(RAVI, f"/note {lead} likes quiet places")
    await desk.works()
    assert "Summed up by the model" in only(await floor.types(RAVI, f"/summary {lead}"))
    desk.script.finish()


async def test_a_slow_summary_of_a_lead_that_moved_on_does_not_take_the_place_of_the_newer_one(
    floor: Floor,
) -> None:
    desk = Summed(floor)
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    desk.script.enqueue(
        await short(floor, "Asha asks for Bali."), await short(floor, "Asha asks for 6 nights.")
    )

    async def moves_on() -> None:
        await floor.types(RAVI, f"/note {lead} likes quiet places")
        await floor.types(RAVI, f"/summary {lead}")
        await desk.works()

    desk.script.meanwhile = moves_on
    await floor.types(RAVI, f"/summary {lead}")
    await desk.works()
    told = only(await floor.types(RAVI, f"/summary {lead}"))
    assert "Summed up by the model" in told
    assert "Asha asks for 6 nights." in told
    desk.script.finish()


@pytest.mark.parametrize("why", ["the model did not answer in time", "the budget of today is spent"])
async def test_a_model_that_could_not_be_asked_is_asked_again_later(floor: Floor, why: str) -> None:
    desk = Summed(floor)
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    if "budget" in why:
        desk.purse.spent = [why, why]
    else:
        desk.script.enqueue(TimeoutError(), TimeoutError())
    desk.script.enqueue(await short(floor))
    await floor.types(RAVI, f"/summary {lead}")
    await desk.works()
    assert f"Summed up by rules: {why}" in only(await floor.types(RAVI, f"/summary {lead}"))
    for minutes in (6, 21):
        floor.clock.advance(timedelta(minutes=minutes))
        await desk.works()
    assert "Summed up by the model" in only(await floor.types(RAVI, f"/summary {lead}"))
    desk.script.finish()


async def test_a_lead_that_has_moved_on_is_not_asked_about_again(floor: Floor) -> None:
    desk = Summed(floor)
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    desk.script.enqueue(TimeoutError())
    await floor.types(RAVI, f"/summary {lead}")
    await desk.works()
    await floor.types(RAVI, f"/note {lead} likes quiet places")
    floor.clock.advance(timedelta(days=2))
    await desk.works()
    assert len(desk.script.heard) == 1


async def test_the_model_is_told_which_of_two_enquiries_it_sums_up(floor: Floor) -> None:
    desk = Summed(floor)
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    async with floor.book.transaction() as session:
        first = await get_lead(session, lead)
        asha = Enquirer(first.contact_id, first.conversation_id, floor.clock.now())
        kerala = {"destinations": {"value": ["Kerala"], "message": 1}}
        await set_aside(session, asha, kerala, first, "Bali", floor.clock.now())
    desk.script.enqueue(await short(floor))
    await floor.types(RAVI, f"/summary {lead}")
    await desk.works()
    asked = json.loads(desk.script.heard[0][1][1])
    assert asked["enquiry"] == "Bali · 6 nights"
    assert asked["other_enquiries"] == ["Kerala"]


async def test_whoever_is_called_finds_the_models_summary_on_the_card(floor: Floor) -> None:
    desk = Summed(floor)
    await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    desk.script.enqueue(await short(floor))
    floor.mind.decide = lambda scene: Outcome(effects=(AskHuman("asked for a human"), SumUp()))
    await floor.customer_says("a human please", ASHA)
    await floor.works()
    floor.listens()
    await desk.works()
    await floor.works()
    [card] = floor.cards_of(RAVI)
    assert "needs a human: asked for a human" in card.text
    assert "📝 In short: Asha" in card.text
    desk.script.finish()
