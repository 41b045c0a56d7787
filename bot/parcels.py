"""Takes messages from the outbox and puts with each what is needed to word it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.outcomes import Uncertain
from bot.settling import DEEDS, settle
from domain.files import FileState, StoredFile
from domain.people import Person
from domain.services.message_ports import Leased
from domain.services.ports import UnitOfWork
from locales import DEFAULT

LEASE = timedelta(seconds=180)
FILES_WAIT = timedelta(minutes=2)
_FILES_AGAIN = timedelta(seconds=0.5)


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
) -> list[Parcel]:
    """What may be sent now, of every chat or of one; what has expired is laid aside.

    What a process took and then left half-way may have arrived. A message whose files are still being fetched
    waits for them, two minutes at most. `held`: what is being sent, by chat. `reader`: who reads in that one
    chat, where it is known.
    """
    parcels = []
    for leased in uow.outbox.lease(now, now + LEASE, limit, chat, held):
        files = [file for key in leased.message.attachments if (file := uow.files.get(key))]
        expires_at = leased.message.expires_at
        if expires_at is not None and expires_at < now:
            uow.outbox.give_up(leased, "expired", now)
        elif leased.left:
            settle(uow, leased, Uncertain("left"), now, DEEDS)
        elif _are_awaited(files) and now < leased.created_at + FILES_WAIT:
            uow.outbox.again(leased, now + _FILES_AGAIN, uncertain=False)
        else:
            kept = tuple(file for file in files if file.state is FileState.KEPT)
            parcels.append(Parcel(leased, _language(uow, leased, reader), kept))
    return parcels


def _are_awaited(files: list[StoredFile]) -> bool:
    return any(file.state is FileState.NAMED for file in files)


def _language(uow: UnitOfWork, leased: Leased, reader: Person | None) -> str:
    person = reader if reader and reader.chat == leased.message.chat else None
    person = person or uow.people.by_chat(leased.message.chat)
    return (person.language if person else leased.message.language) or DEFAULT
