"""What is offered to the reporter beside the life and never held against them: mediation, aid."""

from domain.concern import Act
from domain.life.edge import AIDED, OPEN_WORK, Edge
from domain.people import Deed

BESIDE: dict[Act, Edge] = {
    Act.OFFER_MEDIATION: Edge(
        OPEN_WORK, None, Deed.MEDIATE, True, (("reporter", "notice.mediation_offered"),)
    ),
    Act.AGREE_TO_MEDIATION: Edge(
        OPEN_WORK, None, Deed.CHOOSE, tells=(("handler", "notice.mediation_agreed"),)
    ),
    Act.DECLINE_MEDIATION: Edge(
        OPEN_WORK, None, Deed.CHOOSE, tells=(("handler", "notice.mediation_declined"),)
    ),
    Act.SETTLE: Edge(OPEN_WORK, None, Deed.MEDIATE, True, (("reporter", "notice.settled"),)),
    Act.END_MEDIATION: Edge(OPEN_WORK, None, Deed.MEDIATE, True, (("reporter", "notice.mediation_ended"),)),
    Act.TELL_AID: Edge(AIDED, None, Deed.AID, True, (("reporter", "notice.aid_told"),)),
    Act.ASK_AID: Edge(AIDED, None, Deed.AID, True),
    Act.AGREE_TO_AID: Edge(AIDED, None, Deed.CHOOSE, True, (("handler", "notice.aid_agreed"),)),
    Act.REFUSE_AID: Edge(AIDED, None, Deed.CHOOSE, True, (("handler", "notice.aid_refused"),)),
    Act.HAND_OVER_AID: Edge(AIDED, None, Deed.AID, True, (("reporter", "notice.aid_handed_over"),)),
}
