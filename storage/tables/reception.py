"""领导接访: reception days, and the places that residents have booked."""

from sqlalchemy import Column, Date, Index, Integer, String, Table

from storage.columns import Moment
from storage.tables.parts import metadata, prose, sealed, to, word

reception = Table(
    "reception",
    metadata,
    word("id", key=True),
    to("person", name="leader"),
    prose("title"),
    Column("day", Date, nullable=False, index=True),
    word("start"),
    prose("venue"),
    Column("places", Integer, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("made_at", Moment, nullable=False),
    word("made_by"),
    Column("called_off_at", Moment),
)

booking = Table(
    "booking",
    metadata,
    word("id", key=True),
    to("reception"),
    Column("number", Integer, nullable=False),
    to("person"),
    word("concern"),
    sealed("matter"),
    sealed("called"),
    Column("made_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("ending", String),
    Column("outcome", String),
    sealed("said"),
    Index(None, "person", "made_at"),
)
_HOLDS = booking.c.ended_at.is_(None)
for _name, _columns in (("number", ("reception", "number")), ("person", ("reception", "person"))):
    Index(
        f"ix_booking_{_name}_once",
        *(booking.c[column] for column in _columns),
        unique=True,
        sqlite_where=_HOLDS,
        postgresql_where=_HOLDS,
    )
