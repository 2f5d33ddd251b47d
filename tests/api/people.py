"""Staff at the API: people who sign in and ask, so that tests read like sentences."""

from typing import Any

import httpx

from crm.users.models import User

PASSWORD = "correct horse 42"


class Person:
    """A member of staff with an access token in hand."""

    def __init__(self, web: httpx.AsyncClient, user: User) -> None:
        self.web, self.user = web, user
        self.tokens: dict[str, Any] = {}

    async def signs_in(self, password: str = PASSWORD) -> httpx.Response:
        form = {"email": self.user.email, "password": password}
        answer = await self.web.post("/api/v1/auth/sign-in", json=form)
        if answer.status_code == 200:
            self.tokens = answer.json()
        return answer

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.tokens['access_token']}"} if self.tokens else {}

    async def get(self, path: str, **params: Any) -> httpx.Response:
        return await self.web.get(f"/api/v1{path}", params=params, headers=self.headers)

    async def asks(self, method: str, path: str, **options: Any) -> httpx.Response:
        return await self.web.request(method, f"/api/v1{path}", headers=self.headers, **options)
