"""What is owed on concerns by a day beside their clocks."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Build the table."""
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


def downgrade() -> None:
    """Take it away."""
    op.drop_table("task")
