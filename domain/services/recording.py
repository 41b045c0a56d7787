"""Appends the row of a step to the record of its concern."""

from datetime import datetime

from domain.concern import Act, Concern, HistoryRow
from domain.history import chained
from domain.services.ports import UnitOfWork


def record(
    uow: UnitOfWork,
    before: str,
    concern: Concern,
    act: Act,
    person: str,
    capacity: tuple[str, str],
    now: datetime,
    words: str,
) -> HistoryRow:
    """The new last row. `before`: the state it came from, "" at registering; `capacity`: (role, unit)."""
    role, unit = capacity
    unsealed = HistoryRow(
        concern=concern.id,
        sequence=0,
        at=now,
        act=act,
        state_before=before,
        state_after=concern.state,
        person=person,
        role=role,
        unit=unit,
        words=words,
        previous="",
        hash="",
    )
    row = chained(unsealed, uow.history.last(concern.id))
    uow.history.append(row)
    return row
