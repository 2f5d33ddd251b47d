"""One way to write from a door: a transaction that leaves a line in the audit log, or does not commit."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fastapi import Request
from sqlalchemy.ext.asyncio import AsyncSession

from api.access.limits import caller_address
from api.doors import doors
from crm.audit.service import audit
from crm.users.rules import Staff


class Unaudited(RuntimeError):
    """A door wrote without saying so in the audit log; nothing was kept."""


@dataclass
class Pen:
    """A writing session, and the hand that signs for what was written."""

    session: AsyncSession
    now: datetime
    actor: str
    address: str
    lines: int = 0
    is_idle: bool = False

    def note(self, action: str, subject: str, **detail: Any) -> None:
        """Write one line to the audit log: "lead.claim" of "lead:42"."""
        audit(self.session, self.actor, action, subject, self.now, detail, self.address)
        self.lines += 1

    def leave(self) -> None:
        """Say that nothing was asked for that is not so already: nothing is written, and there is no line."""
        self.is_idle = True


@asynccontextmanager
async def writing(request: Request, staff: Staff) -> AsyncIterator[Pen]:
    """Write as a member of staff. Raises `Unaudited`, and rolls back, if nothing was noted."""
    at = doors(request)
    async with at.desk.book.transaction() as session:
        pen = Pen(session, at.now, staff.actor, caller_address(request))
        yield pen
        if not (pen.lines or pen.is_idle):
            raise Unaudited(f"{request.method} {request.url.path}")
    # A change of a lead queues cards for the staff's chats.
    at.desk.bell.deliver()
