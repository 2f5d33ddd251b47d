"""What customers sent with their enquiries: voice notes, pictures and PDFs, for staff only."""

from fastapi import APIRouter, Request, Response

from api.access.guards import Agent, GuardedRoute, refusals
from api.doors import doors
from api.handing_over import handed_over
from api.rest.shapes import Id, Received, received_of
from crm.documents.received import content_for, documents_of
from crm.errors import Missing
from crm.leads import queries

router = APIRouter(prefix="/leads", route_class=GuardedRoute, tags=["documents"])


@router.get("/{lead_id}/documents", responses=refusals(401, 404))
async def list_documents(request: Request, me: Agent, lead_id: Id) -> list[Received]:
    """List what the customer sent with this enquiry, the newest first."""
    async with doors(request).desk.book.reading() as session:
        await queries.lead_line(session, me, lead_id)
        return [received_of(row) for row in await documents_of(session, lead_id)]


@router.get("/{lead_id}/documents/{document_id}", response_class=Response, responses=refusals(401, 404))
async def get_document(request: Request, me: Agent, lead_id: Id, document_id: Id) -> Response:
    """Give the bytes of one thing that the customer sent, to be saved and not to be run."""
    async with doors(request).desk.book.reading() as session:
        await queries.lead_line(session, me, lead_id)
        file = await content_for(session, lead_id, document_id)
    if file is None:
        raise Missing("There is no such document.")
    return handed_over(file)
