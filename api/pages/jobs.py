"""The page of dead jobs: slow work that failed at every try, with its reason and a retry."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.access.guards import GuardedRoute
from api.doors import doors
from api.pages.frame import PageManager, back, show
from api.pages.leads import PER_PAGE, PageNumber
from api.rest.shapes import Id
from api.writing import writing
from crm.errors import Clash
from crm.jobs.queries import dead_jobs
from crm.jobs.service import revive_job

router = APIRouter(prefix="/admin", route_class=GuardedRoute, include_in_schema=False)


@router.get("/jobs")
async def dead_jobs_page(request: Request, me: PageManager, page: PageNumber = 1) -> Response:
    """List the jobs that were given up."""
    async with doors(request).desk.book.reading() as session:
        rows, total = await dead_jobs(session, limit=PER_PAGE, offset=(page - 1) * PER_PAGE)
    return show(request, "jobs.html", rows=rows, total=total, page=page, per_page=PER_PAGE, query="")


@router.post("/jobs/{job_id}/retry")
async def retry_job(request: Request, me: PageManager, job_id: Id) -> Response:
    """Try a dead job again."""
    async with writing(request, me) as pen:
        if not await revive_job(pen.session, job_id, pen.now):
            raise Clash("This job is not dead.")
        pen.note("job.retry", f"job:{job_id}")
    doors(request).desk.bell.work()
    return back("/admin/jobs", "The job is tried again.")
