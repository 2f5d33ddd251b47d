"""Reads of jobs that were given up, for those who can mend what they died of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from crm.jobs.models import Job
from crm.trips.models import TripVersion

_KINDS = {
    "fetch_media": "Fetching what a customer sent",
    "render_proposal": "Printing a proposal",
    "nudge": "Reminding a customer who fell silent",
    "send_report": "Sending a report",
    "send_trip": "Sending a plan that a manager approved",
    "sum_up": "Summing up a lead",
}


@dataclass(frozen=True)
class DeadJob:
    """A job that failed at every try, in words, with the lead it was for where there is one."""

    job: Job
    lead_id: int | None
    version: int | None

    @property
    def told(self) -> str:
        name = _KINDS.get(self.job.kind, self.job.kind.replace("_", " ").capitalize())
        return name if self.version is None else f"{name} (version {self.version})"


async def dead_job(session: AsyncSession, job_id: int) -> DeadJob | None:
    """Give one dead job in words; None where it is not dead."""
    job = await session.get(Job, job_id)
    if job is None or job.status != "dead":
        return None
    return _told(job, await _versions(session, [job]))


async def dead_jobs(
    session: AsyncSession, *, limit: int = 50, offset: int = 0
) -> tuple[Sequence[DeadJob], int]:
    """Give one page of dead jobs, newest first, and how many there are."""
    total = await session.scalar(select(func.count()).where(Job.status == "dead")) or 0
    newest = select(Job).where(Job.status == "dead").order_by(Job.id.desc())
    jobs = (await session.scalars(newest.limit(limit).offset(offset))).all()
    known = await _versions(session, jobs)
    return [_told(job, known) for job in jobs], total


async def _versions(session: AsyncSession, jobs: Sequence[Job]) -> dict[int, tuple[int, int]]:
    wanted = {job.payload["trip_version_id"] for job in jobs if "trip_version_id" in job.payload}
    trips = await session.execute(
        select(TripVersion.id, TripVersion.lead_id, TripVersion.version).where(TripVersion.id.in_(wanted))
    )
    return {row[0]: (row[1], row[2]) for row in trips}


def _told(job: Job, known: Mapping[int, tuple[int, int]]) -> DeadJob:
    version_id = job.payload.get("trip_version_id")
    lead_id, version = known.get(version_id, (None, None)) if isinstance(version_id, int) else (None, None)
    return DeadJob(job, lead_id, version)
