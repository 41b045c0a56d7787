"""A playground that runs for one test, with a bot on one side and a person with a phone on the other."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from telegram import Bot, Update

from bot.playground.server import Server, start
from bot.playground.world import World
from tests.phone import Phone, Town
from tests.playground.api import Api

TOKEN = "42:playground"
ALL = list(Update.ALL_TYPES)


@pytest.fixture
async def world() -> World:
    return World(token=TOKEN, bot_username="town_bot", bot_name="Town")


@pytest.fixture
async def server(world: World) -> AsyncIterator[Server]:
    running = await start(world)
    yield running
    await running.close()


@pytest.fixture
async def town(server: Server) -> AsyncIterator[Town]:
    async with Town(server.url) as found:
        yield found


@pytest.fixture
async def api(server: Server) -> AsyncIterator[Api]:
    async with aiohttp.ClientSession() as session:
        yield Api(session, server.url, TOKEN)


@pytest.fixture
async def bot(server: Server) -> AsyncIterator[Bot]:
    async with Bot(TOKEN, base_url=f"{server.url}/bot", base_file_url=f"{server.url}/file/bot") as found:
        yield found


@pytest.fixture
async def chen(town: Town) -> Phone:
    """Somebody who has written to the bot once."""
    phone = await town.person("陈阿姨", last_name="陈", username="chen")
    await phone.says("/start")
    return phone
