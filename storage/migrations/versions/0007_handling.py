"""Extensions of a clock, and the unit complained about."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the columns; they may be missing, so that an older release still works beside this one."""
    op.add_column("concern", sa.Column("asked_days", sa.Integer, nullable=True))
    op.add_column("concern", sa.Column("about_unit", sa.String, nullable=True))
    op.add_column("clock", sa.Column("extended_by", sa.Integer, nullable=True))


def downgrade() -> None:
    """Take them away."""
    op.drop_column("clock", "extended_by")
    op.drop_column("concern", "about_unit")
    op.drop_column("concern", "asked_days")
