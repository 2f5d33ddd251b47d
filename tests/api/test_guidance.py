"""Guidance on a lead at the API and on its page: summary, score, next step, sending, a suggested reply."""

from sqlalchemy import select

from bot.guidance import Guide
from crm.clock import MovableClock
from crm.db import Book
from crm.jobs.models import Job
from crm.leads.summaries import JOB
from tests.api.desk import TestDesk
from tests.api.people import Person
from tests.api.reader import Reader
from tests.api.story import enquire


async def test_guidance_says_what_why_and_when(book: Book, clock: MovableClock, agent: Person) -> None:
    lead = await enquire(book, clock, owner_id=agent.user.id, owner="Arjun")
    told = (await agent.get(f"/leads/{lead.lead_id}/guidance")).json()
    wants = next(line for line in told["summary"] if line["of"] == "wants")
    assert wants["messages"]
    assert all(message.startswith("in:") for message in wants["messages"])
    assert told["score"]["points"] == sum(part["points"] for part in told["score"]["parts"])
    assert told["score"]["odds"] is None
    assert "not enough history" in told["score"]["why_no_odds"]
    assert told["next_step"]["why"]
    assert told["sending"]["kind"] in ("text", "template")
    words = (await agent.get(f"/leads/{lead.lead_id}/suggested-reply")).json()
    assert words["text"].startswith("Shall we go on")


async def test_leads_are_found_by_heat(book: Book, clock: MovableClock, agent: Person) -> None:
    await enquire(book, clock, owner_id=agent.user.id, owner="Arjun")
    by_heat = {
        heat: (await agent.get("/leads", heat=heat)).json()["total"] for heat in ("hot", "warm", "cold")
    }
    assert sum(by_heat.values()) == 1


async def test_a_summary_of_the_model_is_asked_for_once_and_the_rules_show_meanwhile(
    desk: TestDesk, clock: MovableClock, agent: Person, arjun: Reader
) -> None:
    desk.guide = Guide(desk.book, clock, has_model=True)
    lead = await enquire(desk.book, clock, owner_id=agent.user.id, owner="Arjun")
    told = (await agent.get(f"/leads/{lead.lead_id}/guidance")).json()
    assert told["summary_by"] == "offline"
    assert told["summary_note"] == "Summed up by rules; the model is at it"
    assert any(line["of"] == "wants" for line in told["summary"])
    page = (await arjun.opens(f"/admin/leads/{lead.lead_id}")).text
    again = f"/admin/leads/{lead.lead_id}/guidance"
    assert f'hx-get="{again}"' in page
    assert f'hx-get="{again}"' in (await arjun.opens(again)).text
    async with desk.book.reading() as session:
        asked = [job for job in await session.scalars(select(Job)) if job.kind == JOB]
    assert [job.payload["lead_id"] for job in asked] == [lead.lead_id]
