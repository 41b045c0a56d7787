"""What the ledger and the figures need to be remembered."""

from datetime import date, datetime
from typing import Protocol

from domain.ledger import LedgerRow


class Ledger(Protocol):
    """The rows of 附件2."""

    def put(self, row: LedgerRow) -> None:
        """Insert or update."""

    def get(self, row: str) -> LedgerRow | None: ...
    def of_concern(self, concern: str) -> LedgerRow | None: ...
    def standing(self, since: date, until: datetime) -> list[LedgerRow]:
        """Rows entered before `until` and not settled before `since`, oldest first."""
