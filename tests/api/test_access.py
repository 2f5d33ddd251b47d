"""Signing in, and everything that must not get in."""

import base64
import json
from datetime import timedelta
from typing import Any

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from fastapi import FastAPI
from sqlalchemy import select

from api.access.tokens import derive_key
from crm.audit.models import AuditRow
from crm.clock import MovableClock
from crm.users.models import SignIn
from tests.api.desk import TestDesk
from tests.api.people import PASSWORD, Person
from tests.api.reader import Reader
from tests.faults import Figures, size


async def test_a_member_of_staff_signs_in_and_is_known(agent: Person) -> None:
    answer = await agent.get("/me")

    assert answer.status_code == 200
    assert answer.json()["email"] == "arjun@example.com"


async def test_without_a_token_nobody_is_let_in(web: httpx.AsyncClient) -> None:
    answer = await web.get("/api/v1/me")

    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert answer.json()["detail"] == "Sign in first."


async def test_wrong_password_and_unknown_person_get_the_same_answer(
    agent: Person, web: httpx.AsyncClient
) -> None:
    wrong = await agent.signs_in("not the password")
    unknown = await web.post(
        "/api/v1/auth/sign-in", json={"email": "nobody@example.com", "password": "not the password"}
    )

    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json() == unknown.json()
    assert set(wrong.headers) == set(unknown.headers)


async def test_the_same_work_is_done_for_an_unknown_person(
    agent: Person, web: httpx.AsyncClient, desk: TestDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str] = []
    hasher = web._transport.app.state.doors.passwords._hash  # type: ignore[attr-defined] # the app under test
    verify = hasher.verify
    monkeypatch.setattr(hasher, "verify", lambda *pair: checked.append("once") or verify(*pair))

    await agent.signs_in("not the password")
    await web.post("/api/v1/auth/sign-in", json={"email": "nobody@example.com", "password": "a guess"})

    assert checked == ["once", "once"]
    async with desk.book.reading() as session:
        refused = (await session.scalars(select(AuditRow).where(AuditRow.action == "session.refused"))).all()
    assert {row.subject for row in refused} == {f"user:{agent.user.id}", "user:unknown"}


async def guesses(app: FastAPI, email: str, number: int, network: str) -> list[int]:
    """Strangers guess at an account, each from an address of their own."""
    statuses = []
    for n in range(number):
        transport = httpx.ASGITransport(
            app, raise_app_exceptions=False, client=(f"{network}.{n // 250}.{n % 250}", 1)
        )
        async with httpx.AsyncClient(transport=transport, base_url="http://desk.test") as stranger:
            form = {"email": email, "password": f"guess number {n}"}
            statuses.append((await stranger.post("/api/v1/auth/sign-in", json=form)).status_code)
    return statuses


@pytest.mark.fault("T41")
@pytest.mark.timeout(size(120, 900))
async def test_strangers_have_ten_guesses_an_hour_and_cannot_lock_the_owner_out(
    app: FastAPI, agent: Person, figures: Figures
) -> None:
    tries = size(30, 10_000)
    answers = await guesses(app, agent.user.email, tries, "198.51")
    figures.show("guesses that were checked", answers.count(401), f"10 of {tries}")
    assert answers == [401] * 10 + [429] * (tries - 10)
    assert (await agent.signs_in()).status_code == 200  # from an address that staff are known to use
    # The owner's success gives the strangers nothing back.
    assert await guesses(app, agent.user.email, 3, "203.0") == [429] * 3


async def test_an_unknown_account_answers_strangers_just_as_a_known_one(app: FastAPI, agent: Person) -> None:
    unknown = await guesses(app, "nobody@example.com", 12, "198.51")
    assert unknown == await guesses(app, agent.user.email, 12, "203.0")
    # Nor does an address that staff use tell who they are: it has ten guesses at any account.
    here = []
    for email in ("nobody@example.com", agent.user.email):
        form = {"email": email, "password": "a guess"}
        here.append((await agent.web.post("/api/v1/auth/sign-in", json=form)).status_code)
    assert here == [401, 401]


async def test_a_known_address_has_ten_guesses_of_its_own(agent: Person) -> None:
    answers = [(await agent.signs_in(f"guess number {n}")).status_code for n in range(12)]

    assert answers == [401] * 10 + [429] * 2
    right = await agent.signs_in()
    assert right.status_code == 429
    assert 0 < int(right.headers["retry-after"]) <= 3600


async def test_a_browser_that_was_signed_in_is_known_again_wherever_it_is(
    app: FastAPI, agent: Person, asha: Reader, desk: TestDesk
) -> None:
    travelling = Reader(app, asha.person)
    travelling.web.cookies.update(asha.web.cookies)
    travelling.web._transport = httpx.ASGITransport(app, client=("192.0.2.77", 1))
    email = asha.person.user.email
    assert (await guesses(app, email, 11, "198.51"))[-1] == 429
    stranger = Reader(app, asha.person)
    stranger.web._transport = httpx.ASGITransport(app, client=("192.0.2.78", 1))
    assert "Too many tries" in (await stranger.signs_in()).text
    assert (await travelling.signs_in()).url.path == "/admin/leads"


@pytest.mark.fault("T40")
async def test_claiming_another_address_in_a_header_does_not_help(agent: Person) -> None:
    statuses = []
    for n in range(25):
        answer = await agent.web.post(
            "/api/v1/auth/sign-in",
            json={"email": f"someone{n}@example.com", "password": "guess"},
            headers={
                "X-Forwarded-For": f"203.0.113.{n}",
                "X-Real-IP": f"203.0.113.{n}",
                "Forwarded": f"for=1.2.3.{n}",
            },
        )
        statuses.append(answer.status_code)

    # The fixture's own sign-in was the first of the twenty that this address has a minute.
    assert statuses == [401] * 19 + [429] * 6


async def test_a_refresh_token_is_good_once_and_gives_the_next(agent: Person, web: httpx.AsyncClient) -> None:
    first = agent.tokens["refresh_token"]
    answer = await web.post("/api/v1/auth/refresh", json={"refresh_token": first})

    assert answer.status_code == 200
    assert answer.json()["refresh_token"] != first
    agent.tokens = answer.json()
    assert (await agent.get("/me")).status_code == 200


@pytest.mark.parametrize("rotations", [1, 3])
async def test_a_refresh_token_that_comes_back_ends_the_session_for_all(
    agent: Person, web: httpx.AsyncClient, desk: TestDesk, rotations: int
) -> None:
    stolen = agent.tokens["refresh_token"]
    for _ in range(rotations):
        answer = await web.post("/api/v1/auth/refresh", json={"refresh_token": agent.tokens["refresh_token"]})
        agent.tokens = answer.json()

    thief = await web.post("/api/v1/auth/refresh", json={"refresh_token": stolen})
    owner = await web.post("/api/v1/auth/refresh", json={"refresh_token": agent.tokens["refresh_token"]})

    assert (thief.status_code, owner.status_code) == (401, 401)
    assert (await agent.get("/me")).status_code == 401
    async with desk.book.reading() as session:
        ended = (await session.scalars(select(SignIn).where(SignIn.user_id == agent.user.id))).one()
    assert ended.revoked_because == "a used refresh token came back"


async def test_an_access_token_ends_after_ten_minutes(agent: Person, clock: MovableClock) -> None:
    clock.advance(timedelta(minutes=9, seconds=59))
    assert (await agent.get("/me")).status_code == 200
    clock.advance(timedelta(seconds=1))
    assert (await agent.get("/me")).status_code == 401


async def test_a_refresh_token_ends_after_thirty_days(
    agent: Person, web: httpx.AsyncClient, clock: MovableClock
) -> None:
    clock.advance(timedelta(days=30, seconds=1))
    answer = await web.post("/api/v1/auth/refresh", json={"refresh_token": agent.tokens["refresh_token"]})
    assert answer.status_code == 401


async def test_signing_out_stops_the_access_token_at_once(agent: Person) -> None:
    assert (await agent.asks("POST", "/auth/sign-out")).status_code == 204
    assert (await agent.get("/me")).status_code == 401


async def test_a_device_can_be_signed_out_from_another(agent: Person, web: httpx.AsyncClient) -> None:
    phone = Person(web, agent.user)
    await phone.signs_in()
    devices = (await agent.get("/auth/sessions")).json()
    assert [device["is_current"] for device in devices].count(True) == 1
    other = next(device["id"] for device in devices if not device["is_current"])

    assert (await agent.asks("DELETE", f"/auth/sessions/{other}")).status_code == 204

    assert (await phone.get("/me")).status_code == 401
    assert (await agent.get("/me")).status_code == 200


async def test_nobody_can_end_a_colleagues_session(agent: Person, colleague: Person) -> None:
    theirs = (await colleague.get("/auth/sessions")).json()[0]["id"]

    assert (await agent.asks("DELETE", f"/auth/sessions/{theirs}")).status_code == 404
    assert (await colleague.get("/me")).status_code == 200


async def test_a_changed_password_signs_every_device_out(agent: Person) -> None:
    change = {"current": PASSWORD, "new": "a better horse 43"}
    assert (await agent.asks("POST", "/me/password", json=change)).status_code == 204

    assert (await agent.get("/me")).status_code == 401
    assert (await agent.signs_in()).status_code == 401
    assert (await agent.signs_in("a better horse 43")).status_code == 200


async def test_a_weak_password_is_refused_with_the_reason(agent: Person) -> None:
    answer = await agent.asks("POST", "/me/password", json={"current": PASSWORD, "new": "password123"})

    assert answer.status_code == 422
    assert answer.json()["errors"] == [
        {"field": "password", "message": "This password is too easy to guess."}
    ]


def _part(value: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def _forgeries(good: str) -> dict[str, str]:
    """Every way in which a token can be false (OWASP ASVS 9.1 and 9.2)."""
    key = derive_key("k" * 40, "access token")
    claims = jwt.decode(good, options={"verify_signature": False})
    now = claims["iat"]
    rsa_key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    head, body, mark = good.split(".")

    def signed(headers: dict[str, Any] | None = None, **changes: Any) -> str:
        changed = {name: value for name, value in {**claims, **changes}.items() if value is not None}
        return jwt.encode(changed, key, algorithm="HS256", headers=headers)

    return {
        "no algorithm": f"{_part({'alg': 'none', 'typ': 'JWT'})}.{body}.",
        "no algorithm, oddly written": f"{_part({'alg': 'nOnE', 'typ': 'JWT'})}.{body}.{mark}",
        "signature left out": f"{head}.{body}.",
        "signature of another": f"{head}.{body}.{mark[:-4]}AAAA",
        "body of another": f"{head}.{_part({**claims, 'sub': '999'})}.{mark}",
        "another key": jwt.encode(claims, b"z" * 32, algorithm="HS256"),
        "the bare secret as key": jwt.encode(claims, "k" * 40, algorithm="HS256"),
        "another algorithm": jwt.encode(claims, key + key, algorithm="HS384"),
        "a public key's algorithm": jwt.encode(claims, rsa_key, algorithm="RS256"),
        "kid": signed({"kid": "../../dev/null"}),
        "jku": signed({"jku": "https://evil.example/keys"}),
        "jwk": signed({"jwk": {"kty": "oct", "k": "AAAA"}}),
        "x5u": signed({"x5u": "https://evil.example/cert"}),
        "crit": signed({"crit": ["exp"]}),
        "expired": signed(iat=now - 700, nbf=now - 700, exp=now - 100),
        "not yet valid": signed(nbf=now + 60),
        "good for ever": signed(exp=now + 10**9),
        "no end": signed(exp=None),
        "no beginning": signed(nbf=None),
        "no id": signed(jti=None),
        "empty id": signed(jti=""),
        "time as text": signed(nbf=str(now)),
        "no audience": signed(aud=None),
        "another audience": signed(aud="other"),
        "several audiences": signed(aud=["serai-api", "other"]),
        "another issuer": signed(iss="other"),
        "another type": signed(typ="refresh"),
        "no type": signed(typ=None),
        "no session": signed(sid=None),
        "unknown session": signed(sid="nobody"),
        "another person": signed(sub="999"),
        "a person who is not a number": signed(sub="1 OR 1=1"),
        "garbage": "a.b.c",
        "nothing": "",
        "not ASCII": "é.é.é",
        "very long": "a" * 20_000,
    }


@pytest.mark.fault("T24")
async def test_a_false_token_is_refused_whatever_is_wrong_with_it(
    agent: Person, web: httpx.AsyncClient, figures: Figures
) -> None:
    let_in = []
    false = _forgeries(agent.tokens["access_token"])
    for name, token in false.items():
        header = f"Bearer {token}".encode()
        answer = await web.get("/api/v1/me", headers={b"Authorization": header})
        if answer.status_code != 401:
            let_in.append((name, answer.status_code))

    figures.show("refused with 401", f"{len(false) - len(let_in)} of {len(false)}")
    assert let_in == []
    assert (await agent.get("/me")).status_code == 200


async def test_a_refresh_token_is_no_access_token(agent: Person, web: httpx.AsyncClient) -> None:
    header = {"Authorization": f"Bearer {agent.tokens['refresh_token']}"}
    assert (await web.get("/api/v1/me", headers=header)).status_code == 401


async def test_someone_who_left_is_out_at_once(agent: Person, desk: TestDesk) -> None:
    from crm.users import service

    async with desk.book.transaction() as session:
        await service.deactivate(session, agent.user.id, desk.clock.now())

    assert (await agent.get("/me")).status_code == 401
    assert (await agent.signs_in()).status_code == 401


@pytest.mark.fault("T26")
async def test_protected_fields_cannot_be_slipped_in(agent: Person) -> None:
    for field, value in {
        "role": "admin",
        "is_active": False,
        "id": 1,
        "email": "x@y.z",
        "telegram_id": 5,
    }.items():
        answer = await agent.asks("PATCH", "/me", json={"name": "Arjun R", field: value})
        assert answer.status_code == 422, field
        assert answer.json()["errors"][0]["message"] == "There is no such field, or it cannot be set here."
    mine = (await agent.get("/me")).json()
    assert (mine["role"], mine["name"], mine["email"]) == ("agent", "Arjun", "arjun@example.com")


async def test_every_answer_carries_strict_headers(web: httpx.AsyncClient) -> None:
    for path in ("/healthz", "/api/v1/me", "/nowhere"):
        headers = (await web.get(path)).headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
        assert len(headers["x-request-id"]) == 16


async def test_a_device_shows_when_it_was_last_used(agent: Person, clock: MovableClock) -> None:
    clock.advance(timedelta(minutes=4))
    await agent.get("/me")
    assert (await agent.get("/auth/sessions")).json()[0]["used_at"] == "2026-11-23T09:00:00Z"
    clock.advance(timedelta(minutes=1))
    await agent.get("/me")
    assert (await agent.get("/auth/sessions")).json()[0]["used_at"] == "2026-11-23T09:05:00Z"
