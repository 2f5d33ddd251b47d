"""Pacing: no second holds more messages than the channel allows, and no chat more than its share."""

from dataclasses import replace
from heapq import heapify, heappop, heappush

from hypothesis import given
from hypothesis import strategies as st

from bot.pacing import Pacer
from tests.bot.desk import WHATSAPP


@given(asked=st.lists(st.floats(0, 0.5), max_size=120), rate=st.integers(1, 80), senders=st.integers(1, 4))
def test_no_second_holds_more_than_the_channel_allows(asked: list[float], rate: int, senders: int) -> None:
    limits = replace(WHATSAPP, per_second=float(rate * senders))
    pacer, now, sent = Pacer(senders), 0.0, []
    for pause in asked:
        now += pause
        sent.append(now + pacer.reserve("us", limits, now))
    assert sent == sorted(sent)
    for at in sent:
        assert sum(1 for other in sent if at <= other < at + 1) <= rate


@given(
    late=st.lists(st.floats(0, 0.9), max_size=120),
    rate=st.sampled_from([0.5, 1, 8, 30]),
    senders=st.integers(1, 4),
)
def test_messages_that_were_held_up_on_their_way_to_the_door_do_not_leave_it_together(
    late: list[float], rate: float, senders: int
) -> None:
    limits = replace(WHATSAPP, per_second=rate * senders)
    pacer = Pacer(senders)
    places = [pacer.reserve("us", limits, 0.0) for _ in late]
    doors = [place + held_up for place, held_up in zip(places, late, strict=True)]
    heapify(doors)
    sent = list[float]()
    while doors:
        at = heappop(doors)
        if stands := pacer.depart("us", limits, at):
            heappush(doors, at + stands)
        else:
            sent.append(at)
    assert len(sent) == len(late)
    for at in sent:
        within = max(1.0, 1 / rate)
        assert sum(1 for other in sent if at <= other < at + within) <= max(1, int(rate))


@given(asked=st.lists(st.floats(0, 3), min_size=1, max_size=60))
def test_a_chat_gets_a_few_at_once_and_then_one_a_second(asked: list[float]) -> None:
    limits = replace(WHATSAPP, per_second=30.0, per_chat=1.0)
    pacer, now, sent = Pacer(), 0.0, []
    for pause in asked:
        now += pause
        sent.append(now + pacer.reserve_in_chat("us", "one", limits, now))
    for place, at in enumerate(sent):
        within = sum(1 for other in sent[: place + 1] if other > at - 10)
        assert within <= 10 + pacer.burst + 1


def test_one_chat_that_waits_holds_no_other_up() -> None:
    limits = replace(WHATSAPP, per_second=30.0, per_chat=1.0)
    pacer = Pacer(burst=0)
    assert [pacer.reserve_in_chat("us", "slow", limits, 0.0) for _ in range(3)] == [0, 1, 2]
    assert pacer.reserve_in_chat("us", "other", limits, 0.5) == 0
    assert pacer.reserve("us", limits, 0.5) == 0
