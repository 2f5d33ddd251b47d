"""Turns of a real conversation, thought again: the same engine says the same, and nothing is written."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select
from typer.testing import CliRunner

from api.cli import app
from api.cli.replay import beside, page
from bot.replay import Another, Compared, ReadingBook, Window, replay
from crm.db import Book
from crm.models import metadata
from crm.statements import Statement
from tests.agents.openai_double import openai_double
from tests.life.desk import OpenDesk, People, lead_named

pytestmark = pytest.mark.timeout(900)

TALK = (
    ("6 nights in Bali from 20 Dec for 2 adults and a 5 yr old, we love temples", ("hotel",)),
    ("do we need a visa?", ("source",)),
    ("comfort please", ("/t/",)),
    ("Can we add a day in Ubud?", ("/t/",)),
    ("thanks!", ("noted", "happy to help", "welcome")),
)
ALWAYS = (datetime(2020, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))


async def _counts(book: Book) -> dict[str, int]:
    async with book.reading() as session:
        return {
            table.name: await session.scalar(select(func.count()).select_from(table)) or 0
            for table in metadata.sorted_tables
        }


async def _talk(people: People, name: str) -> int:
    asha = await people.customer(name)
    for words, answer in TALK:
        await asha.says(words)
        await asha.hears(lambda heard, any_of=answer: any(word in heard.text.lower() for word in any_of))
    return int((await lead_named(await people.admin(), name))["conversation_id"])


async def test_the_same_engine_says_the_same_again_and_the_book_stays_as_it_is(
    column: OpenDesk, people: People, tmp_path: Path
) -> None:
    chat = await _talk(people, "Replay Rao")
    book = Book(column.settings.database_url)
    before = await _counts(book)
    window = Window(*ALWAYS, conversation_id=chat)
    seen = [one async for one in replay(column.settings, window, Another("offline"))]
    assert len(seen) == len(TALK)
    assert [one.turn_id for one in seen] == sorted(one.turn_id for one in seen)
    assert {one.turn_id: one.differs for one in seen} == {one.turn_id: () for one in seen}, _differences(seen)
    assert "\n".join(line for one in seen for line in beside(one, 100)).count("the same") == len(TALK)
    (tmp_path / "page.html").write_text(page(seen, "offline"))

    async with openai_double() as double:
        double.will({"language": "fr", "intents": [{"name": "thanks", "confidence": 1}], "slots": []})
        settings = column.settings.model_copy(update={"openai_base_url": double.url})
        prompts = tmp_path / "prompts"
        prompts.mkdir()
        (prompts / "understand.md").write_text("Another prompt.")
        other = [one async for one in replay(settings, window, Another("llm", prompts))]
    assert sum(bool(one.differs) for one in other) >= 3
    assert {one.now.engine for one in other if one.now} == {"llm"}
    assert {asked["messages"][0]["content"] for asked in double.asked} == {"Another prompt."}
    assert 'class="other"' in page(other, "llm")
    assert await _counts(book) == before
    await book.close()


def _differences(seen: list[Compared]) -> str:
    return "\n".join(line for one in seen if one.differs for line in beside(one, 160))


async def test_a_replay_has_no_way_to_write(sqlite_url: str) -> None:
    book = ReadingBook(sqlite_url)
    for way in (book.transaction, book.single, book.lean):
        with pytest.raises(PermissionError, match="writes nothing"):
            async with way():
                raise AssertionError("a way to write was given")
    with pytest.raises(PermissionError, match="writes nothing"):
        await book.at_once(lambda line: line.run(Statement("CREATE TABLE written (id INT)"), {}))
    await book.close()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--since", "yesterday"], "2026-11-20"),
        (["--since", "1d", "--engine", "magic"], "offline or llm"),
        ([], "--since"),
    ],
)
def test_what_cannot_be_read_is_named(options: list[str], told: str) -> None:
    done = CliRunner().invoke(app, ["replay", *options])
    assert done.exit_code == 2
    assert told in done.output
