"""Who people are to a concern, and the one table of what they may do."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What a person is in the service (DOMAIN.md 2); a resident needs no enrolment."""

    RESIDENT = "resident"
    INFORMATION_WORKER = "information_worker"
    CADRE = "cadre"
    UNIT_LEAD = "unit_lead"
    OFFICE = "office"
    LEADER = "leader"
    ADMINISTRATOR = "administrator"
    REVIEWER = "reviewer"


class Relation(StrEnum):
    """What a person is to one concern.

    `successor`: works in the lead unit while nobody there handles the concern, or leads whoever does.
    `reviewing_unit`: reviews for the unit that has it for 复查 or 复核; `reviewer`: took it there.
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
    SEE_RATING_SUMS = "see_rating_sums"
    KEEP_LEDGER = "keep_ledger"
    ENTER_IN_LEDGER = "enter_in_ledger"
    SEE_FIGURES = "see_figures"
    WRITE_REPORT = "write_report"
    SEE_REPORTS = "see_reports"
    DISPATCH = "dispatch"


@dataclass(frozen=True, slots=True)
class Binding:
    """A role in a unit for a period; `until` None means until further notice.

    `instead_of`: id of the absent person whose stand-in this is, "" when the role is one's own.
    """

    role: Role
    unit: str
    since: datetime
    until: datetime | None = None
    instead_of: str = ""

    def holds(self, at: datetime) -> bool:
        """Whether the role is held at this moment."""
        return self.since <= at and (self.until is None or at < self.until)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who talks with the bot. No name, no number: only where to answer and in which language.

    `agreed_at`: when the privacy notice was agreed to (PIPL 13, 17, 39). `reachable`: False after a block.
    """

    id: str
    chat: int
    language: str
    agreed_at: datetime | None = None
    reachable: bool = True
    bindings: tuple[Binding, ...] = field(default=())

    def roles(self, at: datetime) -> frozenset[Role]:
        """All roles held at this moment; everybody is a resident."""
        return frozenset({Role.RESIDENT, *(b.role for b in self.bindings if b.holds(at))})

    def units(self, at: datetime, *roles: Role) -> tuple[str, ...]:
        """Units in which one of the roles is held at this moment."""
        return tuple(dict.fromkeys(b.unit for b in self.bindings if b.holds(at) and b.role in roles))

    def own(self, at: datetime) -> tuple[Binding, ...]:
        """The roles held at this moment in one's own name, not as a stand-in."""
        return tuple(b for b in self.bindings if b.holds(at) and not b.instead_of)

    def stands_in(self, at: datetime) -> tuple[Binding, ...]:
        """The roles held at this moment instead of somebody absent (A/B 角)."""
        return tuple(b for b in self.bindings if b.holds(at) and b.instead_of)


@dataclass(frozen=True, slots=True)
class Invitation:
    """A single-use way in, bound to a role and a unit; only the digest of its token is stored.

    `name`: for whom, as colleagues call them; `invited_by`: id of who made it, "" from the command line.
    """

    digest: bytes
    role: Role
    unit: str
    expires_at: datetime
    used_by: str = ""
    name: str = ""
    invited_by: str = ""


Standing = frozenset[tuple[Role, Relation]]

_WORKERS, _ABOVE = (Role.CADRE, Role.UNIT_LEAD, Role.OFFICE), (Role.OFFICE, Role.LEADER)
_IN_UNIT = frozenset((role, Relation.LEAD_UNIT) for role in _WORKERS)
_HANDLER = frozenset((role, Relation.HANDLER) for role in _WORKERS)
_REPORTER = frozenset({(Role.RESIDENT, Relation.REPORTER)})
_ANYBODY = frozenset({(Role.RESIDENT, Relation.NONE)})
_OFFICE = frozenset({(Role.OFFICE, Relation.SUPERIOR)})
_REVIEWING_UNIT = frozenset({(Role.REVIEWER, Relation.REVIEWING_UNIT)})
_REVIEWER = frozenset({(Role.REVIEWER, Relation.REVIEWER)})
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
    Deed.VIEW_REVIEWS: _held(Role.REVIEWER),
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
    Deed.REPORT_URGENT: _HANDLER | _UNIT_LEAD | _OFFICE,
    Deed.HEED_URGENT: _OFFICE | _LEADERSHIP,
    **dict.fromkeys((Deed.SEE_RATING_SUMS, Deed.SEE_FIGURES), _held(Role.UNIT_LEAD, *_ABOVE)),
    **dict.fromkeys((Deed.SEE_AGENDA, Deed.KEEP_LEDGER, Deed.DISPATCH), _held(Role.OFFICE)),
    Deed.ENTER_IN_LEDGER: _OFFICE,
    Deed.WRITE_REPORT: _held(Role.UNIT_LEAD),
    Deed.SEE_REPORTS: _held(*_ABOVE),
}


def standing(roles: Iterable[Role], relations: Iterable[Relation] = ()) -> Standing:
    """Every pair of a held role and a relation; a role alone counts as related to nothing."""
    held = tuple(roles)
    return frozenset((role, relation) for role in held for relation in (*relations, Relation.NONE))


def may(deed: Deed, who: Standing) -> bool:
    """Whether somebody who stands so may do this deed. The default is no."""
    return bool(PERMISSIONS.get(deed, frozenset()) & who)
