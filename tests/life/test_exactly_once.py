"""Exactly once, under chaos: workers die at any line, webhooks come twice and out of order, replies are lost.

The double's journal is the witness of what was sent, the book of what was written. Chance is seeded.
`CHAOS_KILLS=200 CHAOS_TURNS=60 pytest tests/life/test_exactly_once.py` plays for longer.
"""

import asyncio
import os
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import AsyncExitStack
from random import Random

import pytest

from bot.sandbox.people import Sandbox
from tests.life.processes import Town, running_town

SEED = int(os.environ.get("CHAOS_SEED", "20261122"))
KILLS = int(os.environ.get("CHAOS_KILLS", "24"))
MESSAGES = int(os.environ.get("CHAOS_TURNS", "12"))  # of each customer
PEOPLE = 10
STOPPERS = 3  # the last of them say "stop" and go on writing
HELD = 2  # the first of them are taken over by a human in between

# Written into the book at the moment that a message is leased to be sent: who had closed the door by then.
WITNESS = """
CREATE TABLE witness (outbox_id bigint, number int, opted_out bool, held bool);
CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO witness SELECT NEW.id, NEW.attempts, p.opted_out_at IS NOT NULL, c.held_by IS NOT NULL
    FROM conversations c JOIN contacts p ON p.id = c.contact_id WHERE c.id = NEW.conversation_id;
    RETURN NEW; END $$;
CREATE TRIGGER witness AFTER UPDATE ON outbox FOR EACH ROW
    WHEN (OLD.status = 'waiting' AND NEW.status = 'sending') EXECUTE FUNCTION see();
"""
NO_WITNESS = "DROP TRIGGER witness ON outbox; DROP FUNCTION see; DROP TABLE witness"

FAULTS = [
    {"provider": "twilio", "kind": "lost_reply", "probability": 0.04},
    {"provider": "twilio", "kind": "500_after_accept", "probability": 0.03},
    {"provider": "twilio", "kind": "503", "probability": 0.03},
    {"provider": "twilio", "kind": "429", "probability": 0.03, "retry_after": 1},
    {"provider": "twilio", "kind": "callback_order", "order": "early", "probability": 0.1},
    {"provider": "twilio", "kind": "callback_order", "order": "doubled", "probability": 0.1},
    {"provider": "twilio", "kind": "callback_order", "order": "reordered", "probability": 0.1},
]


def number_of(person: int) -> str:
    return f"+9198765{person:05d}"


async def talk(town: Town, sandbox: Sandbox, person: int, chance: Random) -> list[str]:
    """Write a customer's messages, some of them twice or thrice at once; give those acknowledged."""
    phone = await sandbox.customer(number_of(person))
    said = []
    for count in range(MESSAGES):
        if person < HELD and count == MESSAGES // 3:
            await take_over(town, person)
        if person < HELD and count == MESSAGES * 2 // 3:
            await hand_back(town, person)
        words = f"{person}-{count}"
        if person >= PEOPLE - STOPPERS and count == MESSAGES * 2 // 3:
            words = "stop"
        told = await phone.says(words, repeat=chance.choice([1, 1, 2, 3]))
        assert told.accepted, f"{words} was never acknowledged: {told.answers}"
        said.append(words)
        await asyncio.sleep(chance.uniform(0, 0.25))
    return said


async def kill(town: Town, chance: Random, is_over: Callable[[], bool]) -> None:
    """Kill workers at random moments (never the first process, the web)."""
    while town.crew.kills < KILLS or not is_over():
        await asyncio.sleep(chance.uniform(0.02, 0.35))
        await asyncio.to_thread(town.crew.kill_one, chance.randrange(1, len(town.crew.running)))


async def take_over(town: Town, person: int) -> None:
    """Let a human take a conversation whose answers are still on their way, as the settling of /take does."""
    hold = (
        "UPDATE conversations SET held_by = %s, held_at = clock_timestamp() WHERE address = %s RETURNING id"
    )
    cancel = """UPDATE outbox SET status = 'cancelled', error_code = 'human_speaks'
                WHERE conversation_id = %s AND status IN ('waiting', 'blocked') AND sender = 'bot'"""
    [(conversation,)] = town.ask(hold, 1, number_of(person))
    town.ask(cancel, conversation)


async def hand_back(town: Town, person: int) -> None:
    """Give the conversation back as /release does, once what was written meanwhile has met the silence."""
    unheard = """SELECT count(*) FROM inbox i JOIN conversations c ON c.id = i.conversation_id
                 LEFT JOIN turns t ON t.id = i.turn_id
                 WHERE c.address = %s AND (t.id IS NULL OR t.status <> 'settled')"""
    for _ in range(1200):
        if town.ask(unheard, number_of(person)) == [(0,)]:
            break
        await asyncio.sleep(0.1)
    free = "UPDATE conversations SET held_by = NULL, held_at = NULL WHERE address = %s"
    town.ask(free, number_of(person))


@pytest.mark.chaos
@pytest.mark.postgres
@pytest.mark.timeout(900)
async def test_nothing_is_lost_doubled_or_out_of_order_while_workers_die(postgres_url: str) -> None:
    chance = Random(SEED)
    with running_town(postgres_url, workers=4, seed=SEED) as town:
        town.ask(WITNESS)
        town.ask("INSERT INTO users (name, email, role, timezone, is_active, created_at) "
                 "VALUES ('Meera', 'm@desk.example', 'agent', 'UTC', true, now())")  # fmt: skip
        async with Sandbox(town.sandbox_url) as sandbox, AsyncExitStack() as stack:
            stack.callback(town.ask, NO_WITNESS)
            await sandbox.faults(*FAULTS)
            talking = [
                asyncio.create_task(talk(town, sandbox, person, Random(SEED + person)))
                for person in range(PEOPLE)
            ]
            killing = asyncio.create_task(kill(town, chance, lambda: all(task.done() for task in talking)))
            said = await asyncio.gather(*talking)
            await killing
            await town.settles_down()
            sends = await sandbox.sends(provider="twilio", operation="send")
            assert town.crew.kills >= KILLS
            judge(town, said, sends)
            await sandbox.heals()


def judge(town: Town, said: list[list[str]], sends: list[dict[str, str]]) -> None:
    """Hold the double's journal and the book against what was said."""
    heard = Counter(text for (text,) in town.ask("SELECT text FROM inbox"))
    everything = Counter(words for words_of_one in said for words in words_of_one)
    assert heard == everything, "every message is in the inbox once"
    assert town.ask("SELECT count(*) FROM turns WHERE status <> 'settled'") == [(0,)]
    assert town.ask("SELECT count(*) FROM inbox WHERE turn_id IS NULL") == [(0,)]

    written = Counter(text for (text,) in town.ask("SELECT text FROM lead_events WHERE kind = 'heard'"))
    assert written == everything, "every effect is written once"

    reached: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for send in sends:
        reached[send["chat"]].append((send["text"], send["at"]))
    for chat, messages in reached.items():
        doubled = {text: count for text, count in Counter(text for text, _ in messages).items() if count > 1}
        assert not doubled, f"{chat} got messages twice: {doubled} {messages} {history(town, chat)}"

    for person in range(HELD, PEOPLE - STOPPERS):
        replies = [text for text, _ in reached[number_of(person)]]
        assert Counter(replies) == Counter(f"re: {words}" for words in said[person]), "none is lost"
    order = """SELECT c.address, o.body ->> 'text' FROM outbox o
               JOIN conversations c ON c.id = o.conversation_id ORDER BY o.id"""
    queued: dict[str, list[str]] = defaultdict(list)
    for address, text in town.ask(order):
        queued[address].append(text)
    for chat, messages in reached.items():
        arrived = {text for text, _ in messages}
        wanted = [text for text in queued[chat] if text in arrived]
        assert [text for text, _ in messages] == wanted, f"{chat} got replies out of order"

    assert town.ask("SELECT count(*) FROM outbox WHERE status = 'failed'") == [(0,)]
    never_blind = "SELECT count(*) FROM outbox WHERE status = 'unknown' AND (error IS NULL OR remedy IS NULL)"
    assert town.ask(never_blind) == [(0,)], "an unknown send is visible, with what to do"
    [(opted_out,)] = town.ask("SELECT count(*) FROM contacts WHERE opted_out_at IS NOT NULL")
    assert opted_out == STOPPERS
    silent = [person for person in range(HELD) if len(reached[number_of(person)]) < len(said[person])]
    assert silent, "a human spoke while somebody wrote"
    over = """SELECT w.*, o.body ->> 'text', a.outcome FROM witness w JOIN outbox o ON o.id = w.outbox_id
              JOIN attempts a ON a.outbound_id = w.outbox_id AND a.number = w.number
              WHERE (w.opted_out OR w.held) AND a.outcome IN ('accepted', 'unknown')"""
    assert town.ask(over) == [], "nothing goes out once the contact opted out or a human speaks"


def history(town: Town, address: str) -> list[tuple[object, ...]]:
    """Give every try of a conversation, for whoever reads a failure."""
    return town.ask(
        """SELECT o.id, o.body ->> 'text', o.status, o.provider_id, a.number, a.outcome, a.code,
           a.started_at::text, a.ended_at::text
           FROM outbox o JOIN conversations c ON c.id = o.conversation_id
           LEFT JOIN attempts a ON a.outbound_id = o.id WHERE c.address = %s ORDER BY o.id, a.id""",
        address,
    )
