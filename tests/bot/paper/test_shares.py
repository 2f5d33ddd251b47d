"""How the total is shared on paper: instalments, travellers and rooms, each adding up to it."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from agents.wording.papers import Wording
from bot.paper.story import PriceLine
from crm.quotes.clauses import read_instalments
from crm.trips.values import Party
from tests.bot.paper.proposals import FAMILY, planned, priced, told

FRIENDS = Party(5, (9,))


def amounts(lines: Iterable[PriceLine]) -> Decimal:
    """Add up what the lines say: "2 × Adult … ₹1,000 each" is twice the amount."""
    whole = Decimal(0)
    for line in lines:
        many = re.match(r"(\d+) × ", line.label)
        plain = re.sub(r"[^\d.]", "", line.amount.removesuffix(" each"))
        whole += Decimal(plain) * (int(many[1]) if many else 1)
    return whole


@pytest.mark.parametrize("party", [FAMILY, FRIENDS])
def test_every_way_of_sharing_adds_up_to_the_total(party: Party) -> None:
    quote = priced(planned(party=party), party=party)
    story = told(planned(party=party), quote)
    assert amounts(story.dues) == quote.total.amount
    assert amounts(story.travellers) == quote.total.amount
    if story.rooms:
        assert amounts(story.rooms) == quote.total.amount


def test_a_party_of_several_rooms_sees_what_each_room_pays() -> None:
    story = told(planned(party=FRIENDS), priced(planned(party=FRIENDS), party=FRIENDS))
    assert [room.label for room in story.rooms] == ["Room 1", "Room 2"]
    assert "child" in story.rooms[1].detail or "child" in story.rooms[0].detail


def test_before_the_booking_what_follows_from_it_has_no_day() -> None:
    quote = priced(planned())
    plan = "First 20 % on booking; Second 30 % 10 days after booking; Last 50 % 7 days before departure"
    quote = replace(quote, rules=replace(quote.rules, instalments=read_instalments(plan)))
    days = [due.detail for due in told(planned(), quote).dues]
    assert days == ["with your booking", "10 days after your booking", "by Sun 13 Dec 2026"]


def test_after_the_booking_every_part_has_its_day() -> None:
    from bot.paper.shares import due_lines

    days = [due.detail for due in due_lines(priced(planned()), date(2026, 11, 24), Wording.of("en"))]
    # The balance was due before the booking: it is paid with it, and the two are one.
    assert days == ["by Tue 24 Nov 2026"]
