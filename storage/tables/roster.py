"""Who does a duty where, and the wishes to swap."""

from sqlalchemy import Boolean, Column, Date, Index, String, Table

from storage.columns import Moment
from storage.tables.parts import metadata, to, word

duty_roster = Table(
    "duty_roster",
    metadata,
    word("rule", key=True),
    Column("day", Date, primary_key=True),
    to("person", key=True),
    word("unit"),
    word("place"),
    word("taker"),
    Column("away", Boolean, nullable=False),
)

duty_swap = Table(
    "duty_swap",
    metadata,
    word("id", key=True),
    word("rule"),
    Column("day", Date, nullable=False),
    to("person", name="asker"),
    Column("other_day", Date, nullable=False),
    to("person", name="other"),
    Column("asked_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("end", String),
    Index(None, "rule", "ended_at"),
)
