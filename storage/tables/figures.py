"""Over many concerns: the rows of 附件2, sums by day and unit, the sections of monthly reports."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, Table

from storage.columns import Moment
from storage.tables.parts import index_of, metadata, prose, to, word

ledger_row = Table(
    "ledger_row",
    metadata,
    word("id", key=True),
    word("concern"),
    word("unit"),
    prose("name"),
    word("type"),
    prose("basics"),
    prose("measures"),
    word("difficulties"),
    word("trend"),
    prose("leader"),
    prose("owner"),
    prose("remark"),
    Column("people", Integer, nullable=False),
    word("traits"),
    Column("entered_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("settled_on", Date),
    Index(None, "concern"),
    Index(None, "entered_at"),
)

tally = Table(
    "tally",
    metadata,
    to("concern", key=True),
    prose("counts"),
    Column("stale", Boolean, nullable=False),
)
index_of(tally.c.stale, "ix_tally_stale", tally.c.concern)

figure = Table(
    "figure",
    metadata,
    Column("day", Date, primary_key=True),
    word("unit", key=True),
    word("about", key=True),
    word("what", key=True),
    Column("n", Integer, nullable=False),
)

report_section = Table(
    "report_section",
    metadata,
    word("unit", key=True),
    Column("month", Date, primary_key=True),
    word("section", key=True),
    prose("words"),
    Column("written_at", Moment, nullable=False),
    Column("sent_at", Moment),
)
