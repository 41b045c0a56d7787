"""Reads the catalogues and finds out which sentences the code asks for, and with which facts."""

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path
from string import Formatter

from tests.architecture.source import ROOT, named, python_files, strings, text, tree

KEY = re.compile(r"[a-z_]+(\.[A-Za-z0-9_]+)+")
TAG = re.compile(r"<(/?)([a-z][a-z-]*)((?: [^<>]*)?)>")
BARE = {"b", "strong", "i", "em", "u", "s", "code", "pre", "tg-spoiler", "blockquote"}
WITH_ATTRIBUTES = {("a", ' href="'), ("blockquote", " expandable"), ("span", ' class="tg-spoiler"')}

# Calls that say a sentence, with the arguments of theirs that are no facts of it.
SPEAKERS: Mapping[str, frozenset[str]] = {
    "words": frozenset(),
    "button": frozenset({"data"}),
    "Refusal": frozenset(),
    "say": frozenset({"rows", "keys", "removes_keys", "concern", "reply", "paper"}),
    "show": frozenset({"rows", "concern"}),
}


@dataclass(frozen=True)
class Said:
    """One place in the code that says a sentence with all its facts written out."""

    place: str
    key: str
    facts: frozenset[str]


def facts_of(sentence: str) -> set[str]:
    """Names in braces; "!" for anything that is not a plain name."""
    fields = [
        (name, shape or turn) for _, name, shape, turn in Formatter().parse(sentence) if name is not None
    ]
    return {name if name.isidentifier() and not dressed else "!" for name, dressed in fields}


def has_telegram_markup(sentence: str) -> bool:
    """Whether Telegram's parser takes it: its own tags, closed in order, every other < and & escaped."""
    opened: list[str] = []
    for close, name, attributes in TAG.findall(sentence):
        if close:
            if attributes or not opened or opened.pop() != name:
                return False
            continue
        if not attributes and name not in BARE:
            return False
        if attributes and not any(name == tag and attributes.startswith(a) for tag, a in WITH_ATTRIBUTES):
            return False
        opened.append(name)
    rest = re.sub(r"&(lt|gt|amp|quot|#\d+|#x[0-9a-f]+);", "", TAG.sub("", sentence))
    return not opened and not set(rest) & set("<>&") and unescape(rest) == rest


def doubled_keys(catalogue: str) -> list[str]:
    """Keys written twice in one catalogue; the second would win in silence."""
    keys = re.findall(r'^msgid "(.+)"$', catalogue, re.MULTILINE)
    return sorted({key for key in keys if keys.count(key) > 1})


def said(module: ast.Module, place: str) -> Iterator[Said]:
    """Calls with a written key and written facts; those with ** or a built key are left to the journeys."""
    for node in ast.walk(module):
        if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
            continue
        speaker = getattr(node.func, "attr", getattr(node.func, "id", ""))
        given = {one.arg for one in node.keywords}
        if speaker in SPEAKERS and None not in given:
            facts = frozenset(str(name) for name in given) - SPEAKERS[speaker]
            yield Said(f"{place}:{node.lineno}", str(node.args[0].value), facts)


def patterns(module: ast.Module) -> set[str]:
    """Keys built with f"…", each hole as *; a family's name with its dot ("state.") stands for all of it."""
    holes = {
        "".join(str(v.value) if isinstance(v, ast.Constant) else "*" for v in one) for one in _built(module)
    }
    families = {str(one.value) + "*" for one in strings(module) if re.fullmatch(r"[a-z_]+\.", str(one.value))}
    shapes = {hole for hole in holes if re.fullmatch(r"[A-Za-z0-9_.*]+", hole) and hole.strip("*.")}
    return shapes | families


def fits(key: str, pattern: str, known: frozenset[str]) -> bool:
    """Whether a built key can become this one: each hole filled with words that stand somewhere."""
    found = re.fullmatch(re.escape(pattern).replace(r"\*", "(.+)"), key)
    return found is not None and all(
        part in known or known.issuperset(part.split(".")) for part in found.groups()
    )


@cache
def speaking_files() -> tuple[Path, ...]:
    """Files that may ask for a sentence: all but the playground, which knows none."""
    files = python_files("bot", "handlers", "storage", "domain", "locales")
    return tuple(path for path in files if "playground" not in path.parts)


@cache
def written() -> frozenset[str]:
    """Every string that stands in the code or in the dated data."""
    code = {str(one.value) for path in speaking_files() for one in _whole(tree(path))}
    data = (tomllib.loads(text(path)) for path in (ROOT / "domain").rglob("*.toml"))
    return frozenset(code | {leaf for one in data for leaf in _leaves(one)})


@cache
def built() -> frozenset[str]:
    """Every pattern of a built key."""
    return frozenset(pattern for path in speaking_files() for pattern in patterns(tree(path)))


def all_said() -> list[Said]:
    """All places that say a sentence."""
    return [one for path in speaking_files() for one in said(tree(path), named(path))]


def _built(module: ast.Module) -> Iterator[list[ast.expr]]:
    return (node.values for node in ast.walk(module) if isinstance(node, ast.JoinedStr))


def _whole(module: ast.Module) -> Iterator[ast.Constant]:
    parts = {part for values in _built(module) for part in values}
    return (one for one in strings(module) if one not in parts)


def _leaves(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        yield from data
        for value in data.values():
            yield from _leaves(value)
    elif isinstance(data, list):
        for value in data:
            yield from _leaves(value)
    else:
        yield str(data)
