"""A4: the line to PostgreSQL is cut at any message of its protocol, before it has passed or after; nothing is lost."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, make_url, select

from domain.people import Role
from storage import tables
from storage.connection import reading_engine
from tests.faults.conftest import Figures
from tests.faults.opening import opened
from tests.faults.proxy import Proxy
from tests.faults.street import Street
from tests.journeys.conftest import Story
from tests.journeys.test_main_job import HOUSING, answers
from tests.phone import Phone
from tests.postgres import Server
from tests.shelf import Shelf

pytestmark = pytest.mark.postgresql
NEVER = 10**9
RECOVERY = (185, 65, 65)


@pytest.fixture
def proxy(server: Server) -> Iterator[Proxy]:
    own = Proxy(server.folder / ".s.PGSQL.5432")
    yield own
    own.close()


@pytest.fixture
def url(shelf: Shelf, proxy: Proxy) -> Iterator[str]:
    name = shelf.lend()
    quick = "sslmode=disable&gssencmode=disable"
    yield f"postgresql://postgres@127.0.0.1:{proxy.port}/{name}?{quick}"
    shelf.take_back(name)


@pytest.fixture
async def street(url: str, server: Server, tmp_path: Path, impatient: None) -> AsyncIterator[Street]:
    """Only the bot's lines are cut; those of the test go straight to the server."""
    async with opened(url, tmp_path) as own:
        own.engine.dispose()
        own.engine = reading_engine(server.address(make_url(url).database or ""), 1)
        yield own
        own.engine.dispose()


@pytest.fixture
def story(street: Street, monkeypatch: pytest.MonkeyPatch) -> Story:
    monkeypatch.setattr("bot.polling._CALM", 0.05)
    monkeypatch.setattr("bot.delivery._TROUBLE_NAP", 0.05)
    return Story(street.town, street.app)


def concerns_of(street: Street, phone: Phone) -> int:
    """How many this resident has."""
    concern, person = tables.concern.c, tables.person.c
    asked = select(func.count()).where(concern.reporter == person.id, person.chat == phone.chat)
    with street.engine.connect() as connection:
        return connection.execute(asked).scalar_one()


async def submits(street: Street, phone: Phone) -> None:
    """The press, until all that follows at once is done."""
    await phone.taps("提交")
    for _ in range(3):
        await street.town.quiet(60)


async def cut_at(story: Story, street: Street, proxy: Proxy, number: int, before: bool) -> bool:
    """One more resident submits; whether the line was cut meanwhile. There is one concern more, and only one."""
    resident = await story.resident()
    await answers(resident)
    proxy.cuts_at(number, before)
    await submits(street, resident)
    met = proxy.has_cut
    proxy.cuts_at(NEVER, before)
    found = await asyncio.to_thread(concerns_of, street, resident)
    assert found == 1, f"{found} concerns after a cut {'before' if before else 'after'} message {number}"
    return met


async def sweep(story: Story, street: Street, proxy: Proxy, share: int) -> tuple[int, int]:
    """(messages of one submission, cuts). `share`: of so many messages one, before and after it by turns."""
    await story.staff("林国栋", Role.CADRE, HOUSING)
    await cut_at(story, street, proxy, NEVER, True)
    resident = await story.resident()
    await answers(resident)
    proxy.cuts_at(NEVER, True)
    await submits(street, resident)
    messages, cuts = proxy.passed, 0
    for turn, number in enumerate(range(1 + share // 2, messages + 1, share)):
        for before in (True, False) if share == 1 else (turn % 2 == 0,):
            cuts += await cut_at(story, street, proxy, number, before)
    for seconds in RECOVERY:
        await street.town.moves_clock(seconds=seconds)
        await street.town.quiet(100)
    assert await street.violations(killed=True) == []
    return messages, cuts


async def test_nothing_is_lost_or_doubled_wherever_the_line_is_cut(
    street: Street, story: Story, proxy: Proxy, figures: Figures
) -> None:
    """Seen to bite: works of a fallen batch taken for done (`_perform` in storage/engine.py)."""
    messages, cuts = await sweep(story, street, proxy, 150)
    figures(f"A4: {cuts} cuts in the {messages} messages of one submission")
    assert cuts > 3


@pytest.mark.full
async def test_nothing_is_lost_or_doubled_at_any_message(
    street: Street, story: Story, proxy: Proxy, figures: Figures
) -> None:
    messages, cuts = await sweep(story, street, proxy, 1)
    figures(f"A4: {cuts} cuts in the {messages} messages of one submission")
    assert cuts > messages
