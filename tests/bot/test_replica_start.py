"""One of several processes starts only where it fits, and says in a sentence what to do where it does not."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.app import App
from bot.checking import problems, problems_with_database
from bot.clock import Clock
from bot.config import Settings
from bot.playground.server import Server, start
from bot.playground.world import World
from bot.presence import Misfit
from domain.services.replica_ports import Replica
from storage.connection import writing_engine
from tests.bot.conftest import TOKEN
from tests.bot.test_checking import SECRET, keys
from tests.bot.test_checking import settings as right

HOOK = {"webhook_url": "https://a.example/telegram", "webhook_secret": SECRET, "replica": True}


@pytest.fixture
def database_kind() -> str:
    return "postgresql"


def found(own: Settings) -> list[str]:
    assert problems(own) == []
    return [problem.key for problem in problems_with_database(own)]


def replica(folder: Path, url: str, **changed: Any) -> Settings:
    return right(folder, database_url=url, **(HOOK | changed))


def ask(url: str, statement: str) -> None:
    engine = writing_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


def test_a_file_and_polling_are_refused(tmp_path: Path) -> None:
    """Seen to bite: `_of_replica` of bot/checking.py without one of its lines."""
    assert keys(right(tmp_path, **HOOK)) == ["check.replica_file"]
    assert keys(right(tmp_path, replica=True)) == ["check.replica_file", "check.replica_polling"]
    server = {"database_url": "postgresql://host/minqing"}
    assert keys(right(tmp_path, replica=True, **server)) == ["check.replica_polling"]
    assert keys(right(tmp_path, **HOOK | server)) == []
    without_secret = HOOK | server | {"webhook_secret": ""}
    assert keys(right(tmp_path, **without_secret)) == ["check.webhook_secret"]


@pytest.mark.postgresql
def test_missing_and_newer_steps_are_refused(tmp_path: Path, url: str) -> None:
    """Seen to bite: `is_newer` always false; the line of `migrate_first` taken out."""
    assert found(replica(tmp_path, url)) == []
    ask(url, "UPDATE alembic_version SET version_num = '9999'")
    assert found(replica(tmp_path, url)) == ["check.database_newer"]
    assert found(right(tmp_path, database_url=url)) == ["check.database_newer"]


@pytest.mark.postgresql
def test_an_empty_database_is_built_before_replicas_start(tmp_path: Path, empty_url: str) -> None:
    assert found(replica(tmp_path, empty_url)) == ["check.migrate_first"]
    assert found(right(tmp_path, database_url=empty_url)) == []


@pytest.mark.postgresql
@pytest.mark.parametrize("seconds", [-60, 11, 3600])
def test_a_clock_that_is_wrong_is_refused(
    tmp_path: Path, url: str, seconds: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seen to bite: `_of_clock` of bot/checking.py without `abs`."""
    usual = Clock.now
    monkeypatch.setattr(Clock, "now", lambda clock: usual(clock) + timedelta(seconds=seconds))
    assert found(replica(tmp_path, url)) == ["check.clock_skew"]


def test_a_server_that_is_away_is_told(tmp_path: Path) -> None:
    assert found(replica(tmp_path, f"postgresql://x@/y?host={tmp_path}")) == ["check.database_away"]


class Town:
    """A playground and processes that would serve it."""

    def __init__(self, playground: Server, url: str, folder: Path) -> None:
        self.playground, self.url, self.folder = playground, url, folder

    def app(self, **changed: Any) -> App:
        own = {
            "telegram_url": self.playground.url,
            "clock_url": self.playground.url,
            "listen": "127.0.0.1:0",
            "webhook_url": "http://127.0.0.1:1/telegram",
        }
        return App(replica(self.folder, self.url, **(own | changed)), lambda turn: None, ())

    def told(self) -> int:
        """How often Telegram was told an address."""
        return sum(entry.get("method") == "setWebhook" for entry in self.playground.world.history.entries)


@pytest.fixture
async def town(url: str, tmp_path: Path) -> Any:
    playground = await start(World(TOKEN), "127.0.0.1", 0)
    yield Town(playground, url, tmp_path)
    await playground.close()


async def refused(app: App) -> str:
    with pytest.raises(Misfit) as misfit:
        await app.serve(asyncio.Event(), lambda: pytest.fail("not ready"))
    return misfit.value.words.key


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.presence._CALM", 0.01)


@pytest.mark.postgresql
async def test_replicas_know_of_each_other_and_tell_telegram_once(town: Town) -> None:
    """Seen to bite: `_has_hook` always false; `share` of bot/pace.py doing nothing."""
    one, two = town.app(), town.app()
    await one.start()
    whole = one._delivery._pace._overall._step
    await two.start()
    assert town.told() == 1
    assert one._presence and two._presence
    await one._presence._beat()
    assert one._delivery._pace._overall._step == two._delivery._pace._overall._step == 2 * whole
    assert b"minqing_replicas 2.0" in one.metrics.text()
    await two.close()
    assert await one._presence._beat() == []
    assert one._delivery._pace._overall._step == whole
    await one.close()
    assert not list((town.folder / "files").glob("replica-*"))


@pytest.mark.postgresql
async def test_another_secret_is_told_to_telegram(town: Town) -> None:
    one, two = town.app(), town.app(webhook_secret="t" * 20)
    await one.start()
    await two.start()
    assert town.told() == 2
    await two.close()
    await one.close()


@pytest.mark.postgresql
@pytest.mark.parametrize(("first", "second"), [(True, False), (False, True), (False, False)])
async def test_who_does_not_share_stays_alone(town: Town, first: bool, second: bool, hurried: None) -> None:
    """Seen to bite: `_ALONE` of storage/seat.py taking a shared lock."""
    alone = town.app(replica=first)
    await alone.start()
    assert await refused(town.app(replica=second)) == ("replica.mixed" if second else "replica.not_alone")
    await alone.close()
    after = town.app(replica=second)
    await after.start()
    await after.close()


@pytest.mark.postgresql
async def test_a_folder_of_ones_own_is_refused(town: Town) -> None:
    """Seen to bite: `_shares_folder` of bot/presence.py always true."""
    one = town.app()
    await one.start()
    assert await refused(town.app(files=town.folder / "other")) == "replica.folder"
    two = town.app()
    await two.start()
    await two.close()
    await one.close()


@pytest.mark.postgresql
async def test_a_replica_that_is_silent_is_counted_no_more(town: Town) -> None:
    one = town.app()
    await one.start()
    assert one._presence
    now = one.clock.now()
    silent = Replica("silent", now, now - timedelta(seconds=21))
    await one.database.run(None, lambda uow: uow.replicas.seen(silent))
    assert await one._presence._beat() == []
    await one.close()
