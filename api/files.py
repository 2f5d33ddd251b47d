"""Files: for signed-in staff who may see them, and for the provider that is sending one just now."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Path, Query, Request, Response
from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import undefer

from api.access.guards import Anyone, Credentials, GuardedRoute, bearer_staff, refusals
from api.access.limits import PUBLIC_BY_ADDRESS, caller_address
from api.doors import Doors, doors
from api.pages.frame import session_cookie
from crm.conversations.models import Outbound
from crm.documents.links import UNDER_WAY, is_signed
from crm.documents.models import Proposal, ReceivedFile, StoredFile
from crm.errors import Missing
from crm.leads.authority import visible_to
from crm.leads.models import Lead
from crm.trips.models import TripVersion
from crm.users.rules import Staff
from crm.users.sign_ins import owner_of_cookie

router = APIRouter(prefix="/files", route_class=GuardedRoute, tags=["files"], dependencies=[Anyone])

# Types that a browser shows without running anything. All else is only handed over.
_SHOWN = ("application/pdf", "image/png", "image/jpeg")

Token = Annotated[str, Path(min_length=8, max_length=40, pattern=r"^[A-Za-z0-9_-]+$")]
Name = Annotated[str, Path(max_length=200)]
Number = Annotated[int, Query(ge=0, le=2**53)]
Signature = Annotated[str, Query(max_length=64)]


@router.get("/{token}", response_class=Response, responses=refusals(404, 422, 429))
async def get_file(
    request: Request,
    credentials: Credentials,
    token: Token,
    message: Number = 0,
    until: Number = 0,
    signature: Signature = "",
) -> Response:
    """Give a file to staff who may see it, or to the provider that is sending it in a message.

    Staff show their session's cookie or an access token. A provider's address is signed for one message,
    and closes when that message is delivered.
    """
    at = doors(request)
    if not await _is_being_sent(at, token, message, until, signature):
        await at.limits.hit(PUBLIC_BY_ADDRESS, caller_address(request))
        if not await _may_see(request, at, credentials.credentials if credentials else "", token):
            raise Missing("There is no such file, or it is not for you.")
    return await give_file(at, token)


@router.get("/{token}/{name}", response_class=Response, responses=refusals(404, 422, 429))
async def get_named_file(
    request: Request,
    credentials: Credentials,
    token: Token,
    name: Name,
    message: Number = 0,
    until: Number = 0,
    signature: Signature = "",
) -> Response:
    """Give a file. The name is for people and says nothing to the desk; see the address without it."""
    return await get_file(request, credentials, token, message, until, signature)


async def _is_being_sent(at: Doors, token: str, message: int, until: int, signature: str) -> bool:
    secret = at.desk.settings.secret_key
    if not signature or not is_signed(token, message, until, signature, at.now, secret):
        return False
    async with at.desk.book.reading() as session:
        return await session.scalar(select(Outbound.status).where(Outbound.id == message)) in UNDER_WAY


async def _may_see(request: Request, at: Doors, access_token: str, token: str) -> bool:
    staff = await bearer_staff(at, access_token) if access_token else None
    cookie = request.cookies.get(session_cookie(at), "")
    async with at.desk.book.reading() as session:
        if staff is None and cookie:
            staff = await owner_of_cookie(session, at.sign_in_key, cookie, at.now)
        return staff is not None and await _is_visible(session, staff, token)


async def _is_visible(session: AsyncSession, staff: Staff, token: str) -> bool:
    """A proposal is seen by those who see its lead; what belongs to no lead by all staff."""
    leads = (
        select(Lead.id)
        .join(TripVersion, TripVersion.lead_id == Lead.id)
        .join(Proposal, Proposal.trip_version_id == TripVersion.id)
        .join(StoredFile, StoredFile.id == Proposal.file_id)
        .where(StoredFile.token == token)
    )
    if await session.scalar(leads.limit(1)) is None:
        return True
    return await session.scalar(leads.where(visible_to(staff)).limit(1)) is not None


async def give_file(at: Doors, token: str) -> Response:
    """Answer with a file's bytes. Whoever calls this has asked whether it may be given."""
    async with at.desk.book.reading() as session:
        # What customers sent is for staff alone, by the doors that know who asks.
        is_received = exists().where(ReceivedFile.file_id == StoredFile.id)
        query = select(StoredFile).where(StoredFile.token == token, ~is_received)
        query = query.options(undefer(StoredFile.content))
        file = (await session.scalars(query)).one_or_none()
    if file is None:
        raise Missing("There is no such file, or it is not for you.")
    is_shown = file.media_type in _SHOWN
    disposition = "inline" if is_shown else "attachment"
    return Response(
        file.content,
        media_type=file.media_type if is_shown else "application/octet-stream",
        headers={
            "content-disposition": f"{disposition}; filename*=UTF-8''{quote(file.name, safe='')}",
            "cache-control": "private, max-age=3600",
            "x-robots-tag": "noindex",
        },
    )
