"""A proposal's paper that is asked for once more goes only where there is one, or one is being made."""

from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from crm.conversations.values import Outcome, Say
from crm.documents.service import proposal_of
from crm.trips.service import newest_version


async def without_lost_paper(session: AsyncSession, outcome: Outcome, lead_id: int | None) -> Outcome:
    """Leave out the paper of a version that could not be printed: it would keep all that follows waiting."""
    if not any(_is_again(say) for say in outcome.says):
        return outcome
    version = await newest_version(session, lead_id) if lead_id is not None else None
    paper = await proposal_of(session, version.id) if version is not None else None
    if paper is not None and paper.status != "failed":
        return outcome
    return replace(outcome, says=tuple(say for say in outcome.says if not _is_again(say)))


def _is_again(say: Say) -> bool:
    return say.kind == "document" and say.body.get("proposal") == "again"
