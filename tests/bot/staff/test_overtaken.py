"""What a colleague did between thinking and settling is respected, and the one who came late is told."""

from collections.abc import Awaitable, Callable

from sqlalchemy import update

from crm.conversations.models import Conversation
from crm.conversations.values import Outcome, Scene
from crm.leads.models import Lead
from crm.trips.models import TripVersion
from tests.bot.staff.floor import LEELA, MEERA, RAVI, Floor, only

ASHA, JOHN = "+919876500001", "+919876500002"
MEERAS, RAVIS, LEELAS = 1, 2, 3  # their numbers as members of staff


def meanwhile(floor: Floor, act: Callable[[], Awaitable[None]]) -> None:
    """Let something happen once, after the next turn of staff is thought and before it is settled."""
    think = floor.road.staff

    async def thinks(scene: Scene) -> Outcome:
        floor.road.staff = think
        outcome = await think(scene)
        await act()
        return outcome

    floor.road.staff = thinks


async def owned_by(floor: Floor, lead_id: int, owner: int | None) -> None:
    async with floor.book.transaction() as session:
        await session.execute(update(Lead).where(Lead.id == lead_id).values(owner_id=owner))


async def held_by(floor: Floor, lead_id: int, holder: int) -> None:
    chat = await floor.chat_of(lead_id)
    async with floor.book.transaction() as session:
        await session.execute(update(Conversation).where(Conversation.id == chat.id).values(held_by=holder))


async def test_one_refused_act_of_a_burst_leaves_the_others_their_words(floor: Floor) -> None:
    asha, john = await floor.enquires("Asha Rao", ASHA), await floor.enquires("John Miller", JOHN)
    meanwhile(floor, lambda: owned_by(floor, asha, LEELAS))
    told = await floor.types(RAVI, f"/note {john} vegan", f"/note {asha} window", f"/claim {john}")
    assert [message.text for message in told] == [
        f"📝 Noted on lead {john}.",
        f"A colleague claimed lead {asha} a moment before you.",
        f"Lead {john} is yours.",
    ]
    assert [event.text for event in await floor.events(john) if event.kind == "note"] == ["vegan"]
    assert [event for event in await floor.events(asha) if event.kind == "note"] == []


async def test_words_do_not_reach_a_customer_whom_a_colleague_speaks_with_by_now(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA)
    await floor.types(RAVI, f"/take {lead}")
    meanwhile(floor, lambda: held_by(floor, lead, MEERAS))
    assert "your words were not sent" in only(await floor.types(RAVI, "See you on Friday"))
    assert floor.texts() == []


async def test_a_conversation_that_a_colleague_took_meanwhile_is_not_handed_back(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA)
    await floor.types(RAVI, f"/take {lead}")
    meanwhile(floor, lambda: held_by(floor, lead, MEERAS))
    assert "A colleague began to speak" in only(await floor.types(RAVI, f"/release {lead}"))
    assert (await floor.chat_of(lead)).held_by == MEERAS


async def test_only_the_leads_owner_or_a_manager_takes_a_conversation_over(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA)
    await floor.types(RAVI, f"/take {lead}")
    await owned_by(floor, lead, None)
    [refused] = await floor.types(LEELA, f"/take {lead}")
    assert "Ravi speaks with Asha Rao now" in refused.text
    assert refused.buttons == ()
    await floor.presses(LEELA, f"lead:reply:{lead}:over")  # an old button changes nothing
    assert (await floor.chat_of(lead)).held_by == RAVIS
    await owned_by(floor, lead, LEELAS)
    await floor.presses(LEELA, f"lead:reply:{lead}:over")
    assert (await floor.chat_of(lead)).held_by == LEELAS
    await floor.presses(MEERA, f"lead:reply:{lead}:over")
    assert (await floor.chat_of(lead)).held_by == MEERAS


async def test_a_version_made_meanwhile_is_not_sent_in_place_of_the_one_looked_at(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA)
    [shown] = await floor.types(RAVI, f"/plan {lead}")

    async def meera_plans() -> None:
        async with floor.book.transaction() as session:
            session.add(
                TripVersion(
                    lead_id=lead, version=2, request={}, itinerary={}, changes=[],
                    created_by="user:1", created_at=floor.clock.now(),
                )
            )  # fmt: skip

    meanwhile(floor, meera_plans)
    assert "Version 2" in only(await floor.presses_on(RAVI, shown, "Send v1 to Asha Rao"))
    assert floor.texts() == []
    assert [version.sent_at for version in await floor.all_of(TripVersion)] == [None, None]


async def test_a_button_under_an_older_version_sends_nothing_and_offers_the_newest(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA)
    [first] = await floor.types(RAVI, f"/plan {lead}")
    floor.later(seconds=5)
    await floor.types(RAVI, f"/plan {lead}")
    [offered] = await floor.presses_on(RAVI, first, "Send v1 to Asha Rao")
    assert "Version 2" in offered.text
    assert floor.texts() == []
    await floor.presses_on(RAVI, offered, "Send v2 to Asha Rao")
    assert floor.texts()[0].startswith("Your trip, version 2")
