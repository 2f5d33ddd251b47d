"""`serai chat` finds the desk that is open for its home, on whatever port, and carries words both ways."""

import asyncio
import os
import sys
from pathlib import Path

from api.cli.whereabouts import Whereabouts, last_noted, noted
from tests.life.desk import OpenDesk


async def test_a_talk_in_the_terminal_finds_the_open_desk_and_is_answered(
    column: OpenDesk, tmp_path: Path
) -> None:
    where = Whereabouts(column.url, column.settings.sandbox_port)
    with noted(tmp_path, where):
        talk = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "api.cli", "chat", "--number", "+919812345699"),
            env={**os.environ, "SERAI_HOME": str(tmp_path), "PYTHONUNBUFFERED": "1"},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        assert talk.stdin is not None
        assert talk.stdout is not None
        talk.stdin.write(b"Hi, do you go to Bali?\n")
        told = await asyncio.wait_for(talk.stdout.readuntil(b"desk> "), 60)
        told += await asyncio.wait_for(talk.stdout.readline(), 60)
        talk.stdin.close()
        assert await asyncio.wait_for(talk.wait(), 30) == 0
    assert b"You are Asha Rao, +919812345699." in told
    assert b"Asha" in told.partition(b"desk> ")[2]


def test_a_desk_is_noted_while_it_is_open_and_no_longer(tmp_path: Path) -> None:
    where = Whereabouts("http://127.0.0.1:8571", 8901)
    with noted(tmp_path, where):
        assert last_noted(tmp_path) == where
    assert last_noted(tmp_path) is None


def test_a_note_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    for spoilt in ("", "[]", '{"port": 1}', "{"):
        (tmp_path / "open.json").write_text(spoilt)
        assert last_noted(tmp_path) is None
