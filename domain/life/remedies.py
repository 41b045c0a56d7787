"""What the reporter can do beside and after it, and those who review."""

from domain.concern import WITH_REVIEWERS, Act, State
from domain.life.edge import ANSWERED, BEFORE_REPLY, LIVE, Edge, states
from domain.permissions import Deed

REMEDIES: dict[Act, Edge] = {
    Act.WITHDRAW: Edge(
        BEFORE_REPLY,
        State.WITHDRAWN,
        Deed.WITHDRAW,
        tells=(("handler", "notice.withdrawn"), ("deciders", "notice.withdrawn")),
    ),
    Act.AMEND: Edge(LIVE, None, Deed.SUPPLEMENT, True, (("handler", "notice.amended"),)),
    Act.URGE: Edge(
        BEFORE_REPLY, None, Deed.URGE, tells=(("handler", "notice.urged"), ("office", "notice.urged"))
    ),
    Act.REWORK: Edge(ANSWERED, State.IN_PROGRESS, Deed.REWORK, True, (("handler", "notice.rework"),)),
    Act.REQUEST_REVIEW: Edge(
        ANSWERED,
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
        states(State.REVIEWED),
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
    Act.STEP_ASIDE: Edge(
        WITH_REVIEWERS, None, Deed.TAKE_REVIEW, True, (("reviewers", "notice.reviewer_aside"),)
    ),
    Act.ASK_IN_REVIEW: Edge(
        WITH_REVIEWERS, None, Deed.ASK_IN_REVIEW, True, (("reporter", "notice.review_asked"),)
    ),
    Act.GIVE_OPINION: Edge(
        states(State.UNDER_REVIEW),
        State.REVIEWED,
        Deed.GIVE_OPINION,
        True,
        (("reporter", "notice.reviewed"), ("handler", "notice.reviewed_unit")),
    ),
    Act.GIVE_FINAL_OPINION: Edge(
        states(State.UNDER_FINAL_REVIEW),
        State.FINALLY_REVIEWED,
        Deed.GIVE_OPINION,
        True,
        (("reporter", "notice.finally_reviewed"), ("handler", "notice.reviewed_unit")),
    ),
    Act.BEGIN_HEARING: Edge(
        states(State.UNDER_FINAL_REVIEW),
        State.FINAL_HEARING,
        Deed.HOLD_HEARING,
        True,
        (("reporter", "notice.hearing_begun"), ("handler", "notice.hearing_begun")),
    ),
    Act.END_HEARING: Edge(
        states(State.FINAL_HEARING),
        State.UNDER_FINAL_REVIEW,
        Deed.HOLD_HEARING,
        True,
        (("reporter", "notice.hearing_ended"), ("handler", "notice.hearing_ended")),
    ),
}
