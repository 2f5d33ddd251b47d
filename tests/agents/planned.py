"""Customers who have a plan in hand, with which a talk about it begins."""

from tests.agents.desk import Customer, customer

KERALA = "2 adults Kerala, 6 nights from 5 Feb, comfort hotels"
BALI = "Hi! 2 adults, 6 nights in Bali from 20 Dec, comfort hotels"


async def with_a_plan(wish: str = KERALA) -> Customer:
    """Somebody whose first message was enough for a plan, which was sent."""
    asha = customer()
    await asha.says(wish)
    assert asha.trip is not None
    return asha
