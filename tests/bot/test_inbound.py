"""What is heard in Telegram's updates, whatever their shape."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.inbound import read
from domain.concern import Pin
from domain.files import FileKind, FileNamed
from handlers.kit.talk import Event, Heard
from tests.bot.conftest import NOW

Json = dict[str, Any]

SENT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
ANN: Json = {"id": 7, "is_bot": False, "first_name": "安", "language_code": "zh-hans"}
PRIVATE: Json = {"id": 7, "type": "private"}
GROUP: Json = {"id": -9, "type": "group", "title": "柳园"}


def message(**fields: Any) -> Json:
    own = {"message_id": 3, "date": int(SENT.timestamp()), "from": ANN, "chat": PRIVATE}
    return {"update_id": 1, "message": own | fields}


def heard(update: object) -> Heard:
    found = read(update, NOW, "M_bot")
    assert found is not None
    return found


def test_words_of_somebody() -> None:
    assert heard(message(text="路灯坏了")) == Heard(
        update=1,
        event=Event.MESSAGE,
        chat=7,
        sender=7,
        private=True,
        at=SENT,
        language="zh-hans",
        message=3,
        text="路灯坏了",
    )


@pytest.mark.parametrize(
    ("text", "command", "argument"),
    [
        ("/start", "start", ""),
        ("/START inv_a-B", "start", "inv_a-B"),
        ("/help@m_BOT  two words ", "help", "two words"),
        ("/多", "", ""),
        ("a /start", "", ""),
        ("/", "", ""),
    ],
)
def test_commands(text: str, command: str, argument: str) -> None:
    found = heard(message(text=text))
    assert (found.command, found.argument) == (command, argument)


def test_a_command_to_another_bot_is_not_for_us() -> None:
    assert read(message(text="/start@other_bot", chat=GROUP), NOW, "M_bot") is None


def test_of_a_photo_the_largest_size() -> None:
    sizes = [{"file_id": "s", "width": 90}, {"file_id": "l", "width": 800, "file_size": 5}, {"file_id": "m"}]
    found = heard(message(photo=sizes, caption="看", media_group_id="g1"))
    assert found.files == (FileNamed("l", FileKind.PHOTO, 5),)
    assert (found.text, found.album) == ("看", "g1")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("voice", FileKind.VOICE),
        ("audio", FileKind.DOCUMENT),
        ("video", FileKind.VIDEO),
        ("video_note", FileKind.VIDEO),
        ("document", FileKind.DOCUMENT),
    ],
)
def test_other_files(name: str, kind: FileKind) -> None:
    told = {"file_id": "f", "file_size": 9, "mime_type": "a/b", "file_name": "n"}
    assert heard(message(**{name: told})).files == (FileNamed("f", kind, 9, "a/b", "n"),)


def test_an_animation_is_one_file_though_it_also_comes_as_a_document() -> None:
    found = heard(message(animation={"file_id": "a"}, document={"file_id": "a"}))
    assert found.files == (FileNamed("a", FileKind.VIDEO),)


def test_a_place_and_a_venue() -> None:
    place = {"latitude": 30.5, "longitude": 114}
    assert heard(message(location=place)).pin == Pin(30.5, 114.0)
    venue = {"title": "柳园小学", "address": "柳园路"}
    assert heard(message(location=place, venue=venue)).text == "柳园小学 柳园路"


@pytest.mark.parametrize(
    "place", [{"latitude": 91, "longitude": 0}, {"latitude": "1", "longitude": 0}, {"latitude": float("nan")}]
)
def test_a_place_nowhere_on_earth_is_none(place: Json) -> None:
    assert heard(message(location=place)).pin is None


def test_only_the_own_number_counts() -> None:
    assert heard(message(contact={"phone_number": "+86138", "user_id": 7})).phone == "+86138"
    other = heard(message(contact={"phone_number": "+86138", "user_id": 8}))
    assert (other.phone, other.strange) == ("", "contact")


@pytest.mark.parametrize("name", ["sticker", "poll", "dice", "story"])
def test_what_we_cannot_use_has_a_name(name: str) -> None:
    assert heard(message(**{name: {"emoji": "😀"}})).strange == name


@pytest.mark.parametrize("fields", [{"pinned_message": {}}, {"migrate_to_chat_id": -100}, {}])
def test_a_service_note_is_nothing_said(fields: Json) -> None:
    assert heard(message(**fields)).event is Event.OTHER


def test_an_edit() -> None:
    update = message(text="新的")
    update["edited_message"] = update.pop("message")
    found = heard(update)
    assert (found.event, found.text, found.command) == (Event.EDIT, "新的", "")


def test_a_press_brings_the_words_it_answers() -> None:
    picture = {"photo": [{"file_id": "p", "width": 90}], "location": {"latitude": 30, "longitude": 114}}
    under = {"message_id": 4, "date": 1_800_000_000, "caption": "原话", **picture}
    own = {"message_id": 5, "date": 0, "chat": PRIVATE, "reply_to_message": under}
    found = heard(
        {"update_id": 2, "callback_query": {"id": "q", "from": ANN, "data": "a.b=1", "message": own}}
    )
    assert (found.event, found.message, found.at) == (Event.PRESS, 5, NOW)
    assert (found.press, found.press_id, found.original) == ("a.b=1", "q", "原话")
    assert (found.original_message, found.original_pin) == (4, Pin(30, 114))
    assert found.original_at == datetime.fromtimestamp(1_800_000_000, UTC)
    assert [file.handle for file in found.original_files] == ["p"]


@pytest.mark.parametrize(
    ("chat", "old", "new", "event"),
    [
        (PRIVATE, "member", "kicked", Event.BLOCKED),
        (PRIVATE, "kicked", "member", Event.UNBLOCKED),
        (GROUP, "left", "member", Event.JOINED_GROUP),
        (GROUP, "member", "left", Event.OTHER),
        (GROUP, "member", "administrator", Event.OTHER),
    ],
)
def test_coming_and_going(chat: Json, old: str, new: str, event: Event) -> None:
    change = {"chat": chat, "from": ANN, "date": 1, "old_chat_member": {"status": old}}
    change["new_chat_member"] = {"status": new}
    assert heard({"update_id": 1, "my_chat_member": change}).event is event


@pytest.mark.parametrize(
    "update",
    [
        None,
        [],
        {},
        {"update_id": "1", "message": message()["message"]},
        {"update_id": 1},
        {"update_id": 1, "channel_post": message()["message"]},
        message(**{"from": {"id": 8, "is_bot": True}}),
        message(chat={"id": -1, "type": "channel"}),
        message(chat={"id": 2**70, "type": "private"}),
    ],
)
def test_what_is_nothing_to_us(update: object) -> None:
    assert read(update, NOW, "M_bot") is None


def test_what_no_database_takes_is_left_out() -> None:
    found = heard(message(text="a\x00b\ud800c😀"))
    assert found.text == "abc😀"


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
NAMES = [
    *(
        "from",
        "chat",
        "text",
        "caption",
        "photo",
        "document",
        "voice",
        "location",
        "venue",
        "contact",
        "date",
    ),
    *("reply_to_message", "message_id", "media_group_id", "sticker", "animation"),
]


@given(st.dictionaries(st.sampled_from(NAMES), JUNK), st.sampled_from(["message", "edited_message"]))
def test_a_message_of_any_shape_is_survived(fields: Json, kind: str) -> None:
    own = message()["message"] | fields
    found = read({"update_id": 1, kind: own}, NOW, "M_bot")
    assert found is None or found.text.encode("utf-8") is not None


@given(JUNK, st.sampled_from(["callback_query", "my_chat_member", "message", "poll"]))
def test_an_update_of_any_shape_is_survived(junk: object, kind: str) -> None:
    read({"update_id": 1, kind: junk}, NOW, "M_bot")
    own = {"id": junk, "from": ANN, "data": junk, "message": {"chat": PRIVATE, "message_id": junk}}
    assert heard({"update_id": 1, "callback_query": own}).event is Event.PRESS
