"""Groups: the bot hears what is meant for it, and writes only while it is a member."""

import pytest
from telegram import Bot
from telegram.error import BadRequest, Forbidden

from tests.note import Json
from tests.phone import Phone, Town
from tests.playground.api import Api


@pytest.fixture
async def group(town: Town, chen: Phone) -> Json:
    return await town.group("三社区", [chen])


async def heard_in(bot: Bot, group: Json) -> list[str | None]:
    updates = await bot.get_updates()
    return [one.message.text for one in updates if one.message and one.message.chat.id == group["id"]]


async def test_being_added_is_told_twice(bot: Bot, group: Json) -> None:
    member, message = (await bot.get_updates())[-2:]
    assert member.my_chat_member and message.message
    assert (member.my_chat_member.old_chat_member.status, member.my_chat_member.new_chat_member.status) == (
        "left",
        "member",
    )
    assert message.message.new_chat_members[0].username == "town_bot"
    assert message.message.chat.type == "group" and message.message.chat.title == "三社区"


async def test_only_what_is_meant_for_the_bot_reaches_it(bot: Bot, chen: Phone, group: Json) -> None:
    phone = chen.inside(group)
    asked = await bot.send_message(group["id"], "有事私聊")
    note = await phone.hears("有事私聊")
    for words in ("大家好", "/help", "/help@other_bot", "/help@Town_Bot", "问问 @town_bot", "@other_bot"):
        await phone.says(words)
    await phone.says("收到", reply_to=note)
    own = await phone.says("谁的?")
    await phone.says("我的", reply_to=own)
    assert (await heard_in(bot, group))[1:] == ["/help", "/help@Town_Bot", "问问 @town_bot", "收到"]
    assert asked.chat.id == group["id"]


async def test_a_group_without_the_bot_is_deaf(bot: Bot, chen: Phone, group: Json) -> None:
    await bot.leave_chat(group["id"])
    await chen.inside(group).says("/help")
    assert await heard_in(bot, group) == [None]
    for leave in (bot.leave_chat(group["id"]), bot.send_message(group["id"], "x")):
        with pytest.raises(Forbidden, match="bot is not a member of the group chat"):
            await leave


async def test_who_is_in_a_group(bot: Bot, town: Town, chen: Phone, group: Json) -> None:
    other = await town.person("小李")
    assert (await bot.get_chat_member(group["id"], chen.person)).status == "member"
    assert (await bot.get_chat_member(group["id"], other.person)).status == "left"
    assert (await bot.get_chat_member(group["id"], 42)).status == "member"
    with pytest.raises(BadRequest, match="Invalid user_id specified"):
        await bot.get_chat_member(group["id"], 1)
    assert (await bot.get_chat(group["id"])).title == "三社区"


async def test_others_messages_stay_in_a_group(api: Api, chen: Phone, group: Json) -> None:
    note = await chen.inside(group).says("大家好")
    refusal = await api.refused("deleteMessage", chat_id=group["id"], message_id=note.id)
    assert refusal == "Bad Request: message can't be deleted for everyone"
    refusal = await api.refused("leaveChat", chat_id=chen.person)
    assert refusal == "Bad Request: chat member status can't be changed in private chats"


async def test_only_members_write(town: Town, group: Json) -> None:
    other = await town.person("小李")
    with pytest.raises(AssertionError, match="not in this chat"):
        await other.inside(group).says("x")
