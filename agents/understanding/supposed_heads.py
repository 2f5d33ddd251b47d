"""Heads that nobody counted, and that follow from what is asked for: a ticket, the seats of a car."""

from agents.understanding.contract import Slot
from agents.understanding.party_words import COMPANY, EACH_A_ROOM, LONE, ONE_TICKET
from agents.understanding.reading import Reading


def lone_traveller(reading: Reading) -> Slot | None:
    """One traveller, supposed, where somebody speaks of "my" stay and of nobody else."""
    match = LONE.search(reading.plain) or ONE_TICKET.search(reading.plain)
    if not match or COMPANY.search(reading.plain):
        return None
    return Slot(1, reading.span(*match.span()), confidence=0.5)


def by_seats(seats: object, where: tuple[int, int]) -> Slot | None:
    """As many travellers as the car that is asked for must seat: supposed where nobody was counted."""
    return Slot(seats, where, confidence=0.5) if isinstance(seats, int) and 0 < seats < 60 else None


def a_room_each(reading: Reading, heads: int | None) -> Slot | None:
    """One room for each of the party, where somebody asks for that."""
    match = EACH_A_ROOM.search(reading.plain)
    return Slot(heads, reading.span(*match.span()), confidence=0.75) if match and heads else None
