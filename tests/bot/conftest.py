"""What the tests of the edge share: a database of their own, a clock that stands, a Telegram that obeys."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from telegram import Bot

from bot.clock import Clock
from bot.delivery import Delivery
from bot.metrics import Metrics
from bot.pace import Pace
from bot.sending import Sender
from bot.transport import Transport
from domain.messages import Message, Words
from domain.policy import Policy
from domain.services.ports import UnitOfWork
from locales import Catalogues
from storage.engine import Database
from storage.unit_of_work import open_database
from storage.vault import Vault
from tests.bot.standin import Standin

DEMO = Path(__file__).parents[2] / "domain" / "policy" / "demo"
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
SENTENCES = {
    "zh_Hans": {
        "hello": "您好 <b>{name}</b>",
        "plain": "好",
        "label": "按钮",
        "delivery.maybe_again": "（如已收到请忽略）",
        "fault.apology": "抱歉",
        "not.allowed": "不行：{why}",
        "long": "{text}",
        "files.unreadable": "打不开",
        "files.gone": "没取到",
        "files.too_large": "太大",
    },
    "en": {"plain": "fine", "label": "button", "fault.apology": "sorry", "delivery.maybe_again": "(again?)"},
}
TOKEN = "1:playground"
T = TypeVar("T")


class StandingClock(Clock):
    """A clock that moves only when told."""

    def __init__(self) -> None:
        super().__init__()
        self.moment = NOW

    def now(self) -> datetime:
        """The moment it stands at."""
        return self.moment

    def forward(self, **span: float) -> None:
        """Move it."""
        self.moment += timedelta(**span)


@pytest.fixture
def vault() -> Vault:
    return Vault([bytes(range(32))])


@pytest.fixture
async def database(url: str, vault: Vault, policy: Policy) -> AsyncIterator[Database[UnitOfWork]]:
    async with open_database(url, vault, policy) as opened:
        yield opened


@pytest.fixture
def catalogues() -> Catalogues:
    return Catalogues(SENTENCES, {}, UTC)


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
async def telegram() -> AsyncIterator[Standin]:
    async with Standin() as standin:
        yield standin


@pytest.fixture
async def transport() -> AsyncIterator[Transport]:
    own = Transport(deadline=0.5)
    await own.initialize()
    yield own
    await own.shutdown()


@pytest.fixture
async def bot(telegram: Standin, transport: Transport) -> Bot:
    own = Bot(
        TOKEN,
        base_url=f"{telegram.url}/bot",
        base_file_url=f"{telegram.url}/file/bot",
        request=transport,
        get_updates_request=transport,
    )
    await own.get_me()
    return own


def unused_port() -> int:
    """A port at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Post:
    """A delivery under test: put messages, then let everything due be sent."""

    def __init__(self, database: Database[UnitOfWork], delivery: Delivery, clock: StandingClock) -> None:
        self.database = database
        self.delivery = delivery
        self.clock = clock

    async def put(self, *messages: Message) -> None:
        """Put messages in the outbox."""
        await self.work(lambda uow: [uow.outbox.put(message, self.clock.now()) for message in messages])

    async def work(self, work: Callable[[UnitOfWork], T]) -> T:
        """Something in the database."""
        return await self.database.run(None, work)

    async def send(self) -> None:
        """Send everything that is due now."""
        async with asyncio.TaskGroup() as group:
            await self.delivery.serve_due(group)


async def no_file(file: str) -> bytes:
    """There are no files."""
    raise FileNotFoundError(file)


@pytest.fixture
def post(database: Database[UnitOfWork], bot: Bot, catalogues: Catalogues, clock: StandingClock) -> Post:
    sender = Sender(bot, catalogues, no_file)
    return Post(database, Delivery(database, sender, clock, Pace(), Metrics()), clock)


def hello(chat: int, name: str = "A", **more: Any) -> Message:
    """A greeting to a chat."""
    return Message(chat, Words("hello", {"name": name}), **more)
