"""What is owed on concerns by a day beside their clocks; the leader of a concern."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Build the table; new columns may be missing, so that an older release still works beside this one."""
    op.add_column("concern", sa.Column("leader", sa.String, nullable=True))
    op.add_column("concern", sa.Column("co_units", sa.String, nullable=True))
    op.create_index("ix_concern_leader", "concern", ["leader"])
    op.create_table(
        "task",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("concern", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("due_on", sa.Date, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("made_by", sa.String, nullable=False),
        sa.Column("ended_at", sa.BigInteger, nullable=True),
        sa.Column("end", sa.String, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_task"),
        sa.ForeignKeyConstraint(["concern"], ["concern.id"], name="fk_task_concern"),
    )
    op.create_index("ix_task_concern", "task", ["concern"])
    op.create_index("ix_task_kind_ended_at_due_on", "task", ["kind", "ended_at", "due_on"])


def downgrade() -> None:
    """Take them away."""
    op.drop_table("task")
    op.drop_index("ix_concern_leader", "concern")
    op.drop_column("concern", "co_units")
    op.drop_column("concern", "leader")
