"""Who stepped out of a concern."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the column; it may be missing, so that an older release still works beside this one."""
    op.add_column("concern", sa.Column("recused", sa.String, nullable=True))


def downgrade() -> None:
    """Take it away."""
    op.drop_column("concern", "recused")
