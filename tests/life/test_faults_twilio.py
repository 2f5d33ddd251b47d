"""Twilio stumbles, and a message that the mind cannot bear: nobody else is held up, and nothing is lost.

Each runs the road as real processes against the double of Twilio; its journal is the witness.
"""

import asyncio
import time

import pytest

from bot.sandbox.people import Customer, Sandbox
from tests.faults import Figures, percentile, size
from tests.life.processes import Town, running_town
from tests.life.witness import against, people_of, replies, wanted

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(size(180, 1800))]
WITHIN = float(size(60, 300))  # seconds in which everything must have settled

# The wait that was set after each refused try, in parts of the least that it may be: 2 s doubled each time.
PAUSES = """
    SELECT extract(epoch FROM b.started_at - a.ended_at) / (2 * power(2, a.number - 1))
    FROM attempts a JOIN attempts b ON b.outbound_id = a.outbound_id AND b.number = a.number + 1
    WHERE a.outcome = 'retry' AND a.number <= 5
"""


@pytest.mark.fault("T12")
async def test_a_twilio_that_asks_to_slow_down_is_obeyed_and_nothing_is_lost(
    postgres_url: str, figures: Figures
) -> None:
    limit, each = size(8, 25), size(2, 40)
    with running_town(postgres_url, workers=1, per_second=float(limit)) as town:
        async with Sandbox(town.sandbox_url) as sandbox:
            phones = await people_of(sandbox, 12)
            await sandbox.faults(
                {"provider": "twilio", "kind": "429", "probability": 0.11, "retry_after": 1},
                {"provider": "twilio", "kind": "immediate_error", "code": 20429, "probability": 0.11},
                {"provider": "twilio", "kind": "immediate_error", "code": 63018, "probability": 0.11},
            )
            said = [[f"{number}-{count}" for count in range(each)] for number in range(12)]

            async def talk(number: int) -> None:
                for words in said[number]:
                    await phones[number].says(words)

            await asyncio.gather(*(talk(number) for number in range(12)))
            await town.settles_down(WITHIN * 2)
            lost, doubled = against(wanted(phones, said), await replies(sandbox))
            journal = await sandbox.journal(provider="twilio", kind="request", operation="send")
            moments = sorted(row["elapsed"] for row in journal)
            # A busy machine brings one late and the next on time: a second is judged by the clock alone.
            busiest, densest = _most_within(1, moments), _most_within(3, moments)
            pauses = [float(pause) for (pause,) in town.ask(PAUSES)]
            figures.show("sends", len(moments), f"{len(moments) - 12 * each} refused")
            figures.show("lost", lost, "0")
            figures.clock("most in a second", busiest, limit, "sends")
            figures.show("most in three seconds", densest, f"<= {3 * limit}")
            figures.show(
                "pauses in parts of the least", f"{min(pauses):.2f} to {max(pauses):.2f}", "1 to 1.25"
            )
            assert (lost, doubled) == (0, 0)
            assert densest <= 3 * limit
            assert len(moments) > 12 * each, "some were refused and tried again"
            assert min(pauses) >= 0.99, "each waits twice as long as the one before it"
            assert len({round(pause, 3) for pause in pauses}) > len(pauses) / 2, "waiters are spread"


@pytest.mark.fault("T13")
async def test_a_twilio_that_accepts_and_then_fails_to_say_so_is_asked_and_sends_nothing_twice(
    postgres_url: str, figures: Figures
) -> None:
    each = size(5, 50)
    with running_town(postgres_url, workers=1) as town:
        async with Sandbox(town.sandbox_url) as sandbox:
            phones = await people_of(sandbox, 10)
            await sandbox.faults(
                {"provider": "twilio", "kind": "500_after_accept", "probability": 0.05},
                {"provider": "twilio", "kind": "timeout_after_accept", "seconds": 1.5, "probability": 0.05},
                {"provider": "twilio", "kind": "500", "probability": 0.05},
            )
            said = [[f"{number}-{count}" for count in range(each)] for number in range(10)]

            async def talk(number: int) -> None:
                for words in said[number]:
                    await phones[number].says(words)

            await asyncio.gather(*(talk(number) for number in range(10)))
            await town.settles_down(WITHIN)
            lost, doubled = against(wanted(phones, said), await replies(sandbox))
            unclear = town.ask("SELECT count(*) FROM attempts WHERE outcome = 'unknown'")[0][0]
            figures.show("messages", 10 * each, f"{unclear} tries of unknown outcome")
            figures.show("lost", lost, "0")
            figures.show("sent twice", doubled, "0")
            assert (lost, doubled) == (0, 0)
            assert unclear > 0


@pytest.mark.fault("T19")
async def test_poison_is_given_up_with_a_call_for_a_human_and_slows_nobody_down(
    postgres_url: str, figures: Figures
) -> None:
    people, rounds, each = 20, size(1, 4), size(1, 5)
    with running_town(postgres_url, workers=2, poison="poison") as town:
        async with Sandbox(town.sandbox_url) as sandbox:
            phones = await people_of(sandbox, people + 1)
            delays: dict[str, list[float]] = {"first": [], "clean": [], "beside": []}

            async def talk(phone: Customer, phase: str) -> None:
                for _ in range(each):
                    words, began = f"{phase} {len(delays[phase])}", time.monotonic()
                    await phone.says(words)
                    await phone.hears(f"re: {words}", within=60)
                    delays[phase].append(time.monotonic() - began)

            async def poison() -> None:
                for count in range(each):
                    await phones[people].says(f"poison {count}")
                    await asyncio.sleep(0.2)

            # The first words wait for connections to be opened; then both kinds of hours take turns.
            await asyncio.gather(*(talk(phone, "first") for phone in phones[:people]))
            for _ in range(rounds):
                await asyncio.gather(*(talk(phone, "clean") for phone in phones[:people]))
                await asyncio.gather(*(talk(phone, "beside") for phone in phones[:people]), poison())
            await town.settles_down(WITHIN)
            statuses = dict(town.ask("SELECT status, count(*) FROM turns GROUP BY status"))
            [(most,)] = town.ask("SELECT max(attempts) FROM turns")
            [(alerts,)] = town.ask("SELECT count(*) FROM leads WHERE needs_human IS NOT NULL")
            figures.show("turns given up", statuses.get("dead", 0))
            figures.show("most tries of one", most, "<= 5")
            figures.show("calls for a human", alerts, "1 customer")
            figures.show(
                "others answered", sum(map(len, delays.values())), f"{people * each * (1 + 2 * rounds)}"
            )
            worse = percentile(delays["beside"], 0.99) / percentile(delays["clean"], 0.99)
            figures.clock("others' p99", worse, 1.2, "times the clean one")
            assert statuses["dead"] >= 1
            assert most <= 5
            assert alerts == 1
            assert len(delays["beside"]) == people * each * rounds


async def test_a_message_that_fails_in_the_callback_for_a_passing_reason_goes_again(
    postgres_url: str,
) -> None:
    with running_town(postgres_url, workers=1) as town:
        async with Sandbox(town.sandbox_url) as sandbox:
            [phone] = await people_of(sandbox, 1)
            await sandbox.faults({"provider": "twilio", "kind": "callback_error", "code": 63018})
            await phone.says("Hi")
            for _ in range(400):
                if town.ask("SELECT status FROM outbox") == [("delivered",)]:
                    break
                await asyncio.sleep(0.1)
            assert town.ask("SELECT status, attempts FROM outbox") == [("delivered", 2)]


@pytest.mark.fault("T14")
@pytest.mark.parametrize("kind", ["immediate_error", "callback_error"])
async def test_a_closed_window_is_tried_once_and_calls_a_human(
    postgres_url: str, kind: str, figures: Figures
) -> None:
    with running_town(postgres_url, workers=1, timeout=20.0, send_lease=40.0) as town:
        async with Sandbox(town.sandbox_url) as sandbox:
            [phone] = await people_of(sandbox, 1)
            await sandbox.faults({"provider": "twilio", "kind": kind, "code": 63016})
            await phone.says("Hi")
            await _until_failed(town)
            [(attempts, remedy)] = town.ask("SELECT attempts, remedy FROM outbox")
            figures.show("tries as free text", attempts, "1")
            assert attempts == 1
            assert "template" in remedy
            assert town.ask("SELECT count(*) FROM leads WHERE needs_human IS NOT NULL") == [(1,)]


@pytest.mark.fault("T16")
async def test_a_number_that_does_not_exist_is_tried_once_and_never_again(
    postgres_url: str, figures: Figures
) -> None:
    with running_town(postgres_url, workers=1) as town:
        async with Sandbox(town.sandbox_url) as sandbox:
            [phone] = await people_of(sandbox, 1)
            await sandbox.faults({"provider": "twilio", "kind": "immediate_error", "code": 21211, "times": 9})
            await phone.says("Hi")
            await _until_failed(town)
            await phone.says("Hello?")
            await town.settles_down(WITHIN)
            calls = await sandbox.journal(provider="twilio", kind="request", operation="send")
            flagged = town.ask("SELECT is_unreachable FROM channel_identities")
            figures.show("calls for two messages", len(calls), "1")
            figures.show("address flagged", flagged == [(True,)], "True")
            assert (len(calls), flagged) == (1, [(True,)])
            assert town.ask("SELECT count(*) FROM leads WHERE needs_human IS NOT NULL") == [(1,)]


def _most_within(seconds: float, moments: list[float]) -> int:
    return max(sum(1 for other in moments if at <= other < at + seconds) for at in moments)


async def _until_failed(town: Town) -> None:
    for _ in range(200):
        if town.ask("SELECT status FROM outbox") == [("failed",)]:
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"it did not fail: {town.ask('SELECT status, error FROM outbox')}")
