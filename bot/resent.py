"""Which version's paper a message carries; one that is asked for once more goes only where there is one."""

from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from bot.road import ref_of
from crm.conversations.values import Outcome, Say
from crm.documents.service import proposal_of
from crm.pen import Applied
from crm.trips.models import TripVersion
from crm.trips.service import newest_version
from crm.trips.versions import version_of


async def without_lost_paper(session: AsyncSession, outcome: Outcome, lead_id: int | None) -> Outcome:
    """Leave out the paper of a version that could not be printed: it would keep all that follows waiting."""
    lost = [say for say in outcome.says if _is_again(say) and not await _has_paper(session, say, lead_id)]
    return replace(outcome, says=tuple(say for say in outcome.says if say not in lost)) if lost else outcome


async def paper_of(session: AsyncSession, say: Say, applied: Applied) -> int | None:
    """Give the trip version whose PDF a message carries; None for a message without one."""
    if say.kind != "document" or "proposal" not in say.body or "file_id" in say.body:
        return None
    if _is_again(say):
        version = await _version_again(session, say, applied.lead_id)
        return version.id if version else None
    named = ref_of(say.body, "lead_id")
    if named in applied.versions:
        return applied.versions[named]
    if named is None and applied.trip_version_id is not None:
        return applied.trip_version_id
    if applied.lead_id is None:
        return None
    newest = await newest_version(session, applied.lead_id)
    return newest.id if newest else None


async def _version_again(session: AsyncSession, say: Say, lead_id: int | None) -> TripVersion | None:
    """The version that the customer has and that its caption tells of; None where none was sent.

    One that staff made meanwhile is another, which they have not let go yet.
    """
    number = ref_of(say.body, "version")
    if lead_id is None or number is None:
        return None
    version = await version_of(session, lead_id, number)
    return version if version is not None and version.sent_at is not None else None


def _is_again(say: Say) -> bool:
    return say.kind == "document" and say.body.get("proposal") == "again"


async def _has_paper(session: AsyncSession, say: Say, lead_id: int | None) -> bool:
    version = await _version_again(session, say, lead_id)
    paper = await proposal_of(session, version.id) if version is not None else None
    return paper is not None and paper.status != "failed"
