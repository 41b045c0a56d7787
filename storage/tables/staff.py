"""Those who work here: what colleagues call them, who stands in for whom, who could not be told what."""

from sqlalchemy import Column, Date, Index, String, Table

from storage.columns import Moment, RunningNumber
from storage.tables.parts import metadata, sealed, to, word

badge = Table("badge", metadata, to("person", key=True), sealed("name"))

stand_in = Table(
    "stand_in",
    metadata,
    to("person", key=True),
    word("role", key=True),
    word("unit", key=True),
    Column("since", Moment, primary_key=True),
    Column("instead_of", String, primary_key=True, nullable=False),
    Column("until", Moment, nullable=False),
    Index(None, "instead_of", "until"),
    Index(None, "unit", "role"),
)

unreached = Table(
    "unreached",
    metadata,
    Column("id", RunningNumber, primary_key=True),
    word("key", unique=True),
    to("person"),
    word("role"),
    word("unit"),
    word("concern"),
    word("matter"),
    Column("by", Date),
    Column("at", Moment, nullable=False),
    word("on_delivery"),
    word("told_by"),
    Column("told_at", Moment),
    Index(None, "person", "told_by"),
    Index(None, "told_by", "by"),
)
