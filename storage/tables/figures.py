"""What the office writes down over many concerns: the rows of 附件2."""

from sqlalchemy import Column, Date, Index, Integer, Table

from storage.columns import Moment
from storage.tables.parts import metadata, prose, word

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
