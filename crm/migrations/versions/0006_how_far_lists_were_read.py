"""how far the providers' lists of messages were read

Revision 0006, after 0005.
"""

import sqlalchemy as sa
from alembic import op

import crm.db

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "provider_looks",
        sa.Column("channel_account", sa.String(length=100), nullable=False),
        sa.Column("looked_at", crm.db.UTCDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("channel_account", name=op.f("pk_provider_looks")),
    )


def downgrade() -> None:
    op.drop_table("provider_looks")
