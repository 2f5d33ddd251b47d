"""options of a trip

Revision 0003, after 0002.
"""

import sqlalchemy as sa
from alembic import op

import crm.db

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "trip_options",
        sa.Column("id", crm.db.Id, nullable=False),
        sa.Column("lead_id", crm.db.Id, nullable=False),
        sa.Column("flavour", sa.String(length=16), nullable=False),
        sa.Column("request", crm.db.Json, nullable=False),
        sa.Column("itinerary", crm.db.Json, nullable=False),
        sa.Column("snapshot", crm.db.Json, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("total", crm.db.Exact(precision=20, scale=6), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("created_by", sa.String(length=40), nullable=False),
        sa.Column("created_at", crm.db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["lead_id"], ["leads.id"], name=op.f("fk_trip_options_lead_id_leads"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trip_options")),
    )
    with op.batch_alter_table("trip_options", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_trip_options_lead_id"), ["lead_id"], unique=False)

    with op.batch_alter_table("trip_versions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("chosen", crm.db.Json, nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("trip_versions", schema=None) as batch_op:
        batch_op.drop_column("chosen")

    with op.batch_alter_table("trip_options", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_trip_options_lead_id"))

    op.drop_table("trip_options")
