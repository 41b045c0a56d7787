"""Remembers what reporters were asked about aid; what would be handed over is sealed."""

from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, update

from domain.aid import AidOffer, AidState
from storage import tables
from storage.statements import insert_unless
from storage.vault import Vault

_AID = tables.aid_offer.c
_ADD = insert_unless(_AID.concern, _AID.kind)
_OF = select(tables.aid_offer).where(_AID.concern == bindparam("of")).order_by(_AID.asked_at, _AID.kind)
_MOVE = update(tables.aid_offer).where(
    _AID.concern == bindparam("of"), _AID.kind == bindparam("of_kind"), _AID.state == bindparam("expected")
)


class StoredAidOffers:
    """By concern and kind; what they say is readable with the key only."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._connection = connection
        self._vault = vault

    def add(self, offer: AidOffer) -> bool:
        """False when this kind was asked about before."""
        values = {
            "concern": offer.concern,
            "kind": offer.kind,
            "state": offer.state,
            "words": self._sealed(offer, offer.words),
            "asked_by": offer.asked_by,
            "asked_at": offer.asked_at,
        }
        return self._connection.execute(_ADD, values).rowcount == 1

    def of(self, concern: str) -> list[AidOffer]:
        """Earliest asked first."""
        return [self._offer(row) for row in self._connection.execute(_OF, {"of": concern})]

    def move(self, offer: AidOffer, to: AidState) -> bool:
        """To another state, if it still stands in this one; what is refused loses its words."""
        words = "" if to is AidState.REFUSED else offer.words
        found = {"of": offer.concern, "of_kind": offer.kind, "expected": offer.state}
        changed = {"state": to, "words": self._sealed(offer, words)}
        return self._connection.execute(_MOVE.values(changed), found).rowcount == 1

    def _sealed(self, offer: AidOffer, words: str) -> bytes:
        return self._vault.seal(words, "aid_offer", "words", f"{offer.concern}:{offer.kind}")

    def _offer(self, row: Row[Any]) -> AidOffer:
        words = self._vault.unseal(row.words, "aid_offer", "words", f"{row.concern}:{row.kind}")
        return AidOffer(row.concern, row.kind, AidState(row.state), words, row.asked_by, row.asked_at)
