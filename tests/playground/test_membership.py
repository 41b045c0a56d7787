"""People come into groups and go out of them, and the bot is told as Telegram tells it."""

import pytest
from telegram import Bot, ChatMemberUpdated

from tests.phone import Phone, Town
from tests.playground.conftest import ALL


async def moves(bot: Bot) -> list[tuple[str, str, str, str]]:
    """Who moved whom, from what to what."""
    told = [update.chat_member for update in await bot.get_updates()]
    return [_move(one) for one in told if one]


def _move(one: ChatMemberUpdated) -> tuple[str, str, str, str]:
    old, new = one.old_chat_member, one.new_chat_member
    return one.from_user.first_name, new.user.first_name, old.status, new.status


async def test_an_administrator_that_asked_is_told_of_each_member(bot: Bot, town: Town, chen: Phone) -> None:
    await bot.get_updates(allowed_updates=ALL)
    inside = chen.inside(await town.group("值班室", [chen], kind="supergroup", bot_admin=True))
    li = (await town.person("小李")).inside({"id": inside.chat})
    wang = (await town.person("小王")).inside({"id": inside.chat})
    await inside.does("join", people=[li.person])
    await wang.does("join")
    await inside.does("remove", person=li.person)
    await wang.does("leave")
    await wang.does("join")
    assert await moves(bot) == [
        ("陈阿姨", "小李", "left", "member"),
        ("小王", "小王", "left", "member"),
        ("陈阿姨", "小李", "member", "kicked"),
        ("小王", "小王", "member", "left"),
        ("小王", "小王", "left", "member"),
    ]
    assert (await bot.get_chat_member(inside.chat, li.person)).status == "kicked"
    with pytest.raises(AssertionError, match="let in again by somebody inside"):
        await li.does("join")
    await inside.does("join", people=[li.person])
    assert (await moves(bot))[-1] == ("陈阿姨", "小李", "kicked", "member")


async def test_a_plain_member_is_told_by_messages_only(bot: Bot, town: Town, chen: Phone) -> None:
    await bot.get_updates(allowed_updates=ALL)
    inside = chen.inside(await town.group("三社区", [chen]))
    li = await town.person("小李")
    await inside.does("join", people=[li.person])
    await inside.does("remove", person=li.person)
    assert await moves(bot) == []
    joined, left = [update.message for update in await bot.get_updates() if update.message][-2:]
    assert joined.new_chat_members[0].id == li.person
    assert left.left_chat_member and left.left_chat_member.id == li.person
    assert [one.from_user and one.from_user.id for one in (joined, left)] == [chen.person] * 2
    assert (await bot.get_chat_member(inside.chat, li.person)).status == "left"
    await li.inside({"id": inside.chat}).does("join")


async def test_what_is_not_possible_with_members(town: Town, chen: Phone) -> None:
    inside = chen.inside(await town.group("三社区", [chen]))
    li, wang = await town.person("小李"), await town.person("小王")
    outside = li.inside({"id": inside.chat})
    with pytest.raises(AssertionError, match="not in this chat"):
        await outside.does("join", people=[wang.person])
    with pytest.raises(AssertionError, match="not in this chat"):
        await inside.does("remove", person=li.person)
    await outside.does("join")
    with pytest.raises(AssertionError, match="in this chat already"):
        await inside.does("join", people=[wang.person, li.person])
    for phone, other in ((outside, chen), (inside, chen)):
        with pytest.raises(AssertionError, match="the founder can send others out"):
            await phone.does("remove", person=other.person)
    assert (await town.ask("GET", "/world"))["chats"][1]["members"] == [chen.person, li.person]


async def test_the_bot_is_put_in_again_with_a_message(bot: Bot, town: Town, chen: Phone) -> None:
    inside = chen.inside(await town.group("三社区", [chen]))
    await inside.does("bot")
    assert [note.raw["kind"] for note in await inside.notes()] == ["joined", "left_chat_member"]
    await inside.does("bot")
    out, in_again, message = [update.message for update in (await bot.get_updates())[-3:]]
    assert out is in_again is None
    assert message and message.new_chat_members[0].username == "town_bot"
