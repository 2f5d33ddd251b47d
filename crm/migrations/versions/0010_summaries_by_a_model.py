"""summaries of leads by a model

Revision 0010, after 0009.
"""

import sqlalchemy as sa
from alembic import op

import crm.db

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "lead_summaries",
        sa.Column("lead_id", crm.db.Id, nullable=False),
        sa.Column("as_of", sa.String(length=60), nullable=False),
        sa.Column("lines", crm.db.Json, nullable=False),
        sa.Column("why_none", sa.String(length=300), nullable=True),
        sa.Column("prompt", sa.String(length=60), nullable=False),
        sa.Column("made_at", crm.db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["lead_id"],
            ["leads.id"],
            name=op.f("fk_lead_summaries_lead_id_leads"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("lead_id", name=op.f("pk_lead_summaries")),
    )


def downgrade() -> None:
    op.drop_table("lead_summaries")
