"""Buttons: what may stand on them, pressing them, and answering once."""

import pytest
from telegram import Bot, InlineKeyboardMarkup
from telegram.error import BadRequest

from bot.playground.world import World
from tests.note import Json
from tests.phone import Phone, Town
from tests.playground.api import Api


def inline(**button: object) -> Json:
    return {"inline_keyboard": [[{"text": "a"} | button]]}


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        (inline(callback_data="x" * 65), "BUTTON_DATA_INVALID"),
        (inline(callback_data="诉" * 22), "BUTTON_DATA_INVALID"),
        (
            inline(callback_data=""),
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            inline(),
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (inline(text="", callback_data="x"), "can't parse inline keyboard button: Text must be non-empty"),
        (
            inline(callback_data="x", url="https://t.me"),
            "the playground wants one kind of inline keyboard button, not url and callback_data",
        ),
        (
            inline(url="ftp://t.me"),
            "inline keyboard button URL 'ftp://t.me' is invalid: Unsupported URL protocol",
        ),
        (
            inline(url="http://localhost:80/"),
            "inline keyboard button URL 'http://localhost:80/' is invalid: Wrong HTTP URL",
        ),
        (inline(url="http://[x"), "inline keyboard button URL 'http://[x' is invalid: Wrong HTTP URL"),
        ({"inline_keyboard": [[{"text": "a", "callback_data": "b"}] * 101]}, "reply markup is too long"),
        ({"keyboard": [[{"text": ""}]]}, "can't parse keyboard button: Text must be non-empty"),
    ],
)
async def test_bad_buttons_are_refused(api: Api, chen: Phone, markup: Json, words: str) -> None:
    refusal = await api.refused("sendMessage", chat_id=chen.person, text="x", reply_markup=markup)
    assert refusal == f"Bad Request: {words}"


async def test_data_may_have_64_bytes(api: Api, chen: Phone) -> None:
    data = "诉" * 21 + "x"
    await api.sends(chen.person, reply_markup=inline(callback_data=data))
    await chen.taps(data=data)
    await api.sends(chen.person, "link", reply_markup=inline(url="t.me/town_bot?start=x"))
    assert (await chen.latest()).buttons() == ["a"]


async def test_a_press_carries_the_whole_message(bot: Bot, api: Api, chen: Phone) -> None:
    asked = await chen.says("问题", reply_to=await chen.says("前言"))
    reply = {"message_id": asked.id}
    sent = await api.sends(
        chen.person, "哪类?", reply_parameters=reply, reply_markup=inline(callback_data="k=1")
    )
    await chen.taps("a")
    query = (await api.updates())[-1]["callback_query"]
    assert (query["data"], query["from"]["id"], query["message"]) == ("k=1", chen.person, sent)
    assert sent["reply_to_message"]["text"] == "问题"
    assert "reply_to_message" not in sent["reply_to_message"]
    read = (await bot.get_updates())[-1].callback_query
    assert read and read.api_kwargs == {} and read.chat_instance


async def test_a_press_is_answered_once(bot: Bot, chen: Phone, world: World) -> None:
    await bot.send_message(
        chen.person, "x", reply_markup=InlineKeyboardMarkup.de_json(inline(callback_data="1"))
    )
    page = world.events.open()
    tap = await chen.taps("a")
    await bot.answer_callback_query(tap, "收到", show_alert=True)
    assert await chen.toast(tap) == "收到"
    told = [event for event in (page.get_nowait() for _ in range(page.qsize())) if event]
    answer = next(event for event in told if event["kind"] == "answer")
    assert answer == {
        "kind": "answer",
        "callback_query_id": tap,
        "person": chen.person,
        "text": "收到",
        "show_alert": True,
    }
    too_late = "Query is too old and response timeout expired or query id is invalid"
    for id_ in (tap, "999"):
        with pytest.raises(BadRequest, match=too_late):
            await bot.answer_callback_query(id_)


async def test_a_press_lives_150_seconds(api: Api, chen: Phone, town: Town) -> None:
    await api.sends(chen.person, reply_markup=inline(callback_data="1"))
    in_time, too_late = await chen.taps("a"), await chen.taps("a")
    await town.moves_clock(seconds=140)
    await api.does("answerCallbackQuery", callback_query_id=in_time)
    await town.moves_clock(seconds=20)
    assert "query is too old" in await api.refused("answerCallbackQuery", callback_query_id=too_late)


async def test_reply_keyboards_come_and_go(api: Api, chen: Phone) -> None:
    keys = {"keyboard": [[{"text": "文字"}, {"text": "位置", "request_location": True}]]}
    await api.sends(chen.person, "选", reply_markup=keys | {"one_time_keyboard": True})
    shown = await chen.hears("选")
    assert shown.keys() == ["文字", "位置"]
    assert shown.raw["reply_keyboard"]["one_time"] is True
    assert (await chen.presses_key("文字")).text == "文字"
    await api.sends(chen.person, "好", reply_markup={"remove_keyboard": True})
    assert (await chen.hears("好")).raw["remove_keyboard"] is True


async def test_own_numbers_are_asked_for_in_private_chats_only(api: Api, town: Town, chen: Phone) -> None:
    group = await town.group("三社区", [chen])
    for asks, what in (("request_contact", "phone number"), ("request_location", "location")):
        markup = {"keyboard": [[{"text": "我的", asks: True}]]}
        refusal = await api.refused("sendMessage", chat_id=group["id"], text="x", reply_markup=markup)
        assert refusal == f"Bad Request: {what} can be requested in private chats only"
        await api.sends(chen.chat, reply_markup=markup)
    await api.sends(chen.chat, reply_markup={"keyboard": [[{"text": "我的号码", "request_contact": True}]]})
    await chen.presses_key("我的号码")
    contact = (await api.updates())[-1]["message"]["contact"]
    assert contact["user_id"] == chen.person
