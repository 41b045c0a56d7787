"""Entries of visits; what an author keeps for themselves is sealed."""

from sqlalchemy import Column, Date, Index, LargeBinary, String, Table

from storage.columns import Moment
from storage.tables.parts import metadata, prose, to, word

diary = Table(
    "diary",
    metadata,
    word("id", key=True),
    to("person", name="author"),
    word("unit"),
    Column("visited_on", Date, nullable=False),
    word("area"),
    word("place"),
    word("parts"),
    prose("matter"),
    word("outcome"),
    Column("written_at", Moment, nullable=False),
    Column("concern", String),
    Column("note", LargeBinary),
    Column("note_until", Date),
    Index(None, "author", "visited_on"),
    Index(None, "visited_on"),
    Index(None, "concern"),
    Index(None, "note_until"),
)
