"""An index of what is open by the time it came, from which the figures read what is overdue."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0041"

_NAME = "ix_concern_owed"


def upgrade() -> None:
    """Build the index; it holds all that the figures ask for."""
    owed = sa.column("due_on", sa.Date).is_not(None)
    columns = ["unit", "registered_at", "due_on", "kind", "about_unit"]
    op.create_index(_NAME, "concern", columns, sqlite_where=owed, postgresql_where=owed)


def downgrade() -> None:
    """Take it away."""
    op.drop_index(_NAME, "concern")
