"""Letters to customers as staff see them before they go: the proposal of a version, or words of their own."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.channels.email.letters import write_letter
from bot.channels.email.server import is_address
from bot.paper.rendering import read_story
from crm.agency.service import load as load_agency
from crm.contacts.models import Contact
from crm.conversations.mailing import LONGEST_ADDRESS, Letter
from crm.leads.models import Lead
from crm.trips.service import newest_version
from crm.trips.store import NotStorable

NO_MAIL = "E-mail is not set up: an admin sets SMTP_URL and MAIL_FROM."


class NotMailable(ValueError):
    """No e-mail can go to this lead; the sentence says why, and what to do."""


@dataclass(frozen=True)
class Drafted:
    """A letter as it would go. `letter.text` is the whole of it, without the link and the file."""

    letter: Letter
    name: str


async def draft_proposal(session: AsyncSession, lead: Lead, account: str | None) -> Drafted:
    """Draft the e-mail that carries the newest version's proposal. Raises `NotMailable`."""
    contact, address = await _addressee(session, lead, account)
    version = await newest_version(session, lead.id)
    if version is None:
        raise NotMailable(f"Lead {lead.id} has no plan yet. /plan {lead.id} makes one.")
    try:
        story, _, _ = await read_story(session, version.id)
    except NotStorable as problem:
        raise NotMailable(
            f"Version {version.version} is of an older shape. /plan {lead.id} makes a new one."
        ) from problem
    facts = {
        "kind": "proposal",
        "version": version.version,
        "trip": story.title,
        "dates": story.dates,
        "party": story.party,
        "total": story.total,
        "valid_until": story.valid_until,
        "note": "",
    }
    return await _drafted(session, contact, account or "", address, facts, version.version)


async def draft_words(
    session: AsyncSession, lead: Lead, account: str | None, text: str, subject: str = ""
) -> Drafted:
    """Draft an e-mail with a colleague's own words. Raises `NotMailable`."""
    contact, address = await _addressee(session, lead, account)
    facts = {"kind": "letter", "text": text, "subject": subject}
    return await _drafted(session, contact, account or "", address, facts, None)


async def _addressee(session: AsyncSession, lead: Lead, account: str | None) -> tuple[Contact, str]:
    if account is None:
        raise NotMailable(NO_MAIL)
    contact = await session.get_one(Contact, lead.contact_id)
    if contact.opted_out_at is not None:
        raise NotMailable("They opted out: nothing may be sent.")
    address = (contact.email or "").strip().lower()
    if not address:
        raise NotMailable(
            f"No e-mail address is known for lead {lead.id}. Ask for it: the desk notes it from the chat."
        )
    if not is_address(address) or len(address) > LONGEST_ADDRESS:
        raise NotMailable(f"{address[:80]} is no address that mail can be sent to. Ask for it anew.")
    return contact, address


async def _drafted(
    session: AsyncSession,
    contact: Contact,
    account: str,
    address: str,
    facts: dict[str, Any],
    version: int | None,
) -> Drafted:
    agency = await load_agency(session)
    shown = {
        "name": contact.name or "",
        "language": contact.language,
        "agency": agency.agency_name,
        "agency_phone": agency.agency_phone,
        "is_attached": version is not None,
    }
    written = write_letter({**shown, **facts})
    # The history shows a colleague's words as they were typed, and a proposal's letter as it reads.
    text = written.text.strip() if version is not None else str(facts["text"])
    return Drafted(Letter(account, address, written.subject, text, facts, version), contact.name or address)
