"""Replies that wait for their moment."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Build the table."""
    op.create_table(
        "held_reply",
        sa.Column("concern", sa.String, nullable=False),
        sa.Column("person", sa.String, nullable=False),
        sa.Column("written", sa.LargeBinary, nullable=False),
        sa.Column("answers", sa.LargeBinary, nullable=False),
        sa.Column("leaves_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("concern", name="pk_held_reply"),
        sa.ForeignKeyConstraint(["concern"], ["concern.id"], name="fk_held_reply_concern"),
    )
    op.create_index("ix_held_reply_leaves_at", "held_reply", ["leaves_at"])


def downgrade() -> None:
    """Take it away."""
    op.drop_table("held_reply")
