"""lighter indexes of the road

Revision 0011, after 0010.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_PARTIAL = (("conversations", "user_id"), ("outbox", "provider_id"))


def upgrade() -> None:
    op.create_index(
        "ix_inbox_conversation_id_turn_id_id", "inbox", ["conversation_id", "turn_id", "id"], unique=False
    )
    op.drop_index("ix_inbox_waiting", table_name="inbox")
    op.drop_index("ix_inbox_conversation_id_id", table_name="inbox")
    op.create_index("ix_turns_conversation_id_status", "turns", ["conversation_id", "status"], unique=False)
    op.drop_index("ix_turns_conversation_id", table_name="turns")
    for table, column in _PARTIAL:
        op.drop_index(f"ix_{table}_{column}", table_name=table)
        known = sa.text(f"{column} IS NOT NULL")
        op.create_index(
            f"ix_{table}_{column}", table, [column], unique=False, postgresql_where=known, sqlite_where=known
        )


def downgrade() -> None:
    for table, column in _PARTIAL:
        op.drop_index(f"ix_{table}_{column}", table_name=table)
        op.create_index(f"ix_{table}_{column}", table, [column], unique=False)
    op.create_index("ix_turns_conversation_id", "turns", ["conversation_id"], unique=False)
    op.drop_index("ix_turns_conversation_id_status", table_name="turns")
    waiting = sa.text("turn_id IS NULL")
    op.create_index("ix_inbox_conversation_id_id", "inbox", ["conversation_id", "id"], unique=False)
    op.create_index(
        "ix_inbox_waiting",
        "inbox",
        ["conversation_id"],
        unique=False,
        postgresql_where=waiting,
        sqlite_where=waiting,
    )
    op.drop_index("ix_inbox_conversation_id_turn_id_id", table_name="inbox")
