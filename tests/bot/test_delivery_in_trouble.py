"""What becomes of messages when something of ours fails them: the memory, a file, a stop while a chat must wait."""

import asyncio
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any, cast

import pytest
from sqlalchemy import select, update
from structlog.testing import capture_logs

from bot.pace import Pace
from bot.parcels import Parcel, take_parcels
from bot.settling import Deeds
from domain.files import FileKind, FileNamed, FileState, StoredFile
from domain.messages import Message, Weight, Words
from domain.services.message_ports import Leased
from domain.services.ports import UnitOfWork
from handlers.kit.paper import Drawn
from storage import tables
from storage.trouble import Unavailable
from storage.unit_of_work import StoredUnitOfWork
from storage.vault import WrongKey
from tests.bot.conftest import NOW, Post, hello
from tests.bot.standin import Standin, refusal


async def test_a_paper_waits_for_a_memory_that_is_away(
    post: Post, telegram: Standin, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seen to bite: without `Unavailable` in bot/sending.py the message is laid aside as a fault of ours."""
    troubles = iter([Unavailable("away")])

    async def draw(_: Parcel) -> Drawn:
        for trouble in troubles:
            raise trouble
        return Drawn("m.xlsx", FileKind.DOCUMENT, b"x")

    monkeypatch.setattr(post.delivery._sender, "_draw", draw)
    await post.put(hello(1, paper="figures:x"))
    await post.send()
    post.clock.forward(seconds=5)
    await post.send()
    assert len(telegram.of("sendDocument")) == len(telegram.said()) == 1


async def test_a_file_that_our_key_does_not_open_holds_back_no_words(
    post: Post, telegram: Standin, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def read(_: str) -> bytes:
        raise WrongKey("altered")

    def name(uow: UnitOfWork) -> None:
        uow.files.add(StoredFile("f", "draft:d", FileNamed("h", FileKind.PHOTO, 1), FileState.KEPT, NOW))

    monkeypatch.setattr(post.delivery._sender, "_read_file", read)
    await post.work(name)
    await post.put(hello(1, attachments=("f",), weight=Weight.MUST_ARRIVE))
    await post.send()
    assert telegram.said() == ["您好 <b>A</b>"]


async def test_both_of_a_chat_are_handed_back_though_the_memory_fails_once(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Works are rerunnable. Seen to bite: what was passed on is taken out within the work."""
    await post.put(hello(1, "a"))
    [first] = await post.work(lambda uow: take_parcels(uow, NOW, {}, 1))
    await post.put(hello(2, "b"))
    [second] = await post.work(lambda uow: take_parcels(uow, NOW, {}, 1))
    post.delivery._passed_on[1] = second
    usual = post.database.run

    async def twice(person: Any, work: Any) -> Any:
        await usual(person, lambda uow: _undone(uow, work))
        return await usual(person, work)

    monkeypatch.setattr(post.database, "run", twice)
    await post.delivery._handed_back(first)
    monkeypatch.undo()
    assert len(await post.work(lambda uow: uow.outbox.lease(NOW, NOW + timedelta(minutes=1), 9))) == 2


def _undone(uow: UnitOfWork, work: Any) -> None:
    """The work is done and not kept."""
    try:
        with uow.savepoint():
            work(uow)
            raise LookupError
    except LookupError:
        return


async def test_whoever_waits_for_the_pace_of_a_chat_does_not_hold_up_the_end() -> None:
    """Seen to bite: `turn` of bot/pace.py sleeps for the chat's own pace whatever comes."""
    pace = Pace()
    for _ in range(100):
        pace.count(-5)
    async with asyncio.timeout(2), asyncio.TaskGroup() as group:
        group.create_task(pace.turn(-5))
        await asyncio.sleep(0)
        pace.end()


class Fleeting(Mapping[int, Leased]):
    """What is held, by a loop that lets go of it between two looks."""

    def __init__(self, held: Leased) -> None:
        self._held: dict[int, Leased] = {held.message.chat: held}

    def __contains__(self, chat: object) -> bool:
        there = chat in self._held
        self._held.clear()
        return there

    def __getitem__(self, chat: int) -> Leased:
        return self._held[chat]

    def __iter__(self) -> Iterator[int]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)


async def test_what_is_let_go_while_another_thread_looks_is_no_fault(post: Post) -> None:
    await post.put(hello(1))
    [first] = await post.work(lambda uow: uow.outbox.lease(NOW, NOW, 1))
    held = Fleeting(first)
    await post.work(lambda uow: uow.outbox.lease(NOW + timedelta(days=1), NOW, 1, None, held))


async def test_who_has_had_the_part_of_their_chat_is_answered_by_a_call_that_can_wait(post: Post) -> None:
    """What rides is counted, and nothing limits it: an hour of presses would push the next notice an hour away.

    Seen to bite: `is_tight` of bot/delivery.py asks for the overall pace only.
    """
    post.delivery._pace = Pace(overall=10_000)
    for _ in range(20):
        assert not post.delivery.is_tight(7)
        post.delivery.count(7)
    assert post.delivery.is_tight(7) and not post.delivery.is_tight(8)


async def test_the_words_of_a_refusal_that_quote_a_message_are_written_nowhere(
    post: Post, telegram: Standin
) -> None:
    """Seen to bite: `outcome_of` of bot/outcomes.py with all that Telegram says."""
    quoting = 'Bad Request: can\'t parse entities: unsupported start tag "wang" at byte offset 3'
    telegram.next("sendMessage", refusal(400, quoting))
    await post.put(hello(1, once="k"))
    with capture_logs() as logs:
        await post.send()
    assert [line["why"] for line in logs] == ["Can't parse entities"]

    def why(uow: UnitOfWork) -> str:
        row = tables.outbox.c
        asked = select(row.why).where(row.once == "k")
        told: str = cast(StoredUnitOfWork, uow).connection.execute(asked).scalar_one()
        return told

    assert await post.work(why) == "Can't parse entities"


def spoil(uow: UnitOfWork, written: str = "") -> None:
    """What waits under the key "k" is as a newer release has written it, or cannot be opened at all."""
    stored = cast(StoredUnitOfWork, uow)
    sealed = stored.vault.seal(written, "outbox", "message", "k") if written else b"altered"
    change = update(tables.outbox).where(tables.outbox.c.once == "k").values(message=sealed)
    stored.connection.execute(change)


NEWER = '{"chat":1,"words":{"key":"plain","facts":{}},"invented_later":7}'


@pytest.mark.parametrize("written", ["", NEWER])
async def test_what_we_cannot_read_stops_nobody_and_is_left_to_others_for_a_while(
    post: Post, telegram: Standin, written: str
) -> None:
    """Seen to bite: the one loop that sends ended over it, in every process and after every start."""
    await post.put(hello(1, "first", once="k"))
    await post.work(lambda uow: spoil(uow, written))
    await post.put(hello(1, "second", weight=Weight.MUST_ARRIVE), hello(2, "other"))
    await post.send()
    assert telegram.said() == ["您好 <b>other</b>"]
    post.clock.forward(minutes=1)
    [other] = await post.work(lambda uow: uow.outbox.lease(post.clock.now(), post.clock.now(), 9))
    assert (other.message.chat, other.attempts) == (1, 0)
    post.clock.forward(minutes=10)
    with capture_logs() as logs:
        await post.send()
        await post.send()
    assert telegram.said()[1:] == ["您好 <b>second</b>"]
    assert [line["event"] for line in logs] == ["unreadable"]


async def test_a_file_whose_name_cannot_be_opened_stops_no_message(post: Post, telegram: Standin) -> None:
    """Seen to bite: the loop that sends ended over it, and so did the one that fetches."""

    def name(uow: UnitOfWork) -> None:
        uow.files.add(StoredFile("f", "draft:d", FileNamed("h", FileKind.VOICE, 1), FileState.KEPT, NOW))
        stored = cast(StoredUnitOfWork, uow)
        stored.connection.execute(update(tables.file).values(name=b"altered"))

    await post.work(name)
    await post.put(hello(1, attachments=("f",)), hello(2))
    await post.send()
    assert len(telegram.said()) == 2
    assert await post.work(lambda uow: [file.named.name for file in uow.files.kept("", 9)]) == [""]


async def test_a_message_in_pieces_counts_for_the_pace_as_what_it_is(post: Post, telegram: Standin) -> None:
    """So does Telegram count, an album by its parts. Seen to bite: `_sent` of bot/delivery.py counts none."""
    post.delivery._pace = Pace(overall=10_000, burst=2)
    await post.put(hello(1), Message(2, Words("long", {"text": "一二三四五\n" * 1000})))
    await post.send()
    assert len(telegram.said()) == 3
    assert not post.delivery.is_tight(1) and post.delivery.is_tight(2)


async def test_a_deed_that_fails_over_what_was_left_does_not_end_the_sending(
    post: Post, telegram: Standin, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seen to bite: whoever was to be told was left half-way, the telling failed, and the loop ended with it."""

    def fails(*_: object) -> None:
        raise LookupError

    def leave(uow: UnitOfWork) -> None:
        for uncertain in (True, True, False):
            [leased] = uow.outbox.lease(NOW, NOW, 1)
            assert not uncertain or uow.outbox.again(leased, NOW, uncertain=True)

    for place in ("bot.delivery.DEEDS", "bot.parcels.DEEDS"):
        monkeypatch.setattr(place, Deeds(missed=fails))
    await post.put(hello(1, weight=Weight.MUST_ARRIVE))
    await post.work(leave)
    await post.put(hello(2))
    post.clock.forward(minutes=3)
    await post.send()
    assert len(telegram.said()) == 1
    assert await post.work(lambda uow: uow.outbox.waiting(1)) == 0
