"""What busy staff type: a lead snoozed, a price tried, a proposal sent again, several leads at once."""

import pytest
from sqlalchemy import select

from agents.staff.drafting import Drafted
from crm.catalogue.service import keep_catalogue
from crm.conversations.models import Outbound
from crm.previews.models import Preview
from crm.quotes.models import QuoteRecord
from tests.bot.paper.proposals import planned
from tests.bot.paper.published import shop_of
from tests.bot.staff.floor import LEELA, MEERA, RAVI, Floor, only
from tests.bot.staff.test_pricing import made_under

LUCIA, JOSE = "+34600500001", "+34600500002"


@pytest.fixture
async def lead(floor: Floor) -> int:
    """A lead of Ravi's with one version, priced from rates that are in the book."""
    async with floor.book.transaction() as session:
        await keep_catalogue(session, shop_of(planned()), floor.clock.now())
    number = await floor.enquires("Lucía Fernández", LUCIA, owner=RAVI)
    floor.drafts.answer = Drafted(made_under(), "*Bali, 5 nights*")
    await floor.types(RAVI, f"/plan {number}")
    return number


async def _versions(floor: Floor) -> int:
    return len(await floor.all_of(QuoteRecord))


async def _reminders(floor: Floor) -> list[Outbound]:
    async with floor.book.reading() as session:
        found = select(Outbound).where(Outbound.key.startswith("reminder:")).order_by(Outbound.id)
        return list(await session.scalars(found))


async def test_a_snoozed_lead_comes_back_at_its_hour(floor: Floor, lead: int) -> None:
    [shown] = await floor.types(RAVI, f"snooze lead {lead} until Monday 10am")
    assert f"Remind you on Mon 30 Nov, 10:00: lead {lead} · Lucía Fernández" in shown.text
    assert await _reminders(floor) == []
    await floor.presses_on(RAVI, shown, "✅ Confirm")
    [kept] = await _reminders(floor)
    assert kept.run_at.isoformat() == "2026-11-30T04:30:00+00:00", "ten in the morning in Kolkata"


async def test_a_snooze_without_an_hour_asks_for_it(floor: Floor, lead: int) -> None:
    assert "When?" in only(await floor.types(RAVI, f"snooze {lead}"))
    assert await floor.all_of(Preview) == []


async def test_a_price_is_shown_as_it_is_and_as_it_would_be_and_nothing_is_written(
    floor: Floor, lead: int
) -> None:
    as_it_is = only(await floor.types(RAVI, f"what's the price of {lead}"))
    assert "version 1" in as_it_is
    assert "Margin" in as_it_is
    [shown] = await floor.types(RAVI, f"price of lead {lead} with 3% discount")
    assert "version 2 would be" in shown.text
    assert await _versions(floor) == 1
    await floor.presses_on(RAVI, shown, "Make version 2")
    assert await _versions(floor) == 2
    assert "Discount: 3 %" in only(await floor.types(RAVI, f"price of {lead}"))


async def test_a_discount_below_the_least_margin_says_that_a_manager_must_approve(
    floor: Floor, lead: int
) -> None:
    [shown] = await floor.types(RAVI, "give lucia 9% off")
    assert "a manager must approve" in shown.text
    assert await _versions(floor) == 1


async def test_a_discount_in_another_currency_than_the_quotes_is_asked_back(floor: Floor, lead: int) -> None:
    assert "is sold in INR" in only(await floor.types(RAVI, f"give {lead} $50 off"))
    [shown] = await floor.types(RAVI, f"give {lead} rs 500 off")
    assert "Discount: 500" in shown.text


async def test_a_price_that_nobody_has_seen_is_not_sent(floor: Floor, lead: int) -> None:
    told = await floor.types(RAVI, "give lucía 3% off and send it")
    assert any("I show you the price first" in one.text for one in told)
    assert any("would be" in one.text for one in told)
    assert await floor.all_of(Preview) == []


async def test_a_price_beside_an_order_keeps_its_button(floor: Floor, lead: int) -> None:
    told = await floor.types(RAVI, f"give {lead} 3% off and note on {lead}: asked twice")
    [priced] = [one for one in told if "would be" in one.text]
    await floor.presses_on(RAVI, priced, "Make version 2")
    assert await _versions(floor) == 2


@pytest.mark.parametrize(
    "words",
    ["send Lucía the proposal again", "resend the pdf to lucia", "manda la propuesta a lucía otra vez"],
)
async def test_a_proposal_is_sent_again_to_a_name_with_or_without_its_accents(
    floor: Floor, lead: int, words: str
) -> None:
    [shown] = await floor.types(RAVI, words)
    assert f"Send version 1 to the customer of lead {lead} · Lucía Fernández" in shown.text


async def test_them_means_every_lead_that_was_named(floor: Floor, lead: int) -> None:
    other = await floor.enquires("José García", JOSE)
    [shown] = await floor.types(MEERA, f"claim {lead} and {other} and move them to negotiating")
    await floor.presses_on(MEERA, shown, "✅ Confirm")
    assert [(await floor.lead(one)).status for one in (lead, other)] == ["negotiating"] * 2


async def test_several_leads_are_given_away_at_once(floor: Floor, lead: int) -> None:
    other = await floor.enquires("José García", JOSE)
    [shown] = await floor.types(MEERA, f"give {lead} and jose to leela")
    await floor.presses_on(MEERA, shown, "✅ Confirm")
    owners = {(await floor.lead(one)).owner_id for one in (lead, other)}
    assert len(owners) == 1
    assert f"/lead {lead}" not in only(await floor.types(LEELA, "show jose"))


async def test_a_typed_yes_takes_the_price_that_was_shown_last_and_not_an_older_order(
    floor: Floor, lead: int
) -> None:
    await floor.types(RAVI, "move lucía to won")
    floor.later(minutes=1)
    await floor.types(RAVI, f"price of {lead} with 3% off")
    await floor.types(RAVI, "yes")
    assert await _versions(floor) == 2
    assert (await floor.lead(lead)).status != "won"


async def _shown_in_between(floor: Floor, other: int, what: str) -> None:
    if what == "a customer":
        await floor.enquires("Meera Iyer", "+919876500077")
    elif what == "a press":
        await floor.presses(RAVI, f"lead:show:{other}:")
    elif what == "a reminder":
        floor.later(minutes=6)
        await floor.works()
    elif what == "an old price":
        floor.later(minutes=15)
    else:
        await floor.types(RAVI, what.format(other=other))


@pytest.mark.parametrize(
    ("between", "word"),
    [
        ("/lead {other}", "yes"),
        ("/send {other}", "ok"),
        ("/leads", "yes"),
        ("a press", "ok"),
        ("a customer", "yes"),
        ("a reminder", "ok"),
        ("an old price", "yes"),
    ],
)
async def test_a_typed_yes_makes_no_price_that_was_not_shown_last(
    floor: Floor, lead: int, between: str, word: str
) -> None:
    other = await floor.enquires("José García", JOSE)
    await floor.types(RAVI, "move lucía to won")
    floor.later(minutes=1)
    if between == "a reminder":
        await floor.types(RAVI, f"/remind {other} in 5 minutes")
    [shown] = await floor.types(RAVI, f"price of {lead} with 3% off")
    await _shown_in_between(floor, other, between)
    told = only(await floor.types(RAVI, word))
    assert "Nothing was done" in told
    assert await _versions(floor) == 1
    assert (await floor.lead(lead)).status != "won"
    await floor.presses_on(RAVI, shown, "Make version 2")
    assert await _versions(floor) == 2


async def test_a_typed_yes_within_the_time_of_a_preview_makes_the_price(floor: Floor, lead: int) -> None:
    await floor.types(RAVI, f"/discount {lead} 3 %")
    floor.later(minutes=14)
    await floor.types(RAVI, "ok")
    assert await _versions(floor) == 2


async def test_a_typed_no_leaves_the_price(floor: Floor, lead: int) -> None:
    await floor.types(RAVI, f"price of {lead} with 3% off")
    assert "stays" in only(await floor.types(RAVI, "no"))
    assert await _versions(floor) == 1
