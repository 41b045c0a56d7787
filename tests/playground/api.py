"""A bot without any library: asks the playground in plain HTTP, to see its very words."""

from typing import Any

import aiohttp

from tests.note import Json


class Api:
    """Calls methods of the Bot API and returns the whole answer."""

    def __init__(self, session: aiohttp.ClientSession, url: str, token: str) -> None:
        self.session = session
        self.url = url
        self.token = token

    async def __call__(self, method: str, **params: Any) -> Json:
        """Call with a JSON body; returns the body of the answer, whatever it is."""
        async with self.session.post(f"{self.url}/bot{self.token}/{method}", json=params) as answer:
            body: Json = await answer.json()
        assert answer.status == (200 if body["ok"] else body["error_code"])
        return body

    async def does(self, method: str, **params: Any) -> Any:
        """Call something that must succeed; returns the result."""
        body = await self(method, **params)
        assert body["ok"], body
        return body["result"]

    async def refused(self, method: str, **params: Any) -> str:
        """Call something that must be refused; returns Telegram's words."""
        body = await self(method, **params)
        assert not body["ok"], body
        return str(body["description"])

    async def updates(self, **params: Any) -> list[Json]:
        """What waits for the bot."""
        found: list[Json] = await self.does("getUpdates", **params)
        return found

    async def sends(self, chat: int, text: str = "hello", **params: Any) -> Json:
        """A text message that must arrive."""
        found: Json = await self.does("sendMessage", chat_id=chat, text=text, **params)
        return found
