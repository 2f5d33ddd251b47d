"""E-mail to a lead from the doors: what would go, and sending it. REST and pages call the same."""

from datetime import timedelta
from typing import TYPE_CHECKING

from fastapi import Request

from api import acts
from api.doors import doors
from api.writing import writing
from bot.fittings import mail_account
from crm.agency.service import load as load_agency
from crm.errors import Clash
from crm.leads.queries import lead_line
from crm.users.rules import Staff

if TYPE_CHECKING:
    from bot.mailing import Drafted


async def drafted_mail(
    request: Request, me: Staff, lead_id: int, words: str = "", subject: str = ""
) -> tuple["Drafted", timedelta]:
    """Draft the proposal's e-mail, or one of these words; also how long a new trip link lives.

    Raises `Missing`, and `Clash` where no e-mail can go.
    """
    from bot.mailing import NotMailable, draft_proposal, draft_words  # babel and the map: a third of a second

    at = doors(request)
    account = mail_account(at.desk.channels)
    async with at.desk.book.reading() as session:
        lead = (await lead_line(session, me, lead_id)).lead
        agency = await load_agency(session)
        try:
            if words:
                drafted = await draft_words(session, lead, account, words, subject)
            else:
                drafted = await draft_proposal(session, lead, account)
        except NotMailable as problem:
            raise Clash(str(problem)) from problem
    return drafted, timedelta(days=agency.link_days)


async def send_mail(
    request: Request, me: Staff, lead_id: int, *, words: str = "", subject: str = "", seen: int | None = None
) -> int:
    """Queue an e-mail; gives the outbox number. `seen` is the version that the asker looked at."""
    drafted, lifetime = await drafted_mail(request, me, lead_id, words, subject)
    letter = drafted.letter
    if seen is not None and letter.version != seen:
        raise Clash(f"Version {letter.version} is newer than the one you looked at.")
    async with writing(request, me) as pen:
        lead = await acts.open_lead(pen, me, lead_id)
        return await acts.mail_to_customer(pen, me, lead, letter, lifetime)
