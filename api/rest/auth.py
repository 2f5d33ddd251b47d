"""Signing in to the API: short access tokens, rotating refresh tokens, and the devices behind them."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.access import entry
from api.access.guards import Agent, Anyone, GuardedRoute, refusals
from api.access.limits import REFRESH_BY_ADDRESS, caller_address
from api.access.tokens import LASTS_FOR
from api.doors import doors
from api.problems import Refuse
from api.writing import writing
from crm.audit.service import audit
from crm.errors import Missing
from crm.users import queries, sign_ins

router = APIRouter(prefix="/auth", route_class=GuardedRoute, tags=["signing in"])

_NOT_VALID = "The refresh token is not valid; sign in again."


class SignInForm(BaseModel):
    model_config = ConfigDict(extra="forbid")

    email: Annotated[str, Field(min_length=3, max_length=320, examples=["asha@example.com"])]
    password: Annotated[str, Field(min_length=1, max_length=128)]


class RefreshForm(BaseModel):
    model_config = ConfigDict(extra="forbid")

    refresh_token: Annotated[str, Field(min_length=1, max_length=300)]


class Tokens(BaseModel):
    """An access token for the `Authorization: Bearer` header, and the refresh token that follows it."""

    access_token: str
    token_type: str = "bearer"  # noqa: S105 - the scheme's name, not a secret
    expires_in: int = Field(description="Seconds for which the access token is good.")
    refresh_token: str = Field(description="Good once. Using it twice signs the device out.")
    refresh_expires_at: datetime


class Device(BaseModel):
    """A signed-in device."""

    id: str
    user_agent: str
    address: str
    created_at: datetime
    used_at: datetime
    expires_at: datetime
    is_current: bool


def _tokens(request: Request, user_id: int, opened: sign_ins.Opened) -> Tokens:
    at = doors(request)
    return Tokens(
        access_token=at.tokens.issue(user_id, opened.sign_in_id, at.now),
        expires_in=int(LASTS_FOR.total_seconds()),
        refresh_token=opened.token,
        refresh_expires_at=opened.expires_at,
    )


@router.post("/sign-in", dependencies=[Anyone], responses=refusals(401, 422, 429))
async def sign_in(request: Request, form: SignInForm) -> Tokens:
    """Sign in with e-mail address and password.

    Strangers have ten guesses an hour at one account, all together; an address that staff have
    signed in from has ten of its own. The answer is the same for an
    unknown address and for a wrong password.
    """
    user, opened = await entry.sign_in(doors(request), request, form.email, form.password, "api")
    return _tokens(request, user.id, opened)


@router.post("/refresh", dependencies=[Anyone], responses=refusals(401, 422, 429))
async def refresh(request: Request, form: RefreshForm) -> Tokens:
    """Exchange a refresh token for new tokens.

    Each refresh token is good once. One that comes back after it was used has been copied: the
    session ends at once, for the thief and for the owner, who signs in again.
    """
    at = doors(request)
    address = caller_address(request)
    await at.limits.hit(REFRESH_BY_ADDRESS, address)
    async with at.desk.book.transaction() as session:
        now = at.now
        try:
            outcome = await sign_ins.rotate(session, at.sign_in_key, form.refresh_token, now)
        except Missing:
            raise Refuse(401, _NOT_VALID) from None
        staff = await queries.signed_in(session, _session_of(outcome), now)
        action = "session.reuse" if isinstance(outcome, sign_ins.SpentToken) else "session.refresh"
        actor = staff.actor if staff else "anonymous"
        audit(session, actor, action, f"session:{_session_of(outcome)}", now, {}, address)
    # Only now, after the commit: the revocation of a stolen session must stand.
    if isinstance(outcome, sign_ins.SpentToken):
        raise Refuse(401, "This refresh token was used before. The session has been ended; sign in again.")
    if staff is None:
        raise Refuse(401, _NOT_VALID)
    return _tokens(request, staff.id, outcome)


def _session_of(outcome: sign_ins.Opened | sign_ins.SpentToken) -> str:
    return outcome.sign_in_id


@router.post("/sign-out", status_code=204, responses=refusals(401))
async def sign_out(request: Request, me: Agent) -> Response:
    """End this session. Its access and refresh tokens stop working at once."""
    async with writing(request, me) as pen:
        await sign_ins.revoke(pen.session, me.sign_in_id, "signed out", pen.now)
        pen.note("session.close", me.actor)
    return Response(status_code=204)


@router.get("/sessions", responses=refusals(401))
async def sessions(request: Request, me: Agent) -> list[Device]:
    """List the devices on which you are signed in, the last used first."""
    at = doors(request)
    async with at.desk.book.reading() as session:
        rows = await queries.sign_ins(session, me.id, at.now)
    return [
        Device.model_validate(
            {**{name: getattr(row, name) for name in Device.model_fields if name != "is_current"},
             "is_current": row.id == me.sign_in_id}
        )
        for row in rows
    ]  # fmt: skip


@router.delete("/sessions/{session_id}", status_code=204, responses=refusals(401, 404))
async def end_session(request: Request, me: Agent, session_id: str) -> Response:
    """Sign one of your devices out."""
    async with writing(request, me) as pen:
        mine = {row.id for row in await queries.sign_ins(pen.session, me.id, pen.now)}
        if session_id not in mine:
            raise Missing("You have no such session.")
        await sign_ins.revoke(pen.session, session_id, "ended by its owner", pen.now)
        pen.note("session.end", me.actor)
    return Response(status_code=204)


@router.delete("/sessions", status_code=204, responses=refusals(401))
async def end_other_sessions(request: Request, me: Agent) -> Response:
    """Sign out everywhere else; this session stays."""
    async with writing(request, me) as pen:
        for row in await queries.sign_ins(pen.session, me.id, pen.now):
            if row.id != me.sign_in_id:
                await sign_ins.revoke(pen.session, row.id, "ended by its owner", pen.now)
        pen.note("session.end_others", me.actor)
    return Response(status_code=204)
