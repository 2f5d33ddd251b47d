"""Staff with a browser: they sign in, open pages and send forms, so that tests read like sentences."""

import html
import re

import httpx
from fastapi import FastAPI

from tests.api.people import PASSWORD, Person


class Reader:
    """Someone with a browser: follows redirects, keeps cookies, and sends forms as pages do."""

    def __init__(self, app: FastAPI, person: Person) -> None:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False, client=("93.184.216.34", 1))
        self.person = person
        self.web = httpx.AsyncClient(transport=transport, base_url="http://desk.test", follow_redirects=True)

    async def signs_in(self, going_to: str = "") -> httpx.Response:
        form = {"email": self.person.user.email, "password": PASSWORD, "next": going_to}
        return await self.web.post("/admin/sign-in", data=form)

    async def opens(self, path: str) -> httpx.Response:
        return await self.web.get(path)

    async def sends(self, path: str, **options: object) -> httpx.Response:
        token = re.search(r'name="form-token" content="(\w+)"', (await self.opens("/admin/account")).text)
        assert token is not None
        data = {"form_token": token[1], **(options.pop("data", None) or {})}  # type: ignore[dict-item] # test data
        return await self.web.post(path, data=data, **options)  # type: ignore[arg-type] # httpx's own options


def words_of(answer: httpx.Response) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())
