"""Takes messages from the outbox and puts with each what is needed to word it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.outcomes import Uncertain
from bot.settling import DEEDS, Deeds, settle
from domain.files import FileState, StoredFile
from domain.messages import Weight
from domain.people import Person
from domain.services.message_ports import UNREADABLE, Leased
from domain.services.ports import UnitOfWork
from locales import DEFAULT

log = structlog.get_logger("parcels")

LEASE = timedelta(seconds=180)
ANSWER_WAITS = timedelta(minutes=10)
"""An answer to somebody's words that could not leave for so long is said no more: they can ask again."""
FILES_WAIT = timedelta(minutes=2)
_FILES_AGAIN = timedelta(seconds=0.5)
_OTHERS_TRY = timedelta(seconds=30)
_ROUNDS = 100


@dataclass(frozen=True, slots=True)
class Parcel:
    """A leased message with the receiver's language and the files to go along."""

    leased: Leased
    language: str
    files: tuple[StoredFile, ...] = ()


def take_parcels(
    uow: UnitOfWork,
    now: datetime,
    held: Mapping[int, Leased],
    limit: int,
    chat: int | None = None,
    reader: Person | None = None,
    back: bool | None = None,
    deeds: Deeds = DEEDS,
) -> list[Parcel]:
    """What may be sent now, of every chat or of one; what has expired or waited too long is laid aside.

    `held`: what is being sent, by chat. `reader`: who reads in that one chat, where it is known. `back`: only what
    stands back in a rush, or only all else. `deeds`: what follows where one is given up that somebody left half-way.
    """
    parcels: list[Parcel] = []
    for _ in range(_ROUNDS):
        room = limit - len(parcels)
        found = uow.outbox.lease(now, now + LEASE, room, chat, held, back)
        fit = [parcel for leased in found if (parcel := _parcel(uow, leased, now, reader, deeds))]
        parcels += fit
        if len(parcels) >= limit or len(found) == len(fit) < room:
            break
    return parcels


def _parcel(
    uow: UnitOfWork, leased: Leased, now: datetime, reader: Person | None, deeds: Deeds
) -> Parcel | None:
    """None when it is not to be sent, or not now.

    What a process took and then left half-way may have arrived. A message whose files are still being fetched
    waits for them, two minutes at most.
    """
    if leased.message.words == UNREADABLE:
        _leave_to_others(uow, leased, now)
        return None
    files = [file for key in leased.message.attachments if (file := uow.files.get(key))]
    if stale := _stale(leased, now):
        uow.outbox.give_up(leased, stale, now)
    elif leased.left:
        settle(uow, leased, Uncertain("left"), now, deeds)
    elif _are_awaited(files) and now < leased.created_at + FILES_WAIT:
        uow.outbox.again(leased, now + _FILES_AGAIN, uncertain=False)
    else:
        kept = tuple(file for file in files if file.state is FileState.KEPT)
        return Parcel(leased, _language(uow, leased, reader), kept)
    return None


def _stale(leased: Leased, now: datetime) -> str:
    """Why it is of no use any more, "" if it is: nobody is shut out by answers to what they wrote long ago."""
    message = leased.message
    if message.expires_at is not None and message.expires_at < now:
        return "expired"
    return "late" if message.weight is Weight.CONVERSATION and _since(leased) + ANSWER_WAITS < now else ""


def _leave_to_others(uow: UnitOfWork, leased: Leased, now: datetime) -> None:
    """For some minutes it is left to processes that can read it; then it must not hold up its chat any longer."""
    if now < _since(leased) + ANSWER_WAITS:
        uow.outbox.again(leased, now + _OTHERS_TRY, uncertain=False)
    else:
        log.error("unreadable", outbox=leased.id)
        uow.outbox.give_up(leased, "unreadable", now)


def _since(leased: Leased) -> datetime:
    return max(leased.created_at, leased.message.not_before or leased.created_at)


def _are_awaited(files: list[StoredFile]) -> bool:
    return any(file.state is FileState.NAMED for file in files)


def _language(uow: UnitOfWork, leased: Leased, reader: Person | None) -> str:
    known = reader is not None and reader.chat == leased.message.chat
    theirs = reader.language if reader and known else uow.people.language_of(leased.message.chat)
    return theirs or leased.message.language or DEFAULT
