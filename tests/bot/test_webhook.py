"""The listening address: the secret first, then the desk, and 200 only for what is kept."""

import io
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass

import aiohttp
import pytest

from bot.desk import After, Desk
from bot.metrics import Metrics
from bot.webhook import BODY_LIMIT, SECRET_HEADER, Listener
from domain.services.ports import UnitOfWork
from locales import Catalogues
from storage.engine import Database
from storage.trouble import Unavailable
from tests.bot.conftest import StandingClock
from tests.bot.test_desk import said

SECRET = "s" * 20


@dataclass
class Door:
    """The listener, its desk, and somebody who knocks."""

    desk: Desk
    listener: Listener
    session: aiohttp.ClientSession
    well: bool = True

    async def knock(self, body: bytes, secret: str = SECRET) -> aiohttp.ClientResponse:
        """Hand over an update."""
        return await self.session.post("/telegram", data=io.BytesIO(body), headers={SECRET_HEADER: secret})


@pytest.fixture
async def door(database: Database[UnitOfWork], catalogues: Catalogues) -> AsyncIterator[Door]:
    metrics = Metrics()

    def drop(after: After) -> None:
        """Nothing follows."""

    desk = Desk(database, catalogues, StandingClock(), lambda turn: turn.say("plain"), drop, metrics)
    listener = Listener(desk, SECRET, lambda: found.well, metrics)
    address = await listener.open("127.0.0.1", 0)
    async with aiohttp.ClientSession(f"http://{address}") as session:
        found = Door(desk, listener, session)
        yield found
    await listener.close()


async def kept(door: Door) -> bool:
    """Whether the update of `said` was kept."""
    figures = await (await door.session.get("/metrics")).text()
    return 'minqing_updates_total{outcome="done"} 1.0' in figures


async def test_an_update_is_kept_when_200_comes(door: Door) -> None:
    answer = await door.knock(json.dumps(said("a")).encode())
    assert answer.status == 200
    assert await kept(door)


@pytest.mark.parametrize("secret", ["", "wrong", SECRET + "s", "秘密"])
async def test_without_the_secret_nothing_is_read(door: Door, secret: str) -> None:
    answer = await door.session.post(
        "/telegram", data=b"{", headers={SECRET_HEADER: secret} if secret else {}
    )
    assert answer.status == 403
    assert not await kept(door)


async def test_a_body_beyond_the_limit_is_refused(door: Door) -> None:
    assert (await door.knock(b" " * (BODY_LIMIT + 1))).status == 413


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 100_000, b'{"update_id":' + b"9" * 5000 + b"}"])
async def test_what_is_no_update_is_taken_and_dropped(door: Door, body: bytes) -> None:
    assert (await door.knock(body)).status == 200


async def test_a_database_that_is_away_means_later(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    async def away(update: object) -> None:
        raise Unavailable("away")

    monkeypatch.setattr(door.desk, "receive", away)
    answer = await door.knock(json.dumps(said("a")).encode())
    assert (answer.status, answer.headers["Retry-After"]) == (503, "5")


async def test_health_tells_the_truth(door: Door) -> None:
    assert (await door.session.get("/healthz")).status == 200
    door.well = False
    assert (await door.session.get("/healthz")).status == 503


async def test_without_a_secret_there_is_no_way_in(door: Door) -> None:
    bare = Listener(door.desk, "", lambda: True, Metrics())
    address = await bare.open("127.0.0.1", 0)
    answer = await door.session.post(f"http://{address}/telegram", data=b"{}")
    await bare.close()
    assert answer.status == 404


async def test_what_our_code_stumbles_over_is_kept_and_answered_with_200(
    door: Door, database: Database[UnitOfWork], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def receive(update: object) -> None:
        raise ValueError("ours")

    monkeypatch.setattr(door.desk, "receive", receive)
    assert (await door.knock(json.dumps(said("a", 5)).encode())).status == 200
    [kept] = await database.run(None, lambda uow: uow.inbox.quarantined())
    assert (kept.update, json.loads(kept.payload)) == (5, said("a", 5))
