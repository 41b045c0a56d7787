"""Texts: HTML is read as Telegram reads it, and refused in Telegram's words."""

import pytest

from bot.playground.entities import read_html, trimmed
from bot.playground.marks import cut, found, utf16
from bot.playground.refusal import Refused
from tests.note import Json
from tests.phone import Phone
from tests.playground.api import Api


def mark(type_: str, offset: int, length: int, **more: str) -> Json:
    return {"type": type_, "offset": offset, "length": length} | more


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("plain", "plain", []),
        ("<b>粗</b>体", "粗体", [mark("bold", 0, 1)]),
        ("😀<b>x</b>", "😀x", [mark("bold", 2, 1)]),
        (
            "<strong>a</strong><em>b</em><ins>c</ins>",
            "abc",
            [mark("bold", 0, 1), mark("italic", 1, 1), mark("underline", 2, 1)],
        ),
        ("<i><b>x</b>y</i>", "xy", [mark("italic", 0, 2), mark("bold", 0, 1)]),
        ("<B>x</b >", "x", [mark("bold", 0, 1)]),
        ("<b>x</>", "x", [mark("bold", 0, 1)]),
        ("<b></b>x", "x", []),
        ("&lt;b&gt; &amp;amp; &quot;", '<b> &amp; "', []),
        ("&#65;&#x42;&#0;", "AB&#0;", []),
        ("&nbsp;&apos;&euro;", "&nbsp;&apos;&euro;", []),
        ("1 > 0 & 2", "1 > 0 & 2", []),
        (
            '<a href="https://t.me/?x=1&amp;y=2">p</a>',
            "p",
            [mark("text_link", 0, 1, url="https://t.me/?x=1&y=2")],
        ),
        ("<a href='https://t.me'>p</a>", "p", [mark("text_link", 0, 1, url="https://t.me/")]),
        ("<a href='nothing'>p</a><a href='http://[x'>q</a>", "pq", []),
        ("<a>T.ME</a>", "T.ME", [mark("text_link", 0, 4, url="http://t.me/")]),
        ("<a href='tg://resolve'>p</a>", "p", [mark("text_link", 0, 1, url="tg://resolve")]),
        ("<tg-spoiler>x</tg-spoiler>", "x", [mark("spoiler", 0, 1)]),
        ('<span class="tg-spoiler">x</span>', "x", [mark("spoiler", 0, 1)]),
        ("<blockquote expandable>x</blockquote>", "x", [mark("expandable_blockquote", 0, 1)]),
        ("<pre><code class='language-py'>x</code></pre>", "x", [mark("pre", 0, 1), mark("code", 0, 1)]),
    ],
)
def test_html_becomes_text_and_entities(source: str, text: str, entities: list[Json]) -> None:
    found_text, found_entities = read_html(source)
    assert found_text == text
    assert sorted(map(str, found_entities)) == sorted(map(str, entities))


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("诉求<x>", 'Unsupported start tag "x" at byte offset 6'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
        ("a<b", "Unclosed start tag at byte offset 1"),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<a =x>y</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
    ],
)
def test_bad_html_is_refused_with_its_place(source: str, words: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_html(source)
    assert refusal.value.words == f"Bad Request: can't parse entities: {words}"


def test_white_space_at_the_ends_goes_and_entities_move() -> None:
    assert trimmed(" \n粗体 \n", [mark("bold", 1, 3)]) == ("粗体", [mark("bold", 0, 2)])
    assert trimmed("a\r\n\x00\tb", []) == ("a\n  b", [])


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("/start x", [mark("bot_command", 0, 6)]),
        ("😀 /help@town_bot", [mark("bot_command", 3, 14)]),
        ("a/b http://t.me/x。好", [mark("url", 4, 15)]),
        ("@town_bot 您好", [mark("mention", 0, 9)]),
        ("/开始 mail@town.cn 1/2", []),
    ],
)
def test_commands_links_and_names_are_found(text: str, entities: list[Json]) -> None:
    assert found(text) == entities


def test_what_is_too_long_is_cut_between_letters() -> None:
    assert cut("😀😀😀", 5) == ["😀😀", "😀"]
    assert "".join(cut("陈" * 10_000, 4096)) == "陈" * 10_000


async def test_lengths_count_utf16_after_parsing(api: Api, chen: Phone) -> None:
    longest = "😀" * 2048
    sent = await api.sends(chen.person, f"<b>{longest}</b>", parse_mode="HTML")
    assert utf16(sent["text"]) == 4096
    assert await api.refused("sendMessage", chat_id=chen.person, text=longest + "a") == (
        "Bad Request: message is too long"
    )


async def test_captions_hold_1024(api: Api, chen: Phone) -> None:
    photo = (await chen.sends_photo()).raw["file"]["file_id"]
    await api.does("sendPhoto", chat_id=chen.person, photo=photo, caption="&amp;" * 1024, parse_mode="HTML")
    words = await api.refused("sendPhoto", chat_id=chen.person, photo=photo, caption="a" * 1025)
    assert words == "Bad Request: message caption is too long"


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"text": ""}, "message text is empty"),
        ({}, "message text is empty"),
        ({"text": " \n "}, "text must be non-empty"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "text must be non-empty"),
        (
            {"text": "<x>", "parse_mode": "HTML"},
            'can\'t parse entities: Unsupported start tag "x" at byte offset 0',
        ),
        ({"text": "x", "parse_mode": "Klingon"}, "unsupported parse_mode"),
        ({"text": "\ud800"}, "strings must be encoded in UTF-8"),
    ],
)
async def test_bad_texts_are_refused(api: Api, chen: Phone, params: Json, words: str) -> None:
    assert await api.refused("sendMessage", chat_id=chen.person, **params) == f"Bad Request: {words}"


async def test_entities_reach_the_phone(api: Api, chen: Phone) -> None:
    await api.sends(chen.person, "编号 <code>A-1</code> https://t.me", parse_mode="HTML")
    note = await chen.hears("编号 A-1")
    assert [entity["type"] for entity in note.raw["entities"]] == ["code", "url"]


async def test_nothing_is_found_in_code_and_links(api: Api, chen: Phone) -> None:
    link = '<a href="https://a.example">/help</a>'
    sent = await api.sends(chen.person, f"<code>/start</code> {link}", parse_mode="HTML")
    assert [entity["type"] for entity in sent["entities"]] == ["code", "text_link"]
