"""The total as people split it: by instalment, by traveller and by room. Every list adds up to it."""

from datetime import date

from agents.wording.papers import Wording
from bot.paper.story import PriceLine
from crm.quotes.instalments import Due, instalments
from crm.quotes.values import Quote, Room
from crm.quotes.views import HeadShare, per_head, per_room
from crm.trips.values import Party


def due_lines(quote: Quote, booked_on: date | None, say: Wording) -> tuple[PriceLine, ...]:
    """Give what is due when. Before the booking, what follows from it is told without a day."""
    dues = instalments(quote, booked_on or quote.priced_on)
    return tuple(
        PriceLine(say.label(due.label), _when(due, booked_on, say), say.money(due.amount)) for due in dues
    )


def _when(due: Due, booked_on: date | None, say: Wording) -> str:
    if booked_on is not None or due.days_after_booking is None:
        return say("dues.by", date=say.day(due.on))
    if due.days_after_booking == 0:
        return say("dues.with")
    return say("dues.after", days=say.count("days", due.days_after_booking))


def traveller_lines(quote: Quote, say: Wording) -> tuple[PriceLine, ...]:
    """Give what each traveller pays; those who pay the same stand in one line, each with the amount."""
    if not quote.rooms:
        return ()  # a quote of before rooms were kept
    lines: dict[tuple[str, str, str], int] = {}
    for head in per_head(quote):
        bed = say(f"shares.{head.bed}") if head.bed and head.bed != head.who else ""
        key = (_who(head, say), bed, say.money(head.share))
        lines[key] = lines.get(key, 0) + 1
    return tuple(
        PriceLine(f"{number} × {who}", bed, say("shares.each", amount=amount))
        if number > 1
        else PriceLine(who, bed, amount)
        for (who, bed, amount), number in lines.items()
    )


def _who(head: HeadShare, say: Wording) -> str:
    if head.who == "child":
        return say("shares.child", age=head.age)
    return say(f"shares.{head.who}")


def room_lines(quote: Quote, say: Wording) -> tuple[PriceLine, ...]:
    """Give what each room pays, where there is more than one."""
    if len(quote.rooms) < 2:
        return ()
    return tuple(
        PriceLine(say("shares.room", n=number), _sleepers(shared.room, say), say.money(shared.share))
        for number, shared in enumerate(per_room(quote), start=1)
    )


def _sleepers(room: Room, say: Wording) -> str:
    return say.party(Party(room.adults, room.child_ages, infants=room.infants))
