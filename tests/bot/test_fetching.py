"""Files named in turns are fetched, cleaned, sealed and kept; what cannot be kept is told."""

import asyncio
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from telegram import Bot

from bot.fetching import Fetching
from bot.files_folder import FilesFolder
from bot.metrics import Metrics
from bot.playground import samples
from domain.draft import Draft
from domain.files import MAX_BYTES, FileKind, FileNamed, FileState, StoredFile
from domain.people import Person
from domain.services.ports import UnitOfWork
from storage.engine import Database
from storage.vault import Vault, WrongKey
from tests.bot.conftest import NOW, StandingClock
from tests.bot.standin import CUT, Standin, ok, refusal


@dataclass
class Shelf:
    """Fetching under test."""

    database: Database[UnitOfWork]
    fetching: Fetching
    folder: FilesFolder
    clock: StandingClock

    async def name(self, file: str = "a", kind: FileKind = FileKind.PHOTO, size: int = 0) -> None:
        """Somebody with a draft names a file."""

        def work(uow: UnitOfWork) -> None:
            uow.people.put(Person("p", 7, "zh_Hans"))
            uow.drafts.put(Draft("d", "p", "report", "", {}, "", NOW, NOW))
            uow.files.add(StoredFile(file, "draft:d", FileNamed("h", kind, size), FileState.NAMED, NOW))

        await self.database.run(None, work)

    async def fetch(self) -> None:
        """One round."""
        await self.fetching._round()

    async def state(self, file: str = "a") -> StoredFile:
        """What is known of the file."""
        found = await self.database.run(None, lambda uow: uow.files.get(file))
        assert found is not None
        return found

    async def told(self) -> list[str]:
        """Sentence keys in the outbox."""
        leased = await self.database.run(None, lambda uow: uow.outbox.lease(self.clock.now(), NOW, 10))
        return [one.message.words.key for one in leased]


@pytest.fixture
def folder(tmp_path: Path, vault: Vault) -> FilesFolder:
    own = FilesFolder(tmp_path / "files", vault)
    own.prepare()
    return own


@pytest.fixture
def shelf(database: Database[UnitOfWork], bot: Bot, folder: FilesFolder, clock: StandingClock) -> Shelf:
    return Shelf(database, Fetching(database, bot, folder, clock, Metrics()), folder, clock)


async def test_a_photo_is_kept_clean_and_sealed(shelf: Shelf, telegram: Standin, tmp_path: Path) -> None:
    telegram.next("file", (200, samples.photo()))
    await shelf.name()
    await shelf.fetch()
    assert (await shelf.state()).state is FileState.KEPT
    assert shelf.folder.read("a").startswith(b"\xff\xd8\xff")
    assert b"Made-up camera" not in shelf.folder.read("a")
    assert b"\xff\xd8\xff" not in (tmp_path / "files" / "a").read_bytes()[:100]
    assert await shelf.told() == []


async def test_what_is_no_such_file_is_refused_and_told_once(shelf: Shelf, telegram: Standin) -> None:
    telegram.next("file", (200, b"MZ"), (200, b"MZ"))
    await shelf.name("a")
    await shelf.name("b")
    await shelf.fetch()
    assert (await shelf.state("a")).state is (await shelf.state("b")).state is FileState.REFUSED
    assert await shelf.told() == ["files.unreadable"]


async def test_what_is_too_large_is_not_even_asked_for(shelf: Shelf, telegram: Standin) -> None:
    await shelf.name(size=MAX_BYTES + 1)
    await shelf.fetch()
    assert telegram.of("getFile") == []
    assert await shelf.told() == ["files.too_large"]


async def test_what_telegram_has_no_more_is_told(shelf: Shelf, telegram: Standin) -> None:
    telegram.next(
        "getFile", refusal(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
    )
    await shelf.name()
    await shelf.fetch()
    assert await shelf.told() == ["files.gone"]


async def test_a_fault_on_the_way_is_tried_again_later(
    shelf: Shelf, telegram: Standin, clock: StandingClock
) -> None:
    telegram.next("file", CUT, (200, samples.photo()))
    await shelf.name()
    await shelf.fetch()
    waiting = await shelf.state()
    assert (waiting.state, waiting.tries) == (FileState.NAMED, 1)
    await shelf.fetch()
    assert len(telegram.of("getFile")) == 1
    clock.forward(minutes=1)
    await shelf.fetch()
    assert (await shelf.state()).state is FileState.KEPT


async def test_in_the_end_it_is_given_up(shelf: Shelf, telegram: Standin, clock: StandingClock) -> None:
    telegram.next("file", *[CUT] * 20)
    await shelf.name()
    for _ in range(12):
        await shelf.fetch()
        clock.forward(hours=2)
    assert len(telegram.of("getFile")) == 10
    assert await shelf.told() == ["files.gone"]


async def test_bytes_that_belong_to_nothing_are_swept(shelf: Shelf) -> None:
    await shelf.name()
    await asyncio.to_thread(shelf.folder.keep, "a", b"x")
    await asyncio.to_thread(shelf.folder.keep, "lost", b"x")
    await shelf.fetching.sweep(grace=-60)
    assert shelf.folder.has("a")
    assert not shelf.folder.has("lost")


async def test_young_bytes_may_still_find_their_row(shelf: Shelf) -> None:
    await asyncio.to_thread(shelf.folder.keep, "young", b"x")
    await shelf.fetching.sweep(grace=60)
    assert shelf.folder.has("young")


async def test_a_kept_file_whose_bytes_are_lost_is_fetched_anew(shelf: Shelf, telegram: Standin) -> None:
    telegram.next("file", *[(200, samples.photo())] * 2)
    await shelf.name()
    await shelf.fetch()
    shelf.folder.drop("a")
    await shelf.fetching.sweep(grace=60)
    await shelf.fetch()
    assert shelf.folder.has("a")


def test_bytes_under_another_name_cannot_be_opened(folder: FilesFolder, tmp_path: Path) -> None:
    folder.keep("a", b"x")
    (tmp_path / "files" / "a").rename(tmp_path / "files" / "b")
    with pytest.raises(WrongKey):
        folder.read("b")


async def test_a_file_waits_at_telegrams_until_there_is_room(
    shelf: Shelf, telegram: Standin, monkeypatch: pytest.MonkeyPatch
) -> None:
    telegram.next("file", (200, samples.photo()))
    free = shutil.disk_usage(".")._replace(total=1000, used=0, free=99)
    with monkeypatch.context() as full:
        full.setattr("bot.files_folder.disk_usage", lambda _: free)
        await shelf.name()
        for _ in range(20):
            await shelf.fetch()
            shelf.clock.forward(minutes=5)
        assert telegram.of("getFile") == []
    await shelf.fetch()
    assert (await shelf.state()).state is FileState.KEPT
    assert await shelf.told() == []


async def test_a_file_on_which_our_code_fails_is_given_up_in_the_end(
    shelf: Shelf, telegram: Standin, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twenty of them would be fetched again and again, and nobody else's. Seen to bite: no try is counted."""

    def stumbles(_: FileKind, content: bytes) -> bytes:
        raise AssertionError

    monkeypatch.setattr("bot.fetching.cleaned", stumbles)
    telegram.next("file", *[(200, samples.photo())] * 20)
    await shelf.name()
    await shelf.fetch()
    await shelf.fetch()
    assert ((await shelf.state()).tries, len(telegram.of("getFile"))) == (1, 1)
    for _ in range(12):
        clock.forward(hours=2)
        await shelf.fetch()
    assert await shelf.told() == ["files.gone"]


async def test_a_folder_that_is_away_is_waited_for_however_long(
    shelf: Shelf, telegram: Standin, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(file: str, content: bytes) -> None:
        raise OSError

    telegram.next("file", *[(200, samples.photo())] * 20)
    await shelf.name()
    with monkeypatch.context() as away:
        away.setattr(shelf.folder, "keep", fails)
        for _ in range(12):
            await shelf.fetch()
            clock.forward(hours=2)
    await shelf.fetch()
    assert (await shelf.state()).state is FileState.KEPT
    assert await shelf.told() == []


async def test_what_another_process_has_kept_meanwhile_stays(shelf: Shelf, telegram: Standin) -> None:
    """Seen to bite: whoever comes last says what became of it."""
    await shelf.name()
    file = await shelf.state()
    telegram.next("file", (200, samples.photo()))
    telegram.next("getFile", *[ok({"file_id": "f", "file_unique_id": "u", "file_path": "a.jpg"})])
    await shelf.fetch()
    telegram.next("getFile", refusal(400, "Bad Request: file is temporarily unavailable"))
    await shelf.fetching._fetch(file)
    assert (await shelf.state()).state is FileState.KEPT
    assert await shelf.told() == []


async def test_a_folder_among_the_files_stops_no_sweep(shelf: Shelf, tmp_path: Path) -> None:
    """A disk of its own has one, lost+found. Seen to bite: it is dropped like a file, and the sweep ends there."""
    (tmp_path / "files" / "lost+found").mkdir()
    await asyncio.to_thread(shelf.folder.keep, "lost", b"x")
    await shelf.fetching.sweep(grace=-60)
    assert not shelf.folder.has("lost")
