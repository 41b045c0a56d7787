"""What rides in the answer to an update, and what must go its own way."""

import json
from collections.abc import AsyncIterator, Callable
from datetime import timedelta

import aiohttp
import pytest

from bot.desk import After, Desk
from bot.metrics import Metrics
from bot.parcels import Parcel, take_parcels
from bot.webhook import SECRET_HEADER, Listener
from domain.messages import Message, Weight, Words
from domain.people import Person
from domain.services.ports import UnitOfWork
from handlers.kit.talk import Turn, button
from locales import Catalogues
from storage.engine import Database
from tests.bot.conftest import NOW, StandingClock
from tests.bot.test_desk import pressed, said

SECRET = "s" * 20


def take_now(uow: UnitOfWork, chat: int, reader: Person) -> list[Parcel]:
    return take_parcels(uow, NOW, {}, 1, chat, reader)


class Office:
    """A desk behind a webhook."""

    def __init__(self, database: Database[UnitOfWork], catalogues: Catalogues) -> None:
        self.database = database
        self.catalogues = catalogues
        self.after: list[After] = []
        self.rides = True

    def desk(self, take: Callable[[Turn], None]) -> Desk:
        desk = Desk(
            self.database, self.catalogues, StandingClock(), take, self.after.append, Metrics(), take_now
        )
        desk.rides = self.rides
        return desk

    async def rode(self, take: Callable[[Turn], None], update: object) -> dict[str, object]:
        """The body of the answer to one update."""
        call = await self.desk(take).receive(update)
        return json.loads(call.riding()) if call else {}

    async def waiting(self, chat: int = 7) -> int:
        """Messages not settled."""
        return await self.database.run(None, lambda uow: uow.outbox.waiting(chat))

    async def put(self, message: Message) -> None:
        """A message that is older than the turn."""
        await self.database.run(None, lambda uow: uow.outbox.put(message, NOW))


@pytest.fixture
def office(database: Database[UnitOfWork], catalogues: Catalogues) -> Office:
    return Office(database, catalogues)


def answers(turn: Turn) -> None:
    turn.say("label", ((button("label", "x"),),), reply=True)


async def test_the_only_word_of_a_turn_rides_and_counts_as_sent(office: Office) -> None:
    rode = await office.rode(answers, said("a"))
    assert (rode["method"], rode["chat_id"], rode["text"]) == ("sendMessage", 7, "button")
    assert rode["reply_markup"] == {"inline_keyboard": [[{"text": "button", "callback_data": "x"}]]}
    assert rode["reply_parameters"] == {"message_id": 3, "allow_sending_without_reply": True}
    assert await office.waiting() == 0
    assert office.after[0].leaving.parcels == ()


async def test_a_second_copy_of_the_update_says_nothing_again(office: Office) -> None:
    await office.rode(answers, said("a"))
    assert await office.rode(answers, said("a")) == {}


async def test_words_of_an_apology_ride_too(office: Office) -> None:
    def fail(turn: Turn) -> None:
        raise ValueError

    rode = await office.rode(fail, said("a"))
    assert rode["text"] == "sorry"
    assert await office.waiting() == 0


def must_arrive(turn: Turn) -> None:
    turn.uow.outbox.put(Message(7, Words("plain"), weight=Weight.MUST_ARRIVE), turn.now)


def of_a_concern(turn: Turn) -> None:
    turn.say("plain", concern="c1")


def changes(turn: Turn) -> None:
    turn.uow.outbox.put(Message(7, Words("plain"), replaces=5), turn.now)


def with_a_file(turn: Turn) -> None:
    turn.uow.outbox.put(Message(7, Words("plain"), attachments=("f",)), turn.now)


def later(turn: Turn) -> None:
    turn.uow.outbox.put(Message(7, Words("plain"), not_before=NOW + timedelta(seconds=1)), turn.now)


def too_long(turn: Turn) -> None:
    turn.say("long", text="一二三四五\n" * 1000)


def unknown(turn: Turn) -> None:
    turn.say("no.such.key")


@pytest.mark.parametrize("take", [must_arrive, of_a_concern, changes, with_a_file, later, too_long, unknown])
async def test_what_must_not_ride_stays_in_the_outbox(office: Office, take: Callable[[Turn], None]) -> None:
    assert await office.rode(take, said("a")) == {}
    assert await office.waiting() == 1


async def test_nothing_overtakes_what_is_older(office: Office) -> None:
    await office.put(Message(7, Words("plain")))
    assert await office.rode(answers, said("a")) == {}
    assert await office.waiting() == 2


async def test_of_two_messages_the_first_is_taken_and_none_rides(office: Office) -> None:
    def twice(turn: Turn) -> None:
        turn.say("plain")
        turn.say("label")

    assert await office.rode(twice, said("a")) == {}
    [parcel] = office.after[0].leaving.parcels
    assert parcel.leased.message.words == Words("plain")


async def test_beside_messages_that_cannot_ride_the_press_is_acknowledged(office: Office) -> None:
    def toast(turn: Turn) -> None:
        turn.toast = Words("plain")
        must_arrive(turn)

    rode = await office.rode(toast, pressed())
    assert rode == {"method": "answerCallbackQuery", "callback_query_id": "q", "text": "fine"}
    assert office.after[0].leaving.acknowledged


async def test_where_words_ride_the_press_is_acknowledged_by_a_call(office: Office) -> None:
    rode = await office.rode(answers, pressed())
    assert rode["method"] == "sendMessage"
    assert not office.after[0].leaving.acknowledged


@pytest.mark.parametrize(("chat", "wait", "wakes"), [(7, 0, False), (8, 0, True), (7, 1, True)])
async def test_delivery_is_woken_for_what_nobody_has_taken(
    office: Office, chat: int, wait: int, wakes: bool
) -> None:
    def also(turn: Turn) -> None:
        turn.say("plain")
        not_before = NOW + timedelta(seconds=wait) if wait else None
        turn.uow.outbox.put(Message(chat, Words("plain"), not_before=not_before), turn.now)

    await office.rode(also, said("a"))
    assert office.after[0].leaving.wakes is wakes


async def test_without_an_answer_to_ride_in_all_is_sent(office: Office) -> None:
    office.rides = False
    assert await office.rode(answers, said("a")) == {}
    assert len(office.after[0].leaving.parcels) == 1
    assert await office.waiting() == 1


@pytest.fixture
async def session(office: Office) -> AsyncIterator[aiohttp.ClientSession]:
    listener = Listener(office.desk(answers), SECRET, lambda: True, Metrics())
    address = await listener.open("127.0.0.1", 0)
    async with aiohttp.ClientSession(f"http://{address}") as opened:
        yield opened
    await listener.close()


async def test_the_webhook_answers_with_the_call(session: aiohttp.ClientSession) -> None:
    body = json.dumps(said("a")).encode()
    answer = await session.post("/telegram", data=body, headers={SECRET_HEADER: SECRET})
    assert answer.content_type == "application/json"
    assert (await answer.json())["method"] == "sendMessage"
    again = await session.post("/telegram", data=body, headers={SECRET_HEADER: SECRET})
    assert await again.read() == b""
