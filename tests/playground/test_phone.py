"""The phones of the tests: they hear, press and wait as a person does, and say what they saw when they fail."""

import asyncio

import pytest

from tests.phone import Phone, Town
from tests.playground.api import Api

MARKUP = {
    "inline_keyboard": [
        [{"text": "投诉 ✓", "callback_data": "k=投诉"}, {"text": "投诉", "callback_data": "k"}]
    ]
}


async def test_each_message_is_heard_once(api: Api, chen: Phone) -> None:
    await api.sends(chen.person, "受理编号 A")
    await api.sends(chen.person, "受理编号 B")
    assert (await chen.hears("受理编号")).text == "受理编号 A"
    assert (await chen.hears("受理编号")).text == "受理编号 B"
    with pytest.raises(AssertionError, match="陈阿姨 never heard 受理编号") as failure:
        await chen.hears("受理编号", within=0)
    assert "bot: 受理编号 B" in str(failure.value) and "me : /start" in str(failure.value)


async def test_hearing_waits(api: Api, chen: Phone) -> None:
    async with asyncio.TaskGroup() as group:
        heard = group.create_task(chen.hears("终于", "来了"))
        await api.sends(chen.person, "终于")
        await api.sends(chen.person, "来了, 终于")
    assert heard.result().text == "来了, 终于"


async def test_an_own_act_makes_the_past_old(api: Api, chen: Phone) -> None:
    old = await api.sends(chen.person, "问题")
    await chen.says("回答")
    with pytest.raises(AssertionError, match="never heard 问题"):
        await chen.hears("问题", within=0)
    await api.does("editMessageText", chat_id=chen.person, message_id=old["message_id"], text="问题 2")
    assert (await chen.hears("问题")).text == "问题 2"


async def test_pressing_by_words_or_data(api: Api, chen: Phone) -> None:
    first = await api.sends(chen.person, "旧", reply_markup=MARKUP)
    second = await api.sends(chen.person, "新", reply_markup=MARKUP)
    old = await chen.hears("旧")
    await chen.taps("投诉")
    await chen.taps("✓")
    await chen.taps(data="k")
    await chen.taps("投诉", on=old)
    pressed = [update["callback_query"] for update in (await api.updates())[1:]]
    assert [query["data"] for query in pressed] == ["k", "k=投诉", "k", "k"]
    numbers = [query["message"]["message_id"] for query in pressed]
    assert numbers == [second["message_id"]] * 3 + [first["message_id"]]
    with pytest.raises(AssertionError, match="sees no button '求助'"):
        await chen.taps("求助")
    with pytest.raises(AssertionError, match="no key '求助'"):
        await chen.presses_key("求助")
    assert await chen.buttons() == ["投诉 ✓", "投诉"]


async def test_a_deep_link_starts_the_bot_and_unblocks_it(api: Api, town: Town) -> None:
    cadre = await town.person("王主任", language="en", about="干部")
    await cadre.opens_link("https://t.me/town_bot?start=invite_7")
    await cadre.blocks()
    with pytest.raises(AssertionError, match="the bot is blocked"):
        await cadre.says("x")
    await cadre.opens_link("again")
    kinds = [next(name for name in update if name != "update_id") for update in await api.updates()]
    assert kinds == ["message", "my_chat_member", "my_chat_member", "message"]
    assert [note.text for note in await cadre.notes()] == ["/start invite_7", "/start again"]


async def test_10_000_letters_go_out_in_three_messages(api: Api, chen: Phone) -> None:
    await chen.says("长" * 10_000)
    assert [len(update["message"]["text"]) for update in (await api.updates())[1:]] == [4096, 4096, 1808]


async def test_hearing_nothing(api: Api, chen: Phone) -> None:
    await api.updates(offset=(await api.updates())[-1]["update_id"] + 1)
    await chen.hears_nothing()
    await api.sends(chen.person, "有事")
    await chen.hears_nothing("没事")
    with pytest.raises(AssertionError, match="did hear 有事"):
        await chen.hears_nothing("有事")
    assert [note.text for note in await chen.heard()] == ["有事"]
    assert (await chen.latest()).text == "有事"
