"""margins that wait for a manager, and how prices had moved by the customer's yes

Revision 0007, after 0006.
"""

import sqlalchemy as sa
from alembic import op

import crm.db

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "margin_reviews",
        sa.Column("id", crm.db.Id, nullable=False),
        sa.Column("trip_version_id", crm.db.Id, nullable=False),
        sa.Column("margin_percent", crm.db.Exact(precision=20, scale=6), nullable=False),
        sa.Column("least_percent", crm.db.Exact(precision=20, scale=6), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("send_when_approved", sa.Boolean(), nullable=False),
        sa.Column("asked_by", sa.String(length=40), nullable=False),
        sa.Column("asked_at", crm.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(length=40), nullable=True),
        sa.Column("decided_at", crm.db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["trip_version_id"],
            ["trip_versions.id"],
            name=op.f("fk_margin_reviews_trip_version_id_trip_versions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_margin_reviews")),
        sa.UniqueConstraint("trip_version_id", name=op.f("uq_margin_reviews_trip_version_id")),
    )
    with op.batch_alter_table("approvals", schema=None) as batch_op:
        batch_op.add_column(sa.Column("drift", crm.db.Json, nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("approvals", schema=None) as batch_op:
        batch_op.drop_column("drift")
    op.drop_table("margin_reviews")
