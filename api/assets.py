"""Style sheets, scripts, fonts, and the API's description for the browser: all from this very server."""

from pathlib import Path

from fastapi import APIRouter, FastAPI
from fastapi.responses import HTMLResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

import templates
from api.access.guards import Anyone, GuardedRoute

router = APIRouter(route_class=GuardedRoute, include_in_schema=False)

_HERE = Path(__file__).parent / "static"
_FONTS = Path(templates.__file__).parent / "fonts"

# Swagger UI writes style attributes; scripts stay as strict as everywhere.
_READER_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)

_READER = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Serai API</title>
<link rel="icon" href="/static/mark.svg" type="image/svg+xml">
<link rel="stylesheet" href="/static/vendor/swagger-ui/swagger-ui.css">
</head>
<body>
<div id="reader" data-description="/api/v1/openapi.json"></div>
<script src="/static/vendor/swagger-ui/swagger-ui-bundle.js"></script>
<script src="/static/api-reader.js"></script>
</body>
</html>
"""


class KeptFiles(StaticFiles):
    """Static files that a browser may keep: addresses on our pages change with the content."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        is_versioned = b"v=" in scope.get("query_string", b"")
        kept = "public, max-age=31536000, immutable" if is_versioned else "public, max-age=3600"
        response.headers["cache-control"] = kept
        return response


@router.get("/api/v1/docs", dependencies=[Anyone])
async def read_api() -> Response:
    """Show the API's description, to read and to try."""
    return HTMLResponse(_READER, headers={"content-security-policy": _READER_POLICY})


def mount(app: FastAPI) -> None:
    app.mount("/static/fonts", KeptFiles(directory=_FONTS), name="fonts")
    app.mount("/static", KeptFiles(directory=_HERE), name="static")
