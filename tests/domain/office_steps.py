"""The steps and permissions of the office, leaders and co-handlers, written down by hand for test_life.py."""

from domain.concern import Act, State
from domain.people import Deed, Person, Relation, Role

S = State
REVIEWS = {S.UNDER_REVIEW, S.UNDER_FINAL_REVIEW}
WORK = {S.ACCEPTED, S.IN_PROGRESS, S.AWAITING_RESIDENT}
WITH_UNIT = WORK | {S.ASSIGNED, S.SIGNED_IN}
TAKEN_UP = set(State) - {S.REGISTERED, S.DECLINED, S.WITHDRAWN}
HANDLERS = {"handler", "stand-in"}

OFFICE_STEPS: dict[Act, tuple[set[State], State | None, set[str]]] = {
    Act.SUPERVISE: (WITH_UNIT, None, {"office"}),
    Act.END_SUPERVISION: (set(State), None, {"office"}),
    Act.URGE_UNIT: (WITH_UNIT, None, {"office"}),
    Act.PROMISE: (WORK | {S.REPLIED, S.CONCLUDED}, None, HANDLERS),
    Act.KEEP_PROMISE: (TAKEN_UP, None, HANDLERS),
    Act.MOVE_PROMISE: (TAKEN_UP, None, HANDLERS),
    Act.LOOK_BACK: ({S.CONCLUDED, S.REVIEWED, S.FINALLY_REVIEWED} | REVIEWS, None, {"office"}),
}
OFFICE_WORDS = {Act.SUPERVISE, Act.PROMISE, Act.MOVE_PROMISE, Act.LOOK_BACK}
OFFICE_PEOPLE: dict[str, Person | None] = {}
OFFICE_ALONE: dict[Role, set[Deed]] = {}
OFFICE_RELATED: dict[tuple[Role, Relation], set[Deed]] = {
    (Role.LEADER, Relation.LEADERSHIP): {Deed.GLANCE},
    (Role.OFFICE, Relation.SUPERIOR): {Deed.SUPERVISE},
    **{(role, Relation.HANDLER): {Deed.PROMISE} for role in (Role.CADRE, Role.UNIT_LEAD, Role.OFFICE)},
}
