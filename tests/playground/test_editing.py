"""Editing and deleting: only what is there, only the bot's own, and only real changes."""

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest

from bot.playground import samples
from tests.note import Json
from tests.phone import Phone, Town
from tests.playground.api import Api

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("a", callback_data="b")]])


async def test_an_edit_changes_words_and_buttons(bot: Bot, chen: Phone) -> None:
    sent = await bot.send_message(chen.person, "一", reply_markup=KEYBOARD)
    edited = await bot.edit_message_text("二", chen.person, sent.message_id)
    assert not isinstance(edited, bool)
    assert (edited.text, edited.reply_markup, edited.date) == ("二", None, sent.date)
    assert edited.edit_date
    note = await chen.hears("二")
    assert (note.id, note.buttons(), note.raw["edited"]) == (sent.message_id, [], True)


async def test_the_same_again_is_refused(api: Api, chen: Phone) -> None:
    sent = await api.sends(chen.person, "<b>一</b>", parse_mode="HTML", reply_markup=KEYBOARD.to_dict())
    place = {"chat_id": chen.person, "message_id": sent["message_id"]}
    same = place | {"text": "<strong>一</strong> ", "parse_mode": "HTML", "reply_markup": KEYBOARD.to_dict()}
    assert await api.refused("editMessageText", **same) == NOT_MODIFIED
    markup = {"reply_markup": KEYBOARD.to_dict()}
    assert await api.refused("editMessageReplyMarkup", **place, **markup) == NOT_MODIFIED
    await api.does("editMessageText", **(same | {"parse_mode": "", "text": "一"}))
    await api.does("editMessageReplyMarkup", **place)
    assert await api.refused("editMessageReplyMarkup", **place) == NOT_MODIFIED


@pytest.mark.parametrize("method", ["editMessageText", "editMessageReplyMarkup", "editMessageCaption"])
async def test_what_is_not_there_is_not_found(api: Api, chen: Phone, method: str) -> None:
    words = {"text": "x"} if method == "editMessageText" else {}
    refusal = await api.refused(method, chat_id=chen.person, message_id=999, **words)
    assert refusal == "Bad Request: message to edit not found"
    refusal = await api.refused(method, chat_id=chen.person, **words)
    assert refusal == "Bad Request: message identifier is not specified"


async def test_only_the_bots_own_plain_or_inline_messages(api: Api, chen: Phone) -> None:
    theirs = await chen.says("我的")
    keys = await api.sends(chen.person, reply_markup={"keyboard": [[{"text": "a"}]]})
    for number in (theirs.id, keys["message_id"]):
        refusal = await api.refused("editMessageText", chat_id=chen.person, message_id=number, text="x")
        assert refusal == "Bad Request: message can't be edited"


async def test_text_and_caption_are_two_things(bot: Bot, chen: Phone) -> None:
    text = await bot.send_message(chen.person, "一")
    photo = await bot.send_photo(chen.person, samples.photo(), caption="一")
    with pytest.raises(BadRequest, match="There is no caption in the message to edit"):
        await text.edit_caption("二")
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await photo.edit_text("二")
    edited = await photo.edit_caption("二")
    assert not isinstance(edited, bool)
    assert edited.caption == "二" and edited.photo == photo.photo
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await photo.edit_caption("二" * 1025)


async def test_an_edit_wants_an_inline_keyboard(api: Api, chen: Phone) -> None:
    sent = await api.sends(chen.person)
    markup: Json = {"keyboard": [[{"text": "a"}]]}
    place = {"chat_id": chen.person, "message_id": sent["message_id"]}
    refusal = await api.refused("editMessageText", **place, text="x", reply_markup=markup)
    assert refusal == "Bad Request: inline keyboard expected"


async def test_deleting(bot: Bot, chen: Phone, town: Town) -> None:
    sent = await bot.send_message(chen.person, "一")
    theirs = await chen.says("我的")
    assert await sent.delete()
    assert await bot.delete_message(chen.person, theirs.id)
    assert await chen.notes() == [await chen_start(chen)]
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await sent.delete()
    old = await bot.send_message(chen.person, "旧")
    await town.moves_clock(hours=49)
    with pytest.raises(BadRequest, match="Message can't be deleted for everyone"):
        await old.delete()


async def chen_start(chen: Phone) -> object:
    return next(note for note in await chen.notes() if note.text == "/start")
