"""What happened between bot and playground, in order: requests, updates, acknowledgements, taps."""

import asyncio
from typing import Any

from bot.playground.people import Json


class History:
    """Entries numbered from 1, appended and never changed."""

    def __init__(self) -> None:
        self.entries: list[Json] = []

    def append(self, kind: str, at: str, facts: dict[str, Any]) -> Json:
        """Add one entry; facts that are None are left out."""
        entry = {"n": len(self.entries) + 1, "at": at, "kind": kind}
        entry |= {name: value for name, value in facts.items() if value is not None}
        self.entries.append(entry)
        return entry

    def after(self, number: int) -> list[Json]:
        """The entries after entry `number`."""
        return self.entries[max(0, number) :]


class Events:
    """Tells every open page what has just happened; None tells it that all is over."""

    def __init__(self) -> None:
        self._pages: set[asyncio.Queue[Json | None]] = set()

    def open(self) -> asyncio.Queue[Json | None]:
        """A page begins to listen."""
        page: asyncio.Queue[Json | None] = asyncio.Queue()
        self._pages.add(page)
        return page

    def leave(self, page: asyncio.Queue[Json | None]) -> None:
        """A page has gone."""
        self._pages.discard(page)

    def tell(self, event: Json | None) -> None:
        """Tell every page."""
        for page in self._pages:
            page.put_nowait(event)
