"""What goes out and what came in: messages to send, updates seen, updates we failed on."""

from sqlalchemy import BigInteger, Boolean, Column, Integer, Table

from storage.columns import Moment, RunningNumber
from storage.tables.parts import index_of, metadata, sealed, word

outbox = Table(
    "outbox",
    metadata,
    Column("id", RunningNumber, primary_key=True),
    Column("chat", BigInteger, nullable=False),
    word("once", unique=True),
    sealed("message"),
    Column("rank", Integer, nullable=False),
    word("concern"),
    Column("created_at", Moment, nullable=False),
    Column("joins_at", Moment, nullable=False),
    Column("available_at", Moment, nullable=False),
    Column("leased", Boolean, nullable=False),
    Column("fence", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("settled_at", Moment),
    word("why"),
)
_waiting = outbox.c.settled_at.is_(None)
index_of(_waiting, "ix_outbox_waiting", outbox.c.rank, outbox.c.id)
index_of(_waiting, "ix_outbox_chat", outbox.c.chat, outbox.c.id)
index_of(_waiting, "ix_outbox_available", outbox.c.available_at)

sent_message = Table(
    "sent_message",
    metadata,
    Column("chat", BigInteger, primary_key=True),
    Column("message", BigInteger, primary_key=True),
    word("concern"),
)

pause = Table(
    "pause",
    metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("until", Moment, nullable=False),
)

inbox = Table(
    "inbox",
    metadata,
    Column("update", BigInteger, primary_key=True, autoincrement=False),
    Column("seen_at", Moment, nullable=False, index=True),
)

quarantine = Table(
    "quarantine",
    metadata,
    Column("update", BigInteger, primary_key=True, autoincrement=False),
    sealed("payload"),
    sealed("fault"),
    Column("at", Moment, nullable=False),
)
