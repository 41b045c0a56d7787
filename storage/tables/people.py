"""Who talks with us and where each stands: persons, roles, invitations, drafts, tries."""

from sqlalchemy import BigInteger, Boolean, Column, Index, LargeBinary, String, Table

from storage.columns import Moment, RunningNumber
from storage.tables.parts import metadata, sealed, to, word

person = Table(
    "person",
    metadata,
    word("id", key=True),
    Column("chat", BigInteger, nullable=False, unique=True),
    word("language"),
    Column("agreed_at", Moment),
    Column("reachable", Boolean, nullable=False),
)

binding = Table(
    "binding",
    metadata,
    to("person", key=True),
    word("role", key=True),
    word("unit", key=True),
    Column("since", Moment, primary_key=True),
    Column("until", Moment),
    Index(None, "unit", "role"),
)

invitation = Table(
    "invitation",
    metadata,
    Column("digest", LargeBinary, primary_key=True),
    word("role"),
    word("unit"),
    Column("expires_at", Moment, nullable=False),
    word("used_by"),
    Column("used_at", Moment),
    Column("name", LargeBinary),
    Column("invited_by", String),
)

draft = Table(
    "draft",
    metadata,
    word("id", key=True),
    to("person"),
    word("dialogue"),
    word("about"),
    sealed("answers"),
    word("editing"),
    Column("created_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False, index=True),
    Index(None, "person", "changed_at"),
)

progress = Table("progress", metadata, to("person", key=True), word("draft"), sealed("offered"))

attempt = Table(
    "attempt",
    metadata,
    Column("id", RunningNumber, primary_key=True),
    Column("subject", LargeBinary, nullable=False),
    Column("at", Moment, nullable=False, index=True),
    Index(None, "subject", "at"),
)
