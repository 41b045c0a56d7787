"""What the deeds need to remember of aid: what was asked of the reporter of a concern, and what they said."""

from typing import Protocol

from domain.aid import AidOffer, AidState


class AidOffers(Protocol):
    """One of each kind for a concern at most; found by concern alone, never by person."""

    def add(self, offer: AidOffer) -> bool:
        """False when this kind was asked about before; nothing is stored then."""

    def of(self, concern: str) -> list[AidOffer]:
        """Earliest asked first."""

    def move(self, offer: AidOffer, to: AidState) -> bool:
        """To another state, if it still stands in this one; what is refused loses its words."""
