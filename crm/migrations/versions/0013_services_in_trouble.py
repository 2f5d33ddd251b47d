"""services outside of the house that do not answer

Revision 0013, after 0012.
"""

import sqlalchemy as sa
from alembic import op

import crm.db

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "neighbours",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("failing_since", crm.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("last_at", crm.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("error", sa.String(length=300), nullable=False),
        sa.Column("told_at", crm.db.UTCDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_neighbours")),
    )


def downgrade() -> None:
    op.drop_table("neighbours")
