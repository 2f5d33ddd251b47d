"""Signing in to the pages: who is asked, where it leads, what the cookie may do."""

import pytest
from fastapi import FastAPI

from tests.api.desk import TestDesk
from tests.api.people import Person
from tests.api.reader import Reader, words_of


async def test_a_stranger_is_asked_to_sign_in_and_then_taken_where_they_were_going(
    app: FastAPI, admin: Person
) -> None:
    reader = Reader(app, admin)
    asked = await reader.opens("/admin/audit")
    assert (asked.status_code, asked.url.path) == (200, "/admin/sign-in")
    assert 'name="next" value="/admin/audit"' in asked.text

    assert (await reader.signs_in("/admin/audit")).url.path == "/admin/audit"


TRAPS = ["https://evil.example/admin", "//evil.example/admin", "/\\evil.example", "javascript:1"]


@pytest.mark.parametrize("trap", TRAPS)
async def test_signing_in_never_leads_elsewhere(app: FastAPI, admin: Person, trap: str) -> None:
    assert str((await Reader(app, admin).signs_in(trap)).url) == "http://desk.test/admin/leads"


async def test_the_session_cookie_cannot_be_read_by_scripts_or_sent_from_elsewhere(
    app: FastAPI, admin: Person
) -> None:
    reader = Reader(app, admin)
    reader.web.follow_redirects = False
    cookie = (await reader.signs_in()).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=lax" in cookie.lower()


async def test_over_https_the_cookie_is_bound_to_this_host(desk: TestDesk, admin: Person) -> None:
    from api.access.passwords import Passwords
    from api.main import create_app
    from tests.api.conftest import CHEAP

    desk.settings.public_base_url = "https://desk.test"
    reader = Reader(create_app(desk, passwords=Passwords(CHEAP)), admin)
    reader.web.follow_redirects = False
    answer = await reader.signs_in()
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-serai=")
    assert "Secure" in cookie
    assert "max-age=31536000" in answer.headers["strict-transport-security"]


async def test_a_wrong_password_is_told_on_the_page(app: FastAPI, admin: Person) -> None:
    form = {"email": admin.user.email, "password": "wrong guess"}
    answer = await Reader(app, admin).web.post("/admin/sign-in", data=form)
    assert answer.status_code == 401
    assert "The e-mail address or the password is wrong." in words_of(answer)
    assert "wrong guess" not in answer.text


async def test_a_cookie_is_no_api_token_and_an_api_token_no_cookie(asha: Reader, admin: Person) -> None:
    cookie = asha.web.cookies["serai_session"]
    refreshed = await admin.web.post("/api/v1/auth/refresh", json={"refresh_token": cookie})
    assert refreshed.status_code == 401

    asha.web.cookies.set("serai_session", admin.tokens["refresh_token"])
    assert (await asha.opens("/admin/leads")).url.path == "/admin/sign-in"


async def test_signing_out_ends_the_session_for_good(asha: Reader) -> None:
    cookie = asha.web.cookies["serai_session"]
    assert "You are signed out." in words_of(await asha.sends("/admin/sign-out"))
    asha.web.cookies.set("serai_session", cookie)
    assert (await asha.opens("/admin/leads")).url.path == "/admin/sign-in"
