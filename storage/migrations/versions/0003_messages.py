"""Messages to send, updates seen, updates we failed on."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_TABLES = ("outbox", "sent_message", "pause", "inbox", "quarantine")
_WAITING = {
    "ix_outbox_available": ["available_at"],
    "ix_outbox_chat": ["chat", "id"],
    "ix_outbox_waiting": ["rank", "id"],
}
_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Build the tables."""
    _outbox()
    _sent_message()
    _pause()
    _inbox()
    _quarantine()


def downgrade() -> None:
    """Take them away, the dependent ones first."""
    for table in reversed(_TABLES):
        op.drop_table(table)


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("chat", sa.BigInteger, nullable=False),
        sa.Column("once", sa.String, nullable=False),
        sa.Column("message", sa.LargeBinary, nullable=False),
        sa.Column("rank", sa.Integer, nullable=False),
        sa.Column("concern", sa.String, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("joins_at", sa.BigInteger, nullable=False),
        sa.Column("available_at", sa.BigInteger, nullable=False),
        sa.Column("leased", sa.Boolean, nullable=False),
        sa.Column("fence", sa.Integer, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("settled_at", sa.BigInteger, nullable=True),
        sa.Column("why", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("once", name="uq_outbox_once"),
    )
    waiting = sa.text("settled_at IS NULL")
    for name, columns in _WAITING.items():
        op.create_index(name, "outbox", columns, sqlite_where=waiting, postgresql_where=waiting)


def _sent_message() -> None:
    op.create_table(
        "sent_message",
        sa.Column("chat", sa.BigInteger, nullable=False),
        sa.Column("message", sa.BigInteger, nullable=False),
        sa.Column("concern", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("chat", "message", name="pk_sent_message"),
    )


def _pause() -> None:
    op.create_table(
        "pause",
        sa.Column("chat", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("until", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("chat", name="pk_pause"),
    )


def _inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("update", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("seen_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("update", name="pk_inbox"),
    )
    op.create_index("ix_inbox_seen_at", "inbox", ["seen_at"])


def _quarantine() -> None:
    op.create_table(
        "quarantine",
        sa.Column("update", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("payload", sa.LargeBinary, nullable=False),
        sa.Column("fault", sa.LargeBinary, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("update", name="pk_quarantine"),
    )
