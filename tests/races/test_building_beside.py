"""The next release builds while the old replicas go on at 20 updates a second: nobody notices (A10).

A moment of it here; fifty times there and back, with real processes, in `make soak`.
"""

import asyncio
import shutil
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from domain.people import Role
from storage import migrate, tables
from storage.shape import newest
from tests.faults.conftest import Figures
from tests.faults.lives import Nursery
from tests.journeys.test_main_job import HOUSING
from tests.phone import Phone, Town
from tests.postgres import Server
from tests.races.conftest import Pair
from tests.races.fleet import fleet_on
from tests.races.test_fleet import STEPS, reports

pytestmark = pytest.mark.postgresql
NEXT = "9999"
STEP = f'''"""What a next release might add to what is used all the time, on a database where that takes a second."""

import sqlalchemy as sa
from alembic import op

revision = "{NEXT}"
down_revision = "{newest()}"


def upgrade() -> None:
    op.add_column("person", sa.Column("next", sa.String, nullable=True))
    op.add_column("outbox", sa.Column("next", sa.Text, nullable=False, server_default=""))
    op.create_index("ix_outbox_next", "outbox", ["next"])
    op.create_table(
        "next",
        sa.Column("concern", sa.String, primary_key=True),
        sa.ForeignKeyConstraint(["concern"], ["concern.id"], name="fk_next_concern"),
    )
    op.execute("INSERT INTO next (concern) SELECT id FROM concern")
    op.execute("SELECT pg_sleep(1)")


def downgrade() -> None:
    op.drop_table("next")
    op.drop_index("ix_outbox_next", "outbox")
    op.drop_column("outbox", "next")
    op.drop_column("person", "next")
'''


@pytest.fixture
def url(server: Server, template: str) -> Iterator[str]:
    """Of nobody else afterwards: its shape changes."""
    name = server.create(template)
    yield server.address(name)
    server.drop(name)


@pytest.fixture
def next_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever builds in this process is of the next release; the lives out of the nursery are of this one."""
    folder = Path(shutil.copytree(migrate._FOLDER, tmp_path / "migrations"))
    (folder / "versions" / f"{NEXT}_next.py").write_text(STEP)
    monkeypatch.setattr("storage.migrate._FOLDER", folder)


async def asks(phone: Phone, every: float, until: asyncio.Event) -> int:
    """How many questions were asked; each was answered."""
    asked = 0
    while not until.is_set():
        await phone.says("/help")
        await phone.hears("能做什么", within=60)
        asked += 1
        await asyncio.sleep(every)
    return asked


@asynccontextmanager
async def busy(town: Town, people: int, every: float) -> AsyncIterator[Counter[str]]:
    """So many people ask all the while; what was answered is counted afterwards."""
    found, quiet = Counter[str](), asyncio.Event()
    async with asyncio.TaskGroup() as group:
        asking = [
            group.create_task(asks(await town.person(f"居民{number}"), every, quiet))
            for number in range(people)
        ]
        yield found
        quiet.set()
    found["answered"] = sum(task.result() for task in asking)


async def builds(url: str, times: int) -> None:
    """There, and back again, so many times; there to stay."""
    for _ in range(times):
        await asyncio.to_thread(migrate.upgrade, url)
        await asyncio.to_thread(migrate.downgrade, url, newest())
    await asyncio.to_thread(migrate.upgrade, url)
    assert await asyncio.to_thread(migrate.current, url) == NEXT


def faults(engine: Engine) -> int:
    """How many updates our code failed on."""
    with engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(tables.quarantine)).scalar_one()


async def test_nobody_notices_that_the_next_release_builds(pair: Pair, url: str, next_release: None) -> None:
    """Seen to bite: the new column of the outbox without its `server_default`; works that meet who
    builds not done again (`_finish` of storage/engine.py).
    """
    await pair.staff("林国栋", Role.CADRE, HOUSING)
    async with busy(pair.town, people=4, every=0.15) as found:
        resident = await pair.town.person("陈阿姨")
        await asyncio.gather(builds(url, 0), reports(resident, STEPS, within=60))
    await pair.rests()
    assert found["answered"] > 0
    assert pair.gateway.answers.keys() == {200}
    assert await asyncio.to_thread(faults, pair.engine) == 0
    assert await asyncio.to_thread(pair.violations) == []


@pytest.mark.full
async def test_nobody_notices_however_often_it_builds(
    url: str, tmp_path: Path, nursery: Nursery, next_release: None, figures: Figures
) -> None:
    async with fleet_on(url, tmp_path, nursery) as fleet:
        place = fleet.place
        await fleet.staff("林国栋", Role.CADRE, HOUSING)
        async with busy(place.town, people=25, every=1.0) as found:
            await builds(url, 50)
        await place.rests()
        figures(f"A10: {found['answered']} updates answered while the next release built 51 times")
        assert fleet.gateway.answers.keys() == {200}
        assert await asyncio.to_thread(faults, place.engine) == 0
        assert await place.violations(killed=False) == []
