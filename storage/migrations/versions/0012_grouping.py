"""With which other concern a concern is handled (并单); an index of those that other units help with (协办)."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
_JOINED = sa.text("joined_to IS NOT NULL")
_HELPED = sa.text("co_units > ''")


def upgrade() -> None:
    """Add the column; it may be missing, so that an older release still works beside this one."""
    op.add_column("concern", sa.Column("joined_to", sa.String, nullable=True))
    op.create_index(
        "ix_concern_joined", "concern", ["joined_to"], sqlite_where=_JOINED, postgresql_where=_JOINED
    )
    op.create_index(
        "ix_concern_helped", "concern", ["co_units"], sqlite_where=_HELPED, postgresql_where=_HELPED
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_index("ix_concern_helped", "concern")
    op.drop_index("ix_concern_joined", "concern")
    op.drop_column("concern", "joined_to")
