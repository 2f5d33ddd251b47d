"""People on pages: staff and their roles, and each person's own account and devices."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import EmailStr

from api.access import entry
from api.access.guards import GuardedRoute
from api.access.limits import SIGN_IN_BY_ACCOUNT
from api.doors import doors
from api.pages.frame import SIGN_IN, Line, PageAdmin, PageAgent, PageManager, back, session_cookie, show
from api.rest.me import link_code_of
from api.rest.shapes import Id
from api.writing import writing
from crm.errors import Missing, Unfit
from crm.users import queries, service, sign_ins
from crm.users.rules import ROLES, Role, check_password

router = APIRouter(prefix="/admin", route_class=GuardedRoute, include_in_schema=False)

Password = Annotated[str, Form(max_length=128)]
Hour = Annotated[str, Form(pattern=r"^([01]?[0-9]|2[0-3])?$")]


@router.get("/people")
async def people_page(request: Request, me: PageManager) -> Response:
    """List staff and their roles."""
    async with doors(request).desk.book.reading() as session:
        staff = await queries.everyone(session)
    return show(request, "people.html", staff=staff, roles=ROLES)


@router.get("/people/{user_id}")
async def person_page(request: Request, me: PageManager, user_id: Id) -> Response:
    """Show one member of staff; admins may change them."""
    at = doors(request)
    async with at.desk.book.reading() as session:
        user = await queries.get(session, user_id)
        devices = await queries.sign_ins(session, user_id, at.now)
    return show(request, "person.html", user=user, devices=devices, roles=ROLES, link=None)


@router.post("/people")
async def add_person(
    request: Request,
    me: PageAdmin,
    name: Line,
    email: Annotated[EmailStr, Form()],
    role: Annotated[Role, Form()],
    timezone: Line = "Asia/Kolkata",
    password: Password = "",
    report_hour: Hour = "",
) -> Response:
    """Add a member of staff."""
    password_hash = None
    if password:
        check_password(password, email=email, name=name)
        password_hash = await entry.hash_password(doors(request), password)
    async with writing(request, me) as pen:
        user = await service.create(
            pen.session,
            name=name,
            email=email,
            role=role,
            password_hash=password_hash,
            timezone=timezone,
            report_hour=int(report_hour) if report_hour else None,
            now=pen.now,
        )
        pen.note("user.create", f"user:{user.id}", role=role)
    return back(f"/admin/people/{user.id}", f"{user.name} works here now.")


@router.post("/people/{user_id}")
async def change_person(
    request: Request,
    me: PageAdmin,
    user_id: Id,
    name: Line,
    email: Annotated[EmailStr, Form()],
    role: Annotated[Role, Form()],
    timezone: Line,
    report_hour: Hour = "",
) -> Response:
    """Change a member of staff."""
    async with writing(request, me) as pen:
        before = (await queries.get(pen.session, user_id)).role
        hour = int(report_hour) if report_hour else None
        fields = {"name": name, "email": email, "role": role, "timezone": timezone, "report_hour": hour}
        user = await service.change(pen.session, user_id, **fields)
        if before != role and user_id != me.id:
            await service.revoke_all(pen.session, user_id, "role changed", pen.now)
        pen.note("user.change", f"user:{user_id}", role=role)
    return back(f"/admin/people/{user_id}", f"{user.name} is saved.")


@router.post("/people/{user_id}/password")
async def set_password(request: Request, me: PageAdmin, user_id: Id, password: Password) -> Response:
    """Set a member of staff's password."""
    async with doors(request).desk.book.reading() as session:
        user = await queries.get(session, user_id)
    check_password(password, email=user.email, name=user.name)
    fresh = await entry.hash_password(doors(request), password)
    async with writing(request, me) as pen:
        await service.set_password(pen.session, user_id, fresh, pen.now)
        pen.note("user.password", f"user:{user_id}")
    return back(f"/admin/people/{user_id}", "The password is set; all their devices are signed out.")


@router.post("/people/{user_id}/active")
async def set_active(
    request: Request, me: PageAdmin, user_id: Id, active: Annotated[bool, Form()]
) -> Response:
    """Let a member of staff go, or take them back."""
    async with writing(request, me) as pen:
        if active:
            user = await service.change(pen.session, user_id, is_active=True)
        else:
            user = await service.deactivate(pen.session, user_id, pen.now)
        pen.note("user.activate" if active else "user.deactivate", f"user:{user_id}")
    said = f"{user.name} works here again." if active else f"{user.name} has left and is signed out."
    return back(f"/admin/people/{user_id}", said)


@router.post("/people/{user_id}/sign-out")
async def sign_person_out(request: Request, me: PageAdmin, user_id: Id) -> Response:
    """Sign a member of staff out on every device."""
    async with writing(request, me) as pen:
        await queries.get(pen.session, user_id)
        count = await service.revoke_all(pen.session, user_id, "ended by an admin", pen.now)
        pen.note("session.end_all", f"user:{user_id}", devices=count)
    return back(f"/admin/people/{user_id}", "All their devices are signed out.")


@router.post("/people/{user_id}/telegram")
async def link_person(request: Request, me: PageAdmin, user_id: Id) -> Response:
    """Show a code that ties a Telegram account to this person."""
    async with writing(request, me) as pen:
        user = await queries.get(pen.session, user_id)
        devices = await queries.sign_ins(pen.session, user_id, pen.now)
        pen.note("user.link_code", f"user:{user_id}")
    link = link_code_of(request, user)
    return show(request, "person.html", user=user, devices=devices, roles=ROLES, link=link)


@router.get("/account")
async def account_page(request: Request, me: PageAgent) -> Response:
    """Show one's own account and the devices one is signed in on."""
    at = doors(request)
    async with at.desk.book.reading() as session:
        user = await queries.get(session, me.id)
        devices = await queries.sign_ins(session, me.id, at.now)
    return show(request, "account.html", user=user, devices=devices, link=None)


@router.post("/account")
async def change_account(
    request: Request, me: PageAgent, name: Line, timezone: Line, report_hour: Hour = ""
) -> Response:
    """Change one's own name, time zone and hour of the daily report."""
    async with writing(request, me) as pen:
        hour = int(report_hour) if report_hour else None
        await service.change(pen.session, me.id, name=name, timezone=timezone, report_hour=hour)
        pen.note("user.change", me.actor)
    return back("/admin/account", "Your account is saved.")


@router.post("/account/password")
async def change_password(request: Request, me: PageAgent, current: Password, new: Password) -> Response:
    """Change one's own password; every device is signed out."""
    at = doors(request)
    await at.limits.hit(SIGN_IN_BY_ACCOUNT, f"own:{me.id}")
    async with at.desk.book.reading() as session:
        stored = (await queries.get(session, me.id)).password_hash
    if not await entry.check_password(at, current, stored):
        raise Unfit("current password", "It is wrong.")
    check_password(new, email=me.email, name=me.name)
    fresh = await entry.hash_password(at, new)
    async with writing(request, me) as pen:
        await service.set_password(pen.session, me.id, fresh, pen.now)
        pen.note("user.password", me.actor)
    response = back(SIGN_IN, "Your password is changed. Sign in with the new one.")
    response.delete_cookie(session_cookie(at), path="/", secure=at.is_https, httponly=True, samesite="lax")
    return response


@router.post("/account/telegram")
async def link_telegram(request: Request, me: PageAgent) -> Response:
    """Show a code that ties one's own Telegram account."""
    async with writing(request, me) as pen:
        user = await queries.get(pen.session, me.id)
        devices = await queries.sign_ins(pen.session, me.id, pen.now)
        pen.note("user.link_code", me.actor)
    return show(request, "account.html", user=user, devices=devices, link=link_code_of(request, user))


@router.post("/account/devices/{session_id}")
async def end_session(request: Request, me: PageAgent, session_id: str) -> Response:
    """Sign one of one's own devices out."""
    async with writing(request, me) as pen:
        mine = {row.id for row in await queries.sign_ins(pen.session, me.id, pen.now)}
        if session_id not in mine:
            raise Missing("You have no such device.")
        await sign_ins.revoke(pen.session, session_id, "ended by its owner", pen.now)
        pen.note("session.end", me.actor)
    return back("/admin/account", "That device is signed out.")
