"""Who may do what: the whole matrix of roles, relations and deeds, written down once more by hand."""

import pytest

from domain.people import Role
from domain.permissions import PERMISSIONS, Deed, Relation, may, standing
from tests.domain.beside_steps import BESIDE_RELATED
from tests.domain.office_steps import OFFICE_ALONE, OFFICE_RELATED

WORKERS = (Role.CADRE, Role.UNIT_LEAD, Role.OFFICE)
ALONE: dict[Role, set[Deed]] = {
    Role.RESIDENT: {Deed.REPORT, Deed.BOOK_RECEPTION},
    Role.INFORMATION_WORKER: {Deed.OBSERVE, Deed.SWEEP},
    Role.CADRE: {Deed.VIEW_WORKLIST, Deed.DO_DUTY, Deed.NAME_STAND_IN, Deed.SWEEP},
    Role.UNIT_LEAD: {Deed.VIEW_WORKLIST, Deed.DO_DUTY, Deed.NAME_STAND_IN, Deed.VIEW_REVIEWS, Deed.SWEEP},
    Role.OFFICE: {
        Deed.VIEW_WORKLIST,
        Deed.DO_DUTY,
        Deed.NAME_STAND_IN,
        Deed.SEE_DUTY_BUNDLE,
        Deed.MANAGE_STAFF,
        Deed.SEE_DISTRICT,
        Deed.SEE_UNREACHED,
    },
    Role.LEADER: {Deed.DO_DUTY, Deed.NAME_STAND_IN},
    Role.REVIEWER: {Deed.VIEW_REVIEWS},
    Role.ADMINISTRATOR: {Deed.MANAGE_STAFF, Deed.MANAGE_ADMINISTRATORS, Deed.SEE_DISTRICT},
}
OF_EVERY_ROLE = {role: {Deed.LEAVE_ROLE} if role is not Role.RESIDENT else set() for role in Role}
HANDLING = {
    Deed.VIEW_CARD,
    Deed.VIEW_CONTACT,
    Deed.ACCEPT,
    Deed.DECLINE,
    Deed.NOTE,
    Deed.ASK,
    Deed.REPLY,
    Deed.CONCLUDE,
    Deed.MARK_TOLD,
    Deed.OBJECT,
    Deed.ENTER_RECEIPT,
    Deed.ASK_EXTENSION,
    Deed.LIST_CLAIMS,
    Deed.MEMO,
    Deed.POINT,
    Deed.MEET,
    Deed.RECUSE,
    Deed.RECORD_CONTACT,
    Deed.LEAVE_SIMPLE,
    Deed.LINK,
    Deed.PASS_ON,
}
RELATED: dict[tuple[Role, Relation], set[Deed]] = {
    (Role.RESIDENT, Relation.REPORTER): {
        Deed.FOLLOW,
        Deed.SUPPLEMENT,
        Deed.ANSWER,
        Deed.WITHDRAW,
        Deed.URGE,
        Deed.RATE,
        Deed.REWORK,
        Deed.REQUEST_REVIEW,
        Deed.MEET_AS_REPORTER,
        Deed.REPORT_RETALIATION,
    },
    (Role.REVIEWER, Relation.REVIEWING_UNIT): {Deed.VIEW_CARD, Deed.TAKE_REVIEW},
    (Role.REVIEWER, Relation.REVIEWER): {Deed.ASK_IN_REVIEW, Deed.GIVE_OPINION, Deed.HOLD_HEARING},
    (Role.OFFICE, Relation.SUPERIOR): {Deed.VIEW_CARD, Deed.MARK_TOLD, Deed.DIRECT, Deed.ENTER_RECEIPT}
    | {Deed.MEMO, Deed.POINT, Deed.RING},
    **{
        (role, Relation.LEAD_UNIT): {Deed.VIEW_CARD, Deed.SIGN_IN, Deed.MEMO, Deed.RECUSE} for role in WORKERS
    },
    **{(role, Relation.RECUSED): {Deed.EXPLAIN_RECUSAL} for role in WORKERS},
    (Role.UNIT_LEAD, Relation.LEAD_UNIT): {
        Deed.VIEW_CARD,
        Deed.SIGN_IN,
        Deed.RECUSE,
        Deed.MARK_TOLD,
        Deed.DECIDE_IN_UNIT,
        Deed.MEMO,
        Deed.MEET_AS_LEAD,
        Deed.MERGE,
    },
    (Role.LEADER, Relation.LEADERSHIP): {Deed.GLANCE},
    **{(role, Relation.HANDLER): HANDLING for role in WORKERS},
    **{(role, Relation.SUCCESSOR): {Deed.TAKE_OVER} for role in WORKERS},
}
RELATED |= {
    (Role.UNIT_LEAD, relation): RELATED[Role.REVIEWER, relation]
    for relation in (Relation.REVIEWING_UNIT, Relation.REVIEWER)
}
RELATED[Role.OFFICE, Relation.SUPERIOR] |= {Deed.PUSH_DOWN, Deed.LINK, Deed.MERGE}


@pytest.mark.parametrize("relation", Relation)
@pytest.mark.parametrize("role", Role)
def test_the_matrix_of_permissions(role: Role, relation: Relation) -> None:
    allowed = {deed for deed in Deed if may(deed, standing((role,), (relation,)))}
    tables = (RELATED, OFFICE_RELATED, BESIDE_RELATED)
    related = {deed for table in tables for deed in table.get((role, relation), set())}
    assert allowed == ALONE[role] | OFFICE_ALONE.get(role, set()) | OF_EVERY_ROLE[role] | related


def test_every_deed_has_a_row_and_the_default_is_no() -> None:
    assert PERMISSIONS.keys() == set(Deed)
    assert not any(may(deed, frozenset()) for deed in Deed)
