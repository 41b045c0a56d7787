"""The processes that serve one database side by side, each known by its sign of life."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "replica",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("since", sa.BigInteger, nullable=False),
        sa.Column("seen_at", sa.BigInteger, nullable=False),
        sa.Column("webhook", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_replica"),
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_table("replica")
