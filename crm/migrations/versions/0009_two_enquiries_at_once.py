"""two enquiries at once

Revision 0009, after 0008.
"""

import sqlalchemy as sa
from alembic import op

import crm.db

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.add_column("leads", sa.Column("set_aside_at", crm.db.UTCDateTime(timezone=True), nullable=True))


def downgrade() -> None:

    op.drop_column("leads", "set_aside_at")
