"""Which processes serve this database, by their signs of life."""

from sqlalchemy import Column, Table

from storage.columns import Moment
from storage.tables.parts import metadata, word

replica = Table(
    "replica",
    metadata,
    word("id", key=True),
    Column("since", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    word("webhook"),
)
