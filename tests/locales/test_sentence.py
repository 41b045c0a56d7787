"""A sentence says its facts in the receiver's language, each made safe exactly once."""

from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.messages import Fact, Words
from locales import Catalogues, load
from locales.facts import UNSAFE

HEADER = 'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
SHAPES = {"shape.date": "y年M月d日（EEE）", "shape.moment": "M月d日（EEE）HH:mm"}
CHINESE = SHAPES | {
    "say": "<b>{what}</b>",
    "ask": "请看 &lt;{what}&gt;",
    "only.here": "只有中文",
    "name": "{first} & 其他",
    "word.report": "反映|我要反映",
    "word.help": "帮助",
}
ENGLISH = {
    "shape.date": "EEE d MMM y",
    "shape.moment": "EEE d MMM HH:mm",
    "say": "Look: <b>{what}</b>",
    "word.report": "report|Report a concern",
}
EVENING = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)


def write(folder: Path, language: str, sentences: dict[str, str]) -> None:
    entries = "\n\n".join(f'msgid "{key}"\nmsgstr "{words}"' for key, words in sentences.items())
    path = folder / language / "LC_MESSAGES" / "minqing.po"
    path.parent.mkdir(parents=True)
    path.write_text(HEADER.format(language=language) + entries + "\n", encoding="utf-8")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Catalogues:
    folder = tmp_path_factory.mktemp("locales")
    write(folder, "zh_Hans", CHINESE)
    write(folder, "en", ENGLISH)
    return load(folder)


@pytest.mark.parametrize(
    ("code", "language"),
    [
        (None, "zh_Hans"), ("", "zh_Hans"), ("zh", "zh_Hans"), ("zh-hans", "zh_Hans"), ("zh-CN", "zh_Hans"),
        ("ZH_TW", "zh_Hans"), ("en", "en"), ("en-US", "en"), ("ru", "en"), ("zha", "en"),
    ],
)  # fmt: skip
def test_telegram_codes_find_a_language(book: Catalogues, code: str | None, language: str) -> None:
    assert book.pick(code) == language


def test_the_default_language_comes_first(book: Catalogues) -> None:
    assert book.languages() == ("zh_Hans", "en")


@pytest.mark.parametrize(
    ("fact", "html", "plain"),
    [
        ("<b>&\"'", "&lt;b&gt;&amp;&quot;&#x27;", "<b>&\"'"),
        ("&lt;", "&amp;lt;", "&lt;"),
        ("{what} {0}", "{what} {0}", "{what} {0}"),
        (7, "7", "7"),
        (date(2026, 11, 30), "2026年11月30日（周一）", "2026年11月30日（周一）"),
        (EVENING, "12月1日（周二）07:30", "12月1日（周二）07:30"),
        (Words("name", {"first": "<王>"}), "&lt;王&gt; & 其他", "<王> & 其他"),
        (["<", Words("name", {"first": 1})], "&lt;\n1 & 其他", "<\n1 & 其他"),
        ((), "", ""),
        ("路灯\x00\x0b\u202e坏\ud83d了\r\n今天", "路灯坏了\n今天", "路灯坏了\n今天"),
        ("👨‍👩‍👧 🏴", "👨‍👩‍👧 🏴", "👨‍👩‍👧 🏴"),
    ],
)
def test_each_fact_is_shown_safely(book: Catalogues, fact: Fact, html: str, plain: str) -> None:
    assert book.sentence("zh_Hans", "say", {"what": fact}) == f"<b>{html}</b>"
    assert book.plain("zh_Hans", "say", {"what": fact}) == plain


@given(st.text(st.characters(), max_size=60))
def test_any_text_comes_through_escaped_once_and_clean(book: Catalogues, text: str) -> None:
    html = book.sentence("zh_Hans", "ask", {"what": text})
    shown = UNSAFE.sub("", text)
    assert "<" not in html and ">" not in html
    assert unescape(html) == f"请看 <{shown}>"
    assert book.plain("zh_Hans", "ask", {"what": text}) == f"请看 <{shown}>"


def test_dates_follow_the_language(book: Catalogues) -> None:
    assert book.plain("en", "say", {"what": date(2026, 11, 30)}) == "Look: Mon 30 Nov 2026"
    assert book.plain("en", "say", {"what": EVENING}) == "Look: Tue 1 Dec 07:30"


def test_a_moment_without_a_time_zone_is_refused(book: Catalogues) -> None:
    with pytest.raises(ValueError, match="time zone"):
        book.sentence("en", "say", {"what": EVENING.replace(tzinfo=None)})


def test_another_time_zone_can_be_chosen(tmp_path: Path) -> None:
    write(tmp_path, "zh_Hans", CHINESE)
    assert load(tmp_path, UTC).plain("zh_Hans", "say", {"what": EVENING}) == "11月30日（周一）23:30"


def test_a_sentence_missing_in_a_language_is_said_in_chinese(book: Catalogues) -> None:
    assert book.sentence("en", "only.here", {}) == "只有中文"
    assert book.sentence("ug", "only.here", {}) == "只有中文"


def test_a_key_no_language_has_is_an_error(book: Catalogues) -> None:
    with pytest.raises(KeyError, match=r"no\.such"):
        book.sentence("en", "no.such", {})


def test_a_fact_that_is_not_given_is_an_error(book: Catalogues) -> None:
    with pytest.raises(KeyError, match="what"):
        book.sentence("en", "say", {})


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("反映", "word.report"), (" 我要反映\n", "word.report"), ("REPORT", "word.report"),
        ("ｒｅｐｏｒｔ", "word.report"), ("report a Concern", "word.report"), ("帮助", "word.help"),
        ("反映。", "word.report"), ("Report!", "word.report"),
        ("反映一下", None), ("反映？", None), ("", None), ("。", None),
    ],
)  # fmt: skip
def test_typed_words_mean_commands_in_every_language(book: Catalogues, word: str, key: str | None) -> None:
    assert book.meaning("en", word) == key
    assert book.meaning("zh_Hans", word) == key


@pytest.mark.parametrize(
    ("text", "found"),
    [("我想反映路灯", True), ("please REPORT it", True), ("路灯坏了", False), ("", False)],
)
def test_a_listed_word_is_found_in_a_text(book: Catalogues, text: str, found: bool) -> None:
    assert book.names_listed("word.report", text) is found
    assert not book.names_listed("no.such", text)
