"""The playground's reading of texts beside Telegram's own parser (tdjson, offline): same words, marks and refusals."""

import json
import random
import re
from collections.abc import Iterator
from typing import Any

import pytest
import tdjson

from bot.playground.entities import read_html
from bot.playground.marks import found
from bot.playground.refusal import Refused
from locales import load
from tests.architecture.sentences import facts_of
from tests.note import Json

TYPES = {
    "textEntityTypeBold": "bold",
    "textEntityTypeItalic": "italic",
    "textEntityTypeUnderline": "underline",
    "textEntityTypeStrikethrough": "strikethrough",
    "textEntityTypeSpoiler": "spoiler",
    "textEntityTypeTextUrl": "text_link",
    "textEntityTypeCode": "code",
    "textEntityTypePre": "pre",
    "textEntityTypePreCode": "pre",
    "textEntityTypeBlockQuote": "blockquote",
    "textEntityTypeExpandableBlockQuote": "expandable_blockquote",
    "textEntityTypeCustomEmoji": "custom_emoji",
    "textEntityTypeUrl": "url",
    "textEntityTypeBotCommand": "bot_command",
    "textEntityTypeMention": "mention",
}
HOSTILE = (
    "<b>粗</b>",
    "</b></i></code>",
    "&lt;b&gt; &amp;amp; &#60; &",
    "<a href='https://t.me/x'>链接</a>",
    '"><script>alert(1)</script>',
    "{number} {0} %s \\n",
    "😀👨‍👩‍👧 ﷽ \u202e倒\u202c \u200b",
    "a\x00b\x0bc\r\n\t  ",
    "<" * 50 + "&" * 50,
    "",
)
CATALOGUES = load()
TAGS = (
    "b",
    "i",
    "u",
    "s",
    "code",
    "pre",
    "tg-spoiler",
    "blockquote",
    "blockquote expandable",
    "em",
    "strong",
    "ins",
    "del",
)
SCRAPS = (
    *("陈", "a", " ", "\n", "😀", "&amp;", "&lt;", "&#65;", "&#x1F600;", "&nbsp;", "&"),
    *(">", "<", "</", "/", "'", '"', "=", "  "),
    *('<a href="https://t.me/a?b=1&amp;c">', "<a href='t.me'>", "<a>", "</a>", '<span class="tg-spoiler">', "</span>"),
    *("https://t.me/x", "/start", "@town_bot"),
)  # fmt: skip


def told(request: Json) -> Json:
    """The answer of Telegram's library to a request that needs no account."""
    answer = tdjson.td_execute(json.dumps(request).encode())
    assert answer is not None
    found: Json = json.loads(answer)
    return found


@pytest.fixture(autouse=True, scope="module")
def in_silence() -> None:
    told({"@type": "setLogVerbosityLevel", "new_verbosity_level": 0})


def theirs(source: str) -> tuple[str, Any]:
    """The words and marks that Telegram finds in an HTML source, or its refusal."""
    mode = {"@type": "textParseModeHTML"}
    answer = told({"@type": "parseTextEntities", "text": source, "parse_mode": mode})
    if answer["@type"] == "error":
        return "", str(answer["message"]).lower()
    return answer["text"], marks(answer["entities"])


def marks(entities: list[Json]) -> list[Json]:
    return [
        {"type": TYPES[one["type"]["@type"]], "offset": one["offset"], "length": one["length"]}
        | ({"url": one["type"]["url"]} if "url" in one["type"] else {})
        for one in entities
    ]


def ours(source: str) -> tuple[str, Any]:
    """The same by the playground."""
    try:
        return read_html(source)
    except Refused as refusal:
        return "", refusal.words.removeprefix("Bad Request: ").lower()


def sides(source: str) -> tuple[Any, Any]:
    """Both, in an order that does not depend on which of two equal marks was named first."""
    both = []
    for words, marked in (ours(source), theirs(source)):
        ordered = (
            sorted(marked, key=lambda one: sorted(map(str, one.items())))
            if words or isinstance(marked, list)
            else marked
        )
        both.append((words, ordered))
    return both[0], both[1]


def sentences(fact: str) -> list[str]:
    """Every sentence of every language, filled with this fact in every place."""
    return [
        CATALOGUES.sentence(language, key, dict.fromkeys(facts_of(sentence), fact))
        for language in CATALOGUES.languages()
        for key, sentence in CATALOGUES.sentences[language].items()
        if "!" not in facts_of(sentence)
    ]


@pytest.mark.parametrize("fact", HOSTILE, ids=range(len(HOSTILE)))
def test_every_sentence_with_hostile_facts_is_read_alike_and_never_refused(fact: str) -> None:
    for sentence in sentences(fact):
        for piece in CATALOGUES.pieces(sentence):
            mine, other = sides(piece)
            assert mine == other, piece
            assert isinstance(mine[1], list), piece


def test_random_html_is_read_alike() -> None:
    chance = random.Random(7)
    openings = [f"<{tag}>" for tag in TAGS]
    closings = [f"</{tag.split()[0]}>" for tag in TAGS]
    different = []
    for _ in range(5000):
        pieces = chance.choices([*SCRAPS, *openings, *closings], k=chance.randint(1, 12))
        mine, other = sides("".join(pieces))
        if mine != other:
            different.append(("".join(pieces), mine, other))
    assert different[:5] == []


def test_well_formed_random_html_is_read_alike() -> None:
    chance = random.Random(11)
    for _ in range(3000):
        source = grown(chance, 4)
        mine, other = sides(source)
        assert mine == other, source


def grown(chance: random.Random, depth: int) -> str:
    """Properly nested tags around words."""
    words = "".join(chance.choices(("陈", "a", " ", "\n", "😀", "&amp;", "&lt;"), k=chance.randint(0, 3)))
    if not depth:
        return words
    tag = chance.choice(TAGS)
    inner = "".join(grown(chance, depth - 1) for _ in range(chance.randint(0, 2)))
    return f"{words}<{tag}>{inner}</{tag.split()[0]}>{words}"


STANDING_OUT = ("/start", "/a1@town_bot", "@town_bot", "https://t.me/x", "http://a.example/b?c=1")
BETWEEN = (" ", "\n", " 您好 ", " (", ") ", "。 ", "，\n", ". ", "? ", "😀 ", " a1 ")


def test_commands_names_and_addresses_are_found_alike() -> None:
    chance = random.Random(13)
    for _ in range(3000):
        pieces = [chance.choice(STANDING_OUT) + chance.choice(BETWEEN) for _ in range(chance.randint(1, 5))]
        check_found("".join(pieces))


def test_what_stands_out_in_our_sentences_is_found_alike() -> None:
    for fact in ("https://t.me/town_bot?start=x", "/report", "@town_bot"):
        for sentence in (*every_other(fact, 0), *every_other(fact, 1)):
            if isinstance(ours(sentence)[1], list):
                check_found(ours(sentence)[0])


def every_other(fact: str, first: int) -> Iterator[str]:
    """Every sentence with this fact in every other place, so that two of them never stand side by side."""
    for language in CATALOGUES.languages():
        for key, sentence in CATALOGUES.sentences[language].items():
            names = list(dict.fromkeys(re.findall(r"{(\w+)", sentence)))
            facts = {name: fact if place % 2 == first else " " for place, name in enumerate(names)}
            if "!" not in facts_of(sentence):
                yield CATALOGUES.sentence(language, key, facts)


def check_found(text: str) -> None:
    answer = told({"@type": "getTextEntities", "text": text})
    wanted = [one for one in answer["entities"] if one["type"]["@type"] in TYPES]
    bare = [one for one in marks(wanted) if one["type"] != "url" or "://" in piece(text, one)]
    assert found(text) == bare, text


def piece(text: str, mark: Json) -> str:
    """What a mark covers."""
    units = text.encode("utf-16-le")[2 * mark["offset"] : 2 * (mark["offset"] + mark["length"])]
    return units.decode("utf-16-le")
