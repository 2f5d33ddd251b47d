"""People: who works here, as what, and how they are reached. For admins."""

from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import EmailStr, Field

from api.access import entry
from api.access.guards import Admin, GuardedRoute, Manager, refusals
from api.doors import doors
from api.rest.me import Account, LinkCode, account_of, link_code_of
from api.rest.shapes import Form, Id, Search, Text
from api.writing import writing
from crm.users import queries, service
from crm.users.rules import Role, check_password

router = APIRouter(prefix="/users", route_class=GuardedRoute, tags=["people"])

Name = Annotated[Text, Field(min_length=1, max_length=200)]
Zone = Annotated[Text, Field(max_length=64, examples=["Asia/Kolkata"])]
Hour = Annotated[int, Field(ge=0, le=23, description="Local hour of the daily report.")]
Password = Annotated[str, Field(min_length=1, max_length=128)]


class NewUser(Form):
    """A member of staff to be. Without a password they can only use Telegram."""

    name: Name
    email: EmailStr
    role: Role
    timezone: Zone = "Asia/Kolkata"
    report_hour: Hour | None = None
    password: Password | None = None


class UserChange(Form):
    """Fields left out stay as they are; `report_hour` null ends the daily report."""

    name: Name | None = None
    email: EmailStr | None = None
    role: Role | None = None
    timezone: Zone | None = None
    report_hour: Hour | None = None
    is_active: bool | None = None


class NewPassword(Form):
    password: Password


@router.get("", responses=refusals(401, 403, 422))
async def list_users(
    request: Request,
    me: Manager,
    search: Search = "",
    active: bool | None = None,
) -> list[Account]:
    """List staff; `active` narrows to those who work here or to those who have left."""
    async with doors(request).desk.book.reading() as session:
        found = await queries.everyone(session, search=search, active=active)
    return [account_of(user) for user in found]


@router.post("", status_code=201, responses=refusals(401, 403, 409, 422))
async def add_user(request: Request, me: Admin, new: NewUser) -> Account:
    """Add a member of staff."""
    password_hash = None
    if new.password is not None:
        check_password(new.password, email=new.email, name=new.name)
        password_hash = await entry.hash_password(doors(request), new.password)
    async with writing(request, me) as pen:
        user = await service.create(
            pen.session,
            name=new.name,
            email=new.email,
            role=new.role,
            password_hash=password_hash,
            timezone=new.timezone,
            report_hour=new.report_hour,
            now=pen.now,
        )
        pen.note("user.create", f"user:{user.id}", role=new.role)
    return account_of(user)


@router.get("/{user_id}", responses=refusals(401, 403, 404))
async def get_user(request: Request, me: Manager, user_id: Id) -> Account:
    """Give one member of staff."""
    async with doors(request).desk.book.reading() as session:
        return account_of(await queries.get(session, user_id))


@router.patch("/{user_id}", responses=refusals(401, 403, 404, 409, 422))
async def change_user(request: Request, me: Admin, user_id: Id, change: UserChange) -> Account:
    """Change a member of staff. The last active admin keeps the role."""
    fields = {
        name: value
        for name, value in change.model_dump(exclude_unset=True).items()
        if value is not None or name == "report_hour"
    }
    async with writing(request, me) as pen:
        leaves = fields.pop("is_active", None)
        user = await service.change(pen.session, user_id, **fields)
        if leaves is False:
            user = await service.deactivate(pen.session, user_id, pen.now)
        elif leaves is True:
            user = await service.change(pen.session, user_id, is_active=True)
        if "role" in fields or "email" in fields:
            await service.revoke_all(pen.session, user_id, "role or address changed", pen.now)
        if fields or leaves is not None:
            pen.note("user.change", f"user:{user_id}", fields=sorted(change.model_fields_set))
        else:
            pen.leave()
    return account_of(user)


@router.delete("/{user_id}", status_code=204, responses=refusals(401, 403, 404, 409))
async def deactivate_user(request: Request, me: Admin, user_id: Id) -> Response:
    """Let a member of staff go: signed out everywhere, Telegram unlinked. Their history stays."""
    async with writing(request, me) as pen:
        await service.deactivate(pen.session, user_id, pen.now)
        pen.note("user.deactivate", f"user:{user_id}")
    return Response(status_code=204)


@router.put("/{user_id}/password", status_code=204, responses=refusals(401, 403, 404, 422))
async def set_password(request: Request, me: Admin, user_id: Id, new: NewPassword) -> Response:
    """Set a member of staff's password. All their devices are signed out."""
    async with doors(request).desk.book.reading() as session:
        user = await queries.get(session, user_id)
    check_password(new.password, email=user.email, name=user.name)
    fresh = await entry.hash_password(doors(request), new.password)
    async with writing(request, me) as pen:
        await service.set_password(pen.session, user_id, fresh, pen.now)
        pen.note("user.password", f"user:{user_id}")
    return Response(status_code=204)


@router.post("/{user_id}/telegram-link", responses=refusals(401, 403, 404))
async def link_telegram(request: Request, me: Admin, user_id: Id) -> LinkCode:
    """Make a code that ties a Telegram account to this person; it works once, for 30 minutes."""
    async with writing(request, me) as pen:
        user = await queries.get(pen.session, user_id)
        pen.note("user.link_code", f"user:{user_id}")
    return link_code_of(request, user)


@router.delete("/{user_id}/telegram-link", status_code=204, responses=refusals(401, 403, 404))
async def unlink_telegram(request: Request, me: Admin, user_id: Id) -> Response:
    """Forget which Telegram account belongs to this person."""
    async with writing(request, me) as pen:
        await service.unlink_telegram(pen.session, user_id)
        pen.note("user.unlink", f"user:{user_id}")
    return Response(status_code=204)


@router.delete("/{user_id}/sessions", status_code=204, responses=refusals(401, 403, 404))
async def sign_out_everywhere(request: Request, me: Admin, user_id: Id) -> Response:
    """Sign a member of staff out on every device."""
    async with writing(request, me) as pen:
        await queries.get(pen.session, user_id)
        count = await service.revoke_all(pen.session, user_id, "ended by an admin", pen.now)
        pen.note("session.end_all", f"user:{user_id}", devices=count)
    return Response(status_code=204)
