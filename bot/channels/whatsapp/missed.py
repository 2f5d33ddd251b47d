"""Messages whose webhook never came, read from Twilio's list: the same inbox row as the webhook makes."""

from typing import Any

from bot.channels.port import Inbound
from bot.channels.whatsapp.parsing import plain
from bot.channels.whatsapp.transport import TWILIO


async def inbound_of(message: Any) -> Inbound:
    """Turn one listed message of the SDK into an inbound one, fetching the addresses of its media."""
    media = []
    if str(message.num_media or "0") != "0":
        media = [
            {"url": f"{TWILIO}{item.uri.removesuffix('.json')}", "media_type": item.content_type or ""}
            for item in await message.media.list_async()
        ]
    return Inbound(
        channel="whatsapp",
        channel_account=message.to,
        external_id=message.sid,
        address=plain(message.from_),
        kind="media" if media else "text",
        text=message.body or "",
        provider_at=message.date_sent or message.date_created,
        detail={"media": media} if media else {},
        raw={"MessageSid": message.sid, "From": message.from_, "To": message.to, "reconciled": "yes"},
    )
