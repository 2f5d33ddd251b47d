"""exchange rates of small currencies, whole: six decimals cut them off

What was cut stays cut until the catalogue is imported again: the whole rate of the file then takes the place
of the one that was rounded from it (`crm/catalogue/service.py`).

Revision 0014, after 0013.
"""

from alembic import op

import crm.db

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_SHORT, _LONG = crm.db.Exact(precision=20, scale=6), crm.db.ExactRate(precision=26, scale=16)


def upgrade() -> None:
    _retype(_SHORT, _LONG)


def downgrade() -> None:
    _retype(_LONG, _SHORT)


def _retype(before: crm.db.Exact, after: crm.db.Exact) -> None:
    if op.get_bind().dialect.name == "sqlite":
        return  # text there, whole as it is
    op.alter_column("exchange_rates", "rate", existing_type=before, type_=after, existing_nullable=False)
