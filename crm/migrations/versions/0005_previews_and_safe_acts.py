"""previews, and what staff marked as safe

Revision 0005, after 0004.
"""

import sqlalchemy as sa
from alembic import op

import crm.db

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "previews",
        sa.Column("id", crm.db.Id, nullable=False),
        sa.Column("token", sa.String(length=24), nullable=False),
        sa.Column("user_id", crm.db.Id, nullable=False),
        sa.Column("conversation_id", crm.db.Id, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("steps", crm.db.Json, nullable=False),
        sa.Column("done", crm.db.Json, nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("created_at", crm.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", crm.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("settled_at", crm.db.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_previews_conversation_id_conversations"),
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_previews_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_previews")),
        sa.UniqueConstraint("token", name=op.f("uq_previews_token")),
    )
    op.create_index(op.f("ix_previews_conversation_id"), "previews", ["conversation_id"])
    with op.batch_alter_table("users") as users:
        users.add_column(sa.Column("safe_acts", crm.db.Json, nullable=False, server_default="[]"))


def downgrade() -> None:
    with op.batch_alter_table("users") as users:
        users.drop_column("safe_acts")
    op.drop_index(op.f("ix_previews_conversation_id"), table_name="previews")
    op.drop_table("previews")
