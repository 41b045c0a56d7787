"""A concern: what was reported, where it stands, and the steps that can be taken on it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """诉求类型; it decides clock and route (DOMAIN.md 4)."""

    INQUIRY = "inquiry"
    HELP = "help"
    COMPLAINT = "complaint"
    SUGGESTION = "suggestion"
    MISCONDUCT = "misconduct"


class HowKnown(StrEnum):
    """How the reporter wants to be known (条例 19, 23)."""

    NAMED = "named"
    HANDLER_ONLY = "handler_only"
    ANONYMOUS = "anonymous"


class State(StrEnum):
    """Where a concern stands (DOMAIN.md 3)."""

    REGISTERED = "registered"
    ASSIGNED = "assigned"
    SIGNED_IN = "signed_in"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    IN_PROGRESS = "in_progress"
    AWAITING_RESIDENT = "awaiting_resident"
    REPLIED = "replied"
    CONCLUDED = "concluded"
    OBJECTED = "objected"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    UNDER_REVIEW = "under_review"
    REVIEWED = "reviewed"
    UNDER_FINAL_REVIEW = "under_final_review"
    FINALLY_REVIEWED = "finally_reviewed"
    DIRECTED = "directed"
    FINAL_HEARING = "final_hearing"
    HEARING = "hearing"


OVER = frozenset(
    {
        State.DECLINED,
        State.DIRECTED,
        State.CONCLUDED,
        State.WITHDRAWN,
        State.REVIEWED,
        State.FINALLY_REVIEWED,
    }
)
"""States in which no office owes the next step; a remedy may still be open to the reporter."""

WITH_REVIEWERS = frozenset({State.UNDER_REVIEW, State.UNDER_FINAL_REVIEW, State.FINAL_HEARING})
"""States in which the unit above has the concern."""


class Act(StrEnum):
    """A step in the life of a concern; the history holds one row for each."""

    REGISTER = "register"
    ASSIGN = "assign"
    SIGN_IN = "sign_in"
    ACCEPT = "accept"
    DECLINE = "decline"
    NOTE = "note"
    ASK = "ask"
    ANSWER = "answer"
    SUPPLEMENT = "supplement"
    REPLY = "reply"
    CONCLUDE = "conclude"
    VIEW_CONTACT = "view_contact"
    HAND_BACK = "hand_back"
    TAKE_OVER = "take_over"
    OBJECT = "object"
    RETURN = "return"
    REFUSE_RETURN = "refuse_return"
    TRANSFER = "transfer"
    ENTER_RECEIPT = "enter_receipt"
    ASK_EXTENSION = "ask_extension"
    EXTEND = "extend"
    REFUSE_EXTENSION = "refuse_extension"
    WITHDRAW = "withdraw"
    AMEND = "amend"
    URGE = "urge"
    REWORK = "rework"
    REQUEST_REVIEW = "request_review"
    REQUEST_FINAL_REVIEW = "request_final_review"
    TAKE_REVIEW = "take_review"
    ASK_IN_REVIEW = "ask_in_review"
    GIVE_OPINION = "give_opinion"
    GIVE_FINAL_OPINION = "give_final_opinion"
    BEGIN_HEARING = "begin_hearing"
    END_HEARING = "end_hearing"
    CONTACT = "contact"
    LEAVE_SIMPLE = "leave_simple"
    RING = "ring"
    LIST_CLAIMS = "list_claims"
    MEMO = "memo"
    POINT = "point"
    MEET = "meet"
    MEET_AS_LEAD = "meet_as_lead"
    MEET_AS_REPORTER = "meet_as_reporter"
    SUPERVISE = "supervise"
    END_SUPERVISION = "end_supervision"
    URGE_UNIT = "urge_unit"
    PROMISE = "promise"
    KEEP_PROMISE = "keep_promise"
    MOVE_PROMISE = "move_promise"
    LOOK_BACK = "look_back"
    LEAD = "lead"
    PLAN_STEP = "plan_step"
    FINISH_STEP = "finish_step"
    REPORT_URGENT = "report_urgent"
    HEED_URGENT = "heed_urgent"
    RECUSE = "recuse"
    EXPLAIN_RECUSAL = "explain_recusal"
    APPOINT = "appoint"
    REPORT_RETALIATION = "report_retaliation"
    PUSH_DOWN = "push_down"
    PASS_ON = "pass_on"
    GIVE_UP = "give_up"
    PUT_TO_MEETING = "put_to_meeting"
    DECIDE = "decide"
    CO_NOTE = "co_note"
    LINK = "link"
    OFFER_MEDIATION = "offer_mediation"
    AGREE_TO_MEDIATION = "agree_to_mediation"
    DECLINE_MEDIATION = "decline_mediation"
    SETTLE = "settle"
    END_MEDIATION = "end_mediation"
    TELL_AID = "tell_aid"
    ASK_AID = "ask_aid"
    AGREE_TO_AID = "agree_to_aid"
    REFUSE_AID = "refuse_aid"
    HAND_OVER_AID = "hand_over_aid"
    CALL_HEARING = "call_hearing"
    JOIN_HEARING = "join_hearing"
    LEAVE_HEARING = "leave_hearing"
    RECORD_HEARING = "record_hearing"
    MERGE = "merge"
    SEPARATE = "separate"
    REGROUP = "regroup"
    SPLIT = "split"
    KEEP_CLAIMS = "keep_claims"
    LENGTHEN = "lengthen"
    MOVE_DATE = "move_date"
    STEP_ASIDE = "step_aside"
    RECEIVE = "receive"
    SORT = "sort"


UNSEEN = frozenset({Act.MEMO, Act.EXPLAIN_RECUSAL, Act.PUSH_DOWN, Act.PASS_ON, Act.GIVE_UP})
"""Acts that stay among those who handle a concern: its reporter is neither told nor shown them."""

AMONG_OFFICES = frozenset({Act.SUPERVISE, Act.END_SUPERVISION, Act.URGE_UNIT, Act.LOOK_BACK}) | {
    Act.LEAD,
    Act.PLAN_STEP,
    Act.FINISH_STEP,
    Act.REPORT_URGENT,
    Act.PUT_TO_MEETING,
    Act.CO_NOTE,
    Act.MERGE,
    Act.SEPARATE,
    Act.REGROUP,
    Act.STEP_ASIDE,
}
"""Acts that the reporter sees in the record without their words."""


class News(StrEnum):
    """How soon the reporter hears of steps that no law wants told at once (T3)."""

    AT_ONCE = "at_once"
    DIGEST = "digest"
    MUTED = "muted"


@dataclass(frozen=True, slots=True)
class Pin:
    """A point on the map, in degrees (WGS 84)."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Concern:
    """What is reported, with its present state; who the reporter is stands in `Contact`, sealed.

    `code_digest`: keyed hash of the query code. `handler`: person id or "". `asked_days`: days
    of an extension that the unit lead has still to decide on, 0 if none. `about_unit`: the unit complained about, ""
    if none; it never gets to see the concern. `review_unit`: the unit above that has
    or had it for 复查 or 复核, `reviewer`: the person id of who took it there; both "" before.
    `leader`: person id of the leader to whom 包案 gave it. `recused`: ids of those who stepped out (回避).
    `co_units`: the units that help (协办). `joined_to`: id of the concern with which it is handled (并单), "" if none.
    """

    id: str
    number: str
    code_digest: bytes
    reporter: str
    kind: Kind
    category: str
    area: str
    place: str
    words: str
    known: HowKnown
    state: State
    unit: str
    registered_at: datetime
    pin: Pin | None = None
    handler: str = ""
    news: News = News.AT_ONCE
    asked_days: int = 0
    about_unit: str = ""
    review_unit: str = ""
    reviewer: str = ""
    leader: str = ""
    recused: tuple[str, ...] = ()
    co_units: tuple[str, ...] = ()
    joined_to: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """How the reporter can be reached, given by themselves; sealed in storage, hidden by default."""

    name: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One step, appended and never edited; each row's hash covers the one before it.

    `person` is the actor's id, "" for the service itself; residents are told the role and unit only.
    """

    concern: str
    sequence: int
    at: datetime
    act: Act
    state_before: str
    state_after: str
    person: str
    role: str
    unit: str
    words: str
    previous: str
    hash: str
