"""A playground of a test's own, with a bot that does what it is told and a page in a browser."""

from dataclasses import dataclass, field
from typing import Any

import aiohttp
from playwright.async_api import Browser, BrowserContext, Locator, Page, expect

from bot.playground.server import Server
from bot.playground.world import World

Json = dict[str, Any]
DESK = (1440, 900)
PHONE = (390, 844)


@dataclass
class Robot:
    """The bot's side, one raw Bot API call at a time."""

    url: str
    session: aiohttp.ClientSession
    offset: int = 0

    async def call(self, method: str, **params: Any) -> Json:
        """One call; its whole answer, whether it went well or not."""
        async with self.session.post(f"{self.url}/bot1:playground/{method}", json=params) as response:
            answer: Json = await response.json()
        return answer

    async def say(self, chat: int, text: str, **more: Any) -> int:
        """Send a message; its number."""
        answer = await self.call("sendMessage", chat_id=chat, text=text, **more)
        assert answer["ok"], answer
        return int(answer["result"]["message_id"])

    async def hear(self) -> Json:
        """The next update."""
        answer = await self.call("getUpdates", offset=self.offset, timeout=10, limit=1)
        assert answer["result"], "the bot was told nothing"
        heard: Json = answer["result"][0]
        self.offset = heard["update_id"] + 1
        return heard


@dataclass
class Phone:
    """One person's column on the page."""

    page: Page
    id: int

    @property
    def column(self) -> Locator:
        """All of it."""
        return self.page.locator(f'[data-person="{self.id}"]')

    def find(self, name: str) -> Locator:
        """A part of it by its data attribute: `send`, `key="好"`."""
        return self.column.locator(f"[data-{name}]")

    def message(self, number: int) -> Locator:
        """A message by its number."""
        return self.find(f'message="{number}"')

    async def says(self, text: str) -> None:
        """Type and send."""
        await self.find("compose").fill(text)
        await self.find("send").click()

    async def attaches(self, name: str) -> None:
        """Choose something behind the +."""
        await self.find("attach").click()
        await self.find(f'item="{name}"').click()

    async def shows(self, text: str) -> None:
        """The newest message is this one."""
        await expect(self.find("message").last).to_contain_text(text)


@dataclass
class Stage:
    """A playground with its bot, and pages of it."""

    world: World
    server: Server
    bot: Robot
    browser: Browser
    contexts: list[BrowserContext] = field(default_factory=list)

    def person(self, name: str, **facts: Any) -> int:
        """Somebody who has started the bot already."""
        person = self.world.add_person(name, **facts)
        person.started = True
        return person.id

    async def page(self, size: tuple[int, int] = DESK, query: str = "") -> Page:
        """The page, ready."""
        context = await self.browser.new_context(viewport={"width": size[0], "height": size[1]})
        self.contexts.append(context)
        page = await context.new_page()
        await page.goto(f"{self.server.url}/{query}")
        await page.wait_for_selector("body[data-ready]")
        return page

    async def phone(self, name: str = "王秀兰", size: tuple[int, int] = DESK, **facts: Any) -> Phone:
        """The column of somebody new, on a page of its own."""
        person = self.person(name, **facts)
        return Phone(await self.page(size), person)
