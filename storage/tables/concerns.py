"""What was reported and what is due because of it: concerns, contacts, history, clocks, reminders."""

from sqlalchemy import Boolean, Column, Date, Float, Index, Integer, LargeBinary, String, Table

from storage.columns import Moment
from storage.tables.parts import index_of, metadata, prose, sealed, to, word

concern = Table(
    "concern",
    metadata,
    word("id", key=True),
    word("number", unique=True),
    Column("code_digest", LargeBinary, nullable=False),
    to("person", name="reporter"),
    word("kind"),
    word("category"),
    word("area"),
    prose("place"),
    prose("words"),
    word("known"),
    word("state"),
    word("unit"),
    Column("registered_at", Moment, nullable=False),
    Column("latitude", Float),
    Column("longitude", Float),
    word("handler"),
    word("news"),
    Column("asked_days", Integer),
    Column("about_unit", String),
    Column("review_unit", String, index=True),
    Column("reviewer", String),
    Column("leader", String, index=True),
    Column("recused", String),
    Column("co_units", String),
    Column("due_on", Date),
    Column("joined_to", String),
    Index(None, "reporter", "registered_at"),
    Index(None, "unit", "state"),
    Index("ix_concern_counted", "unit", "state", "handler", "about_unit", "reporter", "recused"),
    Index("ix_concern_worklist", "unit", "due_on", "registered_at", "id"),
    Index("ix_concern_handled", "unit", "handler", "due_on", "registered_at", "id"),
)

index_of(concern.c.co_units > "", "ix_concern_helped", concern.c.co_units)
index_of(concern.c.joined_to.is_not(None), "ix_concern_joined", concern.c.joined_to)
index_of(
    concern.c.due_on.is_not(None),
    "ix_concern_owed",
    *(concern.c[name] for name in ("unit", "registered_at", "due_on", "kind", "about_unit")),
)

contact = Table("contact", metadata, to("concern", key=True), sealed("name"), sealed("phone"))

history = Table(
    "history",
    metadata,
    to("concern", key=True),
    Column("sequence", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    word("act"),
    word("state_before"),
    word("state_after"),
    word("person"),
    word("role"),
    word("unit"),
    prose("words"),
    word("previous"),
    word("hash"),
)

clock = Table(
    "clock",
    metadata,
    to("concern", key=True),
    word("rule", key=True),
    Column("started_at", Moment, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("provisional", Boolean, nullable=False),
    word("calendar"),
    Column("met_at", Moment),
    Column("extended_by", Integer),
    Column("written", Integer),
    Column("due_at", Moment),
    Column("paused_on", Date),
    Column("paused_days", Integer),
    Column("moved_to", Date),
)
index_of(clock.c.provisional & clock.c.met_at.is_(None), "ix_clock_provisional", clock.c.due_on)

reminder = Table(
    "reminder",
    metadata,
    word("key", key=True),
    Column("subject", String, nullable=False, index=True),
    word("audience"),
    Column("due_at", Moment, nullable=False),
    word("sentence"),
    prose("facts"),
    word("concern"),
    Column("urgent", Boolean, nullable=False),
    Column("expires_at", Moment),
    Column("fired_at", Moment),
)
index_of(reminder.c.fired_at.is_(None), "ix_reminder_waiting", reminder.c.due_at)
