"""Voice notes are heard by any OpenAI-compatible endpoint, and every way in which it fails has a name."""

import random
import time
from typing import Any

import openai
import pytest

from agents.model.breaker import Breaker
from agents.model.transcribing import Transcriber, TranscribingSettings, Unheard
from tests.agents.openai_double import OpenAiDouble, http, openai_double

NOTE = b"OggS" + bytes(range(200))


def ear(double: OpenAiDouble, seconds: float = 4.0, breaker: Breaker | None = None) -> Transcriber:
    wanted = TranscribingSettings("whisper-1", "no-key", double.url, seconds)
    return Transcriber(wanted, breaker=breaker)


async def hears(transcriber: Transcriber) -> str:
    return await transcriber.transcribe(NOTE, "voice 1.ogg", "audio/ogg")


async def test_a_recording_is_sent_whole_and_its_words_come_back() -> None:
    async with openai_double() as double:
        double.will((200, '{"text": " Six nights in  Bali\\nplease "}'))
        assert await hears(ear(double)) == "Six nights in Bali please"
        [asked] = double.asked
    assert b"POST /v1/audio/transcriptions" in asked["head"]
    assert NOTE in asked["body"]
    assert b"whisper-1" in asked["body"]
    assert b'filename="voice 1.ogg"' in asked["body"]


async def test_the_first_recording_does_not_spend_its_seconds_on_loading_the_library(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    loads = openai.AsyncOpenAI

    def slowly(**given: Any) -> Any:
        time.sleep(0.6)
        return loads(**given)

    monkeypatch.setattr(openai, "AsyncOpenAI", slowly)
    async with openai_double() as double:
        double.will((200, '{"text": "Six nights in Bali"}'))
        assert await hears(ear(double, seconds=0.5)) == "Six nights in Bali"


FAILURES: dict[str, tuple[Any, str]] = {
    "hangs": ("hang", "did not answer in time"),
    "drops the line": ("drop", "could not be reached"),
    "429": ((429, '{"error":{"message":"slow down"}}'), "rate limit"),
    "429 with a wait": (http(429, "{}", "Retry-After: 30"), "rate limit"),
    "500": ((500, "oops"), "status 500"),
    "503": ((503, ""), "status 503"),
    "401": ((401, '{"error":{"message":"bad key"}}'), "status 401"),
    "413": ((413, '{"error":{"message":"too large"}}'), "status 413"),
    "400": ((400, '{"error":{"message":"no such format"}}'), "status 400"),
    "no such page": ((404, "<html>404</html>"), "status 404"),
    "malformed body": ((200, '{"text": "Six ni'), "nonsense"),
    "an HTML page": ((200, "<html>It works!</html>"), "nonsense"),
    "cut in the middle": (http(200, '{"text": "Six nights in Bali"}')[:-9], "could not be reached"),
    "an empty body": ((200, ""), "nothing"),
    "an empty transcript": ((200, '{"text": "  "}'), "nothing"),
    "no transcript": ((200, '{"task": "transcribe"}'), "wrong shape"),
    "a list": ((200, "[1, 2]"), "wrong shape"),
    "a number for a transcript": ((200, '{"text": 42}'), "wrong shape"),
    "a megabyte": ((200, '{"text": "' + "la " * 350_000 + '"}'), "too long"),
}


@pytest.mark.parametrize("failure", FAILURES)
async def test_nobody_waits_or_crashes_when_the_endpoint(failure: str) -> None:
    answer, why = FAILURES[failure]
    async with openai_double() as double:
        double.will(answer)
        with pytest.raises(Unheard) as unheard:
            await hears(ear(double, seconds=0.4 if answer == "hang" else 4.0))
    assert why in str(unheard.value)
    assert len(double.asked) <= 1  # no retries: the turn cannot wait


async def test_an_endpoint_that_is_not_there_is_told_apart() -> None:
    with pytest.raises(Unheard, match="could not be reached"):
        await hears(Transcriber(TranscribingSettings("whisper-1", "none", "http://127.0.0.1:9/v1", 2.0)))


async def test_after_failures_in_a_row_the_endpoint_rests_and_nothing_is_sent_to_it() -> None:
    async with openai_double() as double:
        double.will((500, "oops"))
        transcriber = ear(double, breaker=Breaker(most_failures=3))
        for _ in range(5):
            with pytest.raises(Unheard):
                await hears(transcriber)
    assert len(double.asked) == 3


async def test_whatever_bytes_an_endpoint_answers_nothing_else_is_raised() -> None:
    chance = random.Random(11)
    async with openai_double() as double:
        for _ in range(30):
            body = "".join(chr(chance.randrange(32, 0x2FFF)) for _ in range(chance.randrange(80)))
            double.answers.clear()
            double.will((chance.choice([200, 200, 204, 302, 418, 500]), body))
            with pytest.raises(Unheard):
                await hears(ear(double))
