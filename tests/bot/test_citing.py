"""Evidence is named as people name it: who said it, and when."""

from datetime import UTC, datetime

from bot.citing import Citations, Spoken, cited
from tests.bot.desk import TestDesk

SAID = {
    "in:3": Spoken("Asha", datetime(2026, 11, 20, 8, 32, tzinfo=UTC)),
    "in:4": Spoken("Asha", datetime(2026, 11, 20, 8, 35, tzinfo=UTC)),
    "out:9": Spoken("a colleague", datetime(2026, 11, 21, 4, 0, tzinfo=UTC)),
}


def test_messages_are_named_by_speaker_and_moment_in_the_agencys_time() -> None:
    told = Citations(SAID, "Asia/Kolkata")
    assert told.told(["in:3"]) == "Asha, 20 Nov 14:02"
    assert (
        told.told(["in:3", "in:4", "out:9"]) == "Asha, 20 Nov 14:02; 20 Nov 14:05; a colleague, 21 Nov 09:30"
    )
    assert told.told(["in:77"]) == ""


async def test_what_was_said_is_looked_up_in_the_book(desk: TestDesk) -> None:
    await desk.customer_says("Bali")
    await desk.works()
    async with desk.book.reading() as session:
        found = await cited(session, ["in:1", "out:1", "in:999", "nonsense"], "Asha Rao", "UTC")
    assert found.told(["in:1"]).startswith("Asha, ")
    assert found.told(["out:1"]).startswith("the desk, ")
    assert set(found.spoken) == {"in:1", "out:1"}
