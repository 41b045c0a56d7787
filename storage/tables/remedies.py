"""What a reporter says after submitting: answers about a reply, and which message was which supplement."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, Table

from storage.columns import Moment
from storage.tables.parts import metadata, to, word

rating = Table(
    "rating",
    metadata,
    to("concern", key=True),
    Column("reply", Integer, primary_key=True),
    word("unit"),
    Column("contacted", Boolean, nullable=False),
    word("solved"),
    word("satisfied"),
    Column("at", Moment, nullable=False),
    Index(None, "unit", "at"),
)

said = Table(
    "said",
    metadata,
    to("person", key=True),
    Column("message", BigInteger, primary_key=True),
    to("concern"),
)
