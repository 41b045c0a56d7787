"""Clocks that count hours, follow a written order or stand still; the nearest last day beside each concern."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

_CLOCK = (
    ("written", sa.Integer),
    ("due_at", sa.BigInteger),
    ("paused_on", sa.Date),
    ("paused_days", sa.Integer),
)
_OVER = (
    "declined",
    "directed",
    "concluded",
    "withdrawn",
    "under_review",
    "reviewed",
    "under_final_review",
    "finally_reviewed",
)
_THEIRS = ("K8", "K8R", "K10")
_INDEXES = {
    "ix_concern_counted": ["unit", "state", "handler", "about_unit", "reporter", "recused"],
    "ix_concern_worklist": ["unit", "due_on", "registered_at", "id"],
    "ix_concern_handled": ["unit", "handler", "due_on", "registered_at", "id"],
}


def upgrade() -> None:
    """Add the columns; they may be missing, so that an older release still works beside this one."""
    for name, kind in _CLOCK:
        op.add_column("clock", sa.Column(name, kind, nullable=True))
    op.add_column("concern", sa.Column("due_on", sa.Date, nullable=True))
    _fill()
    for name, columns in _INDEXES.items():
        op.create_index(name, "concern", columns)


def downgrade() -> None:
    """Take them away."""
    for name in _INDEXES:
        op.drop_index(name, "concern")
    op.drop_column("concern", "due_on")
    for name, _ in reversed(_CLOCK):
        op.drop_column("clock", name)


def _fill() -> None:
    """The nearest last day of what is open, as the worklist counted it until now."""
    concern = sa.table("concern", sa.column("id"), sa.column("state"), sa.column("due_on", sa.Date))
    clock = sa.table(
        "clock", sa.column("concern"), sa.column("rule"), sa.column("due_on", sa.Date), sa.column("met_at")
    )
    nearest = sa.select(sa.func.min(clock.c.due_on)).where(
        clock.c.concern == concern.c.id, clock.c.met_at.is_(None), clock.c.rule.not_in(_THEIRS)
    )
    op.execute(
        sa.update(concern).where(concern.c.state.not_in(_OVER)).values(due_on=nearest.scalar_subquery())
    )
