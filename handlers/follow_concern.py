"""The resident's own concerns: the list, one card with its record and what comes next, and adding to it."""

from uuid import uuid4

from domain.concern import OVER, Concern, State
from domain.files import FileState, StoredFile
from domain.messages import Button, words
from domain.services.following import (
    add_words,
    amend_words,
    live_concerns,
    own_concern,
    reissue_code,
)
from domain.services.outlook import deadline
from handlers.kit.feature import Feature
from handlers.kit.lights import light
from handlers.kit.once import heard_before
from handlers.kit.progress_card import show_progress
from handlers.kit.talk import Event, Heard, Turn, button

PAGE = 6
ASKABLE = 5


def _list(turn: Turn, what: str) -> None:
    """我的诉求, newest first."""
    concerns = turn.uow.concerns.of_reporter(turn.me.id)
    if not concerns:
        turn.show("follow.none", ((button("menu.report", "go:report"),),))
        return
    page = what.removeprefix("page.")
    at = int(page) if what.startswith("page.") and page.isdecimal() else 0
    rows = tuple((_line(turn, concern),) for concern in concerns[at : at + PAGE])
    older = ((button("follow.older", f"mine:page.{at + PAGE}"),),) if len(concerns) > at + PAGE else ()
    turn.show("follow.list", (*rows, *older), count=len(concerns))


def _line(turn: Turn, concern: Concern) -> Button:
    clock = deadline(turn.uow, concern)
    over = concern.state in OVER
    return button(
        "follow.line",
        f"mine:{concern.id}",
        light=words("light.done") if over else light(turn, clock.due_on if clock else None),
        state=words(f"state.{concern.state}"),
        category=words(f"category.{concern.category}"),
        number=concern.number,
    )


def _press(turn: Turn, what: str) -> None:
    order, _, concern_id = what.rpartition(".")
    if what.startswith("page."):
        _list(turn, what)
        return
    concern = own_concern(turn.uow, concern_id, turn.me, turn.now)
    if order == "code":
        reissue_code(turn.uow, concern, turn.me, turn.now)
    elif order == "add":
        turn.say("follow.how_to_add", concern=concern.id, number=concern.number)
    else:
        show_progress(turn, concern, bound=True, rest=order == "more")


def has_live(turn: Turn) -> bool:
    """Whether the person has a concern that has not ended."""
    return bool(live_concerns(turn.uow, turn.me))


def ask_which(turn: Turn) -> None:
    """关于哪一件? asked as a reply to the words, so that the press brings them along."""
    rows = tuple(
        (
            button(
                "follow.which_line",
                f"again:concern.{concern.id}",
                category=words(f"category.{concern.category}"),
                number=concern.number,
            ),
        )
        for concern in live_concerns(turn.uow, turn.me)[:ASKABLE]
    )
    new = (button("follow.new_matter", "again:new"),)
    turn.say("follow.which", (*rows, new), reply=True)


def about(turn: Turn, concern_id: str) -> None:
    """Words or files for one's own concern: the answer to a question, or a supplement."""
    concern = own_concern(turn.uow, concern_id, turn.me, turn.now)
    heard = turn.heard
    if concern.state in OVER:
        turn.say("follow.ended", ((button("menu.report", "go:report"),),), number=concern.number)
    elif heard.text or heard.files:
        _add(turn, concern, heard)
    else:
        turn.say("follow.how_to_add", concern=concern.id, number=concern.number)


def _add(turn: Turn, concern: Concern, heard: Heard) -> None:
    """Of an album the handler is told once, and so is the reporter."""
    asked = concern.state is State.AWAITING_RESIDENT
    later_part = bool(heard.album) and heard_before(turn, f"album {heard.album}")
    for named in heard.files:
        file = StoredFile(uuid4().hex, f"concern:{concern.id}", named, FileState.NAMED, turn.now)
        turn.uow.files.add(file)
    if heard.text or not later_part:
        add_words(turn.uow, concern, turn.me, heard.text or "📎", turn.now)
    if heard.text and heard.message:
        turn.uow.sayings.remember(turn.me.id, heard.message, concern.id)
    if not later_part:
        turn.say("follow.answered" if asked else "follow.added", concern=concern.id, number=concern.number)


def on_edit(turn: Turn) -> None:
    """An edited supplement is a new version of it (R13); of any other message the sentence says how to add."""
    heard = turn.heard
    concern_id = turn.uow.sayings.concern_of(turn.me.id, heard.message) if heard.message else ""
    if concern_id and heard.text:
        concern = own_concern(turn.uow, concern_id, turn.me, turn.now)
        amend_words(turn.uow, concern, turn.me, heard.text, turn.now)
        turn.say("follow.amended", concern=concern.id, number=concern.number)
    elif turn.heard.event is Event.EDIT and has_live(turn):
        turn.say("follow.edit_not_taken", ((button("menu.mine", "go:mine"),),))


FEATURE = Feature("follow", commands={"mine": _list}, presses={"mine": _press})
