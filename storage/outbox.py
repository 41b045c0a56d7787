"""Remembers messages until Telegram has them: in order per chat, each taken by one sender at a time."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from secrets import token_hex
from typing import Any

from sqlalchemy import Connection, Row, Update, bindparam, exists, func, select, update

from domain.messages import Message, Weight
from domain.services.message_ports import UNREADABLE, Lane, Leased
from storage import tables
from storage.columns import Moment
from storage.connection import is_shared
from storage.forgetting import forget_settled
from storage.meaning import read_message, write_message
from storage.statements import firm, insert_unless, upsert
from storage.vault import Vault, WrongKey

_ROW = tables.outbox.c
_OLDER = tables.outbox.alias("older")
_WAITING = _ROW.settled_at.is_(None)
_NOW = bindparam("now", type_=Moment)
_DANGER, _NEAR, _REPEATS, _BACK = -1, 0, 1, 2
"""Ranks. Everything from `_BACK` on stands back, the further the greater it is."""

_PUT = insert_unless(_ROW.once)
_BEHIND = exists().where(
    _OLDER.c.chat == _ROW.chat,
    _OLDER.c.id < _ROW.id,
    _OLDER.c.settled_at.is_(None),
    _OLDER.c.joins_at <= _NOW,
)
_PAUSED = exists().where(tables.pause.c.chat == _ROW.chat, tables.pause.c.until > _NOW)
_FREE = (
    select(tables.outbox)
    .where(_WAITING, _ROW.available_at <= _NOW, ~_BEHIND, ~_PAUSED)
    .order_by(_ROW.rank, _ROW.id)
    .limit(bindparam("most"))
)
_OVERDUE = select(func.min(_ROW.available_at)).where(
    _WAITING, _ROW.available_at <= _NOW, _ROW.rank < _BACK, ~_BEHIND, ~_PAUSED
)
_AMONG = {None: _FREE, False: _FREE.where(_ROW.rank < _BACK), True: _FREE.where(_ROW.rank >= _BACK)}
_AMONG_FIRM = {back: firm(free, skip=True) for back, free in _AMONG.items()}
_IN_CHAT = {back: free.where(_ROW.chat == bindparam("chat")) for back, free in _AMONG.items()}
_IN_CHAT_FIRM = {back: firm(free, skip=True) for back, free in _IN_CHAT.items()}
_TAKE = (
    update(tables.outbox)
    .where(_ROW.id == bindparam("free"))
    .values(leased=True, available_at=bindparam("until"), fence=_ROW.fence + 1)
)
_MINE = update(tables.outbox).where(
    _ROW.id == bindparam("mine"), _ROW.fence == bindparam("held"), _ROW.leased, _WAITING
)
_SENT = _MINE.values(leased=False, settled_at=bindparam("at"), message=b"")
_AGAIN = _MINE.values(
    leased=False, available_at=bindparam("later"), attempts=_ROW.attempts + bindparam("tried")
)
_GIVEN_UP = _MINE.values(leased=False, settled_at=bindparam("at"), why=bindparam("because"))
_HURRY = (
    update(tables.outbox)
    .where(_ROW.chat == bindparam("of"), _WAITING, _ROW.rank >= _BACK)
    .values(rank=bindparam("now_at"))
)
_OF_CHAT = select(func.count()).where(_ROW.chat == bindparam("chat"), _WAITING)
_NEXT = select(func.min(_ROW.available_at)).where(_WAITING)
_LANES = {_DANGER: Lane.DANGER, _NEAR: Lane.NEAR, _REPEATS: Lane.AGAIN}
_NOTHING: Mapping[int, Leased] = {}
_REMEMBER = upsert(tables.sent_message)
_PAUSE = upsert(tables.pause)


class StoredOutbox:
    """Messages to send, sealed; replies go before reminders, and in a chat the oldest goes first.

    In a rush answers may stand back: they are taken apart from all others, those that stand back least first.

    A message joins its chat's line at `not_before`; once in line it holds up the younger ones, also
    while it is tried again. The seal is bound to `once`, which every row has of its own.
    """

    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._connection = connection
        self._vault = vault
        self._shared = is_shared(connection)
        self._fresh: dict[str, Message] = {}
        self._ranks: dict[int, int] = {}

    def stand_back(self, chat: int, places: int) -> None:
        """Answers put for this chat in this transaction leave after those of all who stand back less far."""
        self._ranks[chat] = _BACK + places

    def hurry(self, chat: int) -> None:
        """Danger to life: answers put for this chat in this transaction wait behind nobody, nor do older ones."""
        self._ranks[chat] = _DANGER
        self._connection.execute(_HURRY, {"of": chat, "now_at": _DANGER})

    def put(self, message: Message, now: datetime) -> bool:
        """False when a message with the same natural key was put before."""
        once = message.once or f"~{token_hex(16)}"
        joins_at = message.not_before or now
        values = {
            "chat": message.chat,
            "once": once,
            "message": self._sealed(message, once),
            "rank": self._rank(message),
            "concern": message.concern,
            "created_at": now,
            "joins_at": joins_at,
            "available_at": joins_at,
            "leased": False,
            "fence": 0,
            "attempts": 0,
            "why": "",
        }
        added = self._connection.execute(_PUT, values).rowcount == 1
        if added:
            self._fresh[once] = message
        return added

    def lease(
        self,
        now: datetime,
        until: datetime,
        limit: int,
        chat: int | None = None,
        held: Mapping[int, Leased] = _NOTHING,
        back: bool | None = None,
    ) -> list[Leased]:
        """The oldest waiting message of each chat (or of one chat), taken until then.

        `held`: what the caller is sending by chat; it keeps that, however late the clock says it is. `back`: only
        those that stand back, or only the others.
        """
        values: dict[str, object] = {"now": now, "most": limit}
        if chat is None:
            asked = (_AMONG_FIRM if self._shared else _AMONG)[back]
            found = self._connection.execute(asked, values).all()
        else:
            asked = (_IN_CHAT_FIRM if self._shared else _IN_CHAT)[back]
            found = self._connection.execute(asked, {**values, "chat": chat}).all()
        rows = [row for row in found if (ours := held.get(row.chat)) is None or ours.id != row.id]
        if rows:
            self._connection.execute(_TAKE, [{"free": row.id, "until": until} for row in rows])
        return [self._leased(row) for row in rows]

    def sent(self, leased: Leased, message_ids: Sequence[int], now: datetime) -> bool:
        """Done; the words are forgotten, the message ids remembered. False when the fence was lost."""
        if not self._settle(leased, _SENT, at=now):
            return False
        concern, chat = leased.message.concern, leased.message.chat
        rows = [{"chat": chat, "message": number, "concern": concern} for number in message_ids if concern]
        if rows:
            self._connection.execute(_REMEMBER, rows)
        return True

    def again(self, leased: Leased, not_before: datetime, uncertain: bool) -> bool:
        """Back to the head of its line; an uncertain try counts. False when the fence was lost."""
        return self._settle(leased, _AGAIN, later=not_before, tried=int(uncertain))

    def give_up(self, leased: Leased, why: str, now: datetime) -> bool:
        """Not to be sent any more; what was to be said stays, sealed. False when the fence was lost."""
        return self._settle(leased, _GIVEN_UP, at=now, because=why)

    def renew(self, message: Message) -> bool:
        """Replace words, buttons and time of the waiting message with the same natural key.

        Without `not_before` the time stays. False if there is none, or it is on its way or has left.
        """
        self._fresh.pop(message.once, None)
        values: dict[str, object] = {"message": self._sealed(message, message.once)}
        if message.not_before is not None:
            values |= {"joins_at": message.not_before, "available_at": message.not_before}
        waiting = update(tables.outbox).where(_ROW.once == message.once, _WAITING, ~_ROW.leased)
        return self._connection.execute(waiting.values(values)).rowcount == 1

    def elsewhere(self, chat: int) -> bool:
        """Whether this transaction put something for another chat, or for later."""
        return any(fresh.chat != chat or fresh.not_before for fresh in self._fresh.values())

    def waiting(self, chat: int) -> int:
        """How many messages to this chat are not settled, those on their way included."""
        return self._connection.execute(_OF_CHAT, {"chat": chat}).scalar_one()

    def concern_of(self, chat: int, message_id: int) -> str:
        """The concern that a sent message spoke of, or ""."""
        spoken = tables.sent_message.c
        asked = select(spoken.concern).where(spoken.chat == chat, spoken.message == message_id)
        return self._connection.execute(asked).scalar_one_or_none() or ""

    def forget_settled(self, before: datetime, quiet_since: datetime, limit: int) -> int:
        """Forget messages settled before then, and what they spoke of unless it has moved since; how many."""
        return forget_settled(self._connection, before, quiet_since, limit)

    def pause(self, chat: int, until: datetime) -> None:
        """No message to this chat before then (after a 429)."""
        self._connection.execute(_PAUSE, {"chat": chat, "until": until})

    def overdue(self, now: datetime) -> datetime | None:
        """Since when the longest waiting of those that could go has waited; None when nothing does.

        What stands back waits for a reason.
        """
        since: datetime | None = self._connection.execute(_OVERDUE, {"now": now}).scalar_one()
        return since

    def next_due(self) -> datetime | None:
        """When the next message may be sent, or a lease ends, whichever comes first."""
        soonest: datetime | None = self._connection.execute(_NEXT).scalar_one()
        return soonest

    def _settle(self, leased: Leased, change: Update, **values: object) -> bool:
        held = {"mine": leased.id, "held": leased.fence, **values}
        return self._connection.execute(change, held).rowcount == 1

    def _rank(self, message: Message) -> int:
        """What must arrive in a chat whose answers stand back takes along what waits before it."""
        if message.weight is Weight.COMES_AGAIN:
            return _REPEATS
        if message.is_conversation:
            return self._ranks.get(message.chat, _NEAR)
        if self._ranks.get(message.chat, _NEAR) >= _BACK:
            self._connection.execute(_HURRY, {"of": message.chat, "now_at": _NEAR})
        return _NEAR

    def _sealed(self, message: Message, once: str) -> bytes:
        return self._vault.seal(write_message(message), "outbox", "message", once)

    def _leased(self, row: Row[Any]) -> Leased:
        message = self._fresh.get(row.once) or self._read(row)
        return Leased(
            row.id, message, row.fence + 1, row.attempts, row.created_at, row.leased, _lane(row.rank)
        )

    def _read(self, row: Row[Any]) -> Message:
        try:
            return read_message(self._vault.unseal(row.message, "outbox", "message", row.once))
        except (WrongKey, ValueError, TypeError, LookupError, AttributeError):
            return Message(row.chat, UNREADABLE, not_before=row.joins_at)


def _lane(rank: int) -> Lane:
    return _LANES.get(rank, Lane.BACK)
