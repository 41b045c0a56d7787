"""Alarms that nobody has answered are found without reading all observations."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"


def upgrade() -> None:
    """Index those alone."""
    waits = sa.and_(
        sa.column("alarmed_at").is_not(None),
        sa.column("heeded_at").is_(None),
        sa.column("undone_at").is_(None),
    )
    op.create_index(
        "ix_observation_alarm", "observation", ["alarmed_at"], sqlite_where=waits, postgresql_where=waits
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_index("ix_observation_alarm", "observation")
