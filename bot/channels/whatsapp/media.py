"""Fetching what customers sent: from Twilio's own hosts only, with credentials for its API only."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

import aiohttp

from bot.channels.port import Media
from bot.channels.whatsapp.transport import signed_in

if TYPE_CHECKING:
    from bot.channels.whatsapp.transport import Wire

MOST = 20_000_000  # bytes; WhatsApp itself ends at 16 MB
_API = ("api.twilio.com",)
_STORES = (".twilio.com", ".twiliocdn.com")  # where the API redirects to, without credentials


class NotOurs(ValueError):
    """The address is not one of Twilio's: nothing was asked of it."""


class NoMedia(LookupError):
    """The provider does not give the file, or gives too much."""


async def fetch(wire: "Wire", api_base: str, auth: tuple[str, str], reference: Mapping[str, Any]) -> Media:
    """Fetch a file by the address in a webhook. Raises `NotOurs` or `NoMedia`."""
    url = str(reference["url"])
    if urlsplit(url).hostname in _API and api_base:
        url = wire.at_base(url)
    for _ in range(4):
        headers = signed_in(auth) if _check(url, api_base) else {}
        async with wire.open().get(url, headers=headers, allow_redirects=False) as answer:
            if answer.status in (301, 302, 303, 307, 308):
                url = urljoin(url, answer.headers.get("Location", ""))
                continue
            if answer.status != 200:
                raise NoMedia(f"Twilio answered {answer.status}")
            return Media(await _read(answer), answer.content_type, url.rpartition("/")[2])
    raise NoMedia("too many redirects")


def _check(url: str, api_base: str) -> bool:
    """Say whether credentials go to this address. Raises `NotOurs` for one that is not Twilio's."""
    there, base = urlsplit(url), urlsplit(api_base)
    if api_base and (there.scheme, there.netloc) == (base.scheme, base.netloc):
        return True
    host = there.hostname or ""
    if there.scheme != "https" or there.username is not None or there.port not in (None, 443):
        raise NotOurs(host)
    if host in _API:
        return True
    if host.endswith(_STORES):
        return False
    raise NotOurs(host)


async def _read(answer: aiohttp.ClientResponse) -> bytes:
    content = bytearray()
    async for chunk in answer.content.iter_chunked(65_536):
        content += chunk
        if len(content) > MOST:
            raise NoMedia("the file is too large")
    return bytes(content)
