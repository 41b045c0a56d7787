"""What became of an observation: when it was sent, settled on the spot, passed on as a concern, told as a danger."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

_COLUMNS = (
    ("sent_at", sa.BigInteger),
    ("settled_at", sa.BigInteger),
    ("settled", sa.Text),
    ("concern", sa.String),
    ("danger", sa.String),
    ("alarmed_at", sa.BigInteger),
    ("heeded_by", sa.String),
    ("heeded_at", sa.BigInteger),
)


def upgrade() -> None:
    """Add the columns; they may be missing, so that an older release still works beside this one."""
    for name, kind in _COLUMNS:
        op.add_column("observation", sa.Column(name, kind, nullable=True))
    op.create_index("ix_observation_concern", "observation", ["concern"])


def downgrade() -> None:
    """Take them away."""
    op.drop_index("ix_observation_concern", "observation")
    for name, _ in reversed(_COLUMNS):
        op.drop_column("observation", name)
