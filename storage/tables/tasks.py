"""What is owed on concerns by a day beside their clocks: orders, promises, looks back."""

from sqlalchemy import Column, Date, Index, String, Table

from storage.columns import Moment
from storage.tables.parts import metadata, prose, to, word

task = Table(
    "task",
    metadata,
    word("id", key=True),
    to("concern"),
    word("kind"),
    prose("words"),
    Column("due_on", Date, nullable=False),
    Column("made_at", Moment, nullable=False),
    word("made_by"),
    Column("ended_at", Moment),
    Column("end", String),
    Index(None, "concern"),
    Index(None, "kind", "ended_at", "due_on"),
)
