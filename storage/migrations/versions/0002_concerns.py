"""Concerns, contacts, history, clocks, reminders."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_TABLES = ("concern", "contact", "history", "clock", "reminder")


def upgrade() -> None:
    """Build the tables."""
    _concern()
    _contact()
    _history()
    _clock()
    _reminder()


def downgrade() -> None:
    """Take them away, the dependent ones first."""
    for table in reversed(_TABLES):
        op.drop_table(table)


def _concern() -> None:
    op.create_table(
        "concern",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("number", sa.String, nullable=False),
        sa.Column("code_digest", sa.LargeBinary, nullable=False),
        sa.Column("reporter", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("category", sa.String, nullable=False),
        sa.Column("area", sa.String, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("known", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("unit", sa.String, nullable=False),
        sa.Column("registered_at", sa.BigInteger, nullable=False),
        sa.Column("latitude", sa.Float, nullable=True),
        sa.Column("longitude", sa.Float, nullable=True),
        sa.Column("handler", sa.String, nullable=False),
        sa.Column("news", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_concern"),
        sa.ForeignKeyConstraint(["reporter"], ["person.id"], name="fk_concern_reporter"),
        sa.UniqueConstraint("number", name="uq_concern_number"),
    )
    op.create_index("ix_concern_reporter_registered_at", "concern", ["reporter", "registered_at"])
    op.create_index("ix_concern_unit_state", "concern", ["unit", "state"])


def _contact() -> None:
    op.create_table(
        "contact",
        sa.Column("concern", sa.String, nullable=False),
        sa.Column("name", sa.LargeBinary, nullable=False),
        sa.Column("phone", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("concern", name="pk_contact"),
        sa.ForeignKeyConstraint(["concern"], ["concern.id"], name="fk_contact_concern"),
    )


def _history() -> None:
    op.create_table(
        "history",
        sa.Column("concern", sa.String, nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("act", sa.String, nullable=False),
        sa.Column("state_before", sa.String, nullable=False),
        sa.Column("state_after", sa.String, nullable=False),
        sa.Column("person", sa.String, nullable=False),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("unit", sa.String, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("previous", sa.String, nullable=False),
        sa.Column("hash", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("concern", "sequence", name="pk_history"),
        sa.ForeignKeyConstraint(["concern"], ["concern.id"], name="fk_history_concern"),
    )


def _clock() -> None:
    op.create_table(
        "clock",
        sa.Column("concern", sa.String, nullable=False),
        sa.Column("rule", sa.String, nullable=False),
        sa.Column("started_at", sa.BigInteger, nullable=False),
        sa.Column("due_on", sa.Date, nullable=False),
        sa.Column("provisional", sa.Boolean, nullable=False),
        sa.Column("calendar", sa.String, nullable=False),
        sa.Column("met_at", sa.BigInteger, nullable=True),
        sa.PrimaryKeyConstraint("concern", "rule", name="pk_clock"),
        sa.ForeignKeyConstraint(["concern"], ["concern.id"], name="fk_clock_concern"),
    )
    op.create_index(
        "ix_clock_provisional",
        "clock",
        ["due_on"],
        sqlite_where=sa.text("provisional = 1 AND met_at IS NULL"),
        postgresql_where=sa.text("provisional AND met_at IS NULL"),
    )


def _reminder() -> None:
    op.create_table(
        "reminder",
        sa.Column("key", sa.String, nullable=False),
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("audience", sa.String, nullable=False),
        sa.Column("due_at", sa.BigInteger, nullable=False),
        sa.Column("sentence", sa.String, nullable=False),
        sa.Column("facts", sa.Text, nullable=False),
        sa.Column("concern", sa.String, nullable=False),
        sa.Column("urgent", sa.Boolean, nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=True),
        sa.Column("fired_at", sa.BigInteger, nullable=True),
        sa.PrimaryKeyConstraint("key", name="pk_reminder"),
    )
    op.create_index("ix_reminder_subject", "reminder", ["subject"])
    waiting = sa.text("fired_at IS NULL")
    op.create_index(
        "ix_reminder_waiting", "reminder", ["due_at"], sqlite_where=waiting, postgresql_where=waiting
    )
