"""Real processes side by side: `minqing run --replica` as forked lives, behind one address, on one PostgreSQL."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from bot.playground.server import start
from bot.playground.world import World
from domain.messages import Message
from domain.people import Role
from domain.policy import DEMO, read_policy
from domain.services.enrolling import invite
from handlers.enrol import PREFIX
from storage.connection import reading_engine
from storage.unit_of_work import open_database
from storage.vault import Vault
from tests.bot.conftest import unused_port
from tests.faults.lives import Life, Nursery
from tests.faults.scenes import Place
from tests.journeys.conftest import MONDAY, TOKEN
from tests.phone import Phone, Town
from tests.races.gateway import Gateway

LOOK_AGAIN, ROUNDS = 0.1, 900


@dataclass
class Fleet:
    """So many replicas; each place keeps its port, whoever lives there."""

    place: Place
    nursery: Nursery
    gateway: Gateway
    ports: list[int]
    lives: dict[int, Life] = field(default_factory=dict)

    async def starts(self, number: int, pace: str = "10000") -> None:
        """A new process in this place, once it is ready."""
        own = {
            "MINQING_LISTEN": f"127.0.0.1:{self.ports[number]}",
            "MINQING_WEBHOOK_URL": self.gateway.url,
            "MINQING_WEBHOOK_SECRET": "s" * 20,
            "MINQING_REPLICA": "true",
            "MINQING_PACE": pace,
        }
        self.lives[number] = await self.nursery.bears(self.place.env(webhook=True) | own)
        await self.lives[number].comes_up()

    async def signals(self, number: int, what: signal.Signals) -> None:
        """Tell a process to end, stand still or go on."""
        with suppress(ProcessLookupError):
            os.kill(await self.lives[number].born, what)

    async def ends(self, number: int, by: signal.Signals) -> int:
        """End it and wait for that; its status or signal."""
        return await self.lives[number].ends(by)

    async def feels(self, well: bool) -> None:
        """Wait until every process says of itself that it is well, or that it is not."""
        for port in self.ports:
            for _ in range(ROUNDS):
                if await self._is_well(port) is well:
                    break
                await asyncio.sleep(LOOK_AGAIN)
            else:
                raise AssertionError(f"{port} never said that it was {'' if well else 'not '}well")

    async def _is_well(self, port: int) -> bool:
        async with self.place.town.session.get(f"http://127.0.0.1:{port}/healthz") as answer:
            told = await answer.json()
        assert answer.status == (200 if told["well"] else 503)
        return bool(told["well"])

    async def catches_up(self) -> None:
        """Wait until all that people wrote meanwhile has been taken and answered; whoever wrote much waits in line.

        What was taken by somebody who is no more, or never learned that it was kept, is free when its lease is over.
        """
        updates, rounds = self.place.playground.world.updates, 0
        while updates.waiting and rounds < 5 * ROUNDS:
            rounds += 1
            await asyncio.sleep(LOOK_AGAIN)
        assert not updates.waiting, f"{len(updates.waiting)} updates were never taken"
        await self.place.rests(rounds=10 * ROUNDS)

    async def closes(self) -> None:
        """All end at once."""
        for life in self.lives.values():
            await life.ends(signal.SIGKILL)

    async def puts(self, messages: list[Message]) -> None:
        """Put messages into the outbox, all in one transaction."""
        now = self.place.playground.world.clock.now()
        async with open_database(self.place.url, Vault([b"k" * 32]), read_policy(DEMO)) as database:
            await database.run(None, lambda uow: [uow.outbox.put(message, now) for message in messages])

    async def staff(self, name: str, role: Role, unit: str) -> Phone:
        """Somebody who has opened the link of an invitation."""
        phone, now = await self.place.town.person(name), self.place.playground.world.clock.now()
        async with open_database(self.place.url, Vault([b"k" * 32]), read_policy(DEMO)) as database:
            token = await database.run(None, lambda uow: invite(uow, role, unit, now))
        await phone.opens_link(f"{PREFIX}{token}")
        await phone.hears("欢迎加入民情通", within=30)
        return phone


@asynccontextmanager
async def fleet_on(url: str, folder: Path, nursery: Nursery, size: int = 2) -> AsyncIterator[Fleet]:
    """All of them up and answering, on a Monday morning."""
    engine = reading_engine(url, 1)
    async with AsyncExitStack() as closing:
        closing.callback(engine.dispose)
        playground = await start(World(TOKEN, "minqing_test_bot", "民情通"))
        closing.push_async_callback(playground.close)
        town = await closing.enter_async_context(Town(playground.url))
        ports = [unused_port() for _ in range(size)]
        gateway = await closing.enter_async_context(Gateway([f"127.0.0.1:{port}" for port in ports]))
        fleet = Fleet(Place(folder, url, playground, town, {}, engine), nursery, gateway, ports)
        closing.push_async_callback(fleet.closes)
        for number in range(size):
            await fleet.starts(number)
        await town.moves_clock(to=MONDAY)
        yield fleet
