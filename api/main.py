"""The web application: webhooks, REST, pages and operations over one composed desk."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from api import assets, files, operations, pages, problems, rest, webhooks
from api.access.passwords import Passwords
from api.desk import Desk
from api.doors import Doors, open_doors
from api.middleware import LargeBodiesInWords, Measured, SecurityHeaders
from api.trips import page

# Far above any webhook or form; the one upload that may be larger says so itself.
LARGEST_BODY = 1024 * 1024

_ABOUT = """
The desk's own API: leads, conversations, people, library, catalogue, deliveries and figures.

Sign in with `POST /api/v1/auth/sign-in` and send the access token as `Authorization: Bearer …`.
Refusals are `application/problem+json` (RFC 9457) with a sentence for the reader. Times are UTC,
amounts are decimal strings with an ISO 4217 currency. Agents see their own and unclaimed leads;
managers see all; admins may do everything.
"""


_PARTS = {
    "signing in": "Short access tokens, refresh tokens that are good once, and the devices behind them.",
    "me": "Your own account.",
    "leads": "Enquiries: what is known and why, what was planned, and what staff do with them.",
    "documents": "What customers sent besides words: voice notes, pictures, PDFs.",
    "conversations": "What customers and the desk wrote.",
    "people": "Who works here, as what.",
    "library": "The documents that customers' questions are answered from.",
    "catalogue": "What trips are made of, at which rates.",
    "troubles": "Messages that did not arrive, turns that died, and what can be done.",
    "report": "The same numbers as on the page and in Telegram.",
    "audit log": "Who changed what, when, from where.",
    "settings": "The agency's own settings.",
    "files": "Proposals and other files under unguessable names.",
    "trip page": "The customer's page of a trip.",
    "webhooks": "Where WhatsApp and Telegram knock.",
    "operations": "Alive, ready, and how it is doing.",
}

_ROUTERS = (
    webhooks.router,
    operations.router,
    files.router,
    page.router,
    rest.router,
    pages.router,
    assets.router,
)


@asynccontextmanager
async def _life(app: FastAPI) -> AsyncIterator[None]:
    at: Doors = app.state.doors
    await at.desk.start()
    try:
        yield
    finally:
        await at.desk.stop()
        at.passwords.close()
        await at.limits.close()


def create_app(desk: Desk, *, passwords: Passwords | None = None) -> FastAPI:
    """Build the app over a composed desk. Opening and closing the app starts and stops the desk."""
    app = FastAPI(
        title="Serai",
        version="1",
        description=_ABOUT,
        lifespan=_life,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        openapi_tags=[{"name": name, "description": about} for name, about in _PARTS.items()],
    )
    app.state.doors = open_doors(desk, passwords)
    problems.install(app)
    for router in _ROUTERS:
        app.include_router(router, max_body_size=LARGEST_BODY)
    assets.mount(app)
    # The last one added is the outermost.
    app.add_middleware(LargeBodiesInWords)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(Measured)
    return app
