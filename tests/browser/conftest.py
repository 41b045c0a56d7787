"""What the browser tests share: one headless Chromium, and a playground for each test."""

import os
from collections.abc import AsyncIterator

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright, expect

from bot.playground.server import start
from bot.playground.world import World
from tests import chromium
from tests.browser.stage import Robot, Stage

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# How long a page on a busy machine may take; nothing waits longer than it must.
expect.set_options(timeout=30_000)
PLACES = [
    {"name": "梧桐社区", "latitude": 30.571, "longitude": 114.301},
    {"name": "柳林社区", "latitude": 30.59, "longitude": 114.312},
]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One headless Chromium for all tests here; without one they are left out loudly, and in CI they fail."""
    path = chromium.find()
    if path is None and os.environ.get("CI"):
        pytest.fail(chromium.ADVICE)
    if path is None:
        pytest.skip(f"NO BROWSER TEST RAN: {chromium.ADVICE}")
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield running
        await running.close()


@pytest_asyncio.fixture(loop_scope="session")
async def stage(browser: Browser) -> AsyncIterator[Stage]:
    """A playground of this test's own, and its bot."""
    world = World(bot_username="try_bot", bot_name="试试")
    world.places = PLACES
    server = await start(world)
    async with aiohttp.ClientSession() as session:
        stage = Stage(world, server, Robot(server.url, session), browser)
        yield stage
        for context in stage.contexts:
            await context.close()
    await server.close()
