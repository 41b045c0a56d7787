"""Asking for updates: the offset moves after the commit, and a batch that is not kept comes again."""

import asyncio
import json

import pytest
from telegram import Bot

from bot.desk import After, Desk
from bot.metrics import Metrics
from bot.polling import LONG_POLL, Polling
from bot.transport import Transport
from domain.services.ports import UnitOfWork
from handlers.kit.talk import Turn
from locales import Catalogues
from storage.engine import Database
from storage.trouble import Unavailable
from tests.bot.conftest import StandingClock
from tests.bot.standin import HANG, HTML, Standin, ok
from tests.bot.test_desk import said


class Listening:
    """Polling under test; `heard` are the words that reached the conversation."""

    def __init__(
        self, bot: Bot, transport: Transport, database: Database[UnitOfWork], catalogues: Catalogues
    ) -> None:
        self.heard: list[str] = []
        self.desk = Desk(database, catalogues, StandingClock(), self._take, self._after, Metrics())
        self.polling = Polling(bot, transport, self.desk)

    def _take(self, turn: Turn) -> None:
        self.heard.append(turn.heard.text)

    def _after(self, _: After) -> None:
        """Nothing follows."""

    async def until(self, telegram: Standin, asked: int) -> None:
        """Run until Telegram has been asked so often."""
        async with asyncio.TaskGroup() as group:
            running = group.create_task(self.polling.run())
            await telegram.until(lambda: len(telegram.of("getUpdates")) == asked)
            running.cancel()


@pytest.fixture
def listening(
    bot: Bot, transport: Transport, database: Database[UnitOfWork], catalogues: Catalogues
) -> Listening:
    return Listening(bot, transport, database, catalogues)


def offsets(telegram: Standin) -> list[str | None]:
    return [params.get("offset") for params in telegram.of("getUpdates")]


async def test_updates_are_heard_in_order_and_then_forgotten_by_telegram(
    listening: Listening, telegram: Standin
) -> None:
    updates = [said(str(number), update=10 + number) for number in range(5)]
    telegram.next("getUpdates", ok(updates), HANG)
    await listening.until(telegram, asked=2)
    assert listening.heard == ["0", "1", "2", "3", "4"]
    assert offsets(telegram) == [None, "15"]
    assert telegram.of("deleteWebhook")


async def test_what_is_nothing_to_us_is_forgotten_too(listening: Listening, telegram: Standin) -> None:
    telegram.next("getUpdates", ok([{"update_id": 8, "channel_post": {}}]), HANG)
    await listening.until(telegram, asked=2)
    assert offsets(telegram) == [None, "9"]


async def test_what_is_not_kept_is_asked_for_again(
    listening: Listening, telegram: Standin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.polling._CALM", 0.01)
    usual = listening.desk.receive
    troubles = iter([Unavailable("away")])

    async def receive(update: object) -> None:
        for trouble in troubles:
            raise trouble
        await usual(update)

    monkeypatch.setattr(listening.desk, "receive", receive)
    telegram.next("getUpdates", *[ok([said("a", 1), said("b", 2)])] * 2, HANG)
    await listening.until(telegram, asked=3)
    assert offsets(telegram) == [None, None, "3"]
    assert sorted(listening.heard) == ["a", "b"]


async def test_a_fault_of_telegram_is_waited_out(
    listening: Listening, telegram: Standin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.polling._CALM", 0.01)
    telegram.next("getUpdates", HTML, ok([said("a")]), HANG)
    await listening.until(telegram, asked=3)
    assert listening.heard == ["a"]
    assert listening.polling.well


async def test_only_an_answered_bot_waits_for_news(listening: Listening, telegram: Standin) -> None:
    telegram.next("getUpdates", ok([]), HANG)
    await listening.until(telegram, asked=2)
    assert [params["timeout"] for params in telegram.of("getUpdates")] == ["0", str(LONG_POLL)]


POISON = said("poison", 1)


@pytest.fixture
def poisoned(listening: Listening, monkeypatch: pytest.MonkeyPatch) -> Listening:
    """Our code stumbles over one update before it comes to a turn."""
    usual = listening.desk.receive

    async def receive(update: object) -> None:
        if update == POISON:
            raise ValueError("ours")
        await usual(update)

    monkeypatch.setattr("bot.polling._CALM", 0.01)
    monkeypatch.setattr(listening.desk, "receive", receive)
    return listening


async def test_what_our_code_stumbles_over_is_set_aside_and_stops_nobody(
    poisoned: Listening, telegram: Standin, database: Database[UnitOfWork]
) -> None:
    telegram.next("getUpdates", ok([POISON, said("b", 2)]), HANG)
    await poisoned.until(telegram, asked=2)
    assert offsets(telegram) == [None, "3"]
    assert poisoned.heard == ["b"]
    [kept] = await database.run(None, lambda uow: uow.inbox.quarantined())
    assert (kept.update, json.loads(kept.payload)) == (1, POISON)
    assert kept.fault.startswith("ValueError at test_polling.py")


async def test_what_was_set_aside_can_be_heard_later_and_once(
    poisoned: Listening, telegram: Standin, database: Database[UnitOfWork]
) -> None:
    telegram.next("getUpdates", ok([POISON, POISON]), HANG)
    await poisoned.until(telegram, asked=2)
    assert [await poisoned.desk.replay(1) for _ in range(2)] == ["done", "ignored"]
    assert poisoned.heard == ["poison"]
    assert await database.run(None, lambda uow: uow.inbox.quarantined()) == []


async def test_what_was_kept_before_the_fault_is_not_set_aside(
    listening: Listening, telegram: Standin, database: Database[UnitOfWork], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(after: After) -> None:
        raise ValueError("ours")

    monkeypatch.setattr(listening.desk, "_after", fails)
    telegram.next("getUpdates", ok([said("a", 1)]), HANG)
    await listening.until(telegram, asked=2)
    assert (offsets(telegram), listening.heard) == ([None, "2"], ["a"])
    assert await database.run(None, lambda uow: uow.inbox.quarantined()) == []


async def test_a_database_that_goes_away_meanwhile_is_waited_for(
    poisoned: Listening,
    telegram: Standin,
    database: Database[UnitOfWork],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    usual, troubles = poisoned.desk.set_aside, iter([Unavailable("away")] * 4)

    async def set_aside(update: object, fault: str) -> None:
        for trouble in troubles:
            raise trouble
        await usual(update, fault)

    monkeypatch.setattr(poisoned.desk, "set_aside", set_aside)
    telegram.next("getUpdates", *[ok([POISON, said("b", 2)])] * 5, HANG)
    await poisoned.until(telegram, asked=6)
    assert offsets(telegram) == [None] * 5 + ["3"]
    assert len(await database.run(None, lambda uow: uow.inbox.quarantined())) == 1


async def test_what_cannot_even_be_set_aside_stops_nobody(
    poisoned: Listening, telegram: Standin, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def set_aside(update: object, fault: str) -> None:
        raise ValueError("ours, too")

    monkeypatch.setattr(poisoned.desk, "set_aside", set_aside)
    telegram.next("getUpdates", *[ok([POISON, said("b", 2)])] * 3, HANG)
    await poisoned.until(telegram, asked=4)
    assert offsets(telegram) == [None, None, None, "3"]
    assert poisoned.heard == ["b"]


async def test_a_webhook_that_could_not_be_taken_back_is_taken_back_later(
    listening: Listening, telegram: Standin, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While it stands Telegram refuses to be asked. Seen to bite: `_stop_webhook` of bot/polling.py tries once."""
    monkeypatch.setattr("bot.polling._CALM", 0.01)
    telegram.next("deleteWebhook", HTML, HTML)
    telegram.next("getUpdates", ok([said("a")]), HANG)
    await listening.until(telegram, asked=2)
    assert len(telegram.of("deleteWebhook")) == 3


async def test_an_answer_without_a_result_is_waited_out(
    listening: Listening, telegram: Standin, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seen to bite: PTB raises KeyError over it, and the loop ended."""
    monkeypatch.setattr("bot.polling._CALM", 0.01)
    telegram.next("deleteWebhook", (200, {"ok": False, "description": "x"}))
    telegram.next("getUpdates", (200, {"ok": False, "description": "x"}), ok([said("a")]), HANG)
    await listening.until(telegram, asked=3)
    assert listening.heard == ["a"]
