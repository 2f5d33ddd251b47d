"""flights that nobody told, in trips planned before that was kept apart

A request used to hold the usual hours, 12:00 and 18:00, where no flight was told. Where the lead tells none
either, such an hour was never anybody's: it becomes unknown, and the certificate notes it as assumed. Neither
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
            _keep(table, row.id, row.request | dict.fromkeys(guessed), _noted(row.itinerary, guessed, _NOTE))


def downgrade() -> None:
    for table, row, _ in _rows():
        unknown = [name for name in _USUAL if name in row.request and row.request[name] is None]
        if unknown:
            usual = {name: _USUAL[name] for name in unknown}
            _keep(table, row.id, row.request | usual, _noted(row.itinerary, unknown, ""))


def _rows() -> Iterator[tuple[sa.TableClause, Any, Mapping[str, Any]]]:
    bind = op.get_bind()
    for table in _TRIPS:
        for key in bind.scalars(sa.select(table.c.id)).all():
            wanted = sa.select(table, _LEADS.c.slots).join(_LEADS, _LEADS.c.id == table.c.lead_id)
            row = bind.execute(wanted.where(table.c.id == key)).one()
            yield table, row, row.slots or {}


def _is_guessed(name: str, request: Mapping[str, Any], slots: Mapping[str, Any]) -> bool:
    return request.get(name) == _USUAL[name] and (slots.get(name) or {}).get("value") is None


def _noted(itinerary: Mapping[str, Any], names: list[str], note: str) -> dict[str, Any]:
    rules = {_RULES[name] for name in names}
    checks = itinerary.get("certificate") or []
    noted = [check | {"note": note} if check.get("rule") in rules else check for check in checks]
    return {**itinerary, "certificate": noted}


def _keep(table: sa.TableClause, key: int, request: dict[str, Any], itinerary: dict[str, Any]) -> None:
    changed = {"request": request, "itinerary": itinerary}
    op.get_bind().execute(sa.update(table).where(table.c.id == key).values(**changed))
