"""what the library lacks

Revision 0008, after 0007.
"""

import sqlalchemy as sa
from alembic import op

import crm.db

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "library_corrections",
        sa.Column("id", crm.db.Id, nullable=False),
        sa.Column("turn_id", crm.db.Id, nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("documents", crm.db.Json, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("proposed_by", crm.db.Id, nullable=False),
        sa.Column("at", crm.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("decided_by", crm.db.Id, nullable=True),
        sa.Column("decided_at", crm.db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("document_id", crm.db.Id, nullable=True),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["users.id"], name=op.f("fk_library_corrections_decided_by_users")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["users.id"], name=op.f("fk_library_corrections_proposed_by_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_library_corrections")),
    )
    with op.batch_alter_table("library_corrections", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_library_corrections_status"), ["status"], unique=False)
        batch_op.create_index(batch_op.f("ix_library_corrections_turn_id"), ["turn_id"], unique=False)

    op.create_table(
        "library_questions",
        sa.Column("id", crm.db.Id, nullable=False),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("conflict", sa.Text(), nullable=True),
        sa.Column("contact_id", crm.db.Id, nullable=True),
        sa.Column("conversation_id", crm.db.Id, nullable=True),
        sa.Column("lead_id", crm.db.Id, nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("document_id", crm.db.Id, nullable=True),
        sa.Column("at", crm.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("closed_at", crm.db.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contacts.id"],
            name=op.f("fk_library_questions_contact_id_contacts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_library_questions")),
    )
    with op.batch_alter_table("library_questions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_library_questions_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_library_questions_status"), ["status"], unique=False)


def downgrade() -> None:

    with op.batch_alter_table("library_questions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_library_questions_status"))
        batch_op.drop_index(batch_op.f("ix_library_questions_contact_id"))

    op.drop_table("library_questions")
    with op.batch_alter_table("library_corrections", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_library_corrections_turn_id"))
        batch_op.drop_index(batch_op.f("ix_library_corrections_status"))

    op.drop_table("library_corrections")
