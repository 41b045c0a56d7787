"""包案: the office names a leader with team, plan and day; the leader sees their matters and plans steps (H10)."""

from datetime import date

from domain.concern import Act, Concern
from domain.draft import Draft
from domain.errors import Refusal
from domain.messages import Fact, Words, words
from domain.permissions import Deed
from domain.relations import absent_leaders, check
from domain.services import leading
from domain.services.calling import called
from domain.services.outlook import unit_name
from domain.services.ports import WorkItem
from domain.services.stepping import check_step
from domain.services.task_reminding import task_words
from handlers.kit.card import seen, show_card
from handlers.kit.category import category_name
from handlers.kit.coming_day import ComingDay
from handlers.kit.dialogue import Dialogue
from handlers.kit.feature import Feature
from handlers.kit.hearing import begin_and_ask
from handlers.kit.lights import light
from handlers.kit.paging import PAGE, page_of, page_rows
from handlers.kit.staff import code_of
from handlers.kit.steps import Text, refused_words
from handlers.kit.talk import Turn, button

LONGEST = 1000


def _led(turn: Turn, asked: str) -> None:
    """The leader's own matters, due first, each with its next step and one press from its card.

    `asked`: the page, from 0.
    """
    check(Deed.VIEW_LED, turn.me, turn.now)
    people = (turn.me.id, *absent_leaders(turn.me, turn.now))
    count = turn.uow.concerns.count_led(people)
    page, pages = page_of(asked, count)
    items = turn.uow.concerns.led_by(people, page * PAGE, PAGE)
    lines: list[Fact] = [_line(turn, item) for item in items]
    rows = tuple(
        (button("led.button", f"card:{item.concern.id}", number=item.concern.number),) for item in items
    )
    key = "led.list" if items else "led.empty"
    turn.show(
        key, (*rows, *page_rows("led:", page, pages)), count=count, page=page + 1, pages=pages, lines=lines
    )


def _line(turn: Turn, item: WorkItem) -> Words:
    tasks = turn.uow.tasks.open_of(item.concern.id)
    return words(
        "led.line",
        light=light(turn, item.due_on),
        number=item.concern.number,
        category=category_name(item.concern.category),
        unit=unit_name(turn.uow, item.concern.unit),
        state=words(f"state.{item.concern.state}"),
        step=words("led.step", task=task_words(turn.uow, tasks[0], turn.now)) if tasks else "",
    )


def _choose(turn: Turn, concern_id: str) -> None:
    """Which leader. Refusal lead.no_leader: there is none to choose."""
    concern = seen(turn, concern_id)
    check_step(concern, Act.LEAD, turn.me, turn.now)
    found = leading.leaders(turn.uow, concern, turn.now)
    if not found:
        raise Refusal("lead.no_leader")
    rows = tuple(
        (
            button(
                "led.leader",
                f"leader:{concern.id}.{code_of(one.id)}",
                who=called(turn.uow, one, turn.policy.units.office.id, turn.now),
            ),
        )
        for one in found
    )
    turn.show("lead.ask_leader", (*rows, (button("button.card", f"card:{concern.id}"),)), concern=concern.id)


def _chosen(turn: Turn, what: str) -> None:
    concern_id, _, code = what.partition(".")
    concern = seen(turn, concern_id)
    check_step(concern, Act.LEAD, turn.me, turn.now)
    found = [one.id for one in leading.leaders(turn.uow, concern, turn.now) if code_of(one.id) == code]
    if not found:
        raise Refusal("lead.no_leader")
    begin_and_ask(turn, LEAD, concern.id, {"leader": found[0]})


def _given(turn: Turn, draft: Draft) -> None:
    concern, plan, due_on = seen(turn, draft.about), str(draft.answers["plan"]), _day(draft)
    written = turn.plain(words("lead.written", team=str(draft.answers["team"]), plan=plan, day=due_on))
    leader = str(draft.answers["leader"])
    after = leading.lead(turn.uow, concern, turn.me, turn.now, leader, plan, due_on, written)
    _done(turn, after, Act.LEAD)


def _planned(turn: Turn, draft: Draft) -> None:
    concern, said, due_on = seen(turn, draft.about), str(draft.answers["words"]), _day(draft)
    written = turn.plain(words("plan_step.written", words=said, day=due_on))
    after = leading.plan_step(turn.uow, concern, turn.me, turn.now, said, due_on, written)
    _done(turn, after, Act.PLAN_STEP)


def _day(draft: Draft) -> date:
    return date.fromisoformat(str(draft.answers["day"]))


def _done(turn: Turn, after: Concern, act: Act) -> None:
    turn.toast = words(f"done.{act}")
    show_card(turn, after, words(f"done.{act}"))


LEAD = Dialogue(
    "lead",
    (
        Text("team", "lead.ask_team", longest=LONGEST, refuses=refused_words),
        Text("plan", "lead.ask_plan", longest=LONGEST, refuses=refused_words),
        ComingDay("day", "lead.ask_day"),
    ),
    _given,
    review="lead.review",
)
PLAN_STEP = Dialogue(
    "plan_step",
    (
        Text("words", "plan_step.ask_words", longest=LONGEST, refuses=refused_words),
        ComingDay("day", "plan_step.ask_day"),
    ),
    _planned,
    review="plan_step.review",
)


def _begin_step(turn: Turn, concern_id: str) -> None:
    concern = seen(turn, concern_id)
    check_step(concern, Act.PLAN_STEP, turn.me, turn.now)
    if not concern.leader:
        raise Refusal("lead.none", number=concern.number)
    begin_and_ask(turn, PLAN_STEP, concern.id)


FEATURE = Feature(
    "led",
    commands={"led": _led},
    presses={"led": _led, "lead": _choose, "leader": _chosen, "plan_step": _begin_step},
    dialogues=(LEAD, PLAN_STEP),
)
