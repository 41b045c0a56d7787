"""What guards against guessing: tries that are counted, and digests whose key never leaves storage."""

from datetime import datetime
from typing import Protocol


class Attempts(Protocol):
    """Counts tries of a kind, to slow down guessing; knows keyed digests, not people."""

    def count(self, subject: bytes, since: datetime) -> int: ...
    def add(self, subject: bytes, now: datetime) -> None: ...
    def forget_before(self, before: datetime) -> None: ...


class Secrets(Protocol):
    """Keyed digests; the key itself never leaves storage."""

    def digest(self, purpose: str, text: str) -> bytes: ...
    def same(self, one: bytes, other: bytes) -> bool:
        """Compared in constant time."""
