"""How far the providers' own lists of messages were read, so that no outage is too long to catch up on."""

from datetime import datetime

from crm.statements import Line, Statement

_LOOKED = Statement(
    "SELECT max(looked_at) AS looked_at FROM provider_looks WHERE channel_account = :account", account=str
).giving({"looked_at": datetime})
_NOTE = Statement(
    """
    INSERT INTO provider_looks (channel_account, looked_at) VALUES (:account, :at)
    ON CONFLICT (channel_account) DO UPDATE SET looked_at = :at WHERE provider_looks.looked_at < :at
    """,
    account=str,
    at=datetime,
)


async def looked_until(line: Line, account: str) -> datetime | None:
    """Give up to when the account's list was read, or None if it never was."""
    [(looked_at,)] = await line.run(_LOOKED, {"account": account})
    known: datetime | None = looked_at
    return known


async def note_look(line: Line, account: str, at: datetime) -> None:
    """Note that everything up to `at` is in the inbox. Never moves back."""
    await line.run(_NOTE, {"account": account, "at": at})
