"""Files that wait are read by turns of their owners: the index of those alone stands in that order."""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"

_NAME = "ix_file_waiting"
_WAITING = sa.text("state = 'named'")


def upgrade() -> None:
    """By owner, then as they came."""
    op.drop_index(_NAME, "file")
    op.create_index(_NAME, "file", ["owner", "position"], sqlite_where=_WAITING, postgresql_where=_WAITING)


def downgrade() -> None:
    """As they came."""
    op.drop_index(_NAME, "file")
    op.create_index(_NAME, "file", ["position"], sqlite_where=_WAITING, postgresql_where=_WAITING)
