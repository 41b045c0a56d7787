"""The rows of 附件2."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0030"

_COLUMNS = (
    *((name, sa.String) for name in ("id", "concern", "unit")),
    ("name", sa.Text),
    ("type", sa.String),
    ("basics", sa.Text),
    ("measures", sa.Text),
    ("difficulties", sa.String),
    ("trend", sa.String),
    *((name, sa.Text) for name in ("leader", "owner", "remark")),
    ("people", sa.Integer),
    ("traits", sa.String),
    ("entered_at", sa.BigInteger),
    ("changed_at", sa.BigInteger),
)


def upgrade() -> None:
    """Build the table."""
    op.create_table(
        "ledger_row",
        *(sa.Column(name, kind, nullable=False) for name, kind in _COLUMNS),
        sa.Column("settled_on", sa.Date, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_ledger_row"),
    )
    op.create_index("ix_ledger_row_concern", "ledger_row", ["concern"])
    op.create_index("ix_ledger_row_entered_at", "ledger_row", ["entered_at"])


def downgrade() -> None:
    """Take it away."""
    op.drop_table("ledger_row")
