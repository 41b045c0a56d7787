"""What an information worker saw: about a matter, never about a person."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.concern import Pin
from domain.danger import Danger


class ObservationKind(StrEnum):
    """Matter-centred kinds (PRODUCT.md O2)."""

    HAZARD = "hazard"
    DISPUTE = "dispute"
    SERVICE_NEED = "service_need"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Observation:
    """One saved message. `person` logged it; `album`: its media group, so that parts join; `undone_at`: taken back.

    `observed_at`: when it was seen, `sent_at` when the message was sent, `saved_at` when it reached us. `settled`: how
    it was put right on the spot. `concern`: id of the concern it became. `danger`: what it puts in danger, told at
    once at `alarmed_at`; `heeded_by`: person id of who takes care of it.
    """

    id: str
    person: str
    unit: str
    kind: ObservationKind | None
    words: str
    area: str
    pin: Pin | None
    album: str
    observed_at: datetime
    saved_at: datetime
    undone_at: datetime | None = None
    sent_at: datetime | None = None
    settled_at: datetime | None = None
    settled: str = ""
    concern: str = ""
    danger: Danger | None = None
    alarmed_at: datetime | None = None
    heeded_by: str = ""
    heeded_at: datetime | None = None

    @property
    def sent(self) -> datetime:
        """When the message was sent; of an old one, when it was seen."""
        return self.sent_at or self.observed_at
