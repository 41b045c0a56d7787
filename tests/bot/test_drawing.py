"""What is drawn at sending goes along with its words; what may not be drawn is replaced by the sentence why."""

import asyncio

import pytest
from telegram import Bot

from bot.delivery import Delivery
from bot.drawing import Drawing
from bot.metrics import Metrics
from bot.pace import Pace
from bot.parcels import Parcel
from bot.sending import Draw, Sender
from bot.transport import Transport
from domain.errors import Refusal
from domain.files import FileKind
from domain.messages import Message, words
from domain.people import Person
from domain.services.ports import UnitOfWork
from handlers.kit.paper import Drawn
from locales import load
from storage.engine import Database
from tests.bot.conftest import NOW, StandingClock, no_file
from tests.bot.standin import HTML, Standin

CATALOGUES = load()
WISHED = Message(1, words("ledger.sheet_here", month="11"), paper="ledger:2026-11")


async def draws_sheet(_parcel: Parcel) -> Drawn:
    return Drawn("台账.xlsx", FileKind.DOCUMENT, b"PK")


async def draws_picture(_parcel: Parcel) -> Drawn:
    return Drawn("图.png", FileKind.PHOTO, b"PNG")


async def refuses(_parcel: Parcel) -> Drawn:
    raise Refusal("deed.not_yours")


@pytest.fixture
def sends(database: Database[UnitOfWork], bot: Bot, transport: Transport, clock: StandingClock) -> "Sends":
    return Sends(database, bot, transport, clock)


class Sends:
    """Puts a message and sends it with this way to draw."""

    def __init__(
        self, database: Database[UnitOfWork], bot: Bot, transport: Transport, clock: StandingClock
    ) -> None:
        self.database, self.bot, self.transport, self.clock = database, bot, transport, clock

    async def __call__(self, draw: Draw) -> None:
        await self.database.run(None, lambda uow: uow.outbox.put(WISHED, self.clock.now()))
        sender = Sender(self.bot, self.transport, CATALOGUES, no_file, draw)
        delivery = Delivery(self.database, sender, self.clock, Pace(), Metrics())
        async with asyncio.TaskGroup() as group:
            await delivery.serve_due(group)


async def test_the_file_comes_first_and_the_words_after_it(sends: Sends, telegram: Standin) -> None:
    await sends(draws_sheet)
    methods = [method for method, _ in telegram.calls if method.startswith("send")]
    assert methods == ["sendDocument", "sendMessage"]
    assert "台账.xlsx" in telegram.of("sendDocument")[0]["document"]


async def test_a_picture_is_a_photo(sends: Sends, telegram: Standin) -> None:
    await sends(draws_picture)
    assert len(telegram.of("sendPhoto")) == 1 and len(telegram.said()) == 1


async def test_what_may_not_be_seen_is_a_sentence(sends: Sends, telegram: Standin) -> None:
    await sends(refuses)
    assert telegram.of("sendDocument") == [] and len(telegram.said()) == 2
    assert telegram.said()[0] == CATALOGUES.sentence("zh_Hans", "deed.not_yours", {})


async def test_somebody_of_whom_nothing_is_known_gets_no_sheet(
    database: Database[UnitOfWork], clock: StandingClock, sends: Sends, telegram: Standin
) -> None:
    """Seen to bite: bot/drawing.py drawing for whoever the message names."""
    drawing = Drawing(database, CATALOGUES, clock)
    await sends(drawing.draw)
    await database.run(None, lambda uow: uow.people.put(Person("p", 1, "zh_Hans", agreed_at=NOW)))
    await sends(drawing.draw)
    assert telegram.of("sendDocument") == []
    refused = CATALOGUES.sentence("zh_Hans", "deed.not_yours", {})
    assert telegram.said().count(refused) == 2


async def test_a_file_whose_sending_is_uncertain_is_not_sent_twice(sends: Sends, telegram: Standin) -> None:
    telegram.next("sendDocument", HTML)
    await sends(draws_sheet)
    await sends(draws_sheet)
    assert len(telegram.of("sendDocument")) == 2
