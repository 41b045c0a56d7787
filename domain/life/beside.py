"""What is offered to the reporter and never held against them (mediation, aid, a hearing), and dates told anew."""

from domain.concern import Act, State
from domain.life.edge import AIDED, IN_HAND, UNDER_WAY, Edge, states
from domain.permissions import Deed

BESIDE: dict[Act, Edge] = {
    Act.OFFER_MEDIATION: Edge(
        UNDER_WAY, None, Deed.MEDIATE, True, (("reporter", "notice.mediation_offered"),)
    ),
    Act.AGREE_TO_MEDIATION: Edge(
        UNDER_WAY, None, Deed.CHOOSE, tells=(("handler", "notice.mediation_agreed"),)
    ),
    Act.DECLINE_MEDIATION: Edge(
        UNDER_WAY, None, Deed.CHOOSE, tells=(("handler", "notice.mediation_declined"),)
    ),
    Act.SETTLE: Edge(UNDER_WAY, None, Deed.MEDIATE, True, (("reporter", "notice.settled"),)),
    Act.END_MEDIATION: Edge(UNDER_WAY, None, Deed.MEDIATE, True, (("reporter", "notice.mediation_ended"),)),
    Act.TELL_AID: Edge(AIDED, None, Deed.AID, True, (("reporter", "notice.aid_told"),)),
    Act.ASK_AID: Edge(AIDED, None, Deed.AID, True),
    Act.AGREE_TO_AID: Edge(AIDED, None, Deed.CHOOSE, True, (("handler", "notice.aid_agreed"),)),
    Act.REFUSE_AID: Edge(AIDED, None, Deed.CHOOSE, True, (("handler", "notice.aid_refused"),)),
    Act.HAND_OVER_AID: Edge(AIDED, None, Deed.AID, True, (("reporter", "notice.aid_handed_over"),)),
    Act.CALL_HEARING: Edge(
        IN_HAND | states(State.HEARING),
        State.HEARING,
        Deed.CALL_HEARING,
        True,
        (
            ("reporter", "notice.hearing_called"),
            ("unit_lead", "notice.hearing_called_unit"),
            ("co_units", "notice.hearing_called_unit"),
        ),
    ),
    Act.JOIN_HEARING: Edge(
        states(State.HEARING), None, Deed.CHOOSE, tells=(("handler", "notice.hearing_joined"),)
    ),
    Act.LEAVE_HEARING: Edge(
        states(State.HEARING), None, Deed.CHOOSE, tells=(("handler", "notice.hearing_left"),)
    ),
    Act.RECORD_HEARING: Edge(
        states(State.HEARING),
        State.IN_PROGRESS,
        Deed.CALL_HEARING,
        True,
        (("reporter", "notice.hearing_recorded"), ("co_units", "notice.hearing_recorded_unit")),
    ),
    Act.LENGTHEN: Edge(UNDER_WAY, None, Deed.ASK_EXTENSION, True, (("reporter", "notice.lengthened"),)),
    Act.MOVE_DATE: Edge(
        UNDER_WAY,
        None,
        Deed.ASK_EXTENSION,
        True,
        (("reporter", "notice.date_moved"), ("office", "notice.date_moved_office")),
    ),
}
