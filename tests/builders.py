"""People and concerns in one line, for tests of the rules that need no database."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from domain.concern import Act, Concern, HistoryRow, HowKnown, Kind, State
from domain.people import Binding, Person, Role

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
"""A working Tuesday, noon in Shanghai."""
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
UNIT = "housing"


def a_person(name: str = "somebody", role: Role | None = None, unit: str = UNIT, **changes: Any) -> Person:
    """A resident, or somebody who has held this role in this unit for long."""
    bindings = (Binding(role, unit, LONG_AGO),) if role else ()
    return replace(Person(name, 1, "zh_Hans", LONG_AGO, bindings=bindings), **changes)


def a_concern(state: State = State.ASSIGNED, **changes: Any) -> Concern:
    """A concern of the person "reporter" at the housing bureau; signed in by "handler" where the state says so."""
    concern = Concern(
        id="c0ffee",
        number="QH-2611-00000-0",
        code_digest=b"",
        reporter="reporter",
        kind=Kind.HELP,
        category="housing.quality",
        area="liuyuan",
        place="",
        words="天花板漏水",
        known=HowKnown.NAMED,
        state=state,
        unit="" if state is State.REGISTERED else UNIT,
        registered_at=NOW,
        handler="" if state in (State.REGISTERED, State.ASSIGNED) else "handler",
    )
    return replace(concern, **changes)


def a_row(**changes: Any) -> HistoryRow:
    """A step that is not yet in any record."""
    row = HistoryRow(
        "c0ffee", 0, NOW, Act.NOTE, "accepted", "in_progress", "handler", "cadre", UNIT, "已到现场", "", ""
    )
    return replace(row, **changes)
