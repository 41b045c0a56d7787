"""四个一调度: the office looks at the figures of a week, half-month, quarter or half-year and sends them round (S2)."""

from domain.messages import Fact, Rows, words
from domain.permissions import Deed
from domain.relations import check
from domain.services.dispatching import dispatch, found, last_period, period_words
from handlers.kit.feature import Feature, Handler
from handlers.kit.talk import Turn, button


def _list(turn: Turn, _: str = "") -> None:
    """The four packs, each with the newest period that is over."""
    check(Deed.DISPATCH, turn.me, turn.now)
    today = turn.policy.calendar.day_of(turn.now)
    packs = [(pack, last_period(pack, today)) for pack in turn.policy.reports.packs]
    lines: list[Fact] = [
        words("pack.line", pack=words(f"pack.{pack.id}"), period=period_words(period))
        for pack, period in packs
    ]
    rows = tuple(
        (button("pack.choose", f"packs:show.{pack.id}.{period.code}", pack=words(f"pack.{pack.id}")),)
        for pack, period in packs
    )
    turn.show("pack.list", rows, lines=lines)


def _show(turn: Turn, what: str) -> None:
    check(Deed.DISPATCH, turn.me, turn.now)
    pack_id, _, code = what.partition(".")
    pack, period = found(turn.uow, pack_id, code, turn.now)
    lists: Rows = tuple(
        (button("pack.send", f"packs:send.{pack.id}.{period.code}.{one}", list=words(f"distribution.{one}")),)
        for one in pack.lists
    )
    rows = (
        (
            button("pack.figures", f"figures:show.{period.code}"),
            button("figures.sheet", f"figures:sheet.{period.code}"),
        ),
        *lists,
        (button("pack.back", "packs:list."),),
    )
    turn.show("pack.card", rows, pack=words(f"pack.{pack.id}"), period=period_words(period))


def _send(turn: Turn, what: str) -> None:
    pack_id, _, rest = what.partition(".")
    code, _, list_id = rest.partition(".")
    pack, period, n = dispatch(turn.uow, turn.me, pack_id, code, list_id, turn.now)
    turn.say(
        "pack.done" if n else "pack.done_before",
        ((button("pack.back", "packs:list."),),),
        pack=words(f"pack.{pack.id}"),
        period=period_words(period),
        list=words(f"distribution.{list_id}"),
        n=n,
    )


_ROOMS: dict[str, Handler] = {"list": _list, "show": _show, "send": _send}


def _press(turn: Turn, what: str) -> None:
    """`room.what`; a room that we do not have leads to the list."""
    room, _, rest = what.partition(".")
    _ROOMS.get(room, _list)(turn, rest)


FEATURE = Feature("packs", commands={"packs": _list}, presses={"packs": _press})
