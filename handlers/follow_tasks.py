"""督办, 承诺 and 回头看 of one concern: what is owed by a day, and the buttons to order, promise and look back."""

from datetime import date

from domain.concern import Act, Concern
from domain.draft import Draft
from domain.errors import Refusal
from domain.messages import Fact, Rows, words
from domain.services import leading, supervising
from domain.services.stepping import check_step, open_acts
from domain.services.task_reminding import task_words
from domain.services.tasking import open_task
from domain.tasks import FINDINGS, Task, TaskEnd, TaskKind
from handlers.kit.card import seen, show_card
from handlers.kit.coming_day import ComingDay
from handlers.kit.dialogue import Dialogue
from handlers.kit.feature import Feature
from handlers.kit.hearing import begin_and_ask
from handlers.kit.steps import Choice, Text, refused_words
from handlers.kit.talk import Turn, button

LONGEST = 1000
"""Characters of an order, a promise, a reason."""
DEEDS: dict[TaskKind, tuple[Act, ...]] = {
    TaskKind.ORDER: (Act.END_SUPERVISION,),
    TaskKind.PROMISE: (Act.KEEP_PROMISE, Act.MOVE_PROMISE),
    TaskKind.LOOK_BACK: (Act.LOOK_BACK,),
    TaskKind.LEAD: (),
    TaskKind.AGENDA: (),
    TaskKind.HEARING: (),
    TaskKind.STEP: (Act.FINISH_STEP,),
}
"""What can be done with each kind."""
BEGUN = (Act.SUPERVISE, Act.URGE_UNIT, Act.PROMISE)
ELSEWHERE = (
    Act.LEAD,
    Act.PLAN_STEP,
    Act.PUT_TO_MEETING,
    Act.DECIDE,
    Act.CO_NOTE,
    Act.REPORT_URGENT,
    Act.RECORD_HEARING,
)
"""Begun by a button of another feature, named as the act."""
PRESSED = {
    Act.KEEP_PROMISE: supervising.keep_promise,
    Act.END_SUPERVISION: supervising.end_supervision,
    Act.FINISH_STEP: leading.finish_step,
}


def _done(turn: Turn, after: Concern, act: Act) -> None:
    turn.toast = words(f"done.{act}")
    show_card(turn, after, words(f"done.{act}"))


def _written(turn: Turn, key: str, said: str, due_on: date) -> str:
    return turn.plain(words(key, words=said, day=due_on))


def _supervised(turn: Turn, draft: Draft) -> None:
    concern, said, due_on = _answers(turn, draft)
    written = _written(turn, "supervise.written", said, due_on)
    after = supervising.supervise(turn.uow, concern, turn.me, turn.now, said, due_on, written)
    _done(turn, after, Act.SUPERVISE)


def _promised(turn: Turn, draft: Draft) -> None:
    concern, said, due_on = _answers(turn, draft)
    written = _written(turn, "promise.written", said, due_on)
    after = supervising.promise(turn.uow, concern, turn.me, turn.now, said, due_on, written)
    _done(turn, after, Act.PROMISE)


def _answers(turn: Turn, draft: Draft) -> tuple[Concern, str, date]:
    concern = seen(turn, draft.about)
    return concern, str(draft.answers["words"]), date.fromisoformat(str(draft.answers["day"]))


def _moved(turn: Turn, draft: Draft) -> None:
    task, concern = _task(turn, draft.about)
    due_on = date.fromisoformat(str(draft.answers["day"]))
    written = turn.plain(
        words("move_promise.written", what=task.words, day=due_on, reason=str(draft.answers["words"]))
    )
    after = supervising.move_promise(turn.uow, concern, turn.me, turn.now, task.id, due_on, written)
    _done(turn, after, Act.MOVE_PROMISE)


def _looked_back(turn: Turn, draft: Draft) -> None:
    task, concern = _task(turn, draft.about)
    found = TaskEnd(str(draft.answers["found"]))
    written = turn.plain(
        words("look_back.written", found=words(f"found.{found}"), words=str(draft.answers["words"]))
    )
    after = supervising.look_back(turn.uow, concern, turn.me, turn.now, task.id, found, written)
    _done(turn, after, Act.LOOK_BACK)


SUPERVISE = Dialogue(
    "supervise",
    (
        Text("words", "supervise.ask_words", longest=LONGEST, refuses=refused_words),
        ComingDay("day", "supervise.ask_day"),
    ),
    _supervised,
    review="supervise.review",
)
PROMISE = Dialogue(
    "promise",
    (
        Text("words", "promise.ask_words", longest=LONGEST, refuses=refused_words),
        ComingDay("day", "promise.ask_day"),
    ),
    _promised,
    review="promise.review",
)
MOVE_PROMISE = Dialogue(
    "move_promise",
    (
        ComingDay("day", "move_promise.ask_day"),
        Text("words", "move_promise.ask_words", longest=LONGEST, refuses=refused_words),
    ),
    _moved,
    review="move_promise.review",
)
LOOK_BACK = Dialogue(
    "look_back",
    (
        Choice("found", "look_back.ask_found", tuple((one, f"found.{one}") for one in FINDINGS)),
        Text("words", "look_back.ask_words", longest=LONGEST, refuses=refused_words),
    ),
    _looked_back,
    review="look_back.review",
)
DIALOGUES = {Act.SUPERVISE: SUPERVISE, Act.PROMISE: PROMISE}
TASK_DIALOGUES = {Act.MOVE_PROMISE: MOVE_PROMISE, Act.LOOK_BACK: LOOK_BACK}


def _show(turn: Turn, concern_id: str) -> None:
    """What is owed by a day, each with its buttons, then what may be begun."""
    concern = seen(turn, concern_id)
    tasks = turn.uow.tasks.open_of(concern.id)
    lines: list[Fact] = [
        words("task.numbered", n=n, task=task_words(turn.uow, task, turn.now))
        for n, task in enumerate(tasks, 1)
    ]
    sentence = "task.list" if tasks else "task.none"
    turn.show(sentence, _rows(turn, concern, tasks), concern=concern.id, number=concern.number, lines=lines)


def _rows(turn: Turn, concern: Concern, tasks: list[Task]) -> Rows:
    open_now = open_acts(concern, turn.me, turn.now)
    deeds = tuple(
        (button("task.deed", f"task:{act}.{task.id}", n=n, deed=words(f"button.{act}")),)
        for n, task in enumerate(tasks, 1)
        for act in DEEDS[task.kind]
        if act in open_now
    )
    begun = tuple((button(f"button.{act}", f"task:{act}.{concern.id}"),) for act in BEGUN if act in open_now)
    others = tuple(
        (button(f"button.{act}", f"{act}:{concern.id}"),)
        for act in ELSEWHERE
        if act in open_now and _makes_sense(act, concern, tasks)
    )
    return (*deeds, *begun, *others, (button("button.card", f"card:{concern.id}"),))


def _makes_sense(act: Act, concern: Concern, tasks: list[Task]) -> bool:
    if act is Act.PLAN_STEP:
        return bool(concern.leader)
    return act is not Act.DECIDE or any(task.kind is TaskKind.AGENDA for task in tasks)


def _press(turn: Turn, what: str) -> None:
    """`task:ACT.ID`, of a concern for what begins, else of a task; a name that is none of these is refused."""
    name, _, which = what.partition(".")
    act = Act(name) if name in set(Act) else None
    if act in BEGUN:
        _begin(turn, act, seen(turn, which))
    elif act in TASK_DIALOGUES:
        task, concern = _task(turn, which)
        check_step(concern, act, turn.me, turn.now)
        begin_and_ask(turn, TASK_DIALOGUES[act], task.id)
    elif act in PRESSED:
        task, concern = _task(turn, which)
        _done(turn, PRESSED[act](turn.uow, concern, turn.me, turn.now, task.id), act)
    else:
        raise Refusal("task.over")


def _begin(turn: Turn, act: Act, concern: Concern) -> None:
    check_step(concern, act, turn.me, turn.now)
    if act in DIALOGUES:
        begin_and_ask(turn, DIALOGUES[act], concern.id)
    else:
        _done(turn, supervising.urge_unit(turn.uow, concern, turn.me, turn.now), act)


def _task(turn: Turn, task_id: str) -> tuple[Task, Concern]:
    """The open task and its concern. Refusal task.over, card.unknown."""
    task = open_task(turn.uow, task_id, *TaskKind)
    return task, seen(turn, task.concern)


FEATURE = Feature(
    "tasks",
    presses={"tasks": _show, "task": _press},
    dialogues=(SUPERVISE, PROMISE, MOVE_PROMISE, LOOK_BACK),
)
