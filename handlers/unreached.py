"""没通知到的: whom the office must phone or write to, and the note that somebody did (W8)."""

from math import ceil

from domain.messages import Fact, Rows, words
from domain.people import Role
from domain.permissions import Deed, may, standing
from domain.services.phoning import Line, mark_told, see_phoning_list
from domain.services.reaching import came_back, left_bot
from handlers.kit.feature import Feature
from handlers.kit.talk import Turn, button

PAGE = 10


def on_block(turn: Turn) -> None:
    """Somebody stopped the bot: those who lead their units hear of it."""
    known = turn.uow.people.by_chat(turn.me.chat)
    if known is not None:
        left_bot(turn.uow, known, turn.now)


def on_return(turn: Turn) -> None:
    """Somebody started the bot again: what they missed is told."""
    came_back(turn.uow, turn.me, turn.now)


def _show(turn: Turn, what: str = "") -> None:
    """The list, ten lines to a page. Refusal deed.not_yours."""
    found = see_phoning_list(turn.uow, turn.me, turn.now)
    if not found:
        turn.show("unreached.none")
        return
    pages = ceil(len(found) / PAGE)
    page = min(int(what) if what.isdecimal() else 0, pages - 1)
    shown = list(enumerate(found, 1))[page * PAGE : (page + 1) * PAGE]
    lines: list[Fact] = [words("unreached.line", n=n, line=line.said) for n, line in shown]
    rows = (*_told_rows(shown), *_leaf(page, pages))
    turn.show("unreached.list", rows, n=len(found), page=page + 1, pages=pages, lines=lines)


def _told_rows(shown: list[tuple[int, Line]]) -> Rows:
    buttons = [button("unreached.told", f"unreached:told.{line.row}", n=n) for n, line in shown if line.row]
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))


def _leaf(page: int, pages: int) -> Rows:
    earlier = [button("todo.earlier", f"unreached:page.{page - 1}")] if page else []
    later = [button("todo.later", f"unreached:page.{page + 1}")] if page + 1 < pages else []
    return ((*earlier, *later),) if earlier or later else ()


def _press(turn: Turn, what: str) -> None:
    order, _, rest = what.partition(".")
    if order != "told":
        _show(turn, rest)
        return
    row = mark_told(turn.uow, turn.me, int(rest) if rest.isdecimal() else 0, turn.now)
    key = "unreached.noted_written" if row.role is Role.RESIDENT else "unreached.noted"
    turn.toast = words(key)
    if may(Deed.SEE_UNREACHED, standing(turn.me.roles(turn.now))):
        _show(turn)
    else:
        turn.show(key)


FEATURE = Feature("unreached", commands={"unreached": _show}, presses={"unreached": _press})
