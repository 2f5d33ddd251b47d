"""Two ways for Telegram's updates to come in, both ending in the same inbox."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from bot.channels.port import Inbound
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.updates import inbound_of

log = structlog.get_logger(__name__)

_ALLOWED = ["message", "callback_query"]
_PAUSE_AFTER_ERROR = 3.0  # seconds


async def point_webhook(channel: TelegramChannel, url: str, secret: str) -> None:
    """Tell Telegram where to send updates. Raises aiogram's error when it refuses."""
    await channel.bot.set_webhook(url, secret_token=secret, allowed_updates=_ALLOWED)


async def poll(
    channel: TelegramChannel,
    keep: Callable[[list[Inbound]], Awaitable[None]],
    note: Callable[[str | None], Awaitable[None]] | None = None,
) -> None:
    """Fetch updates for ever. `keep` writes them down; only then does the next offset confirm them.

    `note` hears after each try why Telegram did not answer, or None.

    Whatever fails, Telegram's side or ours, nothing is confirmed and the same updates come again.
    """
    offset: int | None = None
    is_free = False
    while True:
        try:
            if not is_free:
                is_free = await channel.bot.delete_webhook()
            offset = await _fetch(channel, keep, offset)
            if note is not None:
                await note(None)
        except Exception as problem:  # noqa: BLE001 - the loop must outlive every failure
            log.warning("telegram_poll_failed", error=type(problem).__name__)
            if note is not None:
                await note(f"{type(problem).__name__}: {problem}")
            await asyncio.sleep(_PAUSE_AFTER_ERROR)


async def _fetch(
    channel: TelegramChannel, keep: Callable[[list[Inbound]], Awaitable[None]], offset: int | None
) -> int | None:
    updates = await channel.bot.get_updates(
        offset=offset, timeout=25, allowed_updates=_ALLOWED, request_timeout=35
    )
    raw = [update.model_dump(mode="json", exclude_none=True, by_alias=True) for update in updates]
    await keep([found for update in raw if (found := inbound_of(update, channel.account)) is not None])
    return updates[-1].update_id + 1 if updates else offset


async def publish_commands(channel: TelegramChannel, commands: dict[str, str]) -> None:
    """Show the staff commands in Telegram's own menu."""
    from aiogram.types import BotCommand

    await channel.bot.set_my_commands(
        [BotCommand(command=name, description=told) for name, told in commands.items()]
    )
