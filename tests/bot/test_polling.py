"""Asking for updates: the offset moves after the commit, and a batch that is not kept comes again."""

import asyncio

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


async def test_a_fault_that_stays_stops_nobody(
    listening: Listening, telegram: Standin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.polling._CALM", 0.01)
    usual = listening.desk.receive
    poison = said("poison", 1)

    async def receive(update: object) -> None:
        if update == poison:
            raise ValueError("ours")
        await usual(update)

    monkeypatch.setattr(listening.desk, "receive", receive)
    telegram.next("getUpdates", *[ok([poison, said("b", 2)])] * 3, HANG)
    await listening.until(telegram, asked=4)
    assert offsets(telegram) == [None, None, None, "3"]
    assert listening.heard == ["b"]
