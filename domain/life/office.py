"""What the office, leaders and co-handlers do beside the life: orders, promises, meetings, urgent matters."""

from domain.concern import WITH_REVIEWERS, Act, State
from domain.life.edge import ANSWERED, BEFORE_REPLY, PAST_WORK, TAKEN_UP, UNDER_WAY, WITH_UNIT, Edge, states
from domain.permissions import Deed

OFFICE: dict[Act, Edge] = {
    Act.SUPERVISE: Edge(
        WITH_UNIT,
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
        WITH_UNIT,
        None,
        Deed.URGE_UNIT,
        tells=(("handler", "notice.urged_by_office"), ("unit_lead", "notice.urged_by_office")),
    ),
    Act.PROMISE: Edge(UNDER_WAY | ANSWERED, None, Deed.PROMISE, True, (("reporter", "notice.promised"),)),
    Act.KEEP_PROMISE: Edge(TAKEN_UP, None, Deed.PROMISE, tells=(("reporter", "notice.promise_kept"),)),
    Act.MOVE_PROMISE: Edge(TAKEN_UP, None, Deed.PROMISE, True, (("reporter", "notice.promise_moved"),)),
    Act.LOOK_BACK: Edge(
        PAST_WORK | WITH_REVIEWERS, None, Deed.SUPERVISE, True, (("handler", "notice.looked_back"),)
    ),
    Act.LEAD: Edge(
        WITH_UNIT,
        None,
        Deed.LEAD,
        True,
        (("lead_leader", "notice.led"), ("handler", "notice.led_unit"), ("reporter", "notice.led_reporter")),
    ),
    Act.PLAN_STEP: Edge(
        WITH_UNIT,
        None,
        Deed.PLAN_STEP,
        True,
        (("handler", "notice.step_planned"), ("lead_leader", "notice.step_planned")),
    ),
    Act.REPORT_URGENT: Edge(
        TAKEN_UP,
        None,
        Deed.REPORT_URGENT,
        True,
        (("office", "notice.urgent"), ("leadership", "notice.urgent")),
    ),
    Act.HEED_URGENT: Edge(
        TAKEN_UP,
        None,
        Deed.HEED_URGENT,
        tells=(("handler", "notice.urgent_heeded"), ("unit_lead", "notice.urgent_heeded")),
    ),
    Act.PUT_TO_MEETING: Edge(
        WITH_UNIT | states(State.RETURNED),
        None,
        Deed.CONFER,
        True,
        (("handler", "notice.to_meeting"), ("reporter", "notice.meeting")),
    ),
    Act.DECIDE: Edge(
        WITH_UNIT | states(State.RETURNED),
        None,
        Deed.CONFER,
        True,
        (("co_units", "notice.co_assigned"), ("handler", "notice.decided"), ("reporter", "notice.decided")),
    ),
    Act.CO_NOTE: Edge(WITH_UNIT, None, Deed.CO_NOTE, True, (("handler", "notice.co_noted"),)),
    Act.FINISH_STEP: Edge(
        WITH_UNIT | ANSWERED, None, Deed.FINISH_STEP, tells=(("lead_leader", "notice.step_finished"),)
    ),
    Act.SORT: Edge(
        states(State.ASSIGNED, State.SIGNED_IN),
        State.ASSIGNED,
        Deed.DIRECT,
        True,
        (("unit", "notice.assigned"), ("reporter", "notice.sorted")),
    ),
    Act.RECEIVE: Edge(
        frozenset(State) - {State.REGISTERED},
        None,
        Deed.RECEIVE,
        True,
        (("reporter", "notice.received"), ("handler", "notice.received_unit")),
    ),
    Act.RING: Edge(BEFORE_REPLY - {State.REGISTERED, State.RETURNED}, None, Deed.RING, True),
}
