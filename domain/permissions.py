"""What people may do to a concern, and what for: one table, and no is the default."""

from collections.abc import Iterable
from enum import StrEnum

from domain.people import Role


class Relation(StrEnum):
    """What a person is to one concern.

    `successor`: works in the lead unit while nobody there handles the concern, or leads whoever does.
    `reviewing_unit`: reviews for, or leads, the unit that has it for 复查 or 复核; `reviewer`: took it there.
    `co_unit`: works in a unit that helps (协办).
    `lead_leader`: the leader to whom 包案 gave it, or whoever stands in for them.
    `leadership`: a leader of the district, who is told of it when it is long overdue.
    `complained_about`: works in the unit that the concern complains about, and is nothing else to it but a reporter.
    `recused`: stepped out of it (回避), and is nothing else to it either.
    """

    REPORTER = "reporter"
    HANDLER = "handler"
    LEAD_UNIT = "lead_unit"
    SUCCESSOR = "successor"
    SUPERIOR = "superior"
    REVIEWING_UNIT = "reviewing_unit"
    COMPLAINED_ABOUT = "complained_about"
    REVIEWER = "reviewer"
    LEADERSHIP = "leadership"
    LEAD_LEADER = "lead_leader"
    RECUSED = "recused"
    CO_UNIT = "co_unit"
    NONE = "none"


class Deed(StrEnum):
    """Everything that needs permission."""

    REPORT = "report"
    FOLLOW = "follow"
    SUPPLEMENT = "supplement"
    ANSWER = "answer"
    VIEW_CARD = "view_card"
    VIEW_CONTACT = "view_contact"
    SIGN_IN = "sign_in"
    ACCEPT = "accept"
    DECLINE = "decline"
    NOTE = "note"
    ASK = "ask"
    REPLY = "reply"
    CONCLUDE = "conclude"
    TAKE_OVER = "take_over"
    OBJECT = "object"
    DIRECT = "direct"
    ENTER_RECEIPT = "enter_receipt"
    ASK_EXTENSION = "ask_extension"
    DECIDE_IN_UNIT = "decide_in_unit"
    WITHDRAW = "withdraw"
    URGE = "urge"
    RATE = "rate"
    REWORK = "rework"
    REQUEST_REVIEW = "request_review"
    TAKE_REVIEW = "take_review"
    ASK_IN_REVIEW = "ask_in_review"
    GIVE_OPINION = "give_opinion"
    HOLD_HEARING = "hold_hearing"
    RECORD_CONTACT = "record_contact"
    LEAVE_SIMPLE = "leave_simple"
    RING = "ring"
    VIEW_REVIEWS = "view_reviews"
    LIST_CLAIMS = "list_claims"
    MEMO = "memo"
    POINT = "point"
    MEET = "meet"
    MEET_AS_LEAD = "meet_as_lead"
    MEET_AS_REPORTER = "meet_as_reporter"
    RECUSE = "recuse"
    EXPLAIN_RECUSAL = "explain_recusal"
    REPORT_RETALIATION = "report_retaliation"
    PUSH_DOWN = "push_down"
    PASS_ON = "pass_on"
    LINK = "link"
    MERGE = "merge"
    MARK_TOLD = "mark_told"
    VIEW_WORKLIST = "view_worklist"
    OBSERVE = "observe"
    DO_DUTY = "do_duty"
    SEE_DUTY_BUNDLE = "see_duty_bundle"
    NAME_STAND_IN = "name_stand_in"
    LEAVE_ROLE = "leave_role"
    MANAGE_STAFF = "manage_staff"
    MANAGE_ADMINISTRATORS = "manage_administrators"
    SEE_DISTRICT = "see_district"
    SEE_UNREACHED = "see_unreached"
    GLANCE = "glance"
    SUPERVISE = "supervise"
    PROMISE = "promise"
    URGE_UNIT = "urge_unit"
    LEAD = "lead"
    PLAN_STEP = "plan_step"
    FINISH_STEP = "finish_step"
    VIEW_LED = "view_led"
    CONFER = "confer"
    CO_NOTE = "co_note"
    SEE_AGENDA = "see_agenda"
    REPORT_URGENT = "report_urgent"
    HEED_URGENT = "heed_urgent"
    HEED_ALARM = "heed_alarm"
    SWEEP = "sweep"
    SEE_RATING_SUMS = "see_rating_sums"
    MEDIATE = "mediate"
    CHOOSE = "choose"
    AID = "aid"
    CALL_HEARING = "call_hearing"
    BOOK_RECEPTION = "book_reception"
    ARRANGE_RECEPTION = "arrange_reception"
    SERVE_RECEPTION = "serve_reception"
    RECEIVE = "receive"
    KEEP_LEDGER = "keep_ledger"
    ENTER_IN_LEDGER = "enter_in_ledger"
    SEE_FIGURES = "see_figures"
    WRITE_REPORT = "write_report"
    SEE_REPORTS = "see_reports"
    DISPATCH = "dispatch"


Standing = frozenset[tuple[Role, Relation]]

_WORKERS = (Role.CADRE, Role.UNIT_LEAD, Role.OFFICE)
_IN_UNIT = frozenset((role, Relation.LEAD_UNIT) for role in _WORKERS)
_HANDLER = frozenset((role, Relation.HANDLER) for role in _WORKERS)
_REPORTER = frozenset({(Role.RESIDENT, Relation.REPORTER)})
_ANYBODY = frozenset({(Role.RESIDENT, Relation.NONE)})
_OFFICE = frozenset({(Role.OFFICE, Relation.SUPERIOR)})
_REVIEWING_UNIT = frozenset((role, Relation.REVIEWING_UNIT) for role in (Role.REVIEWER, Role.UNIT_LEAD))
_REVIEWER = frozenset((role, Relation.REVIEWER) for role in (Role.REVIEWER, Role.UNIT_LEAD))
_UNIT_LEAD = frozenset({(Role.UNIT_LEAD, Relation.LEAD_UNIT)})
_LEAD_LEADER = frozenset({(Role.LEADER, Relation.LEAD_LEADER)})
_CO_UNIT = frozenset((role, Relation.CO_UNIT) for role in _WORKERS)
_LEADERSHIP = frozenset({(Role.LEADER, Relation.LEADERSHIP)})
_SUCCESSOR = frozenset((role, Relation.SUCCESSOR) for role in _WORKERS)
_RECUSED = frozenset((role, Relation.RECUSED) for role in _WORKERS)


def _held(*roles: Role) -> Standing:
    return frozenset((role, Relation.NONE) for role in roles)


PERMISSIONS: dict[Deed, Standing] = {
    Deed.REPORT: _ANYBODY,
    Deed.FOLLOW: _REPORTER,
    Deed.SUPPLEMENT: _REPORTER,
    Deed.ANSWER: _REPORTER,
    Deed.VIEW_CARD: _IN_UNIT | _HANDLER | _OFFICE | _REVIEWING_UNIT | _LEAD_LEADER | _CO_UNIT,
    Deed.VIEW_CONTACT: _HANDLER,
    Deed.SIGN_IN: _IN_UNIT,
    Deed.ACCEPT: _HANDLER,
    Deed.DECLINE: _HANDLER,
    Deed.NOTE: _HANDLER,
    Deed.ASK: _HANDLER,
    Deed.REPLY: _HANDLER,
    Deed.CONCLUDE: _HANDLER,
    Deed.TAKE_OVER: _SUCCESSOR,
    Deed.OBJECT: _HANDLER,
    Deed.DIRECT: _OFFICE,
    Deed.ENTER_RECEIPT: _HANDLER | _OFFICE,
    Deed.ASK_EXTENSION: _HANDLER,
    Deed.DECIDE_IN_UNIT: _UNIT_LEAD,
    Deed.WITHDRAW: _REPORTER,
    Deed.URGE: _REPORTER,
    Deed.RATE: _REPORTER,
    Deed.REWORK: _REPORTER,
    Deed.REQUEST_REVIEW: _REPORTER,
    Deed.TAKE_REVIEW: _REVIEWING_UNIT,
    Deed.ASK_IN_REVIEW: _REVIEWER,
    Deed.GIVE_OPINION: _REVIEWER,
    Deed.HOLD_HEARING: _REVIEWER,
    Deed.RECORD_CONTACT: _HANDLER,
    Deed.LEAVE_SIMPLE: _HANDLER,
    Deed.RING: _OFFICE,
    Deed.VIEW_REVIEWS: _held(Role.REVIEWER, Role.UNIT_LEAD),
    Deed.LIST_CLAIMS: _HANDLER,
    Deed.MEMO: _IN_UNIT | _HANDLER | _OFFICE,
    Deed.POINT: _HANDLER | _OFFICE,
    Deed.MEET: _HANDLER,
    Deed.MEET_AS_LEAD: _UNIT_LEAD,
    Deed.MEET_AS_REPORTER: _REPORTER,
    Deed.RECUSE: _IN_UNIT | _HANDLER,
    Deed.EXPLAIN_RECUSAL: _RECUSED,
    Deed.REPORT_RETALIATION: _REPORTER,
    Deed.PUSH_DOWN: _OFFICE,
    Deed.PASS_ON: _HANDLER,
    Deed.LINK: _HANDLER | _OFFICE,
    Deed.MERGE: _OFFICE | _UNIT_LEAD,
    Deed.MARK_TOLD: _HANDLER | _OFFICE | _UNIT_LEAD,
    Deed.VIEW_WORKLIST: _held(*_WORKERS),
    Deed.OBSERVE: _held(Role.INFORMATION_WORKER),
    Deed.DO_DUTY: _held(Role.CADRE, Role.UNIT_LEAD, Role.LEADER, Role.OFFICE),
    Deed.SEE_DUTY_BUNDLE: _held(Role.OFFICE),
    Deed.NAME_STAND_IN: _held(Role.CADRE, Role.UNIT_LEAD, Role.LEADER, Role.OFFICE),
    Deed.LEAVE_ROLE: _held(*(role for role in Role if role is not Role.RESIDENT)),
    Deed.MANAGE_STAFF: _held(Role.OFFICE, Role.ADMINISTRATOR),
    Deed.MANAGE_ADMINISTRATORS: _held(Role.ADMINISTRATOR),
    Deed.SEE_DISTRICT: _held(Role.OFFICE, Role.ADMINISTRATOR),
    Deed.SEE_UNREACHED: _held(Role.OFFICE),
    Deed.GLANCE: _LEADERSHIP,
    Deed.SUPERVISE: _OFFICE,
    Deed.PROMISE: _HANDLER,
    Deed.URGE_UNIT: _OFFICE | _LEAD_LEADER,
    Deed.LEAD: _OFFICE,
    Deed.PLAN_STEP: _OFFICE | _LEAD_LEADER,
    Deed.FINISH_STEP: _OFFICE | _LEAD_LEADER | _HANDLER,
    Deed.VIEW_LED: _held(Role.LEADER),
    Deed.CONFER: _OFFICE,
    Deed.CO_NOTE: _CO_UNIT,
    Deed.SEE_AGENDA: _held(Role.OFFICE),
    Deed.REPORT_URGENT: _HANDLER | _UNIT_LEAD | _OFFICE,
    Deed.HEED_URGENT: _OFFICE | _LEADERSHIP,
    Deed.HEED_ALARM: _held(Role.OFFICE, Role.LEADER),
    Deed.SWEEP: _held(Role.INFORMATION_WORKER, Role.CADRE, Role.UNIT_LEAD),
    Deed.SEE_RATING_SUMS: _held(Role.UNIT_LEAD, Role.OFFICE, Role.LEADER),
    Deed.MEDIATE: _HANDLER,
    Deed.CHOOSE: _REPORTER,
    Deed.AID: _HANDLER | _OFFICE,
    Deed.CALL_HEARING: _HANDLER,
    Deed.BOOK_RECEPTION: _ANYBODY,
    Deed.ARRANGE_RECEPTION: _held(Role.OFFICE),
    Deed.SERVE_RECEPTION: _held(Role.OFFICE, Role.LEADER),
    Deed.RECEIVE: _OFFICE | _LEADERSHIP,
    Deed.KEEP_LEDGER: _held(Role.OFFICE),
    Deed.ENTER_IN_LEDGER: _OFFICE,
    Deed.SEE_FIGURES: _held(Role.UNIT_LEAD, Role.OFFICE, Role.LEADER),
    Deed.WRITE_REPORT: _held(Role.UNIT_LEAD),
    Deed.SEE_REPORTS: _held(Role.OFFICE, Role.LEADER),
    Deed.DISPATCH: _held(Role.OFFICE),
}


def standing(roles: Iterable[Role], relations: Iterable[Relation] = ()) -> Standing:
    """Every pair of a held role and a relation; a role alone counts as related to nothing."""
    held = tuple(roles)
    return frozenset((role, relation) for role in held for relation in (*relations, Relation.NONE))


def may(deed: Deed, who: Standing) -> bool:
    """Whether somebody who stands so may do this deed. The default is no."""
    return bool(PERMISSIONS.get(deed, frozenset()) & who)
