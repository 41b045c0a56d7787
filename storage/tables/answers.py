"""Replies that are written but have not left yet."""

from sqlalchemy import Column, String, Table

from storage.columns import Moment
from storage.tables.parts import metadata, sealed, to

held_reply = Table(
    "held_reply",
    metadata,
    to("concern", key=True),
    Column("person", String, nullable=False),
    sealed("written"),
    sealed("answers"),
    Column("leaves_at", Moment, nullable=False, index=True),
)
