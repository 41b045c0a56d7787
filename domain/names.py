"""Guesses whether a sentence names somebody: a surname with a given name between words that stand beside people."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

WORDS = Path(__file__).parent / "policy" / "names.toml"
HAN = r"\u4e00-\u9fff"


@dataclass(frozen=True, slots=True)
class _Shapes:
    """`sure`: what may stand on either side is enough; `beside`: it must stand on both sides."""

    either: re.Pattern[str]
    both: re.Pattern[str]


def names_somebody(plain: str) -> bool:
    """Whether there is something like a name in it; a guess, to be asked about and never to be acted on (O2)."""
    shapes = _shapes()
    return bool(shapes.either.search(plain) or shapes.both.search(plain))


@cache
def _shapes() -> _Shapes:
    """A long given name of a clear surname needs a sign on one side; a short one, or a surname that is a word, both."""
    with WORDS.open("rb") as file:
        data = tomllib.load(file)
    surname, given, names, around = data["surname"], data["given"], data["names"], data["around"]
    clear = f"(?:[{surname['clear']}]|{_any_of(surname['compound'])})"
    some = f"(?:{clear}|[{surname['also_words']}])"
    begins = (
        f"(?=[{surname['clear']}{surname['also_words']}{''.join(word[0] for word in surname['compound'])}])"
    )
    one, last = f"[{given['any']}]", f"[{given['any']}{given['end']}]"
    long = f"(?!{_any_of(given['not_given'])}){one}{last}"
    not_after = "".join(f"(?<!{re.escape(word)})" for word in surname["not_after"])
    begin = f"(?!{_any_of(names['not_names'])})"
    end = f"(?!{_any_of(names['not_before'])})"
    left = f"(?:(?<![{HAN}])|{_behind(around['before'])})"
    right = f"(?=[^{HAN}]|$|{_any_of(around['after'])})"
    full = f"{begin}{clear}{not_after}{long}{end}"
    return _Shapes(
        re.compile(f"{begins}(?:{left}{full}|{full}{right})"),
        re.compile(f"{begins}{left}{begin}(?:{some}{not_after}{long}|{clear}{not_after}{last}){end}{right}"),
    )


def _any_of(words: list[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})"


def _behind(words: list[str]) -> str:
    """Right after one of these words."""
    return f"(?:{'|'.join(f'(?<={re.escape(word)})' for word in words)})"
