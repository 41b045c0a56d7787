"""The life of a concern: who may take which step from which state, cell by cell, and nothing else."""

from datetime import timedelta

import pytest

from domain.concern import Act, Concern, State
from domain.errors import Refusal
from domain.life import LIFE
from domain.people import Binding, Person, Role
from domain.services.stepping import check_step, open_acts
from tests.builders import LONG_AGO, NOW, UNIT, a_concern, a_person
from tests.domain.beside_steps import BESIDE_STEPS, BESIDE_WITHOUT_WORDS
from tests.domain.office_steps import OFFICE_PEOPLE, OFFICE_STEPS, OFFICE_WORDS

(
    REGISTERED, ASSIGNED, SIGNED_IN, ACCEPTED, DECLINED, IN_PROGRESS, AWAITING, REPLIED,
    CONCLUDED, OBJECTED, RETURNED, WITHDRAWN, UNDER_REVIEW, REVIEWED, UNDER_FINAL_REVIEW, FINALLY_REVIEWED,
    DIRECTED, FINAL_HEARING, HEARING,
) = State  # fmt: skip

OVER = {DECLINED, DIRECTED, CONCLUDED, WITHDRAWN, REVIEWED, FINALLY_REVIEWED}
IN_REVIEW = {UNDER_REVIEW, UNDER_FINAL_REVIEW, FINAL_HEARING}
BEFORE_REPLY = set(State) - OVER - IN_REVIEW - {REPLIED}
HANDLED = (SIGNED_IN, ACCEPTED, IN_PROGRESS, AWAITING, HEARING, REPLIED)

# Written down once more, by hand, from DOMAIN.md 3: act → (from, to, who).
STEPS: dict[Act, tuple[set[State], State | None, set[str]]] = {
    Act.ASSIGN: ({REGISTERED}, ASSIGNED, {"service"}),
    Act.SIGN_IN: ({ASSIGNED}, SIGNED_IN, {"handler", "stand-in", "colleague", "unit lead"}),
    Act.ACCEPT: ({SIGNED_IN}, ACCEPTED, {"handler", "stand-in"}),
    Act.DECLINE: ({SIGNED_IN}, DECLINED, {"handler", "stand-in"}),
    Act.NOTE: ({ACCEPTED, IN_PROGRESS}, IN_PROGRESS, {"handler", "stand-in"}),
    Act.ASK: ({ACCEPTED, IN_PROGRESS, AWAITING}, AWAITING, {"handler", "stand-in"}),
    Act.ANSWER: ({AWAITING}, IN_PROGRESS, {"reporter"}),
    Act.SUPPLEMENT: (set(State) - OVER, None, {"reporter"}),
    Act.REPLY: ({ACCEPTED, IN_PROGRESS, AWAITING}, REPLIED, {"handler", "stand-in"}),
    Act.LIST_CLAIMS: ({ACCEPTED, IN_PROGRESS, AWAITING, HEARING}, None, {"handler", "stand-in"}),
    Act.MEMO: (set(State), None, {"handler", "stand-in", "colleague", "unit lead", "office"}),
    Act.POINT: (
        {REGISTERED, ASSIGNED, SIGNED_IN, OBJECTED, RETURNED},
        DIRECTED,
        {"handler", "stand-in", "office"},
    ),
    Act.MEET: ({ACCEPTED, IN_PROGRESS, AWAITING, HEARING, REPLIED}, None, {"handler", "stand-in"}),
    Act.MEET_AS_LEAD: ({ACCEPTED, IN_PROGRESS, AWAITING, HEARING, REPLIED}, None, {"unit lead"}),
    Act.MEET_AS_REPORTER: ({ACCEPTED, IN_PROGRESS, AWAITING, HEARING, REPLIED}, None, {"reporter"}),
    Act.CONCLUDE: ({REPLIED}, CONCLUDED, {"handler", "stand-in"}),
    Act.VIEW_CONTACT: (set(State), None, {"handler", "stand-in"}),
    Act.HAND_BACK: (set(HANDLED), None, {"service"}),
    Act.TAKE_OVER: (set(HANDLED), None, {"unit lead"}),
    Act.OBJECT: ({SIGNED_IN}, OBJECTED, {"handler", "stand-in"}),
    Act.RETURN: ({OBJECTED}, RETURNED, {"office"}),
    Act.REFUSE_RETURN: ({OBJECTED}, ASSIGNED, {"office"}),
    Act.TRANSFER: (
        {RETURNED, ASSIGNED, SIGNED_IN, ACCEPTED, IN_PROGRESS, AWAITING},
        ASSIGNED,
        {"office"},
    ),
    Act.ASK_EXTENSION: ({ACCEPTED, IN_PROGRESS, AWAITING, HEARING}, None, {"handler", "stand-in"}),
    Act.EXTEND: ({ACCEPTED, IN_PROGRESS, AWAITING, HEARING}, None, {"unit lead"}),
    Act.REFUSE_EXTENSION: ({ACCEPTED, IN_PROGRESS, AWAITING, HEARING}, None, {"unit lead"}),
    Act.ENTER_RECEIPT: (
        {ACCEPTED, DECLINED, DIRECTED, IN_PROGRESS, AWAITING, HEARING, REPLIED, CONCLUDED},
        None,
        {"handler", "stand-in", "office"},
    ),
    Act.WITHDRAW: (BEFORE_REPLY, WITHDRAWN, {"reporter"}),
    Act.AMEND: (set(State) - OVER, None, {"reporter"}),
    Act.URGE: (BEFORE_REPLY, None, {"reporter"}),
    Act.REWORK: ({REPLIED, CONCLUDED}, IN_PROGRESS, {"reporter"}),
    Act.REQUEST_REVIEW: ({REPLIED, CONCLUDED}, UNDER_REVIEW, {"reporter"}),
    Act.REQUEST_FINAL_REVIEW: ({REVIEWED}, UNDER_FINAL_REVIEW, {"reporter"}),
    Act.TAKE_REVIEW: (IN_REVIEW, None, {"reviewer", "fellow reviewer", "head of review"}),
    Act.STEP_ASIDE: (IN_REVIEW, None, {"reviewer", "fellow reviewer", "head of review"}),
    Act.ASK_IN_REVIEW: (IN_REVIEW, None, {"reviewer"}),
    Act.GIVE_OPINION: ({UNDER_REVIEW}, REVIEWED, {"reviewer"}),
    Act.GIVE_FINAL_OPINION: ({UNDER_FINAL_REVIEW}, FINALLY_REVIEWED, {"reviewer"}),
    Act.RECUSE: (set(State) - OVER - IN_REVIEW, None, {"handler", "stand-in", "colleague", "unit lead"}),
    Act.EXPLAIN_RECUSAL: (set(State), None, {"recused"}),
    Act.APPOINT: (set(HANDLED), None, {"unit lead"}),
    Act.REPORT_RETALIATION: ({ASSIGNED}, None, {"reporter"}),
    Act.PUSH_DOWN: ({ASSIGNED}, None, {"office"}),
    Act.BEGIN_HEARING: ({UNDER_FINAL_REVIEW}, FINAL_HEARING, {"reviewer"}),
    Act.END_HEARING: ({FINAL_HEARING}, UNDER_FINAL_REVIEW, {"reviewer"}),
    Act.CONTACT: ({SIGNED_IN, ACCEPTED, IN_PROGRESS, AWAITING, HEARING}, None, {"handler", "stand-in"}),
    Act.LEAVE_SIMPLE: ({ACCEPTED, IN_PROGRESS, AWAITING, HEARING}, None, {"handler", "stand-in"}),
    Act.RING: (BEFORE_REPLY - {REGISTERED, RETURNED}, None, {"office"}),
    **OFFICE_STEPS,
    **BESIDE_STEPS,
    Act.PASS_ON: (set(HANDLED), None, {"handler", "stand-in"}),
    Act.GIVE_UP: (set(HANDLED), None, {"handler", "stand-in"}),
    Act.LINK: (set(State) - OVER, None, {"handler", "stand-in", "office"}),
    Act.MERGE: (
        {ASSIGNED, SIGNED_IN, ACCEPTED, IN_PROGRESS, AWAITING, HEARING},
        None,
        {"office", "unit lead"},
    ),
    Act.SEPARATE: (BEFORE_REPLY, None, {"office", "unit lead"}),
    Act.REGROUP: (BEFORE_REPLY, None, {"service"}),
    Act.SPLIT: ({ASSIGNED, SIGNED_IN, ACCEPTED, IN_PROGRESS, AWAITING, HEARING, RETURNED}, None, {"office"}),
    Act.KEEP_CLAIMS: (
        {ASSIGNED, SIGNED_IN, ACCEPTED, IN_PROGRESS, AWAITING, HEARING, RETURNED},
        None,
        {"service"},
    ),
}
WITHOUT_WORDS = {Act.ASSIGN, Act.SIGN_IN, Act.ACCEPT, Act.CONCLUDE, Act.HAND_BACK, Act.TAKE_OVER}
WITHOUT_WORDS |= {Act.RETURN, Act.WITHDRAW, Act.URGE, Act.TAKE_REVIEW, Act.RECUSE, Act.APPOINT, Act.CONTACT}
WITHOUT_WORDS |= {Act.PASS_ON, Act.SEPARATE, Act.REGROUP}
WITHOUT_WORDS |= {Act.MEET, Act.MEET_AS_LEAD, Act.MEET_AS_REPORTER} | (set(OFFICE_STEPS) - OFFICE_WORDS)
WITHOUT_WORDS |= BESIDE_WITHOUT_WORDS

LATER = NOW + timedelta(days=7)

PEOPLE: dict[str, Person | None] = {
    "service": None,
    "reporter": a_person("reporter"),
    "handler": a_person("handler", Role.CADRE),
    "stand-in": a_person(
        "stand-in",
        bindings=(
            Binding(Role.CADRE, UNIT, LONG_AGO),
            Binding(Role.CADRE, UNIT, LONG_AGO, LATER, instead_of="handler"),
        ),
    ),
    "colleague": a_person("colleague", Role.CADRE),
    "unit lead": a_person("lead", Role.UNIT_LEAD),
    "office": a_person("office", Role.OFFICE, "office"),
    "leader": a_person("leader", Role.LEADER),
    "information worker": a_person("worker", Role.INFORMATION_WORKER),
    "cadre elsewhere": a_person("elsewhere", Role.CADRE, "police"),
    "administrator": a_person("administrator", Role.ADMINISTRATOR, "office"),
    "resident": a_person("resident"),
    "reviewer": a_person("reviewer", Role.REVIEWER, "office"),
    "fellow reviewer": a_person("fellow", Role.REVIEWER, "office"),
    "head of review": a_person("head", Role.UNIT_LEAD, "office"),
    "reviewer elsewhere": a_person("far", Role.REVIEWER, UNIT),
    "recused": a_person("recused", Role.CADRE),
    "handler who reviews": a_person("handler", bindings=(Binding(Role.REVIEWER, "office", LONG_AGO),)),
    **OFFICE_PEOPLE,
}


def a_whole_concern(state: State) -> Concern:
    """With a unit, a handler and those who review it, whatever the state."""
    return a_concern(
        state,
        unit=UNIT,
        handler="handler",
        review_unit="office",
        reviewer="reviewer",
        leader="lead leader",
        recused=("recused",),
        co_units=("health",),
    )


def refusal_of(act: Act, state: State, who: str) -> str:
    """The code of the refusal, "" when the step is open. The concern is with a unit and a handler in every state."""
    concern = a_whole_concern(state)
    try:
        check_step(concern, act, PEOPLE[who], NOW)
    except Refusal as refusal:
        return refusal.code
    return ""


def expected(act: Act, state: State, who: str) -> str:
    from_, _, people = STEPS[act]
    if who not in people:
        return "step.not_yours"
    return "" if state in from_ else "step.moved_on"


def test_the_table_of_steps_is_complete() -> None:
    assert LIFE.keys() == STEPS.keys() == set(Act) - {Act.REGISTER}
    assert {act: edge.to for act, edge in LIFE.items()} == {act: to for act, (_, to, _) in STEPS.items()}
    assert {act for act, edge in LIFE.items() if not edge.needs_words} == WITHOUT_WORDS


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("act", STEPS)
def test_every_step_from_every_state_by_everybody(act: Act, who: str) -> None:
    found = {state: refusal_of(act, state, who) for state in State}
    assert found == {state: expected(act, state, who) for state in State}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("who", [name for name in PEOPLE if name != "service"])
def test_what_is_offered_is_what_is_allowed(state: State, who: str) -> None:
    person = PEOPLE[who]
    assert person
    offered = set(open_acts(a_whole_concern(state), person, NOW))
    assert offered == {act for act in STEPS if expected(act, state, who) == ""}


def test_every_state_can_be_reached_and_every_open_one_left() -> None:
    reached = {edge.to for edge in LIFE.values() if edge.to}
    assert reached == set(State) - {REGISTERED}
    left = {state for edge in LIFE.values() if edge.to for state in edge.from_}
    assert left == set(State) - {DECLINED, DIRECTED, WITHDRAWN, FINALLY_REVIEWED}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("who", [name for name in PEOPLE if name != "service"])
def test_what_nobody_handles_is_taken_over_by_anybody_of_the_unit(state: State, who: str) -> None:
    person = PEOPLE[who]
    assert person
    vacant = a_concern(state, unit=UNIT, handler="", recused=("recused",))
    offered = Act.TAKE_OVER in open_acts(vacant, person, NOW)
    assert offered == (state in HANDLED and who in {"handler", "stand-in", "colleague", "unit lead"})
