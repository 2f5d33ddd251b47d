"""flights that nobody told, in trips planned before that was kept apart

A request used to hold the usual hours, 12:00 and 18:00, where no flight was told. Unless the lead tells just
that hour, it was never anybody's: it becomes unknown, and the certificate notes it as assumed. A flight told at
another hour after the plan was made is in no version yet, so that version's hour was assumed as well. Neither
the plan nor its price changes. Who gave exactly such an hour over the API, and to no customer's words, is asked
for it again.

Revision 0015, after 0014.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

import crm.db

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_USUAL = {"arrives_at": 12 * 60, "departs_at": 18 * 60}
_RULES = {"arrives_at": "arrival", "departs_at": "departure"}  # of the certificate
_NOTE = "assumed: no flight was told"

_LEADS = sa.table("leads", sa.column("id", crm.db.Id), sa.column("slots", crm.db.Json))
_TRIPS = [
    sa.table(
        name,
        sa.column("id", crm.db.Id),
        sa.column("lead_id", crm.db.Id),
        sa.column("request", crm.db.Json),
        sa.column("itinerary", crm.db.Json),
    )
    for name in ("trip_versions", "trip_options")
]


def upgrade() -> None:
    for table, row, slots in _rows():
        guessed = [name for name in _USUAL if _is_guessed(name, row.request, slots)]
        if guessed:
            _keep(table, row.id, row.request | dict.fromkeys(guessed), _noted(row.itinerary, guessed))


def downgrade() -> None:
    """Leave everything as it is: the code of 0014 reads an unknown hour well, and which of them this step
    made unknown is not kept. To fill them all in would turn hours that nobody told into told ones."""


def _rows() -> Iterator[tuple[sa.TableClause, Any, Mapping[str, Any]]]:
    bind = op.get_bind()
    for table in _TRIPS:
        for key in bind.scalars(sa.select(table.c.id)).all():
            wanted = sa.select(table, _LEADS.c.slots).join(_LEADS, _LEADS.c.id == table.c.lead_id)
            row = bind.execute(wanted.where(table.c.id == key)).one()
            yield table, row, row.slots or {}


def _is_guessed(name: str, request: Mapping[str, Any], slots: Mapping[str, Any]) -> bool:
    usual = _USUAL[name]
    is_told = (slots.get(name) or {}).get("value") == f"{usual // 60:02d}:{usual % 60:02d}"
    return request.get(name) == usual and not is_told


def _noted(itinerary: Mapping[str, Any], names: list[str]) -> dict[str, Any]:
    rules = {_RULES[name] for name in names}
    checks = itinerary.get("certificate") or []
    noted = [check | {"note": _NOTE} if check.get("rule") in rules else check for check in checks]
    return {**itinerary, "certificate": noted}


def _keep(table: sa.TableClause, key: int, request: dict[str, Any], itinerary: dict[str, Any]) -> None:
    changed = {"request": request, "itinerary": itinerary}
    op.get_bind().execute(sa.update(table).where(table.c.id == key).values(**changed))
