"""附件2 row by row: what the office enters about a matter, filled in from the concern, and what a month shows."""

from datetime import date, datetime, time

from domain.concern import UNSEEN, Concern, State
from domain.errors import Refusal
from domain.ledger import LedgerRow, Written, choosable
from domain.messages import Fact, Words, words
from domain.months import month_later
from domain.people import Person, Role
from domain.permissions import Deed
from domain.relations import capacity, check, may_on
from domain.services.linking import links
from domain.services.outlook import unit_name
from domain.services.ports import UnitOfWork

LAST_STEPS = 12
"""How many steps of the record are proposed as 工作措施."""


def enter(
    uow: UnitOfWork, me: Person, row: str, concern: str, written: Written, now: datetime
) -> tuple[LedgerRow, bool]:
    """The row as it stands now, and whether it is new. `row`: its id, known beforehand, so that twice is once.

    Refusal deed.not_yours; card.unknown: the concern is none that this person may see.
    """
    check(Deed.KEEP_LEDGER, me, now)
    if concern:
        concern_of(uow, me, concern, now)
    old = uow.ledger.get(row) or (uow.ledger.of_concern(concern) if concern else None)
    settled = uow.policy.ledger.is_settled(written.trend)
    today = uow.policy.calendar.day_of(now)
    entry = LedgerRow(
        id=old.id if old else row,
        concern=old.concern if old else concern,
        written=written,
        entered_at=old.entered_at if old else now,
        changed_at=now,
        settled_on=((old.settled_on if old else None) or today) if settled else None,
    )
    uow.ledger.put(entry)
    return entry, old is None


def row_of(uow: UnitOfWork, me: Person, row: str, now: datetime) -> LedgerRow:
    """The row. Refusal deed.not_yours; ledger.unknown: none, or none that this person may see."""
    check(Deed.KEEP_LEDGER, me, now)
    found = uow.ledger.get(row)
    if found is None or not _seen(uow, me, found, now):
        raise Refusal("ledger.unknown")
    return found


def rows_of(uow: UnitOfWork, me: Person, month: date, now: datetime) -> list[LedgerRow]:
    """The rows of a month (its first day), oldest first: those not settled before it. Refusal deed.not_yours."""
    check(Deed.KEEP_LEDGER, me, now)
    return [row for row in _standing(uow, month) if _seen(uow, me, row, now)]


def concern_of(uow: UnitOfWork, me: Person, concern: str, now: datetime) -> Concern:
    """A concern that this person may enter. Refusal card.unknown: none, or none for them; both sound the same."""
    found = uow.concerns.get(concern)
    if found is None or not may_on(Deed.ENTER_IN_LEDGER, me, found, now):
        raise Refusal("card.unknown")
    return found


def proposal(uow: UnitOfWork, concern: Concern, now: datetime) -> dict[str, Words | str]:
    """What the concern says about the columns; nothing of who reported it, nor their words, nor their door."""
    category = uow.policy.categories.get(concern.category)
    official = category.official if category else ""
    rules, today = uow.policy.ledger, uow.policy.calendar.day_of(now)
    area = uow.policy.areas.path_name(concern.area) or unit_name(uow, concern.unit)
    found: dict[str, Words | str] = {
        "unit": concern.unit,
        "name": words("ledger.name_of", area=area, category=_category(concern)),
        "basics": words(
            "ledger.basics_of",
            number=concern.number,
            day=uow.policy.calendar.day_of(concern.registered_at),
            kind=words(f"kind_name.{concern.kind}"),
            category=_category(concern),
            unit=unit_name(uow, concern.unit),
        ),
        "measures": words("ledger.measures_of", steps=_steps(uow, concern)),
        "leader": _in_unit(uow, Role.LEADER if concern.leader else Role.UNIT_LEAD, concern.unit),
        "owner": _owner(uow, concern, now),
        "remark": words("ledger.remark_of", numbers=[concern.number, *links(uow, concern)]),
    }
    if official in choosable(rules.types, today):
        found["type"] = official
    if concern.state is State.CONCLUDED:
        found["trend"] = next(one.code for one in rules.trends if one.ends)
    return found


def _category(concern: Concern) -> Words:
    return words(f"category.{concern.category}")


def _steps(uow: UnitOfWork, concern: Concern) -> list[Fact]:
    """What the offices did, by day; who did it and in which words stays where it is."""
    calendar = uow.policy.calendar
    done = [row for row in uow.history.of(concern.id) if row.act not in UNSEEN and row.role != Role.RESIDENT]
    return [
        words("ledger.step", day=calendar.day_of(row.at), act=words(f"act.{row.act}"))
        for row in done[-LAST_STEPS:]
    ]


def _owner(uow: UnitOfWork, concern: Concern, now: datetime) -> Words:
    if not concern.handler:
        return _in_unit(uow, Role.CADRE, concern.unit)
    role, _ = capacity(Deed.SIGN_IN, uow.people.get(concern.handler), concern, now)
    return _in_unit(uow, Role(role), concern.unit)


def _in_unit(uow: UnitOfWork, role: Role, unit: str) -> Words:
    return words("staff.role_in_unit", role=words(f"role.{role}"), unit=unit_name(uow, unit))


def _standing(uow: UnitOfWork, month: date) -> list[LedgerRow]:
    return uow.ledger.standing(month, uow.policy.calendar.moment(month_later(month, 1), time()))


def _seen(uow: UnitOfWork, me: Person, row: LedgerRow, now: datetime) -> bool:
    """A row about a concern is seen by those who may enter that concern, and by nobody else (D2)."""
    if not row.concern:
        return True
    concern = uow.concerns.get(row.concern)
    return concern is not None and may_on(Deed.ENTER_IN_LEDGER, me, concern, now)
