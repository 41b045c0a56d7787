"""Reads one file of dated data and says in plain words which entry of which file is wrong."""

import tomllib
from collections.abc import Callable
from datetime import date, time
from enum import Enum
from pathlib import Path
from typing import TypeVar, cast

Value = TypeVar("Value")
Choice = TypeVar("Choice", bound=Enum)


class PolicyError(ValueError):
    """The data of the district cannot be used; the words name the file, the entry and what is expected."""


class Entry:
    """One entry of a file; every getter checks the type and remembers the key, so `finish` finds typos."""

    def __init__(self, file: str, name: str, data: dict[str, object]) -> None:
        self.file = file
        self.name = name
        self._data = data
        self._asked: set[str] = set()

    def wrong(self, why: str) -> PolicyError:
        """The error to raise about this entry."""
        return PolicyError(f"{self.file}, entry {self.name}: {why}")

    def has(self, key: str) -> bool:
        """Whether the key is given."""
        return key in self._data

    def text(self, key: str, default: str | None = None) -> str:
        """A text; required unless there is a default."""
        return self._get(key, str, "a text", default)

    def whole(self, key: str) -> int:
        """A whole number."""
        value = self._get(key, int, "a whole number")
        if type(value) is not int:
            raise self.wrong(f"{key} must be a whole number")
        return value

    def flag(self, key: str) -> bool:
        """True or false; false where the key is left out."""
        return self._get(key, bool, "true or false", False)

    def whole_or(self, key: str, default: int) -> int:
        """A whole number, or the default where the key is left out."""
        return self.whole(key) if key in self._data else default

    def day(self, key: str) -> date:
        """A date written as 2026-01-31."""
        return self._get(key, date, "a date such as 2026-01-31")

    def day_or_none(self, key: str) -> date | None:
        """A date, or None where the key is left out."""
        return self.day(key) if key in self._data else None

    def hour(self, key: str) -> time:
        """A time of day written as 09:00:00."""
        return self._get(key, time, "a time such as 09:00:00")

    def choice(self, key: str, kind: type[Choice]) -> Choice:
        """One value of an enumeration."""
        return self._one_of(key, self.text(key), kind)

    def choices(self, key: str, kind: type[Choice]) -> tuple[Choice, ...]:
        """Several values of an enumeration, in their order."""
        return tuple(self._one_of(key, text, kind) for text in self.texts(key))

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty where the key is left out."""
        return self._list(key, lambda value: isinstance(value, str), "texts", str)

    def days(self, key: str) -> tuple[date, ...]:
        """A list of dates; empty where the key is left out."""
        return self._list(key, lambda value: isinstance(value, date), "dates", date)

    def numbers(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers; empty where the key is left out."""
        return self._list(key, lambda value: type(value) is int, "whole numbers", int)

    def point_list(self, key: str) -> tuple[tuple[float, float], ...]:
        """A list of [longitude, latitude] pairs in degrees; empty where the key is left out."""
        pairs = self._list(key, _is_point, "[longitude, latitude] pairs", list)
        return tuple((float(pair[0]), float(pair[1])) for pair in pairs)

    def entries(self, key: str, named_by: str = "") -> tuple["Entry", ...]:
        """The entries under this key, each called by its `named_by` or its place in the list."""
        rows = self._list(key, lambda value: isinstance(value, dict), "entries", dict)
        names = (row.get(named_by) or number for number, row in enumerate(rows, 1))
        return tuple(Entry(self.file, f"{key} {name}", row) for name, row in zip(names, rows, strict=True))

    def entry(self, key: str) -> "Entry":
        """The single entry under this key."""
        return Entry(self.file, key, self._get(key, dict, "a table"))

    def entry_or_none(self, key: str) -> "Entry | None":
        """The single entry under this key, or None where it is left out."""
        return self.entry(key) if key in self._data else None

    def finish(self) -> None:
        """Refuse keys that nobody asked for: most often a typing error."""
        unknown = sorted(self._data.keys() - self._asked)
        if unknown:
            raise self.wrong(f"unknown key {', '.join(unknown)}")

    def _get(self, key: str, kind: type[Value], expected: str, default: Value | None = None) -> Value:
        self._asked.add(key)
        value = self._data.get(key, default)
        if not isinstance(value, kind):
            raise self.wrong(f"{key} must be {expected}")
        return value

    def _list(
        self, key: str, fits: Callable[[object], bool], expected: str, kind: type[Value]
    ) -> tuple[Value, ...]:
        self._asked.add(key)
        values = self._data.get(key, [])
        if not isinstance(values, list) or not all(map(fits, values)):
            raise self.wrong(f"{key} must be a list of {expected}")
        return tuple(cast(list[Value], values))

    def _one_of(self, key: str, text: str, kind: type[Choice]) -> Choice:
        if text not in {member.value for member in kind}:
            raise self.wrong(f"{key} must be one of {', '.join(str(member.value) for member in kind)}")
        return kind(text)


def _is_point(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(isinstance(part, float) for part in value)


def read(file: Path) -> Entry:
    """The whole file as one entry. PolicyError when it is missing or is no TOML."""
    try:
        return Entry(file.name, "(whole file)", tomllib.loads(file.read_text(encoding="utf-8")))
    except OSError as error:
        raise PolicyError(f"{file.name}: cannot be read from folder {file.parent.name}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PolicyError(f"{file.name}: is not valid TOML: {error}") from error
