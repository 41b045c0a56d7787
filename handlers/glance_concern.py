"""What a leader may see of a concern that is long overdue: what it is about, who owes what since when; no person."""

from domain.clocks import days_left
from domain.concern import UNSEEN, Act, Concern
from domain.errors import Refusal
from domain.messages import Fact, Words, words
from domain.permissions import Deed
from domain.relations import may_on
from domain.services.outlook import is_owed, unit_name
from domain.services.timing import running
from handlers.kit.category import full_category
from handlers.kit.feature import Feature
from handlers.kit.talk import Turn

LAST_STEPS = 5


def _glance(turn: Turn, concern_id: str) -> None:
    """Category, area, unit, what is overdue and the last steps by name; nobody's words, place or contact.

    Refusal card.unknown: no such concern, none that this person leads, or nothing overdue any more.
    """
    concern = turn.uow.concerns.get(concern_id)
    if concern is None or not may_on(Deed.GLANCE, turn.me, concern, turn.now):
        raise Refusal("card.unknown")
    overdue = _overdue(turn, concern)
    if not overdue:
        raise Refusal("glance.nothing", number=concern.number)
    turn.show(
        "glance.main",
        concern=concern.id,
        number=concern.number,
        state=words(f"state.{concern.state}"),
        kind=words(f"kind_name.{concern.kind}"),
        category=full_category(concern.category, turn.policy.categories),
        area=turn.policy.areas.path_name(concern.area),
        unit=unit_name(turn.uow, concern.unit),
        overdue=overdue,
        steps=_steps(turn, concern),
    )


def _overdue(turn: Turn, concern: Concern) -> list[Fact]:
    """A line for each clock that an office owes and that is past its day."""
    owed = [clock for clock in running(turn.uow, concern) if is_owed(turn.uow, concern, clock)]
    late = [(clock, days_left(clock, turn.now, turn.policy.calendar)) for clock in owed]
    return [
        words("glance.late", clock=words(f"clock.{clock.rule}"), due=clock.due_on, days=-left)
        for clock, left in late
        if left < 0
    ]


def _steps(turn: Turn, concern: Concern) -> list[Fact]:
    rows = [row for row in turn.uow.history.of(concern.id) if row.act not in (Act.VIEW_CONTACT, *UNSEEN)]
    return [_step(words(f"act.{row.act}"), row.at) for row in rows[-LAST_STEPS:]]


def _step(act: Words, at: Fact) -> Words:
    return words("card.step", at=at, act=act, said="")


FEATURE = Feature("glance", presses={"glance": _glance})
