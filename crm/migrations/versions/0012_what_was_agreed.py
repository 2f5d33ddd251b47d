"""what the customer needs, pinned with each version

Revision 0012, after 0011.
"""

import sqlalchemy as sa
from alembic import op

import crm.db

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("trip_versions", sa.Column("agreed", crm.db.Json, nullable=True))


def downgrade() -> None:
    op.drop_column("trip_versions", "agreed")
