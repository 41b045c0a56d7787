"""One message as it stands on a phone, for tests that hold phones (tests/phone.py)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Note:
    """One message as it stands on a phone."""

    raw: Json

    @property
    def id(self) -> int:
        """Its number in the chat."""
        return int(self.raw["message_id"])

    @property
    def text(self) -> str:
        """Its words: the text, or else the caption."""
        return str(self.raw.get("text") or self.raw.get("caption") or "")

    @property
    def kind(self) -> str:
        """What it is: text, photo, document, ..."""
        return str(self.raw["kind"])

    @property
    def version(self) -> int:
        """When it came or last changed, as the playground counts."""
        return int(self.raw["version"])

    @property
    def from_bot(self) -> bool:
        """Whether the bot wrote it."""
        return bool(self.raw["from_bot"])

    def buttons(self) -> list[str]:
        """The words on the buttons under it."""
        return [button["text"] for row in self.raw.get("inline_keyboard", []) for button in row]

    def keys(self) -> list[str]:
        """The words on the keys of the reply keyboard that it brought."""
        rows = self.raw.get("reply_keyboard", {}).get("rows", [])
        return [key["text"] for row in rows for key in row]

    def asks(self, words: str) -> str:
        """What the key with these words hands over: contact, location or nothing."""
        rows = self.raw.get("reply_keyboard", {}).get("rows", [])
        key = next(key for row in rows for key in row if key["text"] == words)
        return next((name for name in ("contact", "location") if key.get(f"request_{name}")), "")

    def place_of(self, words: str | None, data: str | None) -> tuple[int, int] | None:
        """Row and column of the button with these words (exactly, or else containing them) or this data."""
        rows = self.raw.get("inline_keyboard", [])
        places = [(row, column) for row in range(len(rows)) for column in range(len(rows[row]))]
        tests: list[Callable[[Json], bool]] = [lambda button: button.get("callback_data") == data]
        if words is not None:
            tests = [lambda button: button["text"] == words, lambda button: words in button["text"]]
        for test in tests:
            found = [(row, column) for row, column in places if test(rows[row][column])]
            if found:
                return found[0]
        return None

    def __str__(self) -> str:
        who = "bot" if self.from_bot else "me "
        buttons = "".join(f" [{words}]" for words in self.buttons() + self.keys())
        kind = "" if self.kind == "text" else f"({self.kind}) "
        return f"  #{self.id} {who}: {kind}{self.text}{buttons}"
