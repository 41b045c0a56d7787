"""What is offered to the reporter beside the life and never held against them: mediation."""

from domain.concern import Act
from domain.life.edge import OPEN_WORK, Edge
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
}
