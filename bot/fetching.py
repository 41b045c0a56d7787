"""Files: downloaded after the turn is kept, cleaned, sealed and written; what cannot be kept is told."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import count

import structlog
from telegram import Bot
from telegram.error import BadRequest, TelegramError

from bot.cleaning import cleaned
from bot.clock import Clock
from bot.files_folder import FilesFolder
from bot.logs import where
from bot.metrics import Metrics
from bot.transport import SlowDown
from domain.files import MAX_BYTES, FileState, StoredFile, Unfit
from domain.messages import Message, words
from domain.people import Person
from domain.services.ports import UnitOfWork
from storage.engine import Database
from storage.trouble import Unavailable

log = structlog.get_logger("fetching")

_AT_ONCE = 4
_MOST = 20
_NAP = 5.0
_TRIES = 10
_FIRST_WAIT = 5
_LONGEST_WAIT = 3600
_ROOM_AGAIN = 300
_GRACE = 3600.0
_PAGE = 500
_ROUNDS_BETWEEN_SWEEPS = 2000


class NoRoom(Exception):
    """The disk is nearly full; Telegram keeps the file meanwhile."""


class Fetching:
    """The one loop that fetches. What it does may be done again from the start at any moment."""

    def __init__(
        self, database: Database[UnitOfWork], bot: Bot, folder: FilesFolder, clock: Clock, metrics: Metrics
    ) -> None:
        self._database = database
        self._bot = bot
        self._folder = folder
        self._clock = clock
        self._metrics = metrics
        self._awake = asyncio.Event()
        self._places = asyncio.Semaphore(_AT_ONCE)

    def wake(self) -> None:
        """Look for named files now."""
        self._awake.set()

    async def run(self) -> None:
        """Fetch for ever, and now and then sweep the folder."""
        for number in count():
            self._awake.clear()
            if number % _ROUNDS_BETWEEN_SWEEPS == 0:
                await self._swept()
            if not await self._round():
                await self._nap()

    async def sweep(self, grace: float = _GRACE) -> None:
        """Remove bytes that no row knows (none younger than `grace` seconds), fetch anew what rows miss."""
        for file in await asyncio.to_thread(self._folder.older_than, grace):
            if await self._database.read(partial(_known, file=file)) is None:
                await asyncio.to_thread(self._folder.drop, file)
        page = await self._database.read(partial(_kept, after=""))
        while page:
            missing = [file for file in page if not await asyncio.to_thread(self._folder.has, file.id)]
            await self._database.run(None, partial(_name_again, files=missing))
            page = await self._database.read(partial(_kept, after=page[-1].id))

    async def _swept(self) -> None:
        try:
            await self.sweep()
        except (Unavailable, OSError) as error:
            log.warning("not swept", error=type(error).__name__)

    async def _round(self) -> int:
        """Fetch what waits; how many files that were."""
        try:
            files = await self._database.read(lambda uow: uow.files.waiting(self._clock.now(), _MOST))
        except Unavailable:
            return 0
        outcomes = await asyncio.gather(*map(self._fetch, files))
        return sum(outcome != "unavailable" for outcome in outcomes)

    async def _nap(self) -> None:
        try:
            async with asyncio.timeout(_NAP):
                await self._awake.wait()
        except TimeoutError:
            return

    async def _fetch(self, file: StoredFile) -> str:
        async with self._places:
            outcome = await self._tried(file)
        self._metrics.files.labels(outcome).inc()
        return outcome

    async def _tried(self, file: StoredFile) -> str:
        """What our code fails on counts as a try: it must not be fetched for ever, in everybody's place."""
        try:
            try:
                return await self._outcome(file)
            except Unavailable:
                raise
            except Exception as error:
                log.error("fault", file=file.id, fault=where(error))
                return await self._later(file, 0)
        except Unavailable:
            return "unavailable"

    async def _outcome(self, file: StoredFile) -> str:
        try:
            return await self._kept(file)
        except Unfit as unfit:
            return await self._refused(file, unfit.code)
        except BadRequest:
            return await self._refused(file, "files.gone")
        except (NoRoom, OSError) as error:
            log.warning("no room for files" if isinstance(error, NoRoom) else "no folder for files")
            return await self._put_off(file, file.tries, _ROOM_AGAIN)
        except TelegramError as error:
            return await self._later(file, error.seconds if isinstance(error, SlowDown) else 0)

    async def _kept(self, file: StoredFile) -> str:
        if file.named.size > MAX_BYTES:
            raise Unfit("files.too_large")
        await self._check_room(file.named.size)
        told = await self._bot.get_file(file.named.handle)
        content = bytes(await told.download_as_bytearray())
        fit = await asyncio.to_thread(cleaned, file.named.kind, content)
        await self._check_room(len(fit))
        await asyncio.to_thread(self._folder.keep, file.id, fit)
        await self._database.run(None, lambda uow: _mark(uow, file.id, FileState.KEPT))
        return "kept"

    async def _check_room(self, size: int) -> None:
        """NoRoom unless as many files of this size have room as are fetched side by side."""
        if not await asyncio.to_thread(self._folder.has_room, size * _AT_ONCE):
            raise NoRoom

    async def _refused(self, file: StoredFile, code: str) -> str:
        def work(uow: UnitOfWork) -> None:
            owner = _mark(uow, file.id, FileState.REFUSED)
            person = _sender(uow, owner)
            if person is not None:
                message = Message(person.chat, words(code), once=f"{code}:{owner}")
                uow.outbox.put(message, self._clock.now())

        await self._database.run(None, work)
        return "refused"

    async def _later(self, file: StoredFile, seconds: int) -> str:
        """Try again after a while, longer each time; in the end the sender is told."""
        tries = file.tries + 1
        if tries >= _TRIES:
            return await self._refused(file, "files.gone")
        return await self._put_off(file, tries, max(seconds, min(_FIRST_WAIT * 2**tries, _LONGEST_WAIT)))

    async def _put_off(self, file: StoredFile, tries: int, seconds: int) -> str:
        not_before = self._clock.now() + timedelta(seconds=seconds)

        def work(uow: UnitOfWork) -> None:
            present = uow.files.get(file.id)
            if present is not None:
                uow.files.put(replace(present, tries=tries, not_before=not_before))

        await self._database.run(None, work)
        return "later"


def _known(uow: UnitOfWork, file: str) -> StoredFile | None:
    return uow.files.get(file)


def _kept(uow: UnitOfWork, after: str) -> list[StoredFile]:
    return uow.files.kept(after, _PAGE)


def _name_again(uow: UnitOfWork, files: list[StoredFile]) -> None:
    for file in files:
        present = uow.files.get(file.id)
        if present is not None and present.state is FileState.KEPT:
            uow.files.put(replace(present, state=FileState.NAMED, tries=0, not_before=None))


def _mark(uow: UnitOfWork, file: str, state: FileState) -> str:
    """Note what became of a file; its owner by now, "" when nobody wants it any more, or another has it already."""
    present = uow.files.get(file)
    if present is None or (state is FileState.REFUSED and present.state is not FileState.NAMED):
        return ""
    uow.files.put(replace(present, state=state))
    return present.owner


def _sender(uow: UnitOfWork, owner: str) -> Person | None:
    """Who sent a file, by what it belongs to."""
    kind, _, key = owner.partition(":")
    person = ""
    if kind == "draft" and (draft := uow.drafts.get(key)):
        person = draft.person
    elif kind == "concern" and (concern := uow.concerns.get(key)):
        person = concern.reporter
    elif kind == "observation" and (observation := uow.observations.get(key)):
        person = observation.person
    return uow.people.get(person) if person else None
