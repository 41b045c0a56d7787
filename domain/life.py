"""The one table of a concern's life: which step leads from where to where, who may take it and who is told."""

from dataclasses import dataclass

from domain.concern import OVER, WITH_REVIEWERS, Act, State
from domain.people import Deed


@dataclass(frozen=True, slots=True)
class Edge:
    """One act: from which states, to which (None: it stays), with which permission, and whom it tells.

    `needs_words`: the act is refused without words. `tells`: audience → sentence key, where the
    audience is `reporter`, `unit` (all cadres of the lead unit), `handler` (the unit while there is none),
    `colleagues` (the unit without the actor), `former_unit` (the unit that lost it), `office`, `unit_lead`
    or `reviewers` (of the reviewing unit).
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
_WRITTEN = _IN_HAND | _from(State.DECLINED, State.AWAITING_RESIDENT, State.REPLIED, State.CONCLUDED)
_HANDLED = _OPEN_WORK | _from(State.SIGNED_IN, State.REPLIED)
_LIVE = frozenset(State) - OVER
_ANSWERED = _from(State.REPLIED, State.CONCLUDED)
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
        _BEFORE_REPLY, State.WITHDRAWN, Deed.WITHDRAW, tells=(("handler", "notice.withdrawn"),)
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
    Act.RECUSE: Edge(_LIVE - WITH_REVIEWERS, None, Deed.RECUSE, tells=(("unit", "notice.recused"),)),
    Act.EXPLAIN_RECUSAL: Edge(
        frozenset(State), None, Deed.EXPLAIN_RECUSAL, True, (("unit_lead", "notice.recusal_explained"),)
    ),
    Act.APPOINT: Edge(_HANDLED, None, Deed.DECIDE_IN_UNIT, tells=(("handler", "notice.appointed"),)),
    Act.REPORT_RETALIATION: Edge(
        _from(State.ASSIGNED), None, Deed.REPORT_RETALIATION, True, (("unit", "notice.retaliation"),)
    ),
    Act.PUSH_DOWN: Edge(_from(State.ASSIGNED), None, Deed.PUSH_DOWN, True, (("unit", "notice.pushed_down"),)),
    Act.LINK: Edge(_LIVE, None, Deed.LINK, True, (("reporter", "notice.linked"),)),
}


def allowed_acts(state: State) -> tuple[Act, ...]:
    """Acts that the life cycle allows from this state, whoever asks."""
    return tuple(act for act, edge in LIFE.items() if state in edge.from_)
