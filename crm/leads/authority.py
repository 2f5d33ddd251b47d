"""Who may do what with a lead and its conversation: one rule for Telegram, REST, pages and settling."""

from typing import Protocol

from sqlalchemy import ColumnElement, or_

from crm.leads.models import Lead


class Asker(Protocol):
    """A member of staff as the session or the claim names them."""

    @property
    def id(self) -> int: ...
    @property
    def sees_every_lead(self) -> bool: ...


def may_see(asker: Asker, owner_id: int | None) -> bool:
    """Agents see their own leads and unclaimed ones; managers and admins see all."""
    return asker.sees_every_lead or owner_id in (None, asker.id)


def visible_to(asker: Asker) -> ColumnElement[bool]:
    """Say the same as `may_see`, to the book."""
    if asker.sees_every_lead:
        return Lead.id.is_not(None)
    return or_(Lead.owner_id == asker.id, Lead.owner_id.is_(None))


def may_take(asker: Asker, holder_id: int | None, owner_id: int | None) -> bool:
    """Whom the desk speaks for may be spoken with by all who see the lead.

    From a colleague only the lead's owner or a manager takes the conversation over.
    """
    return holder_id in (None, asker.id) or asker.sees_every_lead or owner_id == asker.id


def may_hand_back(asker: Asker, holder_id: int | None) -> bool:
    """Only who holds a conversation, or a manager, gives it back to the desk."""
    return holder_id in (None, asker.id) or asker.sees_every_lead
