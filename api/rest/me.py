"""The signed-in person's own account."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.access import entry
from api.access.guards import Agent, GuardedRoute, refusals
from api.access.limits import SIGN_IN_BY_ACCOUNT
from api.doors import doors
from api.problems import Refuse
from api.writing import writing
from crm.users import link_codes, queries, service
from crm.users.models import User
from crm.users.rules import Role, check_password

router = APIRouter(prefix="/me", route_class=GuardedRoute, tags=["me"])


class Account(BaseModel):
    """A member of staff, as shown to those who may see one."""

    id: int
    name: str
    email: str
    role: Role
    timezone: str = Field(description="IANA name.")
    report_hour: int | None = Field(description="Local hour of the daily report, or null for none.")
    has_telegram: bool
    is_active: bool
    created_at: datetime


class AccountChange(BaseModel):
    """Fields left out stay as they are."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    timezone: Annotated[str, Field(max_length=64, examples=["Asia/Kolkata"])] | None = None
    report_hour: Annotated[int, Field(ge=0, le=23)] | None = None


class PasswordChange(BaseModel):
    model_config = ConfigDict(extra="forbid")

    current: Annotated[str, Field(min_length=1, max_length=128)]
    new: Annotated[str, Field(min_length=1, max_length=128)]


class LinkCode(BaseModel):
    """Send `command` to the staff bot on Telegram; it works once."""

    code: str
    command: str
    expires_at: datetime


def account_of(user: User) -> Account:
    return Account(
        id=user.id,
        name=user.name,
        email=user.email,
        role=user.role,
        timezone=user.timezone,
        report_hour=user.report_hour,
        has_telegram=user.telegram_id is not None,
        is_active=user.is_active,
        created_at=user.created_at,
    )


@router.get("", responses=refusals(401))
async def me(request: Request, me: Agent) -> Account:
    """Give your own account."""
    async with doors(request).desk.book.reading() as session:
        return account_of(await queries.get(session, me.id))


@router.patch("", responses=refusals(401, 422))
async def change_me(request: Request, me: Agent, change: AccountChange) -> Account:
    """Change your name, time zone or the hour of your daily report (null: no report)."""
    fields = _without_null_texts(change.model_dump(exclude_unset=True))
    async with writing(request, me) as pen:
        user = await service.change(pen.session, me.id, **fields)
        if fields:
            pen.note("user.change", me.actor, fields=sorted(fields))
        else:
            pen.leave()
    return account_of(user)


@router.post("/password", status_code=204, responses=refusals(401, 403, 422, 429))
async def change_password(request: Request, me: Agent, change: PasswordChange) -> Response:
    """Change your password. Every device is signed out, this one too."""
    at = doors(request)
    await at.limits.hit(SIGN_IN_BY_ACCOUNT, f"own:{me.id}")
    async with at.desk.book.reading() as session:
        stored = (await queries.get(session, me.id)).password_hash
    if not await entry.check_password(at, change.current, stored):
        raise Refuse(403, "The current password is wrong.")
    check_password(change.new, email=me.email, name=me.name)
    fresh = await entry.hash_password(at, change.new)
    async with writing(request, me) as pen:
        await service.set_password(pen.session, me.id, fresh, pen.now)
        pen.note("user.password", me.actor)
    return Response(status_code=204)


@router.post("/telegram-link", responses=refusals(401))
async def link_telegram(request: Request, me: Agent) -> LinkCode:
    """Make a code that ties your Telegram account to you: send the command to the staff bot."""
    async with writing(request, me) as pen:
        user = await queries.get(pen.session, me.id)
        pen.note("user.link_code", me.actor)
    return link_code_of(request, user)


def link_code_of(request: Request, user: User) -> LinkCode:
    at = doors(request)
    code = link_codes.make_link_code(at.desk.settings.secret_key, user, at.now)
    return LinkCode(code=code, command=f"/start {code}", expires_at=at.now + link_codes.LASTS_FOR)


def _without_null_texts(fields: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in fields.items() if value is not None or name == "report_hour"}
