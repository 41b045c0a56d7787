"""What comes from the field: files, observations, marks of duties done."""

from sqlalchemy import BigInteger, Column, Date, Float, Index, Integer, String, Table, Text, and_

from storage.columns import Moment, RunningNumber
from storage.tables.parts import index_of, metadata, prose, sealed, to, word

file = Table(
    "file",
    metadata,
    Column("position", RunningNumber, primary_key=True),
    word("id", unique=True),
    Column("owner", String, nullable=False, index=True),
    word("handle"),
    word("kind"),
    Column("size", BigInteger, nullable=False),
    word("type"),
    sealed("name"),
    word("state"),
    Column("added_at", Moment, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("not_before", Moment),
)
index_of(file.c.state == "named", "ix_file_waiting", file.c.owner, file.c.position)

observation = Table(
    "observation",
    metadata,
    word("id", key=True),
    to("person"),
    word("unit"),
    Column("kind", String),
    prose("words"),
    word("area"),
    Column("latitude", Float),
    Column("longitude", Float),
    word("album"),
    Column("observed_at", Moment, nullable=False),
    Column("saved_at", Moment, nullable=False),
    Column("undone_at", Moment),
    Column("sent_at", Moment),
    Column("settled_at", Moment),
    Column("settled", Text),
    Column("concern", String),
    Column("danger", String),
    Column("alarmed_at", Moment),
    Column("heeded_by", String),
    Column("heeded_at", Moment),
    Index(None, "person", "saved_at"),
    Index(None, "person", "album"),
    Index(None, "concern"),
)

_seen = observation.c
index_of(
    and_(_seen.alarmed_at.is_not(None), _seen.heeded_at.is_(None), _seen.undone_at.is_(None)),
    "ix_observation_alarm",
    _seen.alarmed_at,
)

duty_mark = Table(
    "duty_mark",
    metadata,
    word("rule", key=True),
    Column("day", Date, primary_key=True),
    to("person", key=True),
    word("mark", key=True),
    word("unit"),
    Column("at", Moment, nullable=False),
)
