"""What Telegram's errors mean for the message that met them."""

from bot.channels.port import Refusal, TryLater, Unknown

_REMEDIES = {
    "blocked": "The person blocked the bot or never started it. Ask them to open the bot and press Start.",
    "chat not found": "Telegram does not know this chat. Ask the person to write to the bot first.",
    "unauthorized": "Telegram refuses the bot's token. Check TELEGRAM_BOT_TOKEN.",
    "too large": "The file is over Telegram's limit. Send it as a link.",
    "gone": "The message to change is gone; a new one will be sent.",
}


def classify(error: Exception, *, repeats_safely: bool) -> Refusal | TryLater | Unknown:
    """Sort an error. `repeats_safely` is true for edits and button answers, which cannot double.

    Telegram has no read-back and no idempotency key, so a send whose reply was lost stays unknown.
    """
    from aiogram import exceptions as aio

    match error:
        case aio.TelegramRetryAfter():
            return TryLater(float(error.retry_after), "429", "Telegram asks to slow down")
        case aio.TelegramMigrateToChat():
            return TryLater(0, "migrated", "the group became a supergroup", str(error.migrate_to_chat_id))
        case aio.TelegramForbiddenError():
            return Refusal("403", error.message, _REMEDIES["blocked"], unreachable=True)
        case aio.TelegramUnauthorizedError() | aio.TelegramNotFound():
            return Refusal("401", error.message, _REMEDIES["unauthorized"])
        case aio.TelegramEntityTooLarge():
            return Refusal("413", error.message, _REMEDIES["too large"])
        case aio.TelegramBadRequest():
            return _bad_request(error.message)
        case aio.RestartingTelegram():
            return TryLater(5, "restarting", error.message, is_away=True)
        case aio.TelegramNetworkError():
            if repeats_safely or _never_left(error.message):
                return TryLater(2, "network", error.message, is_away=True)
            return Unknown(error.message)
        case _:
            detail = f"{type(error).__name__}: {error}"[:300]
            return TryLater(2, "garbled", detail, is_away=True) if repeats_safely else Unknown(detail)


def _bad_request(message: str) -> Refusal:
    told = message.lower()
    if "message to edit not found" in told or "message can't be edited" in told:
        return Refusal("gone", message, _REMEDIES["gone"])
    if "chat not found" in told:
        return Refusal("400", message, _REMEDIES["chat not found"], unreachable=True)
    return Refusal("400", message, "Telegram refuses this message as it is. Send it again in other words.")


def _never_left(message: str) -> bool:
    """Say whether the connection failed before anything was sent (aiohttp's own error names)."""
    return message.startswith(("ClientConnectorError", "ClientConnectorDNSError", "ConnectionRefused"))
