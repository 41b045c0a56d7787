"""What the browser tests share: a headless Chromium, a playground of their own, and a bot that does what it is told."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from bot.playground.server import Server, start
from bot.playground.world import World

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PLACES = [
    {"name": "梧桐社区", "latitude": 30.571, "longitude": 114.301},
    {"name": "柳林社区", "latitude": 30.59, "longitude": 114.312},
]
DESK = (1440, 900)
PHONE = (390, 844)


def chromium() -> str | None:
    """Where a Chromium is, if there is one."""
    return os.environ.get("MINQING_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One headless Chromium for all tests here; without one they are left out loudly, and in CI they fail."""
    path = chromium()
    if path is None:
        words = "NO BROWSER TEST RAN: install Chromium, or name one in MINQING_CHROMIUM"
        if os.environ.get("CI"):
            pytest.fail(words)
        pytest.skip(words)
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield running
        await running.close()


@dataclass
class Robot:
    """The bot's side, one raw Bot API call at a time."""

    url: str
    session: aiohttp.ClientSession
    offset: int = 0

    async def call(self, method: str, **params: Any) -> Any:
        """One call; its whole answer, whether it went well or not."""
        async with self.session.post(f"{self.url}/bot1:playground/{method}", json=params) as response:
            return await response.json()

    async def say(self, chat: int, text: str, **more: Any) -> int:
        """Send a message; its number."""
        answer = await self.call("sendMessage", chat_id=chat, text=text, **more)
        assert answer["ok"], answer
        return int(answer["result"]["message_id"])

    async def hear(self) -> dict[str, Any]:
        """The next update."""
        answer = await self.call("getUpdates", offset=self.offset, timeout=5, limit=1)
        assert answer["result"], "the bot was told nothing"
        self.offset = answer["result"][0]["update_id"] + 1
        heard: dict[str, Any] = answer["result"][0]
        return heard


@dataclass
class Stage:
    """A playground with its bot and, once opened, its page."""

    world: World
    server: Server
    bot: Robot
    browser: Browser
    contexts: list[BrowserContext]

    def person(self, name: str, **facts: Any) -> int:
        """Somebody who has started the bot already."""
        person = self.world.add_person(name, **facts)
        person.started = True
        return person.id

    async def open(self, size: tuple[int, int] = DESK, query: str = "") -> Page:
        """The page, ready."""
        context = await self.browser.new_context(viewport={"width": size[0], "height": size[1]})
        self.contexts.append(context)
        page = await context.new_page()
        await page.goto(f"{self.server.url}/{query}")
        await page.wait_for_selector("body[data-ready]")
        return page


@pytest_asyncio.fixture(loop_scope="session")
async def stage(browser: Browser) -> AsyncIterator[Stage]:
    """A playground of this test's own."""
    world = World(bot_username="try_bot", bot_name="试试")
    world.places = PLACES
    server = await start(world)
    async with aiohttp.ClientSession() as session:
        stage = Stage(world, server, Robot(server.url, session), browser, [])
        yield stage
        await asyncio.gather(*(context.close() for context in stage.contexts))
    await server.close()
