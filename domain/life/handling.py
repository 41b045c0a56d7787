"""The way from the assignment to the end, as the lead unit and the office walk it."""

from domain.concern import Act, State
from domain.life.edge import (
    HANDLED,
    IN_HAND,
    LIVE,
    MET,
    NOT_ACCEPTED,
    OPEN_WORK,
    UNDER_WAY,
    WRITTEN,
    Edge,
    states,
)
from domain.permissions import Deed

HANDLING: dict[Act, Edge] = {
    Act.ASSIGN: Edge(states(State.REGISTERED), State.ASSIGNED, None, tells=(("unit", "notice.assigned"),)),
    Act.SIGN_IN: Edge(
        states(State.ASSIGNED),
        State.SIGNED_IN,
        Deed.SIGN_IN,
        tells=(("reporter", "notice.signed_in"), ("colleagues", "notice.taken")),
    ),
    Act.ACCEPT: Edge(
        states(State.SIGNED_IN), State.ACCEPTED, Deed.ACCEPT, tells=(("reporter", "notice.accepted"),)
    ),
    Act.DECLINE: Edge(
        states(State.SIGNED_IN), State.DECLINED, Deed.DECLINE, True, (("reporter", "notice.declined"),)
    ),
    Act.NOTE: Edge(IN_HAND, State.IN_PROGRESS, Deed.NOTE, True, (("reporter", "notice.noted"),)),
    Act.ASK: Edge(OPEN_WORK, State.AWAITING_RESIDENT, Deed.ASK, True, (("reporter", "notice.asked"),)),
    Act.ANSWER: Edge(
        states(State.AWAITING_RESIDENT),
        State.IN_PROGRESS,
        Deed.ANSWER,
        True,
        (("handler", "notice.answered"),),
    ),
    Act.SUPPLEMENT: Edge(LIVE, None, Deed.SUPPLEMENT, True, (("handler", "notice.supplemented"),)),
    Act.REPLY: Edge(OPEN_WORK, State.REPLIED, Deed.REPLY, True, (("reporter", "notice.replied"),)),
    Act.LIST_CLAIMS: Edge(UNDER_WAY, None, Deed.LIST_CLAIMS, True, (("reporter", "notice.claims_listed"),)),
    Act.MEMO: Edge(frozenset(State), None, Deed.MEMO, True),
    Act.POINT: Edge(NOT_ACCEPTED, State.DIRECTED, Deed.POINT, True, (("reporter", "notice.directed"),)),
    Act.MEET: Edge(
        MET,
        None,
        Deed.MEET,
        tells=(("reporter", "notice.met_by_handler"), ("unit_lead", "notice.lead_to_meet")),
    ),
    Act.MEET_AS_LEAD: Edge(MET, None, Deed.MEET_AS_LEAD, tells=(("handler", "notice.met_by_lead"),)),
    Act.MEET_AS_REPORTER: Edge(
        MET, None, Deed.MEET_AS_REPORTER, tells=(("handler", "notice.met_by_reporter"),)
    ),
    Act.CONCLUDE: Edge(
        states(State.REPLIED), State.CONCLUDED, Deed.CONCLUDE, tells=(("reporter", "notice.concluded"),)
    ),
    Act.VIEW_CONTACT: Edge(frozenset(State), None, Deed.VIEW_CONTACT, True),
    Act.HAND_BACK: Edge(HANDLED, None, None),
    Act.TAKE_OVER: Edge(HANDLED, None, Deed.TAKE_OVER, tells=(("colleagues", "notice.taken_over"),)),
    Act.OBJECT: Edge(
        states(State.SIGNED_IN),
        State.OBJECTED,
        Deed.OBJECT,
        True,
        (("office", "notice.objected"), ("reporter", "notice.objection")),
    ),
    Act.RETURN: Edge(
        states(State.OBJECTED),
        State.RETURNED,
        Deed.DIRECT,
        tells=(("former_unit", "notice.returned"), ("reporter", "notice.being_reassigned")),
    ),
    Act.REFUSE_RETURN: Edge(
        states(State.OBJECTED),
        State.ASSIGNED,
        Deed.DIRECT,
        True,
        (("unit", "notice.return_refused"), ("reporter", "notice.stays")),
    ),
    Act.TRANSFER: Edge(
        OPEN_WORK | states(State.RETURNED, State.ASSIGNED, State.SIGNED_IN),
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
        UNDER_WAY, None, Deed.ASK_EXTENSION, True, (("unit_lead", "notice.extension_asked"),)
    ),
    Act.EXTEND: Edge(
        UNDER_WAY,
        None,
        Deed.DECIDE_IN_UNIT,
        True,
        (("reporter", "notice.extended"), ("handler", "notice.extension_granted")),
    ),
    Act.REFUSE_EXTENSION: Edge(
        UNDER_WAY, None, Deed.DECIDE_IN_UNIT, True, (("handler", "notice.extension_refused"),)
    ),
    Act.ENTER_RECEIPT: Edge(WRITTEN, None, Deed.ENTER_RECEIPT, True),
    Act.CONTACT: Edge(
        UNDER_WAY | states(State.SIGNED_IN),
        None,
        Deed.RECORD_CONTACT,
        tells=(("reporter", "notice.contacted"),),
    ),
    Act.LEAVE_SIMPLE: Edge(
        UNDER_WAY,
        None,
        Deed.LEAVE_SIMPLE,
        True,
        (("reporter", "notice.left_simple"), ("unit_lead", "notice.left_simple_lead")),
    ),
}
