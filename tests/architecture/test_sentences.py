"""Every sentence stands in every language with the same facts, is well formed, and is said somewhere."""

import ast
import re
from enum import StrEnum

import pytest

from domain.clocks import Light
from domain.concern import Act, HowKnown, Kind, State
from domain.observation import ObservationKind
from domain.people import Role
from handlers.features import COMMANDS, DIALOGUES
from locales import DEFAULT, load
from locales.facts import fold
from tests.architecture.sentences import (
    KEY,
    Said,
    all_said,
    built,
    doubled_keys,
    facts_of,
    fits,
    has_telegram_markup,
    patterns,
    said,
    written,
)
from tests.architecture.source import named, text, text_files

BOOK = load()
CHINESE = BOOK.sentences[DEFAULT]
LANGUAGES = BOOK.languages()
FAMILIES: dict[str, type[StrEnum]] = {
    "kind": Kind, "known": HowKnown, "light": Light, "role": Role, "state": State, "act": Act,
    "observation": ObservationKind,
}  # fmt: skip


def unused(keys: set[str], strings: frozenset[str], shapes: frozenset[str]) -> set[str]:
    """Keys that no code says: neither written out nor built (a written word may itself be built)."""
    known = strings | {key for key in keys if any(fits(key, shape, strings) for shape in shapes)}
    return {key for key in keys - known if not any(fits(key, shape, known) for shape in shapes)}


def labels() -> set[str]:
    """The names of all steps, which the review card shows."""
    return {f"{dialogue.name}.{step.name}" for dialogue in DIALOGUES.values() for step in dialogue.steps}


def twins() -> set[str]:
    """The typed words of all commands."""
    return {f"word.{name}" for name in COMMANDS}


def missing_facts(one: Said) -> set[str]:
    """Facts that some language's sentence wants and the code does not give."""
    own = [sentences[one.key] for sentences in BOOK.sentences.values() if one.key in sentences]
    return {fact for sentence in own for fact in facts_of(sentence)} - one.facts


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_sentence(language: str) -> None:
    assert BOOK.sentences[language].keys() ^ CHINESE.keys() == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_names_the_same_facts(language: str) -> None:
    other = {key: facts_of(sentence) for key, sentence in BOOK.sentences[language].items()}
    assert {key: facts for key, facts in other.items() if facts != facts_of(CHINESE.get(key, ""))} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_well_formed(language: str) -> None:
    own = BOOK.sentences[language]
    assert [key for key, sentence in own.items() if not has_telegram_markup(sentence)] == []
    assert [key for key, sentence in own.items() if "!" in facts_of(sentence)] == []
    assert [key for key in own if not KEY.fullmatch(key)] == []


def test_no_key_is_written_twice() -> None:
    catalogues = [path for path in text_files() if path.suffix == ".po"]
    assert len(catalogues) == len(LANGUAGES)
    assert {named(path): doubled_keys(text(path)) for path in catalogues} == {
        named(p): [] for p in catalogues
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_typed_word_means_two_things(language: str) -> None:
    lists = {key: listed for key, listed in BOOK.sentences[language].items() if key.startswith("word.")}
    typed = [fold(word) for listed in lists.values() for word in listed.split("|")]
    assert sorted(word for word in set(typed) if typed.count(word) > 1 or not word) == []


def test_every_sentence_said_exists() -> None:
    families = {key.split(".")[0] for key in CHINESE}
    keys = {word for word in written() if KEY.fullmatch(word) and word.split(".")[0] in families}
    keys -= {word for word in keys if f"category.{word}" in CHINESE}
    assert sorted(keys - CHINESE.keys()) == []


def test_every_place_says_a_key_that_exists() -> None:
    assert [one for one in all_said() if one.key not in CHINESE] == []


def test_every_place_gives_the_facts_its_sentence_wants() -> None:
    assert {one.place: (one.key, missing_facts(one)) for one in all_said() if missing_facts(one)} == {}


def test_every_sentence_is_said_somewhere() -> None:
    assert sorted(unused(set(CHINESE), written() | labels() | twins(), built())) == []


@pytest.mark.parametrize("family", FAMILIES)
def test_every_member_of_a_family_has_its_word(family: str) -> None:
    assert [one for one in FAMILIES[family] if f"{family}.{one}" not in CHINESE] == []


def test_every_step_of_every_dialogue_has_its_label() -> None:
    assert labels() and labels() - CHINESE.keys() == set()


def test_every_command_can_be_typed_as_a_word() -> None:
    assert twins() and twins() - CHINESE.keys() == set()


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [("您好", set()), ("{a}、{b}和{a}", {"a", "b"}), ("{{a}}", set()), ("{}", {"!"}), ("{a.b}{c!r}", {"!"})],
)
def test_facts_are_read(sentence: str, facts: set[str]) -> None:
    assert facts_of(sentence) == facts


@pytest.mark.parametrize(
    "sentence",
    [
        "<b>一",
        "<b><i>一</b></i>",
        "</b>",
        "<p>一</p>",
        "a < b",
        "A&B",
        "<a>一</a>",
        "<b x='1'>一</b>",
        "&nbsp;",
    ],
)
def test_broken_markup_is_seen(sentence: str) -> None:
    assert not has_telegram_markup(sentence)


def test_good_markup_passes() -> None:
    assert has_telegram_markup('<b>{a}</b> <a href="{url}">x</a> &lt; <blockquote expandable>一</blockquote>')


def test_a_doubled_key_is_seen() -> None:
    assert doubled_keys('msgid "a.b"\nmsgstr "1"\n\nmsgid "a.b"\nmsgstr "2"\n') == ["a.b"]


def test_places_that_say_are_found() -> None:
    module = ast.parse('turn.say("a.b", rows, concern=c, number=n)\nwords(key, x=1)\nRefusal("c.d", **facts)')
    assert list(said(module, "x.py")) == [Said("x.py:1", "a.b", frozenset({"number"}))]


def test_a_fact_that_is_not_given_is_seen() -> None:
    key = next(key for key, sentence in CHINESE.items() if facts_of(sentence))
    assert missing_facts(Said("x.py:1", key, frozenset())) == facts_of(CHINESE[key])


def test_an_unused_sentence_is_seen() -> None:
    shapes = frozenset(
        patterns(ast.parse('f"state.{one}"; f"{two}_asked"; f"{a}{b}"; f"say {x}"; FAMILY = "word."'))
    )
    assert shapes == {"state.*", "*_asked", "word.*"}
    keys = {"state.open", "state.closed", "state.open_asked", "state.open.open", "kit.back", "kit.gone"}
    assert unused(keys, frozenset({"open", "kit.back"}), shapes) == {"state.closed", "kit.gone"}


def test_no_po_comment_marks_a_sentence_as_unsure() -> None:
    assert not [
        named(path) for path in text_files() if path.suffix == ".po" and re.search(r"^#,", text(path), re.M)
    ]


def test_a_day_which_ends_with_a_bracket_stands_in_none() -> None:
    """2026年11月28日（周六））"""
    within = re.compile(r"（[^（）]*\{(day|due|first|last|until|written|when)\}[^（）]*）")
    assert [key for key, sentence in CHINESE.items() if within.search(sentence)] == []
