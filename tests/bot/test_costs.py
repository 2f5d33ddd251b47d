"""What a turn may cost, counted: the road stays short as it grows."""

from collections.abc import Sequence

import pytest
from sqlalchemy import event

from bot.channels.port import Status
from bot.jobs import JobRunner
from crm.conversations.effects import Remember
from crm.conversations.values import Outcome, Say
from crm.jobs.service import ask
from crm.leads.effects import Capture
from crm.leads.models import Lead
from crm.scribe import Scribe
from crm.statements import Asked, Row
from crm.wires import Wire
from tests.bot.desk import TestDesk


class Counts:
    """Round trips and statements on PostgreSQL's wires, handovers on SQLite, statements through the ORM."""

    def __init__(self, desk: TestDesk, monkeypatch: pytest.MonkeyPatch) -> None:
        self.trips = self.statements = self.handovers = self.by_orm = 0
        ask, do = Wire._ask, Scribe.do

        async def counted_ask(wire: Wire, asked: Sequence[Asked]) -> list[Sequence[Row]]:
            self.trips, self.statements = self.trips + 1, self.statements + len(asked)
            return await ask(wire, asked)

        async def counted_do(scribe: Scribe, work: object) -> object:
            self.handovers += 1
            return await do(scribe, work)  # type: ignore[arg-type]  # as it came

        monkeypatch.setattr(Wire, "_ask", counted_ask)
        monkeypatch.setattr(Scribe, "do", counted_do)
        for engine in (desk.book.engine, desk.book._reader):
            event.listen(engine.sync_engine, "before_cursor_execute", self._note)

    def _note(self, *_: object) -> None:
        self.by_orm += 1

    def start(self) -> None:
        self.trips = self.statements = self.handovers = self.by_orm = 0


@pytest.fixture
async def counts(desk: TestDesk, monkeypatch: pytest.MonkeyPatch) -> Counts:
    await desk.customer_says("Hi")
    await desk.works()
    return Counts(desk, monkeypatch)


async def test_a_turn_that_only_speaks_asks_the_book_four_times(desk: TestDesk, counts: Counts) -> None:
    await desk.customer_says("Is anybody there?")
    [claimed] = await desk.claims()
    await desk.run(claimed)
    assert desk.texts() == ["Heard: Hi", "Heard: Is anybody there?"]
    assert counts.by_orm == 0
    if desk.book.is_sqlite:
        assert counts.handovers == 4  # received, claimed with what was said, settled, sent
    else:
        assert (counts.trips, counts.statements) == (4, 7)


async def test_a_message_and_a_status_are_one_statement_each(desk: TestDesk, counts: Counts) -> None:
    await desk.customer_says("Still there?")
    await desk.hears(Status(1, "SM1", "delivered"))
    assert counts.by_orm == 0
    assert counts.handovers + counts.trips == 2
    assert counts.statements == (0 if desk.book.is_sqlite else 2)


async def test_many_conversations_are_claimed_at_one_asking(desk: TestDesk, counts: Counts) -> None:
    for number in range(5):
        await desk.customer_says("Hi", address=f"+1555000000{number}")
    counts.start()
    claimed = await desk.claims()
    assert [len(one.scene.heard) for one in claimed if one.scene is not None] == [1] * 5
    assert counts.handovers + counts.trips == 1
    assert counts.by_orm == 0


async def test_what_the_mind_keeps_of_the_dialogue_costs_nothing_more(desk: TestDesk, counts: Counts) -> None:
    kept = {"asked": "nights", "times": {"nights": 1}}
    desk.mind.decide = lambda scene: Outcome((Say("text", {"text": "How long?"}),), (Remember(kept),))
    await desk.customer_says("Bali, please")
    [claimed] = await desk.claims()
    await desk.run(claimed)
    assert (counts.by_orm, counts.handovers + counts.trips) == (0, 4)
    assert (await desk.conversation()).dialogue == kept
    assert desk.texts()[-1] == "How long?"
    desk.mind.decide = lambda scene: Outcome((Say("text", {"text": str(scene.dialogue["asked"])}),))
    await desk.customer_says("A week")
    await desk.works()
    assert desk.texts()[-1] == "nights"
    assert (await desk.conversation()).dialogue == kept


async def test_a_turn_that_captures_reads_and_writes_each_row_once(desk: TestDesk, counts: Counts) -> None:
    def captures(nights: int) -> Outcome:
        slot = {"value": nights, "message": nights, "confidence": 1.0}
        effects = (Capture({"nights": slot}), Remember({"asked": "stay"}))
        return Outcome((Say("text", {"text": f"{nights} nights"}),), effects)

    desk.mind.decide = lambda scene: captures(6)
    await desk.customer_says("6 nights")
    await desk.works()
    desk.mind.decide = lambda scene: captures(7)
    await desk.customer_says("No, 7")
    [claimed] = await desk.claims()
    counts.start()
    await desk.run(claimed)
    assert counts.by_orm == 0
    if desk.book.is_sqlite:
        assert counts.handovers == 2  # settled, sent
    else:
        # Begun, fenced and read; the lead, its timeline and its cards written, closed and committed; sent.
        assert (counts.trips, counts.statements) == (3, 9)
    [lead] = await desk.all_of(Lead)
    assert lead.slots["nights"]["value"] == 7
    assert (await desk.conversation()).dialogue == {"asked": "stay"}
    assert desk.texts()[-1] == "7 nights"


async def test_a_turn_that_opens_a_lead_asks_no_more_often(desk: TestDesk, counts: Counts) -> None:
    slot = {"value": 6, "message": 1, "confidence": 1.0}
    told = Outcome((Say("text", {"text": "6 nights"}),), (Capture({"nights": slot}),))
    desk.mind.decide = lambda scene: told
    await desk.customer_says("6 nights")
    [claimed] = await desk.claims()
    counts.start()
    await desk.run(claimed)
    assert (counts.by_orm, counts.handovers + counts.trips) == (0, 2 if desk.book.is_sqlite else 3)
    [lead] = await desk.all_of(Lead)
    assert lead.slots["nights"]["value"] == 6


async def test_a_first_message_is_asked_for_once_and_written_once(desk: TestDesk, counts: Counts) -> None:
    await desk.customer_says("Hello", address="+15550000001")
    assert (counts.by_orm, counts.handovers + counts.trips) == (0, 2)


async def test_a_look_for_jobs_is_one_asking(desk: TestDesk, counts: Counts) -> None:
    jobs = JobRunner(desk.book, desk.clock, {}, desk.bell)
    async with desk.book.transaction() as session:
        await ask(session, "nudge", "one", {}, desk.clock.now())
    counts.start()
    assert [job.key for job in await jobs.take(5)] == ["one"]
    assert await jobs.take(5) == []
    assert (counts.by_orm, counts.handovers + counts.trips) == (0, 2)
