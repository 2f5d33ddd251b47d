"""What a test of the road counts: who said what, and what the double of Twilio saw come."""

import asyncio
from collections import Counter

from bot.sandbox.people import Customer, Sandbox


async def people_of(sandbox: Sandbox, count: int) -> list[Customer]:
    return [await sandbox.customer(f"+9190000{number:05d}") for number in range(count)]


async def replies(sandbox: Sandbox) -> Counter[tuple[str, str]]:
    sends = await sandbox.sends(provider="twilio", operation="send")
    return Counter((send["chat"], send["text"]) for send in sends)


def wanted(phones: list[Customer], said: list[list[str]]) -> Counter[tuple[str, str]]:
    return Counter(
        (phone.number, f"re: {words}")
        for phone, all_words in zip(phones, said, strict=True)
        for words in all_words
    )


def against(want: Counter[tuple[str, str]], got: Counter[tuple[str, str]]) -> tuple[int, int]:
    """Give how many of the wanted replies are missing, and how many came that were not wanted."""
    return (want - got).total(), (got - want).total()


async def insist(phone: Customer, words: str, sid: str) -> None:
    """Send one message with one name until it is acknowledged."""
    for _ in range(60):
        told = await phone.says(words, message_sid=sid)
        if told.accepted:
            return
        await asyncio.sleep(0.2)
    raise AssertionError(f"{words} was never acknowledged")


async def is_awake(phone: Customer, said: list[str]) -> None:
    """Say a first thing and wait for the answer: workers of Celery take a while to begin."""
    said.append("good morning")
    await phone.says("good morning")
    await phone.hears("re: good morning", within=120)
