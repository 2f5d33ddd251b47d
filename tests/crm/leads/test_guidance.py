"""Score, next step, and what to send when: pure rules that name their reasons."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from crm.leads.next_step import next_step
from crm.leads.score import score
from crm.leads.sending import Costs, advise, zone_of
from crm.leads.signals import WISHES, Signals

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)  # 14:30 in Kolkata
FRESH = Signals(
    1, "qualifying", NOW - timedelta(days=1), last_inbound_at=NOW - timedelta(hours=1), owner_id=2
)
ALL = frozenset(WISHES)
KOLKATA = "Asia/Kolkata"
OVER = {"budget": Decimal(100), "total": Decimal(150)}


def ago(**by: float) -> datetime:
    return NOW - timedelta(**by)


def test_a_score_is_the_sum_of_its_parts_and_more_interest_never_lowers_it() -> None:
    cold = score(FRESH, NOW)
    keen = replace(
        FRESH, known=ALL, messages=6, version=1, sent_at=ago(hours=5), page_seen_at=ago(hours=2),
        start=date(2026, 12, 20), budget=Decimal(200_000), total=Decimal(180_000), currency="INR",
    )  # fmt: skip
    hot = score(keen, NOW)
    assert hot.points == sum(part.points for part in hot.parts) > cold.points
    assert (hot.heat, score(replace(keen, last_inbound_at=ago(days=20)), NOW).heat) == ("hot", "hot")
    assert all(0 <= part.points <= part.most and part.why for part in hot.parts)
    assert sum(part.most for part in hot.parts) == 100


def test_closed_leads_and_those_who_opted_out_have_no_score() -> None:
    for lead in (replace(FRESH, status="won"), replace(FRESH, opted_out=True)):
        assert score(lead, NOW).parts == ()
        assert next_step(lead, NOW).do == "nothing"


@pytest.mark.parametrize(
    ("do", "seen"),
    [
        ("fix", {"undelivered": 1}),
        ("reply", {"needs_human": "asks for a discount"}),
        ("reply", {"waiting_since": ago(hours=3), "held_by": 2}),
        ("confirm", {"version": 2, "sent_at": ago(days=2), "approved_at": ago(hours=1)}),
        ("send", {"version": 1, "known": ALL}),
        ("reprice", {"version": 1, "sent_at": ago(days=9), "valid_until": date(2026, 11, 20), "known": ALL}),
        ("claim", {"version": 1, "sent_at": ago(hours=2), "owner_id": None, "known": ALL}),
        ("plan", {"known": ALL}),
        ("follow_up", {"version": 1, "sent_at": ago(days=2), "last_inbound_at": ago(days=3), "known": ALL}),
        ("plan", {"version": 1, "sent_at": ago(hours=20), "known": ALL} | OVER),
        ("ask", {"known": frozenset({"destinations"}), "last_inbound_at": ago(days=2)}),
        ("close", {"last_inbound_at": ago(days=20)}),
        ("wait", {"known": frozenset({"destinations"})}),
    ],
)  # fmt: skip
def test_the_next_step_fits_what_is_seen_and_says_why(do: str, seen: dict[str, object]) -> None:
    step = next_step(replace(FRESH, **seen), NOW)  # type: ignore[arg-type]
    assert step.do == do
    assert step.why
    assert step.told


def test_a_customer_whom_the_desk_is_answering_is_not_called_late() -> None:
    assert next_step(replace(FRESH, waiting_since=ago(minutes=1)), NOW).do == "wait"


def test_inside_the_window_free_text_goes_and_outside_only_the_template() -> None:
    costs = Costs(Decimal("0.005"), Decimal("0.011"))
    inside = advise(FRESH, [], KOLKATA, "hi", costs, NOW)
    assert (inside.kind, inside.is_now, inside.cost, inside.language) == (
        "text",
        True,
        Decimal("0.005"),
        "hi",
    )
    outside = advise(replace(FRESH, last_inbound_at=ago(days=3)), [], KOLKATA, "en", costs, NOW)
    assert (outside.kind, outside.template, outside.cost) == ("template", "follow_up", Decimal("0.016"))
    unknown = advise(FRESH, [], KOLKATA, "en", Costs(), NOW)
    assert unknown.cost is None


def test_nobody_is_written_to_in_their_night() -> None:
    night = datetime(2026, 11, 25, 21, 30, tzinfo=UTC)  # three in the morning in Kolkata
    told = advise(
        replace(FRESH, last_inbound_at=night - timedelta(hours=8)), [], KOLKATA, "en", Costs(), night
    )
    assert told.at is not None
    assert told.at.astimezone(ZoneInfo(KOLKATA)).hour == 9
    assert not told.is_now


def test_the_hours_at_which_a_customer_writes_are_liked() -> None:
    evenings = [datetime(2026, 11, day, 13, 40, tzinfo=UTC) for day in range(1, 8)]  # 19:10 in Kolkata
    seen = replace(FRESH, last_inbound_at=ago(days=3))
    told = advise(seen, evenings, KOLKATA, "en", Costs(), NOW)
    assert told.at is not None
    assert told.at.astimezone(ZoneInfo(KOLKATA)).hour == 19


@given(
    hours=some.integers(0, 24 * 40),
    heard=some.integers(0, 24 * 20),
    channel=some.sampled_from(["whatsapp", "email"]),
    wrote=some.lists(some.integers(0, 24 * 30), max_size=12),
)
def test_advice_is_never_free_text_after_the_window_nor_before_nine(
    hours: int, heard: int, channel: str, wrote: list[int]
) -> None:
    now = NOW + timedelta(hours=hours)
    lead = replace(FRESH, channel=channel, last_inbound_at=now - timedelta(hours=heard))
    told = advise(lead, [now - timedelta(hours=h) for h in wrote], KOLKATA, "en", Costs(), now)
    assert told.at is not None
    assert told.at >= now
    if channel == "whatsapp" and told.kind == "text":
        assert told.window_until is not None
        assert told.at < told.window_until
    if told.at - now > timedelta(minutes=1):
        assert 9 <= told.at.astimezone(ZoneInfo(KOLKATA)).hour < 20


def test_a_number_tells_its_zone_where_its_country_has_one() -> None:
    assert zone_of(None, "+919876543210", "Europe/Berlin") == "Asia/Kolkata"
    assert zone_of(None, "+84912345678", "Europe/Berlin") == "Asia/Ho_Chi_Minh"
    assert zone_of(None, "+380501234567", "Europe/Berlin") == "Europe/Kyiv"
    assert zone_of("Asia/Dubai", "+919876543210", "Europe/Berlin") == "Asia/Dubai"
    assert zone_of(None, "+14155550100", "Europe/Berlin") in ("America/Los_Angeles", "Europe/Berlin")
    assert zone_of(None, None, "Europe/Berlin") == "Europe/Berlin"
