"""Files under unguessable names: proposals for customers, and what providers fetch to pass on."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Path, Request, Response
from sqlalchemy import select
from sqlalchemy.orm import undefer

from api.access.guards import Anyone, GuardedRoute, refusals
from api.access.limits import PUBLIC_BY_ADDRESS, caller_address
from api.doors import doors
from crm.documents.models import StoredFile
from crm.errors import Missing

router = APIRouter(prefix="/files", route_class=GuardedRoute, tags=["files"], dependencies=[Anyone])

# Types that a browser shows without running anything. All else is only handed over.
_SHOWN = ("application/pdf", "image/png", "image/jpeg")

Token = Annotated[str, Path(min_length=8, max_length=40, pattern=r"^[A-Za-z0-9_-]+$")]
Name = Annotated[str, Path(max_length=200)]


@router.get("/{token}", response_class=Response, responses=refusals(404, 422, 429))
async def get_file(request: Request, token: Token) -> Response:
    """Give a file by its unguessable token."""
    return await _file(request, token)


@router.get("/{token}/{name}", response_class=Response, responses=refusals(404, 422, 429))
async def get_named_file(request: Request, token: Token, name: Name) -> Response:
    """Give a file by its unguessable token. The name is for people and says nothing to the desk."""
    return await _file(request, token)


async def _file(request: Request, token: str) -> Response:
    at = doors(request)
    await at.limits.hit(PUBLIC_BY_ADDRESS, caller_address(request))
    async with at.desk.book.reading() as session:
        query = select(StoredFile).where(StoredFile.token == token).options(undefer(StoredFile.content))
        file = (await session.scalars(query)).one_or_none()
    if file is None:
        raise Missing("There is no such file.")
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
