"""What reporters were asked about aid, and what they said: by concern and kind."""

from sqlalchemy import Column, String, Table

from storage.columns import Moment
from storage.tables.parts import metadata, sealed, to, word

aid_offer = Table(
    "aid_offer",
    metadata,
    to("concern", key=True),
    Column("kind", String, primary_key=True),
    word("state"),
    sealed("words"),
    word("asked_by"),
    Column("asked_at", Moment, nullable=False),
)
