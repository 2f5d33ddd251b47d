"""Finding the lead and the colleague that staff mean by a name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import combining, normalize

from rapidfuzz import fuzz, process
from sqlalchemy import case, select
from sqlalchemy.ext.asyncio import AsyncSession

from agents.regexes import regex
from bot.staff.desk import Viewer
from crm.contacts.models import Contact
from crm.conversations.values import Heard, Scene
from crm.leads.authority import visible_to
from crm.leads.models import Lead
from crm.leads.rules import OPEN_STATUSES
from crm.users.models import User

_MOST = 2_000  # leads whose names are compared, open ones first
_NEAR = 86  # likeness of names, of 100, from which a slip of the keyboard is taken for the name
_NAMED = regex(r"[Ll]ead (\d{1,9})")


@dataclass(frozen=True)
class Named:
    """A lead that may be meant."""

    id: int
    name: str
    title: str
    is_open: bool


async def leads_named(session: AsyncSession, viewer: Viewer, words: str) -> list[Named]:
    """Give the leads that a name may mean, as this viewer may see them; open ones alone, if there are any.

    Every word must begin a word of the customer's name. Where that finds nobody, a likely slip counts.
    """
    everyone = await _visible(session, viewer)
    wanted = unaccented(words).split()
    found = [lead for lead in everyone if _begins(wanted, unaccented(lead.name).split())]
    if not found:
        names = {number: unaccented(lead.name) for number, lead in enumerate(everyone)}
        scorer = fuzz.ratio if len(wanted) > 1 else _first_name
        hits = process.extract(" ".join(wanted), names, scorer=scorer, score_cutoff=_NEAR, limit=8)
        found = [everyone[number] for _, _, number in hits]
    still_open = [lead for lead in found if lead.is_open]
    return still_open or found


def unaccented(name: str) -> str:
    """Write a name as it is typed in a hurry: small, and without its accents."""
    letters = normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if not combining(letter))


def _first_name(words: str, name: str, **more: Any) -> float:
    """Compare one word with each word of a name."""
    return max((fuzz.ratio(words, part) for part in name.split()), default=0.0)


def _begins(wanted: Sequence[str], name: Sequence[str]) -> bool:
    return all(any(part.startswith(word) for part in name) for word in wanted)


async def _visible(session: AsyncSession, viewer: Viewer) -> list[Named]:
    is_closed = case((Lead.status.in_(OPEN_STATUSES), 0), else_=1)
    query = (
        select(Lead.id, Contact.name, Lead.title, Lead.status)
        .join(Contact, Contact.id == Lead.contact_id)
        .where(visible_to(viewer), Contact.name.is_not(None))
        .order_by(is_closed, Lead.updated_at.desc(), Lead.id.desc())
        .limit(_MOST)
    )
    rows = await session.execute(query)
    return [Named(row[0], row[1] or "", row[2], row[3] in OPEN_STATUSES) for row in rows]


def spoken_of(scene: Scene, heard: Heard | None) -> int | None:
    """Give the lead that "it" or "her" means: of the message replied to, else the one shown last."""
    message: Mapping[str, Any] = (heard.detail.get("update", {}) if heard else {}).get("message", {})
    replied = str((message.get("reply_to_message") or {}).get("text") or "").partition("\n")[0]
    if named := _NAMED.search(replied):
        return int(named[1])
    for key in ("about", "speaking"):
        if isinstance(scene.dialogue.get(key), int):
            return int(scene.dialogue[key])
    return None


async def colleagues(session: AsyncSession) -> dict[int, str]:
    """Give everyone who works here, by id."""
    rows = await session.execute(select(User.id, User.name).where(User.is_active).order_by(User.id))
    return {row[0]: row[1] for row in rows}
