"""会商: the office puts a matter of several units on the agenda and records who leads and who helps (H19)."""

from datetime import date

from domain.concern import Act, Concern
from domain.draft import Draft
from domain.errors import Refusal
from domain.messages import Fact, Words, words
from domain.permissions import Deed
from domain.relations import check, may_on
from domain.services import conferring
from domain.services.listing import seen_by
from domain.services.outlook import unit_name
from domain.services.ports import WorkFilter
from domain.services.stepping import check_step
from domain.tasks import Task, TaskKind
from handlers.kit.card import seen, show_card
from handlers.kit.category import category_name
from handlers.kit.coming_day import ComingDay
from handlers.kit.dialogue import Dialogue
from handlers.kit.feature import Feature
from handlers.kit.hearing import begin_and_ask
from handlers.kit.paging import PAGE, page_of, page_rows
from handlers.kit.steps import Text, refused_words
from handlers.kit.talk import Turn, button
from handlers.kit.unit import UnitChoice
from handlers.kit.unit_list import UnitList, unit_ids

LONGEST = 1000


def _agenda(turn: Turn, asked: str) -> None:
    """What waits for the next meetings, the nearest first; `asked`: the page, from 0."""
    check(Deed.SEE_AGENDA, turn.me, turn.now)
    mine = seen_by(turn.me, WorkFilter(()), turn.now)
    whose = (TaskKind.AGENDA, mine.hidden_from, mine.not_about)
    count = turn.uow.tasks.count_of_kind(*whose)
    page, pages = page_of(asked, count)
    waiting = turn.uow.tasks.open_of_kind(*whose, page * PAGE, PAGE)
    found = [(task, turn.uow.concerns.get(task.concern)) for task in waiting]
    known = [(t, c) for t, c in found if c is not None and may_on(Deed.VIEW_CARD, turn.me, c, turn.now)]
    lines: list[Fact] = [_line(turn, task, concern) for task, concern in known]
    rows = tuple((button("agenda.open", f"tasks:{c.id}", number=c.number),) for _, c in known)
    key = "agenda.list" if known else "agenda.empty"
    turn.show(
        key, (*rows, *page_rows("agenda:", page, pages)), count=count, page=page + 1, pages=pages, lines=lines
    )


def _line(turn: Turn, task: Task, concern: Concern) -> Words:
    return words(
        "agenda.line",
        day=task.due_on,
        number=concern.number,
        category=category_name(concern.category),
        unit=unit_name(turn.uow, concern.unit),
        why=task.words,
    )


def _put(turn: Turn, draft: Draft) -> None:
    concern, why = seen(turn, draft.about), str(draft.answers["words"])
    day = date.fromisoformat(str(draft.answers["day"]))
    written = turn.plain(words("put_to_meeting.written", words=why, day=day))
    _done(
        turn,
        conferring.put_to_meeting(turn.uow, concern, turn.me, turn.now, why, day, written),
        Act.PUT_TO_MEETING,
    )


def _decided(turn: Turn, draft: Draft) -> None:
    """Lead, helpers and decision as one text, which everybody concerned reads."""
    concern, lead = seen(turn, draft.about), str(draft.answers["unit"])
    helpers = unit_ids(draft.answers.get("helpers"))
    names: list[Fact] = [words("kit.unit", name=unit_name(turn.uow, unit)) for unit in helpers]
    written = turn.plain(
        words(
            "decide.written",
            words=str(draft.answers["words"]),
            lead=unit_name(turn.uow, lead),
            helpers=words("decide.helped", units=names) if names else "",
        )
    )
    _done(turn, conferring.decide(turn.uow, concern, turn.me, turn.now, lead, helpers, written), Act.DECIDE)


def _noted(turn: Turn, draft: Draft) -> None:
    concern = seen(turn, draft.about)
    _done(
        turn,
        conferring.co_note(turn.uow, concern, turn.me, turn.now, str(draft.answers["words"])),
        Act.CO_NOTE,
    )


def _done(turn: Turn, after: Concern, act: Act) -> None:
    turn.toast = words(f"done.{act}")
    show_card(turn, after, words(f"done.{act}"))


PUT_TO_MEETING = Dialogue(
    "put_to_meeting",
    (
        Text("words", "put_to_meeting.ask_words", longest=LONGEST, refuses=refused_words),
        ComingDay("day", "put_to_meeting.ask_day"),
    ),
    _put,
    review="put_to_meeting.review",
)
DECIDE = Dialogue(
    "decide",
    (
        UnitChoice("unit", "decide.ask_unit"),
        UnitList("helpers", "decide.ask_helpers"),
        Text("words", "decide.ask_words", longest=LONGEST, refuses=refused_words),
    ),
    _decided,
    review="decide.review",
)
CO_NOTE = Dialogue(
    "co_note",
    (Text("words", "co_note.ask_words", longest=LONGEST, refuses=refused_words),),
    _noted,
    review="co_note.review",
)


def _begin_put(turn: Turn, concern_id: str) -> None:
    concern = seen(turn, concern_id)
    check_step(concern, Act.PUT_TO_MEETING, turn.me, turn.now)
    begin_and_ask(turn, PUT_TO_MEETING, concern.id)


def _begin_decision(turn: Turn, concern_id: str) -> None:
    concern = seen(turn, concern_id)
    check_step(concern, Act.DECIDE, turn.me, turn.now)
    if conferring.on_agenda(turn.uow, concern) is None:
        raise Refusal("meeting.not_on_agenda", number=concern.number)
    begin_and_ask(turn, DECIDE, concern.id)


def _begin_note(turn: Turn, concern_id: str) -> None:
    concern = seen(turn, concern_id)
    check_step(concern, Act.CO_NOTE, turn.me, turn.now)
    begin_and_ask(turn, CO_NOTE, concern.id)


FEATURE = Feature(
    "agenda",
    commands={"agenda": _agenda},
    presses={
        "agenda": _agenda,
        "put_to_meeting": _begin_put,
        "decide": _begin_decision,
        "co_note": _begin_note,
    },
    dialogues=(PUT_TO_MEETING, DECIDE, CO_NOTE),
)
