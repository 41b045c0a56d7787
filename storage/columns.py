"""How single values are kept: moments as UTC microseconds, running numbers that any database counts up."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import BigInteger, Dialect, Integer
from sqlalchemy.types import TypeDecorator

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)

RunningNumber = BigInteger().with_variant(Integer, "sqlite")
"""A key counted up by the database; SQLite counts only columns declared INTEGER."""


class Moment(TypeDecorator[datetime]):
    """An aware datetime, kept as whole microseconds since 1970 UTC; a naive one is refused."""

    impl = BigInteger
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], int | None]:
        """To storage; `ValueError` for a time without a zone."""
        return _kept

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[int | None], datetime | None]:
        """From storage, in UTC."""
        return _told


def _kept(moment: datetime | None) -> int | None:
    if moment is None:
        return None
    if moment.tzinfo is None:
        raise ValueError("a time without a zone cannot be stored")
    return (moment - _EPOCH) // _TICK


def _told(ticks: int | None) -> datetime | None:
    return None if ticks is None else _EPOCH + timedelta(microseconds=ticks)
