"""What is laid before a customer to choose from is kept, and only the newest of it."""

import pytest

from crm.clock import MovableClock
from crm.db import Book
from crm.errors import Missing
from crm.leads.effects import Capture
from crm.leads.models import LeadEvent
from crm.trips.effects import OfferedPlan, OfferOptions
from crm.trips.offers import chosen_of, offered, option_of, options_of
from tests.crm.desk import Office, slot


def plans(*totals: str) -> tuple[OfferedPlan, ...]:
    flavours = ("value", "balanced", "comfort")
    request = {"hotel_class": "comfort", "pace": "normal"}
    itinerary = {"stops": [1, 2], "days": [{"visits": [1, 2]}, {"visits": [3]}]}
    return tuple(
        OfferedPlan(f, request, itinerary, {"total": total, "currency": "INR"}, f"Why {f}.")
        for f, total in zip(flavours, totals, strict=False)
    )


async def test_a_newer_offer_takes_the_place_of_the_one_before(book: Book, clock: MovableClock):
    office = Office(book, clock)
    asha, ben = await office.customer(11), await office.customer(12, "Ben")
    for scene in (asha, ben):
        await office.applies(scene, Capture({"nights": slot(6)}))
    await office.applies(asha, OfferOptions(plans("100.00", "200.00")))
    await office.applies(asha, OfferOptions(plans("110.00", "210.00", "310.00")))
    async with book.reading() as session:
        rows = await options_of(session, 1)
        assert [(row.flavour, int(row.total)) for row in rows] == [
            ("value", 110),
            ("balanced", 210),
            ("comfort", 310),
        ]
        assert tuple(offered(row) for row in rows) == plans("110.00", "210.00", "310.00")
        assert await options_of(session, 2) == []
        with pytest.raises(Missing, match="replaced by newer ones"):
            await option_of(session, 2, rows[0].id)
    told = [event.text for event in await office.all_of(LeadEvent) if event.kind == "options"]
    assert told[-1] == "Options offered: value ₹110; balanced ₹210; comfort ₹310"


def test_a_choice_remembers_what_stood_beside_it():
    told = chosen_of("balanced", plans("100.00", "200.00"))
    assert told["flavour"] == "balanced"
    assert [(one["flavour"], one["total"], one["visits"], one["stops"]) for one in told["offered"]] == [
        ("value", "100.00", 3, 2),
        ("balanced", "200.00", 3, 2),
    ]
