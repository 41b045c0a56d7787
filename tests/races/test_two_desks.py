"""A8 in ten thousand rounds: the desks of two processes on one PostgreSQL, without a network around them.

What the pair of whole replicas (test_two_replicas.py) shows some hundred times is played here in packs of ten chats
at once, a hundred times as fast. Each was seen to bite, in some packs, with its guard switched off, as it says.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from itertools import cycle, islice

import pytest
from sqlalchemy import ColumnElement, Engine, Table, func, select

from bot.desk import Desk
from bot.metrics import Metrics
from domain.concern import Act
from domain.people import Binding, Role
from domain.policy import Policy
from domain.services.ports import UnitOfWork
from handlers.conversation import take
from storage import tables
from storage.connection import reading_engine
from storage.engine import Database
from storage.unit_of_work import open_database
from storage.vault import Vault
from tests.builders import LONG_AGO
from tests.faults.square import Square, Step, says, taps
from tests.handlers.conftest import CATALOGUES
from tests.note import Json
from tests.workers import put_person

pytestmark = pytest.mark.postgresql
PACK = 10
in_packs = pytest.mark.parametrize(
    ("packs", "pack"), [(1, 3), pytest.param(10_000 // PACK, PACK, marks=pytest.mark.full)]
)
CADRES, WORKERS = (11, 12), range(20, 20 + PACK)
DIALOGUE: Sequence[Step] = (
    *(says("/start"), says("楼上漏水，天花板都湿了"), taps("同意，开始"), taps("求助"), taps("漏水")),
    *(says("柳园小区3号楼"), taps("匿名")),
)
PICTURE: Json = {"photo": [{"file_id": "picture", "width": 9, "height": 9}]}


class Crossing(Square):
    """Two desks: of what comes in at the same instant, each hears every other update."""

    def __init__(self, doors: Sequence[Database[UnitOfWork]], engine: Engine) -> None:
        super().__init__(doors[0], CATALOGUES)
        self.engine = engine
        self.desks = [self.desk, Desk(doors[1], CATALOGUES, self.clock, take, lambda _: None, Metrics())]
        self.newcomers = 1000

    async def comes_in(self, updates: Sequence[Json]) -> None:
        """As ever, at both."""
        desks = islice(cycle(self.desks), len(updates))
        await asyncio.gather(*(desk.receive(update) for desk, update in zip(desks, updates, strict=True)))

    async def do(self, chats: Sequence[int], step: Step) -> None:
        """All of them do the same."""
        updates = [step(self, chat) for chat in chats]
        assert None not in updates
        await self.hears(*(update for update in updates if update))

    async def before_submitting(self, count: int) -> list[int]:
        """So many new residents, who have answered everything."""
        chats = list(range(self.newcomers, self.newcomers + count))
        self.newcomers += count
        for step in DIALOGUE:
            await self.do(chats, step)
        return chats

    async def presses(self, chats: Sequence[int], label: str, first: int, same: bool = False) -> None:
        """Each presses a button 2 to 8 times, all at one instant. `same`: one press that comes in so often."""
        updates: list[Json] = []
        for number, chat in enumerate(chats, first):
            press = taps(label)(self, chat)
            assert press
            updates += [press if same else self.update(**_content(press)) for _ in range(2 + number % 7)]
        await self.hears(*updates)

    def told_numbers(self, chats: Sequence[int]) -> list[int]:
        """How often each was told a number with its query code."""
        return [sum("code" in m.words.facts for _, m in self.told[chat]) for chat in chats]

    def count(self, table: Table, *where: ColumnElement[bool]) -> int:
        """How many rows there are."""
        asked = select(func.count()).select_from(table)
        with self.engine.connect() as connection:
            return connection.execute(asked.where(*where)).scalar_one()


def _content(update: Json) -> Json:
    return {key: value for key, value in update.items() if key != "update_id"}


def hire(uow: UnitOfWork) -> None:
    """Two cadres of one unit, and information workers."""
    for chat in CADRES:
        put_person(uow, chat, Binding(Role.CADRE, "housing", LONG_AGO))
    for chat in WORKERS:
        put_person(uow, chat, Binding(Role.INFORMATION_WORKER, "liuyuan_room", LONG_AGO))


@pytest.fixture
def database_kind() -> str:
    return "postgresql"


@pytest.fixture
async def crossing(url: str, policy: Policy) -> AsyncIterator[Crossing]:
    vault, engine = Vault([b"k" * 32]), reading_engine(url, 1)
    async with AsyncExitStack() as closing:
        doors = [await closing.enter_async_context(open_database(url, vault, policy)) for _ in range(2)]
        await doors[0].run(None, hire)
        yield Crossing(doors, engine)
    engine.dispose()


@in_packs
async def test_a_submission_pressed_again_and_again_is_one_concern(
    crossing: Crossing, packs: int, pack: int
) -> None:
    """Seen to bite: `_TAKE` of storage/postgresql.py with `true` for every person."""
    for number in range(packs):
        chats = await crossing.before_submitting(pack)
        await crossing.presses(chats, "提交", number)
        assert crossing.told_numbers(chats) == [1] * pack
    assert crossing.count(tables.concern) == packs * pack


@in_packs
async def test_one_update_at_both_desks_is_heard_once(crossing: Crossing, packs: int, pack: int) -> None:
    """Seen to bite: `first_time` always true in storage/inbox.py."""
    said = set()
    for number in range(packs):
        chats = await crossing.before_submitting(pack)
        before = {chat: len(crossing.told[chat]) for chat in chats}
        await crossing.presses(chats, "提交", number, same=True)
        said |= {len(crossing.told[chat]) - before[chat] for chat in chats}
        assert crossing.told_numbers(chats) == [1] * pack
    assert len(said) == 1
    assert crossing.count(tables.concern) == packs * pack


@in_packs
async def test_two_who_press_at_once_and_one_signs_in(crossing: Crossing, packs: int, pack: int) -> None:
    """Seen to bite: `get` of storage/concerns.py without its lock, and `_CHANGE` without the expected state."""
    for _ in range(packs):
        seen = {chat: len(crossing.told.get(chat, ())) for chat in CADRES}
        await crossing.do(await crossing.before_submitting(pack), taps("提交"))
        presses = [press for chat in CADRES for press in sign_ins(crossing, chat, seen[chat])]
        assert len(presses) == 2 * pack
        await crossing.hears(
            *(press for pair in zip(presses[:pack], presses[pack:], strict=True) for press in pair)
        )
    signed = tables.history.c.act == Act.SIGN_IN
    assert crossing.count(tables.history, signed) == crossing.count(tables.concern) == packs * pack


def sign_ins(crossing: Crossing, chat: int, since: int) -> list[Json]:
    """A press on each button with which this cadre can take one of the new concerns."""
    found = []
    for number, message in crossing.told[chat][since:]:
        [data] = [b.data for row in message.rows for b in row if b.data.startswith("act:sign_in")]
        press = {"id": f"s{number}", "from": crossing.facts(chat)["from"], "data": data}
        under = {"message_id": number, "date": 1, "chat": {"id": chat, "type": "private"}}
        found.append(crossing.update(callback_query=press | {"message": under}))
    return found


@in_packs
async def test_an_album_of_nine_over_both_is_one_observation_with_nine_files(
    crossing: Crossing, packs: int, pack: int
) -> None:
    """Seen to bite: `_TAKE` of storage/postgresql.py with `true` for every person."""
    for number in range(packs):
        albums = [
            says("3号楼东侧井盖松动" if part == 0 else "", media_group_id=f"{number}", **PICTURE)
            for part in range(9)
        ]
        parts = [album(crossing, chat) for album in albums for chat in WORKERS[:pack]]
        await crossing.hears(*(part for part in parts if part))
    assert crossing.count(tables.observation) == packs * pack
    assert crossing.count(tables.file) == packs * pack * 9
