"""One update is done once: heard, answered, and nothing of it left when it fails."""

from dataclasses import replace
from typing import Any

import pytest

from bot.desk import After, Desk, Take
from bot.metrics import Metrics
from bot.parcels import take_parcels
from domain.errors import Refusal
from domain.messages import words
from domain.observation import Observation
from domain.people import Person
from domain.services.ports import UnitOfWork
from handlers.kit.talk import Turn
from locales import Catalogues
from storage.engine import Database
from tests.bot.conftest import NOW, StandingClock
from tests.conftest import BOTH

pytestmark = pytest.mark.parametrize("database_kind", BOTH)

Json = dict[str, Any]
ANN: Json = {"id": 7, "is_bot": False, "first_name": "A", "language_code": "en"}


def said(text: str, update: int = 1, **fields: Any) -> Json:
    own = {"message_id": 3, "date": 1, "from": ANN, "chat": {"id": 7, "type": "private"}, "text": text}
    return {"update_id": update, "message": own | fields}


def pressed(update: int = 1) -> Json:
    own = {"message_id": 3, "date": 1, "chat": {"id": 7, "type": "private"}}
    return {"update_id": update, "callback_query": {"id": "q", "from": ANN, "data": "x", "message": own}}


class Office:
    """A desk with a conversation of the test's own, and a look into the outbox."""

    def __init__(self, database: Database[UnitOfWork], catalogues: Catalogues) -> None:
        self.database = database
        self.after: list[After] = []
        self.turns: list[Turn] = []
        self.catalogues = catalogues

    def desk(self, take: Take) -> Desk:
        def noted(turn: Turn) -> None:
            self.turns.append(turn)
            take(turn)

        return Desk(self.database, self.catalogues, StandingClock(), noted, self.after.append, Metrics())

    async def waiting(self) -> list[str]:
        """Sentence keys in the outbox, each of another chat or the first of its chat."""
        leased = await self.database.run(None, lambda uow: uow.outbox.lease(NOW, NOW, 10))
        return [one.message.words.key for one in leased]

    async def all_waiting(self) -> list[str]:
        """Sentence keys of everything in the outbox, as it would leave."""
        found = []
        while keys := await self.database.run(None, self._sent):
            found += keys
        return found

    def _sent(self, uow: UnitOfWork) -> list[str]:
        leased = uow.outbox.lease(NOW, NOW, 10)
        for one in leased:
            uow.outbox.sent(one, (), NOW)
        return [one.message.words.key for one in leased]


@pytest.fixture
def office(database: Database[UnitOfWork], catalogues: Catalogues) -> Office:
    return Office(database, catalogues)


async def test_an_update_handed_over_twice_is_heard_once(office: Office) -> None:
    desk = office.desk(lambda turn: turn.say("plain"))
    for _ in range(3):
        await desk.receive(said("a"))
    assert len(office.turns) == 1
    assert [after.outcome for after in office.after] == ["done", "repeated", "repeated"]
    assert await office.waiting() == ["plain"]


async def test_nobody_is_remembered_for_talking(office: Office) -> None:
    await office.desk(lambda turn: turn.say("plain")).receive(said("a"))
    assert office.turns[0].me.language == "en"
    assert await office.database.run(None, lambda uow: uow.people.by_chat(7)) is None


async def test_a_known_person_is_found_and_reachable_again(office: Office) -> None:
    await office.database.run(None, lambda uow: uow.people.put(Person("p", 7, "zh_Hans", reachable=False)))
    await office.desk(lambda turn: turn.say("plain")).receive(said("a"))
    assert office.turns[0].me == Person("p", 7, "zh_Hans")
    assert await office.database.run(None, lambda uow: uow.people.get("p")) == Person("p", 7, "zh_Hans")


async def test_a_block_is_noted(office: Office) -> None:
    await office.database.run(None, lambda uow: uow.people.put(Person("p", 7, "zh_Hans")))
    change = {"chat": {"id": 7, "type": "private"}, "from": ANN, "date": 1}
    change |= {"old_chat_member": {"status": "member"}, "new_chat_member": {"status": "kicked"}}
    await office.desk(lambda turn: None).receive({"update_id": 1, "my_chat_member": change})
    assert not (await office.database.run(None, lambda uow: uow.people.get("p"))).reachable


async def test_a_refusal_is_said_and_nothing_else_kept(office: Office) -> None:
    def refuse(turn: Turn) -> None:
        turn.uow.people.put(turn.me)
        turn.say("plain")
        raise Refusal("not.allowed", why="x")

    await office.desk(refuse).receive(said("a"))
    assert await office.waiting() == ["not.allowed"]
    assert await office.database.run(None, lambda uow: uow.people.by_chat(7)) is None


async def test_a_fault_leaves_one_apology_and_no_trace_of_the_turn(office: Office) -> None:
    def fail(turn: Turn) -> None:
        turn.uow.people.put(turn.me)
        turn.say("plain")
        raise ValueError("private words")

    desk = office.desk(fail)
    await desk.receive(said("a"))
    await desk.receive(said("a"))
    assert await office.waiting() == ["fault.apology"]
    assert await office.database.run(None, lambda uow: uow.people.by_chat(7)) is None
    assert office.after[0].fault.startswith("ValueError at test_desk.py:")
    assert len(office.turns) == 1


async def test_what_no_database_takes_is_no_fault(office: Office) -> None:
    def keeps(turn: Turn) -> None:
        turn.uow.people.put(replace(turn.me, language=turn.heard.language))
        seen = Observation("o", turn.me.id, "", None, turn.heard.text, "", None, "", NOW, NOW)
        turn.uow.observations.put(seen)

    await office.desk(keeps).receive(said("a\x00b\ud800c"))
    assert [after.outcome for after in office.after] == ["done"]
    kept = await office.database.run(None, lambda uow: uow.observations.get("o"))
    assert kept is not None and kept.words == "abc"


async def test_a_press_is_acknowledged_with_its_toast_also_when_repeated(office: Office) -> None:
    def toast(turn: Turn) -> None:
        turn.toast = words("plain")

    desk = office.desk(toast)
    await desk.receive(pressed())
    await desk.receive(pressed())
    assert office.after == [After("done", "q", "fine"), After("repeated", "q")]


async def test_files_are_announced(office: Office) -> None:
    await office.desk(lambda turn: None).receive(said("", photo=[{"file_id": "f"}]))
    assert office.after == [After("done", has_files=True)]


async def test_what_is_nothing_to_us_reaches_nobody(office: Office) -> None:
    await office.desk(lambda turn: None).receive({"update_id": 1, "channel_post": {}})
    assert (office.turns, office.after) == ([], [])


async def test_a_mended_fault_is_heard_again_without_a_second_apology(office: Office) -> None:
    faults = [ValueError("x"), ValueError("x")]

    def fails_twice(turn: Turn) -> None:
        if faults:
            raise faults.pop()
        turn.say("plain")

    desk = office.desk(fails_twice)
    await desk.receive(said("a"))
    assert [await desk.replay(1) for _ in range(3)] == ["fault", "done", "ignored"]
    assert await office.all_waiting() == ["fault.apology", "plain"]
    await desk.receive(said("a"))
    assert len(office.turns) == 3


def in_a_rush(office: Office, is_behind: bool) -> Desk:
    """A desk behind a webhook while the pace is full."""
    desk = Desk(
        office.database,
        office.catalogues,
        StandingClock(),
        lambda turn: turn.say("plain"),
        office.after.append,
        Metrics(),
        lambda uow, chat, reader: take_parcels(uow, NOW, {}, 1, chat, reader, back=False),
        lambda _in_hand: is_behind,
        lambda chat: chat == 7,
    )
    desk.rides = True
    return desk


async def test_in_a_rush_answers_to_strangers_stand_back(office: Office) -> None:
    """Seen to bite: `_work` of bot/desk.py without `stand_back`."""
    await in_a_rush(office, is_behind=True).receive(said("a"))
    assert not office.after[0].leaving.parcels and office.after[0].leaving.wakes
    [leased] = await office.database.run(None, lambda uow: uow.outbox.lease(NOW, NOW, 9, back=True))
    assert leased.message.words.key == "plain"


async def test_nothing_rides_past_a_full_pace(office: Office) -> None:
    """Seen to bite: `receive` of bot/desk.py riding without asking `is_tight`."""
    assert await in_a_rush(office, is_behind=False).receive(said("a")) is None
    assert len(office.after[0].leaving.parcels) == 1
