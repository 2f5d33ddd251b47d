"""what models cost

Revision 0002, after 0001.
"""

import sqlalchemy as sa
from alembic import op

import crm.db

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "model_spending",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("conversation_id", crm.db.Id, autoincrement=False, nullable=False),
        sa.Column("tokens", sa.BigInteger(), nullable=False),
        sa.Column("cost", sa.BigInteger(), nullable=False),
        sa.Column("told_at", crm.db.UTCDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("day", "conversation_id", name=op.f("pk_model_spending")),
    )
    with op.batch_alter_table("model_calls", schema=None) as batch_op:
        batch_op.add_column(sa.Column("day", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("conversation_id", crm.db.Id, nullable=True))
        batch_op.add_column(sa.Column("prompt", sa.String(length=80), server_default="", nullable=False))
        batch_op.add_column(sa.Column("cost", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("currency", sa.String(length=3), nullable=True))
        batch_op.create_index(batch_op.f("ix_model_calls_at"), ["at"], unique=False)


def downgrade() -> None:

    with op.batch_alter_table("model_calls", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_model_calls_at"))
        batch_op.drop_column("currency")
        batch_op.drop_column("cost")
        batch_op.drop_column("prompt")
        batch_op.drop_column("conversation_id")
        batch_op.drop_column("day")

    op.drop_table("model_spending")
