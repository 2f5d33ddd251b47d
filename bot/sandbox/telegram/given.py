"""Parameters of a method, however they came: JSON, form, multipart or query."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import Request

from bot.sandbox.telegram.refusals import Refusal, bad_request

DOCUMENT_LIMIT = 50 * 1_024 * 1_024


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with the call."""

    name: str
    content_type: str
    content: bytes


@dataclass(slots=True)
class Given:
    """What a method was called with."""

    values: dict[str, Any] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str, otherwise: str = "") -> str:
        """A string; numbers are written out."""
        value = self.values.get(name)
        return otherwise if value is None else value if isinstance(value, str) else json.dumps(value)

    def number(self, name: str) -> int | None:
        """A whole number, or None when it is absent or not one."""
        value = self.values.get(name)
        try:
            return None if value is None or isinstance(value, bool) else int(value)
        except (TypeError, ValueError):
            return None

    def flag(self, name: str) -> bool:
        """A yes or no."""
        value = self.values.get(name)
        return value is True or str(value).lower() in ("true", "1", "yes")

    def structure(self, name: str) -> Any:
        """A nested object or list, which forms write as JSON. Raises Refusal when it is no JSON."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError as error:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from error

    def upload(self, name: str) -> Upload | None:
        """The file sent under that name, directly or by `attach://`."""
        direct = self.files.get(name)
        if direct is not None:
            return direct
        return self.files.get(self.text(name).removeprefix("attach://"))


async def read_given(request: Request) -> Given:
    """Read what a request carries. Raises Refusal for what cannot be read."""
    given = Given(dict(request.query_params))
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        await _read_multipart(request, given)
        return given
    body = await request.body()
    if not body:
        return given
    if kind == "application/json":
        try:
            values = json.loads(body)
        except ValueError as error:
            raise bad_request("can't parse JSON object") from error
        if not isinstance(values, dict):
            raise bad_request("can't parse JSON object")
        given.values.update(values)
    else:
        given.values.update(parse_qsl(body.decode(errors="replace"), keep_blank_values=True))
    return given


async def _read_multipart(request: Request, given: Given) -> None:
    if int(request.headers.get("content-length") or 0) > DOCUMENT_LIMIT + 1_048_576:
        raise Refusal(413, "Request Entity Too Large")
    try:
        async with request.form(max_part_size=DOCUMENT_LIMIT) as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    content = await value.read()
                    kind = value.content_type or "application/octet-stream"
                    given.files[name] = Upload(value.filename or name, kind, content)
                else:
                    given.values[name] = value
    except MultiPartException as error:
        raise bad_request(f"can't read the form: {error.message}") from error
