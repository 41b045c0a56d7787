"""What leaves with a turn: one message may ride in the answer to the update, the first of several is sent at once."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.calls import Call, acknowledge, may_ride, say
from bot.parcels import Parcel
from bot.rendering import rendered
from domain.people import Person
from domain.services.ports import UnitOfWork
from handlers.kit.talk import Turn
from locales import Catalogues

TakeNow = Callable[[UnitOfWork, int, Person], list[Parcel]]
"""Takes what a chat is to get next, to be sent as soon as the transaction is kept."""


def take_nothing(_uow: UnitOfWork, _chat: int, _person: Person) -> list[Parcel]:
    """Nobody is there to send it at once; the outbox keeps it."""
    return []


@dataclass(frozen=True, slots=True)
class Leaving:
    """`call` rides in the answer to the update; `parcels` are taken; `acknowledged`: the press needs no call more.

    `wakes`: something may wait that nobody has taken yet.
    """

    call: Call | None = None
    parcels: tuple[Parcel, ...] = ()
    acknowledged: bool = False
    wakes: bool = True


def leave(turn: Turn, toast: str, rides: bool, take_now: TakeNow, bot_name: str) -> Leaving:
    """What goes out with this turn, decided within its transaction. `rides`: there is an answer to ride in."""
    parcels = tuple(take_now(turn.uow, turn.heard.chat, turn.me))
    wakes = turn.uow.outbox.elsewhere(turn.heard.chat) or not parcels
    for parcel in parcels if rides else ():
        call = _riding(turn, parcel, bot_name)
        if call is not None and turn.uow.outbox.sent(parcel.leased, (), turn.now):
            return Leaving(call, wakes=wakes)
    if not rides or not turn.heard.press_id:
        return Leaving(parcels=parcels, wakes=wakes)
    return Leaving(acknowledge(turn.heard.press_id, toast), parcels, acknowledged=True, wakes=wakes)


def _riding(turn: Turn, parcel: Parcel, bot_name: str) -> Call | None:
    """The call, if the message may ride: it fits into one, and no other waits in its chat, older or younger."""
    message = parcel.leased.message
    if not may_ride(message) or parcel.leased.attempts or turn.uow.outbox.waiting(message.chat) > 1:
        return None
    return _worded(turn.catalogues, parcel, bot_name)


def _worded(catalogues: Catalogues, parcel: Parcel, bot_name: str) -> Call | None:
    message = parcel.leased.message
    try:
        words = rendered(catalogues, parcel.language, message, False, bot_name)
    except (LookupError, ValueError):  # a sentence or a fact is missing: delivery lays it aside and says so
        return None
    if len(words.pieces) != 1:
        return None
    return say(message.chat, words.pieces[0], words.markup, message.reply_to)
