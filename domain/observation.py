"""What an information worker saw: about a matter, never about a person."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.concern import Pin


class ObservationKind(StrEnum):
    """Matter-centred kinds (PRODUCT.md O2)."""

    HAZARD = "hazard"
    DISPUTE = "dispute"
    SERVICE_NEED = "service_need"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Observation:
    """One saved message. `person` logged it; `album`: its media group, so that parts join; `undone_at`: taken back."""

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
