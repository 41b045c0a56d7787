"""What /healthz and /metrics say of the memory: the truth, also when the server is away, and nothing of anybody."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import aiohttp
import pytest

from bot.desk import Desk
from bot.metrics import Metrics
from bot.pulse import LATE, feel
from bot.webhook import Listener
from domain.messages import Message, words
from domain.services.ports import Reminder, UnitOfWork
from locales import Catalogues
from storage.engine import Database
from tests.bot.conftest import NOW, StandingClock
from tests.conftest import BOTH
from tests.postgres import Server

CHAT = 13800000000


@pytest.fixture(params=BOTH)
def database_kind(request: pytest.FixtureRequest) -> str:
    kind: str = request.param
    return kind


def saying(not_before: datetime | None = None) -> Message:
    return Message(CHAT, words("hello", name="陈阿姨"), not_before=not_before)


async def put(database: Database[UnitOfWork], *messages: Message) -> None:
    await database.run(None, lambda uow: [uow.outbox.put(message, NOW) for message in messages])


async def test_nothing_waits_and_all_is_well(database: Database[UnitOfWork]) -> None:
    pulse = await feel(database, NOW)
    assert (pulse.well, pulse.messages_late, pulse.reminders_late) == (True, 0, 0)


async def test_a_message_that_could_go_grows_late(database: Database[UnitOfWork]) -> None:
    """Seen to bite: `_OVERDUE` of storage/outbox.py without `~_PAUSED`, and without `~_BEHIND`."""
    await put(database, saying(), saying(not_before=NOW + timedelta(hours=1)))
    assert (await feel(database, NOW + timedelta(seconds=30))).messages_late == 30
    assert not (await feel(database, NOW + timedelta(seconds=LATE))).well
    hour = NOW + timedelta(hours=1)
    await database.run(None, lambda uow: uow.outbox.pause(CHAT, hour))
    assert (await feel(database, hour - timedelta(seconds=1))).well
    await database.run(None, lambda uow: uow.outbox.pause(CHAT, NOW))
    [taken] = await database.run(None, lambda uow: uow.outbox.lease(NOW, hour, 9))
    await put(database, saying())
    assert (await feel(database, hour - timedelta(seconds=1))).messages_late == 0
    await database.run(None, lambda uow: uow.outbox.again(taken, hour, False))
    assert (await feel(database, hour - timedelta(seconds=1))).messages_late == 0


async def test_a_reminder_that_is_due_grows_late(database: Database[UnitOfWork]) -> None:
    reminder = Reminder("r", "duty:x", "role:cadre", NOW, "duty_day.prepare", {})
    await database.run(None, lambda uow: uow.reminders.plan(reminder))
    assert (await feel(database, NOW - timedelta(hours=1))).reminders_late == 0
    assert (await feel(database, NOW + timedelta(seconds=90))).reminders_late == 90


@pytest.fixture
async def door(
    database: Database[UnitOfWork], catalogues: Catalogues
) -> AsyncIterator[aiohttp.ClientSession]:
    later = NOW + timedelta(hours=2)
    desk = Desk(database, catalogues, StandingClock(), lambda turn: None, lambda after: None, Metrics())
    listener = Listener(desk, "", lambda: True, Metrics(), lambda: feel(database, later))
    address = await listener.open("127.0.0.1", 0)
    async with aiohttp.ClientSession(f"http://{address}") as session:
        yield session
    await listener.close()


async def test_both_addresses_say_how_late_things_are_and_nothing_of_anybody(
    door: aiohttp.ClientSession, database: Database[UnitOfWork]
) -> None:
    await put(database, saying())
    async with door.get("/healthz") as answer:
        assert answer.status == 503
        health = await answer.text()
    async with door.get("/metrics") as answer:
        figures = await answer.text()
    assert '"messages_late": 7200' in health
    assert "minqing_messages_late_seconds 7200.0" in figures
    assert "minqing_database_up 1.0" in figures
    for told in (health, figures):
        assert str(CHAT) not in told
        assert "陈" not in told


@pytest.mark.postgresql
@pytest.mark.parametrize("database_kind", ["postgresql"])
async def test_a_server_that_is_away_is_said_to_be_away(door: aiohttp.ClientSession, server: Server) -> None:
    """Seen to bite: `feel` of bot/pulse.py without its `except`."""
    server.stop()
    try:
        async with door.get("/healthz") as answer:
            assert answer.status == 503
            assert (await answer.json())["database"] is False
        async with door.get("/metrics") as answer:
            assert "minqing_database_up 0.0" in await answer.text()
    finally:
        server.start()
    async with door.get("/healthz") as answer:
        assert (await answer.json())["database"] is True
