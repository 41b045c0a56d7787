"""What a checker looks at: the playground's history, and everything that the bot's database remembers."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Row, Table, select

from domain.tracking import ALPHABET, read_number
from locales import load
from storage import tables
from tests.faults.modes import AMBIGUOUS
from tests.note import Json

NUMBER = re.compile(f"[A-Z0-9]{{2,6}}-\\d{{4}}-[{ALPHABET}]{{5}}-[{ALPHABET}]")
KEPT_FOR = timedelta(days=7)
LONG = 3000
"""Characters of a text that may be one of several pieces of one message."""

_CATALOGUES = load()
AGAIN = tuple(
    _CATALOGUES.sentence(language, "delivery.maybe_again", {}) for language in _CATALOGUES.languages()
)


@dataclass
class Evidence:
    """History and database at one quiet moment. `folder`: where the bot keeps files. `killed`: by force, before."""

    history: list[Json]
    engine: Engine
    folder: Path | None = None
    killed: bool = False
    _tables: dict[str, list[Row[Any]]] = field(default_factory=dict)

    def rows(self, table: Table) -> list[Row[Any]]:
        """All rows of a table."""
        if table.name not in self._tables:
            with self.engine.connect() as connection:
                self._tables[table.name] = list(connection.execute(select(table)).all())
        return self._tables[table.name]

    @cached_property
    def now(self) -> datetime:
        """The last moment that history knows."""
        return max(datetime.fromisoformat(entry["at"]) for entry in self.history)

    @cached_property
    def bot_name(self) -> str:
        """The bot's username, as it was told."""
        told = [entry["result"]["username"] for entry in self.of("call", "getMe") if "result" in entry]
        return str(told[0]) if told else ""

    def of(self, kind: str, method: str | None = None) -> list[Json]:
        """The entries of a kind, of one method if wanted."""
        return [
            entry for entry in self.history if entry["kind"] == kind and method in (None, entry.get("method"))
        ]

    @cached_property
    def acknowledged(self) -> set[int]:
        """The updates that the bot said it has, of the days for which it remembers them."""
        since = (self.now - KEPT_FOR).isoformat()
        return {entry["update_id"] for entry in self.of("ack") if entry["at"] > since}

    @cached_property
    def updates(self) -> dict[int, Json]:
        """Every update handed over, by its number."""
        return {entry["update_id"]: entry["params"] for entry in self.of("update")}

    @cached_property
    def numbers(self) -> dict[str, str]:
        """Tracking number → id of its concern."""
        return {row.number: row.id for row in self.rows(tables.concern)}

    @cached_property
    def spoke_of(self) -> dict[tuple[int, int], str]:
        """(chat, message) → the concern that the bot remembers it spoke of."""
        return {(row.chat, row.message): row.concern for row in self.rows(tables.sent_message)}

    @cached_property
    def said(self) -> list[Json]:
        """Requests to say something that were carried out, oldest first."""
        return [entry for entry in self.of("call", "sendMessage") if "result" in entry]

    @cached_property
    def arrived(self) -> dict[tuple[int, int], str]:
        """(chat, message) → words, of everything that came to a chat, files and changed words too."""
        found = {}
        for entry in self.of("call"):
            result = entry.get("result")
            for message in result if isinstance(result, list) else [result]:
                if isinstance(message, dict) and "message_id" in message:
                    found[message["chat"]["id"], message["message_id"]] = words_of(message)
        return found

    def unsure(self, method: str) -> Counter[int]:
        """Per chat, the requests for a method of which the bot cannot know whether they were carried out."""
        return Counter(entry["chat"] for entry in self.of("call", method) if entry.get("fault") in AMBIGUOUS)

    def tried(self) -> Counter[int]:
        """Per chat, the tries of which the bot itself says that it does not know what became of them."""
        found: Counter[int] = Counter()
        for row in self.rows(tables.outbox):
            found[row.chat] += row.attempts
        return found

    @cached_property
    def of_chat(self) -> dict[int, list[Row[Any]]]:
        """The outbox by chat, in its order."""
        found = defaultdict(list)
        for row in sorted(self.rows(tables.outbox), key=lambda one: one.id):
            found[row.chat].append(row)
        return found


def words_of(message: Json) -> str:
    """The text or caption."""
    return str(message.get("text") or message.get("caption") or "")


def numbers_in(words: str) -> set[str]:
    """The tracking numbers that stand in a text."""
    return {found for found in NUMBER.findall(words) if read_number(found)}


def base(words: str) -> str:
    """Words without the remark that they may have come before."""
    for remark in AGAIN:
        words = words.replace(remark, "")
    return words.strip()
