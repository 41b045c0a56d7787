"""Stepping out, being named, passing on, retaliation reports, work for a community, 并单, 拆单, numbers elsewhere."""

from domain.concern import WITH_REVIEWERS, Act, State
from domain.life.edge import BEFORE_REPLY, HANDLED, LIVE, WITH_UNIT, Edge, states
from domain.permissions import Deed

APART: dict[Act, Edge] = {
    Act.RECUSE: Edge(LIVE - WITH_REVIEWERS, None, Deed.RECUSE, tells=(("unit", "notice.recused"),)),
    Act.EXPLAIN_RECUSAL: Edge(
        frozenset(State), None, Deed.EXPLAIN_RECUSAL, True, (("unit_lead", "notice.recusal_explained"),)
    ),
    Act.APPOINT: Edge(HANDLED, None, Deed.DECIDE_IN_UNIT, tells=(("handler", "notice.appointed"),)),
    Act.PASS_ON: Edge(HANDLED, None, Deed.PASS_ON, tells=(("handler", "notice.passed_on"),)),
    Act.GIVE_UP: Edge(HANDLED, None, Deed.PASS_ON, True, (("unit_lead", "notice.given_up"),)),
    Act.REPORT_RETALIATION: Edge(
        states(State.ASSIGNED), None, Deed.REPORT_RETALIATION, True, (("unit", "notice.retaliation"),)
    ),
    Act.PUSH_DOWN: Edge(
        states(State.ASSIGNED), None, Deed.PUSH_DOWN, True, (("unit", "notice.pushed_down"),)
    ),
    Act.LINK: Edge(LIVE, None, Deed.LINK, True, (("reporter", "notice.linked"),)),
    Act.MERGE: Edge(
        WITH_UNIT, None, Deed.MERGE, True, (("reporter", "notice.merged"), ("handler", "notice.merged_here"))
    ),
    Act.SEPARATE: Edge(
        BEFORE_REPLY,
        None,
        Deed.MERGE,
        tells=(("reporter", "notice.separated"), ("handler", "notice.separated_here")),
    ),
    Act.REGROUP: Edge(BEFORE_REPLY, None, None),
    Act.SPLIT: Edge(
        WITH_UNIT | states(State.RETURNED), None, Deed.DIRECT, True, (("handler", "notice.split_here"),)
    ),
    Act.KEEP_CLAIMS: Edge(WITH_UNIT | states(State.RETURNED), None, None, True),
}
