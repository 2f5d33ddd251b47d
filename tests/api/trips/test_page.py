"""What a customer reads on their trip page."""

from crm.leads.service import get_lead
from tests.api.desk import TestDesk
from tests.api.trips.conftest import TripPage
from tests.bot.paper.published import publish


async def test_the_page_says_what_was_agreed_of_food_and_mobility(desk: TestDesk, page: TripPage) -> None:
    assert "Mobility" not in (await page.opens()).text
    async with desk.book.transaction() as session:
        lead = await get_lead(session, page.trip.lead_id)
        lead.slots = {**lead.slots, "diet": {"value": "<b>no nuts"}, "mobility": {"value": "wheelchair"}}
    await publish(desk.book, desk.clock.now(), lead_id=page.trip.lead_id)
    shown = (await page.opens()).text
    assert "<dt>Food</dt><dd>&lt;b&gt;no nuts</dd>" in shown
    assert "<dt>Mobility</dt><dd>wheelchair</dd>" in shown
