"""The steps and permissions of the office, leaders and co-handlers, written down by hand for test_life.py."""

from domain.concern import Act, State
from domain.people import Person, Role
from domain.permissions import Deed, Relation
from tests.builders import a_person

S = State
REVIEWS = {S.UNDER_REVIEW, S.UNDER_FINAL_REVIEW, S.FINAL_HEARING}
WORK = {S.ACCEPTED, S.IN_PROGRESS, S.AWAITING_RESIDENT, S.HEARING}
WITH_UNIT = WORK | {S.ASSIGNED, S.SIGNED_IN}
TAKEN_UP = set(State) - {S.REGISTERED, S.DECLINED, S.WITHDRAWN}
HANDLERS = {"handler", "stand-in"}

OFFICE_STEPS: dict[Act, tuple[set[State], State | None, set[str]]] = {
    Act.SUPERVISE: (WITH_UNIT, None, {"office"}),
    Act.END_SUPERVISION: (set(State), None, {"office"}),
    Act.URGE_UNIT: (WITH_UNIT, None, {"office", "lead leader"}),
    Act.REPORT_URGENT: (TAKEN_UP, None, HANDLERS | {"office", "unit lead"}),
    Act.HEED_URGENT: (TAKEN_UP, None, {"office", "leader", "lead leader"}),
    Act.PUT_TO_MEETING: (WITH_UNIT | {S.RETURNED}, None, {"office"}),
    Act.DECIDE: (WITH_UNIT | {S.RETURNED}, None, {"office"}),
    Act.CO_NOTE: (WITH_UNIT, None, {"co-handler"}),
    Act.LEAD: (WITH_UNIT, None, {"office"}),
    Act.PLAN_STEP: (WITH_UNIT, None, {"office", "lead leader"}),
    Act.FINISH_STEP: (WITH_UNIT | {S.REPLIED, S.CONCLUDED}, None, HANDLERS | {"office", "lead leader"}),
    Act.PROMISE: (WORK | {S.REPLIED, S.CONCLUDED}, None, HANDLERS),
    Act.KEEP_PROMISE: (TAKEN_UP, None, HANDLERS),
    Act.MOVE_PROMISE: (TAKEN_UP, None, HANDLERS),
    Act.SORT: ({S.ASSIGNED, S.SIGNED_IN}, S.ASSIGNED, {"office"}),
    Act.RECEIVE: (set(State) - {S.REGISTERED}, None, {"office", "leader", "lead leader"}),
    Act.LOOK_BACK: ({S.CONCLUDED, S.REVIEWED, S.FINALLY_REVIEWED} | REVIEWS, None, {"office"}),
}
OFFICE_WORDS = {
    Act.SUPERVISE,
    Act.PROMISE,
    Act.MOVE_PROMISE,
    Act.LOOK_BACK,
    Act.PUT_TO_MEETING,
    Act.DECIDE,
    Act.CO_NOTE,
    Act.REPORT_URGENT,
    Act.LEAD,
    Act.PLAN_STEP,
    Act.RECEIVE,
    Act.SORT,
}
OFFICE_PEOPLE: dict[str, Person | None] = {
    "lead leader": a_person("lead leader", Role.LEADER),
    "co-handler": a_person("co-handler", Role.CADRE, "health"),
}
OFFICE_ALONE: dict[Role, set[Deed]] = {
    Role.LEADER: {
        Deed.VIEW_LED,
        Deed.SEE_RATING_SUMS,
        Deed.HEED_ALARM,
        Deed.SERVE_RECEPTION,
        Deed.SEE_FIGURES,
        Deed.SEE_REPORTS,
    },
    Role.UNIT_LEAD: {Deed.SEE_RATING_SUMS, Deed.SEE_FIGURES, Deed.WRITE_REPORT},
    Role.OFFICE: {Deed.SEE_RATING_SUMS, Deed.SEE_AGENDA, Deed.HEED_ALARM, Deed.ARRANGE_RECEPTION}
    | {Deed.SERVE_RECEPTION, Deed.KEEP_LEDGER, Deed.SEE_FIGURES}
    | {Deed.SEE_REPORTS, Deed.DISPATCH},
}
LEADING = {Deed.URGE_UNIT, Deed.PLAN_STEP, Deed.FINISH_STEP}
OFFICE_RELATED: dict[tuple[Role, Relation], set[Deed]] = {
    (Role.LEADER, Relation.LEADERSHIP): {Deed.GLANCE, Deed.HEED_URGENT, Deed.RECEIVE},
    **{
        (role, Relation.CO_UNIT): {Deed.VIEW_CARD, Deed.CO_NOTE}
        for role in (Role.CADRE, Role.UNIT_LEAD, Role.OFFICE)
    },
    (Role.UNIT_LEAD, Relation.LEAD_UNIT): {Deed.REPORT_URGENT},
    (Role.OFFICE, Relation.SUPERIOR): LEADING
    | {Deed.CONFER, Deed.SUPERVISE, Deed.LEAD, Deed.REPORT_URGENT, Deed.HEED_URGENT, Deed.RECEIVE}
    | {Deed.ENTER_IN_LEDGER},
    (Role.LEADER, Relation.LEAD_LEADER): LEADING | {Deed.VIEW_CARD},
    **{
        (role, Relation.HANDLER): {Deed.PROMISE, Deed.FINISH_STEP, Deed.REPORT_URGENT}
        for role in (Role.CADRE, Role.UNIT_LEAD, Role.OFFICE)
    },
}
