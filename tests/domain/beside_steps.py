"""The steps and permissions of what is offered beside the life, written down by hand for test_life.py."""

from domain.concern import Act, State
from domain.people import Role
from domain.permissions import Deed, Relation

S = State
WORK = {S.ACCEPTED, S.IN_PROGRESS, S.AWAITING_RESIDENT, S.HEARING}
AIDED = set(State) - {S.REGISTERED, S.WITHDRAWN}
HANDLERS = {"handler", "stand-in"}
WORKERS = (Role.CADRE, Role.UNIT_LEAD, Role.OFFICE)

BESIDE_STEPS: dict[Act, tuple[set[State], State | None, set[str]]] = {
    Act.OFFER_MEDIATION: (WORK, None, HANDLERS),
    Act.AGREE_TO_MEDIATION: (WORK, None, {"reporter"}),
    Act.DECLINE_MEDIATION: (WORK, None, {"reporter"}),
    Act.SETTLE: (WORK, None, HANDLERS),
    Act.END_MEDIATION: (WORK, None, HANDLERS),
    Act.TELL_AID: (AIDED, None, HANDLERS | {"office"}),
    Act.ASK_AID: (AIDED, None, HANDLERS | {"office"}),
    Act.AGREE_TO_AID: (AIDED, None, {"reporter"}),
    Act.REFUSE_AID: (AIDED, None, {"reporter"}),
    Act.HAND_OVER_AID: (AIDED, None, HANDLERS | {"office"}),
    Act.CALL_HEARING: ({S.ACCEPTED, S.IN_PROGRESS, S.HEARING}, S.HEARING, HANDLERS),
    Act.JOIN_HEARING: ({S.HEARING}, None, {"reporter"}),
    Act.LEAVE_HEARING: ({S.HEARING}, None, {"reporter"}),
    Act.LENGTHEN: (WORK, None, HANDLERS),
    Act.MOVE_DATE: (WORK, None, HANDLERS),
    Act.RECORD_HEARING: ({S.HEARING}, S.IN_PROGRESS, HANDLERS),
}
BESIDE_WITHOUT_WORDS = {
    Act.AGREE_TO_MEDIATION,
    Act.DECLINE_MEDIATION,
    Act.JOIN_HEARING,
    Act.LEAVE_HEARING,
}
BESIDE_RELATED: dict[tuple[Role, Relation], set[Deed]] = {
    (Role.RESIDENT, Relation.REPORTER): {Deed.CHOOSE},
    (Role.OFFICE, Relation.SUPERIOR): {Deed.AID},
    **{(role, Relation.HANDLER): {Deed.MEDIATE, Deed.AID, Deed.CALL_HEARING} for role in WORKERS},
}
