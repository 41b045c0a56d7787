"""The one table of a concern's life: which step leads from where to where, who may take it and who is told."""

from dataclasses import dataclass

from domain.concern import OVER, WITH_REVIEWERS, Act, State
from domain.people import Deed


@dataclass(frozen=True, slots=True)
class Edge:
    """One act: from which states, to which (None: it stays), with which permission, and whom it tells.

    `needs_words`: the act is refused without words. `tells`: audience → sentence key, where the
    audience is `reporter`, `unit` (all cadres of the lead unit), `handler` (the unit while there is none),
    `colleagues` (the unit without the actor), `former_unit` (the unit that lost it), `office`, `deciders` (the
    office where its word on an objection or on another unit was awaited), `lead_leader` (包案), `leadership` (all
    leaders), `co_units` (协办), `unit_lead` or `reviewers` (of the reviewing unit).
    """

    from_: frozenset[State]
    to: State | None
    deed: Deed | None
    needs_words: bool = False
    tells: tuple[tuple[str, str], ...] = ()


def _from(*states: State) -> frozenset[State]:
    return frozenset(states)


_IN_HAND = _from(State.ACCEPTED, State.IN_PROGRESS)
_OPEN_WORK = _IN_HAND | _from(State.AWAITING_RESIDENT)
_WRITTEN = _IN_HAND | _from(
    State.DECLINED, State.DIRECTED, State.AWAITING_RESIDENT, State.REPLIED, State.CONCLUDED
)
_HANDLED = _OPEN_WORK | _from(State.SIGNED_IN, State.REPLIED)
_LIVE = frozenset(State) - OVER
_ANSWERED = _from(State.REPLIED, State.CONCLUDED)
_NOT_ACCEPTED = _from(State.REGISTERED, State.ASSIGNED, State.SIGNED_IN, State.OBJECTED, State.RETURNED)
_MET = _OPEN_WORK | _from(State.REPLIED)
_WITH_UNIT = _OPEN_WORK | _from(State.ASSIGNED, State.SIGNED_IN)
_TAKEN_UP = frozenset(State) - _from(State.REGISTERED, State.DECLINED, State.WITHDRAWN)
_PAST_WORK = _from(State.CONCLUDED, State.REVIEWED, State.FINALLY_REVIEWED)
_BEFORE_REPLY = _LIVE - WITH_REVIEWERS - {State.REPLIED}

LIFE: dict[Act, Edge] = {
    Act.ASSIGN: Edge(_from(State.REGISTERED), State.ASSIGNED, None, tells=(("unit", "notice.assigned"),)),
    Act.SIGN_IN: Edge(
        _from(State.ASSIGNED),
        State.SIGNED_IN,
        Deed.SIGN_IN,
        tells=(("reporter", "notice.signed_in"), ("colleagues", "notice.taken")),
    ),
    Act.ACCEPT: Edge(
        _from(State.SIGNED_IN), State.ACCEPTED, Deed.ACCEPT, tells=(("reporter", "notice.accepted"),)
    ),
    Act.DECLINE: Edge(
        _from(State.SIGNED_IN), State.DECLINED, Deed.DECLINE, True, (("reporter", "notice.declined"),)
    ),
    Act.NOTE: Edge(_IN_HAND, State.IN_PROGRESS, Deed.NOTE, True, (("reporter", "notice.noted"),)),
    Act.ASK: Edge(_OPEN_WORK, State.AWAITING_RESIDENT, Deed.ASK, True, (("reporter", "notice.asked"),)),
    Act.ANSWER: Edge(
        _from(State.AWAITING_RESIDENT),
        State.IN_PROGRESS,
        Deed.ANSWER,
        True,
        (("handler", "notice.answered"),),
    ),
    Act.SUPPLEMENT: Edge(_LIVE, None, Deed.SUPPLEMENT, True, (("handler", "notice.supplemented"),)),
    Act.REPLY: Edge(_OPEN_WORK, State.REPLIED, Deed.REPLY, True, (("reporter", "notice.replied"),)),
    Act.LIST_CLAIMS: Edge(_OPEN_WORK, None, Deed.LIST_CLAIMS, True, (("reporter", "notice.claims_listed"),)),
    Act.MEMO: Edge(frozenset(State), None, Deed.MEMO, True),
    Act.POINT: Edge(_NOT_ACCEPTED, State.DIRECTED, Deed.POINT, True, (("reporter", "notice.directed"),)),
    Act.MEET: Edge(
        _MET,
        None,
        Deed.MEET,
        tells=(("reporter", "notice.met_by_handler"), ("unit_lead", "notice.lead_to_meet")),
    ),
    Act.MEET_AS_LEAD: Edge(_MET, None, Deed.MEET_AS_LEAD, tells=(("handler", "notice.met_by_lead"),)),
    Act.MEET_AS_REPORTER: Edge(
        _MET, None, Deed.MEET_AS_REPORTER, tells=(("handler", "notice.met_by_reporter"),)
    ),
    Act.CONCLUDE: Edge(
        _from(State.REPLIED), State.CONCLUDED, Deed.CONCLUDE, tells=(("reporter", "notice.concluded"),)
    ),
    Act.VIEW_CONTACT: Edge(frozenset(State), None, Deed.VIEW_CONTACT, True),
    Act.HAND_BACK: Edge(_HANDLED, None, None),
    Act.TAKE_OVER: Edge(_HANDLED, None, Deed.TAKE_OVER, tells=(("colleagues", "notice.taken_over"),)),
    Act.OBJECT: Edge(
        _from(State.SIGNED_IN),
        State.OBJECTED,
        Deed.OBJECT,
        True,
        (("office", "notice.objected"), ("reporter", "notice.objection")),
    ),
    Act.RETURN: Edge(
        _from(State.OBJECTED),
        State.RETURNED,
        Deed.DIRECT,
        tells=(("former_unit", "notice.returned"), ("reporter", "notice.being_reassigned")),
    ),
    Act.REFUSE_RETURN: Edge(
        _from(State.OBJECTED),
        State.ASSIGNED,
        Deed.DIRECT,
        True,
        (("unit", "notice.return_refused"), ("reporter", "notice.stays")),
    ),
    Act.TRANSFER: Edge(
        _OPEN_WORK | _from(State.RETURNED, State.ASSIGNED, State.SIGNED_IN),
        State.ASSIGNED,
        Deed.DIRECT,
        True,
        (
            ("unit", "notice.assigned"),
            ("former_unit", "notice.transferred_away"),
            ("reporter", "notice.transferred"),
        ),
    ),
    Act.ASK_EXTENSION: Edge(
        _OPEN_WORK, None, Deed.ASK_EXTENSION, True, (("unit_lead", "notice.extension_asked"),)
    ),
    Act.EXTEND: Edge(
        _OPEN_WORK,
        None,
        Deed.DECIDE_IN_UNIT,
        True,
        (("reporter", "notice.extended"), ("handler", "notice.extension_granted")),
    ),
    Act.REFUSE_EXTENSION: Edge(
        _OPEN_WORK, None, Deed.DECIDE_IN_UNIT, True, (("handler", "notice.extension_refused"),)
    ),
    Act.ENTER_RECEIPT: Edge(_WRITTEN, None, Deed.ENTER_RECEIPT, True),
    Act.WITHDRAW: Edge(
        _BEFORE_REPLY,
        State.WITHDRAWN,
        Deed.WITHDRAW,
        tells=(("handler", "notice.withdrawn"), ("deciders", "notice.withdrawn")),
    ),
    Act.AMEND: Edge(_LIVE, None, Deed.SUPPLEMENT, True, (("handler", "notice.amended"),)),
    Act.URGE: Edge(
        _BEFORE_REPLY, None, Deed.URGE, tells=(("handler", "notice.urged"), ("office", "notice.urged"))
    ),
    Act.REWORK: Edge(_ANSWERED, State.IN_PROGRESS, Deed.REWORK, True, (("handler", "notice.rework"),)),
    Act.REQUEST_REVIEW: Edge(
        _ANSWERED,
        State.UNDER_REVIEW,
        Deed.REQUEST_REVIEW,
        True,
        (
            ("reviewers", "notice.review_requested"),
            ("handler", "notice.under_review"),
            ("reporter", "notice.review_received"),
        ),
    ),
    Act.REQUEST_FINAL_REVIEW: Edge(
        _from(State.REVIEWED),
        State.UNDER_FINAL_REVIEW,
        Deed.REQUEST_REVIEW,
        True,
        (
            ("reviewers", "notice.final_review_requested"),
            ("handler", "notice.under_review"),
            ("reporter", "notice.final_review_received"),
        ),
    ),
    Act.TAKE_REVIEW: Edge(
        WITH_REVIEWERS, None, Deed.TAKE_REVIEW, tells=(("reporter", "notice.review_taken"),)
    ),
    Act.ASK_IN_REVIEW: Edge(
        WITH_REVIEWERS, None, Deed.ASK_IN_REVIEW, True, (("reporter", "notice.review_asked"),)
    ),
    Act.GIVE_OPINION: Edge(
        _from(State.UNDER_REVIEW),
        State.REVIEWED,
        Deed.GIVE_OPINION,
        True,
        (("reporter", "notice.reviewed"), ("handler", "notice.reviewed_unit")),
    ),
    Act.GIVE_FINAL_OPINION: Edge(
        _from(State.UNDER_FINAL_REVIEW),
        State.FINALLY_REVIEWED,
        Deed.GIVE_OPINION,
        True,
        (("reporter", "notice.finally_reviewed"), ("handler", "notice.reviewed_unit")),
    ),
    Act.SUPERVISE: Edge(
        _WITH_UNIT,
        None,
        Deed.SUPERVISE,
        True,
        (
            ("handler", "notice.supervised"),
            ("unit_lead", "notice.supervised"),
            ("reporter", "notice.supervision"),
        ),
    ),
    Act.END_SUPERVISION: Edge(
        frozenset(State), None, Deed.SUPERVISE, tells=(("handler", "notice.supervision_ended"),)
    ),
    Act.URGE_UNIT: Edge(
        _WITH_UNIT,
        None,
        Deed.URGE_UNIT,
        tells=(("handler", "notice.urged_by_office"), ("unit_lead", "notice.urged_by_office")),
    ),
    Act.PROMISE: Edge(_OPEN_WORK | _ANSWERED, None, Deed.PROMISE, True, (("reporter", "notice.promised"),)),
    Act.KEEP_PROMISE: Edge(_TAKEN_UP, None, Deed.PROMISE, tells=(("reporter", "notice.promise_kept"),)),
    Act.MOVE_PROMISE: Edge(_TAKEN_UP, None, Deed.PROMISE, True, (("reporter", "notice.promise_moved"),)),
    Act.LOOK_BACK: Edge(
        _PAST_WORK | WITH_REVIEWERS, None, Deed.SUPERVISE, True, (("handler", "notice.looked_back"),)
    ),
    Act.LEAD: Edge(
        _WITH_UNIT,
        None,
        Deed.LEAD,
        True,
        (("lead_leader", "notice.led"), ("handler", "notice.led_unit"), ("reporter", "notice.led_reporter")),
    ),
    Act.PLAN_STEP: Edge(
        _WITH_UNIT,
        None,
        Deed.PLAN_STEP,
        True,
        (("handler", "notice.step_planned"), ("lead_leader", "notice.step_planned")),
    ),
    Act.REPORT_URGENT: Edge(
        _TAKEN_UP,
        None,
        Deed.REPORT_URGENT,
        True,
        (("office", "notice.urgent"), ("leadership", "notice.urgent")),
    ),
    Act.HEED_URGENT: Edge(
        _TAKEN_UP,
        None,
        Deed.HEED_URGENT,
        tells=(("handler", "notice.urgent_heeded"), ("unit_lead", "notice.urgent_heeded")),
    ),
    Act.PUT_TO_MEETING: Edge(
        _WITH_UNIT | _from(State.RETURNED),
        None,
        Deed.CONFER,
        True,
        (("handler", "notice.to_meeting"), ("reporter", "notice.meeting")),
    ),
    Act.DECIDE: Edge(
        _WITH_UNIT | _from(State.RETURNED),
        None,
        Deed.CONFER,
        True,
        (("co_units", "notice.co_assigned"), ("handler", "notice.decided"), ("reporter", "notice.decided")),
    ),
    Act.CO_NOTE: Edge(_WITH_UNIT, None, Deed.CO_NOTE, True, (("handler", "notice.co_noted"),)),
    Act.FINISH_STEP: Edge(
        _WITH_UNIT | _ANSWERED, None, Deed.FINISH_STEP, tells=(("lead_leader", "notice.step_finished"),)
    ),
    Act.RECUSE: Edge(_LIVE - WITH_REVIEWERS, None, Deed.RECUSE, tells=(("unit", "notice.recused"),)),
    Act.EXPLAIN_RECUSAL: Edge(
        frozenset(State), None, Deed.EXPLAIN_RECUSAL, True, (("unit_lead", "notice.recusal_explained"),)
    ),
    Act.APPOINT: Edge(_HANDLED, None, Deed.DECIDE_IN_UNIT, tells=(("handler", "notice.appointed"),)),
    Act.REPORT_RETALIATION: Edge(
        _from(State.ASSIGNED), None, Deed.REPORT_RETALIATION, True, (("unit", "notice.retaliation"),)
    ),
    Act.PUSH_DOWN: Edge(_from(State.ASSIGNED), None, Deed.PUSH_DOWN, True, (("unit", "notice.pushed_down"),)),
    Act.BEGIN_HEARING: Edge(
        _from(State.UNDER_FINAL_REVIEW),
        State.FINAL_HEARING,
        Deed.HOLD_HEARING,
        True,
        (("reporter", "notice.hearing_begun"), ("handler", "notice.hearing_begun")),
    ),
    Act.END_HEARING: Edge(
        _from(State.FINAL_HEARING),
        State.UNDER_FINAL_REVIEW,
        Deed.HOLD_HEARING,
        True,
        (("reporter", "notice.hearing_ended"), ("handler", "notice.hearing_ended")),
    ),
    Act.CONTACT: Edge(
        _OPEN_WORK | _from(State.SIGNED_IN),
        None,
        Deed.RECORD_CONTACT,
        tells=(("reporter", "notice.contacted"),),
    ),
    Act.LEAVE_SIMPLE: Edge(
        _OPEN_WORK,
        None,
        Deed.LEAVE_SIMPLE,
        True,
        (("reporter", "notice.left_simple"), ("unit_lead", "notice.left_simple_lead")),
    ),
    Act.RING: Edge(_BEFORE_REPLY - {State.REGISTERED, State.RETURNED}, None, Deed.RING, True),
    Act.LINK: Edge(_LIVE, None, Deed.LINK, True, (("reporter", "notice.linked"),)),
}


def allowed_acts(state: State) -> tuple[Act, ...]:
    """Acts that the life cycle allows from this state, whoever asks."""
    return tuple(act for act, edge in LIFE.items() if state in edge.from_)
