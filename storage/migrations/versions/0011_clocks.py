"""Clocks that count hours, follow a written order or stand still during a hearing."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0007"


def upgrade() -> None:
    """Add the columns; they may be missing, so that an older release still works beside this one."""
    op.add_column("clock", sa.Column("written", sa.Integer, nullable=True))
    op.add_column("clock", sa.Column("due_at", sa.BigInteger, nullable=True))
    op.add_column("clock", sa.Column("paused_on", sa.Date, nullable=True))
    op.add_column("clock", sa.Column("paused_days", sa.Integer, nullable=True))


def downgrade() -> None:
    """Take them away."""
    for name in ("paused_days", "paused_on", "due_at", "written"):
        op.drop_column("clock", name)
