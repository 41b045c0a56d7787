"""Recognises words that name a danger to life, health or environment, which must be told at once (条例 25)."""

import tomllib
import unicodedata
from enum import StrEnum
from functools import cache
from pathlib import Path

WORDS = Path(__file__).parent / "policy" / "dangers.toml"


class Danger(StrEnum):
    """What is in danger; the graver first."""

    LIFE = "life"
    HEALTH = "health"
    ENVIRONMENT = "environment"


def danger_in(text: str) -> Danger | None:
    """The gravest danger that the words name; None where they name none, or say that there is none."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    lists = _lists()
    return next((danger for danger in Danger if _names(plain, lists[danger])), None)


def _names(plain: str, listed: tuple[str, ...]) -> bool:
    return any(_is_meant(plain, word) for word in listed)


def _is_meant(plain: str, word: str) -> bool:
    """Whether the word stands somewhere without a word beside it that takes it back."""
    lists = _lists()
    place = plain.find(word)
    while place >= 0:
        before, after = plain[:place], plain[place + len(word) :]
        if not (before.endswith(lists["before"]) or after.startswith(lists["after"])):
            return True
        place = plain.find(word, place + 1)
    return False


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    with WORDS.open("rb") as file:
        data = tomllib.load(file)
    found: dict[str, tuple[str, ...]] = {danger: tuple(data[danger]["words"]) for danger in Danger}
    return found | {side: tuple(data["calm"][side]) for side in ("before", "after")}
