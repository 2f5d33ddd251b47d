"""Effects are written here, once a turn, in the settling transaction. Each noun's writers live with it."""

from collections.abc import Sequence
from contextlib import nullcontext
from datetime import datetime, timedelta
from itertools import groupby
from operator import itemgetter

from sqlalchemy.ext.asyncio import AsyncSession

from crm.conversations.values import Effect, Scene
from crm.conversations.writers import WRITERS as _OF_CONVERSATIONS
from crm.documents.writers import WRITERS as _OF_DOCUMENTS
from crm.leads.service import NoLead, Overtaken
from crm.leads.writers import WRITERS as _OF_LEADS
from crm.library.writers import WRITERS as _OF_LIBRARY
from crm.pen import Applied, Pen, Writers
from crm.previews.writers import WRITERS as _OF_PREVIEWS
from crm.reminders.writers import WRITERS as _OF_REMINDERS
from crm.trips.service import NoTrip
from crm.trips.writers import WRITERS as _OF_TRIPS
from crm.users.writers import WRITERS as _OF_USERS

_WRITERS: Writers = {
    **_OF_LEADS,
    **_OF_CONVERSATIONS,
    **_OF_TRIPS,
    **_OF_USERS,
    **_OF_DOCUMENTS,
    **_OF_LIBRARY,
    **_OF_PREVIEWS,
    **_OF_REMINDERS,
}


_REFUSALS = (NoLead, Overtaken, NoTrip)


async def apply_effects(
    session: AsyncSession,
    effects: Sequence[Effect],
    scene: Scene,
    now: datetime,
    link_lifetime: timedelta,
    parts: Sequence[int] = (),
) -> Applied:
    """Write every effect in order. What no longer fits is refused, and the rest go on.

    With `parts`, the act of each effect, an act is written whole or not at all.
    """
    applied = Applied(lead_id=scene.lead.id if scene.lead else None)
    pen = Pen(session, scene, now, link_lifetime, applied)
    acts = groupby(zip(parts, effects, strict=True), key=itemgetter(0)) if parts else ()
    for part, act in acts:
        await _write_whole(pen, part, [effect for _, effect in act])
    for effect in () if parts else effects:
        try:
            await _WRITERS[type(effect)](pen, effect)
        except _REFUSALS as refusal:
            applied.refused.append(str(refusal))
    return applied


async def _write_whole(pen: Pen, part: int, act: Sequence[Effect]) -> None:
    try:
        async with pen.session.begin_nested() if len(act) > 1 else nullcontext():
            for effect in act:
                await _WRITERS[type(effect)](pen, effect)
    except _REFUSALS as refusal:
        pen.applied.refused.append(str(refusal))
        pen.applied.refused_parts.setdefault(part, []).append(str(refusal))
