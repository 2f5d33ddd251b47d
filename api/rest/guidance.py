"""What the desk advises on a lead: summary with evidence, score, next step, what to send when, a reply."""

from datetime import datetime
from decimal import Decimal
from typing import Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from api.access.guards import Agent, GuardedRoute, refusals
from api.doors import doors
from api.rest.shapes import Id
from bot.guidance import Guidance as Guided
from crm.errors import Missing
from crm.leads import queries

router = APIRouter(prefix="/leads", route_class=GuardedRoute, tags=["leads"])


class BriefLine(BaseModel):
    """One line of the summary with the messages that prove it."""

    of: str = Field(description="told, wants, plan, concern, promised, open or last.")
    text: str
    messages: list[str] = Field(description="Ids such as in:12 and out:34.")


class ScorePart(BaseModel):
    name: str
    points: int
    most: int
    why: str


class LeadScore(BaseModel):
    """Points of 0 to 100 as the sum of its parts; null heat: the lead is closed or opted out."""

    points: int
    heat: Literal["hot", "warm", "cold"] | None
    parts: list[ScorePart]
    odds: float | None = Field(description="Chance of being won, by the agency's own closed leads.")
    why_no_odds: str


class Step(BaseModel):
    """The next best step and why; urgency 0 can wait, 3 is now."""

    do: str
    told: str
    why: str
    urgency: int


class Sending(BaseModel):
    """What may be sent and when it is best sent, in the customer's time zone."""

    kind: Literal["nothing", "text", "template"]
    channel: str
    language: str
    at: datetime | None
    is_now: bool
    timezone: str
    window_until: datetime | None
    template: str | None
    why: list[str]
    cost: Decimal | None = Field(description="Of one message; null: not known.")
    currency: str


class Guidance(BaseModel):
    summary: list[BriefLine]
    summary_by: Literal["offline", "llm"] = Field(
        description="Who wrote the summary: the rules or the model."
    )
    summary_note: str = Field(
        description="Why it is the rules' although there is a model; that the model is still at it; or empty."
    )
    score: LeadScore
    next_step: Step
    sending: Sending


class SuggestedReply(BaseModel):
    """Words to send or edit, in the customer's language; empty where the desk knows none."""

    text: str
    answers: list[str] = Field(description="The messages that it answers.")
    engine: str


@router.get("/{lead_id}/guidance", responses=refusals(401, 404))
async def get_guidance(request: Request, me: Agent, lead_id: Id) -> Guidance:
    """Sum the lead up with evidence, score it, and say what to do next and what to send when."""
    at = doors(request)
    async with at.desk.book.reading() as session:
        await queries.lead_line(session, me, lead_id)
    found = await at.desk.guide.guide(lead_id)
    if found is None:
        raise Missing("There is no such lead, or a colleague has it.")
    await at.desk.guide.ask_for_summary(lead_id, found.summary)
    return _shape(found)


@router.get("/{lead_id}/suggested-reply", responses=refusals(401, 404))
async def get_suggested_reply(request: Request, me: Agent, lead_id: Id) -> SuggestedReply:
    """Suggest what to say to the customer now. Nothing is sent."""
    at = doors(request)
    async with at.desk.book.reading() as session:
        line = await queries.lead_line(session, me, lead_id)
    found = await at.desk.minding.suggest(line.lead.conversation_id, at.now)
    return SuggestedReply(text=found.text, answers=list(found.answers), engine=found.engine)


def _shape(found: Guided) -> Guidance:
    score, advice, summary = found.score, found.advice, found.summary
    return Guidance(
        summary=[BriefLine(of=one.of, text=one.text, messages=list(one.messages)) for one in summary.lines],
        summary_by=summary.engine,
        summary_note=summary.told if summary.engine == "offline" else "",
        score=LeadScore(
            points=score.points,
            heat=score.heat if score.parts else None,
            parts=[ScorePart(**vars(part)) for part in score.parts],
            odds=found.odds,
            why_no_odds=found.why_no_odds,
        ),
        next_step=Step(**vars(found.step)),
        sending=Sending(**{**vars(advice), "why": list(advice.why)}),
    )
