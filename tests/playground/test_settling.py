"""How the bot presents itself: name, commands per scope and language, descriptions."""

import pytest
from telegram import (
    Bot,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeChatAdministrators,
    BotCommandScopeChatMember,
)
from telegram.error import BadRequest

from tests.phone import Phone, Town
from tests.playground.api import Api


async def test_who_am_i(bot: Bot) -> None:
    me = await bot.get_me()
    assert (me.id, me.username, me.first_name, me.is_bot) == (42, "town_bot", "Town", True)
    assert me.can_join_groups and not me.can_read_all_group_messages


async def test_commands_are_kept_per_scope_and_language(bot: Bot, chen: Phone) -> None:
    private, own = BotCommandScopeAllPrivateChats(), BotCommandScopeChat(chen.person)
    await bot.set_my_commands([("help", "Help")])
    await bot.set_my_commands([("help", "帮助")], private, "zh")
    assert [one.description for one in await bot.get_my_commands()] == ["Help"]
    assert [one.description for one in await bot.get_my_commands(private, "zh")] == ["帮助"]
    assert await bot.get_my_commands(private) == ()
    assert await bot.get_my_commands(own) == ()
    await bot.delete_my_commands(private, "zh")
    assert await bot.get_my_commands(private, "zh") == ()
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.set_my_commands([("help", "x")], BotCommandScopeChat(1))


@pytest.mark.parametrize(
    ("command", "description", "words"),
    [
        ("帮助", "x", "BOT_COMMAND_INVALID"),
        ("a" * 33, "x", "BOT_COMMAND_INVALID"),
        ("help", "", "BOT_COMMAND_DESCRIPTION_INVALID"),
        ("help", "x" * 257, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ],
)
async def test_bad_commands_are_refused(api: Api, command: str, description: str, words: str) -> None:
    commands = [{"command": command, "description": description}]
    assert await api.refused("setMyCommands", commands=commands) == f"Bad Request: {words}"


async def test_at_most_100_commands_and_two_letters_of_language(api: Api) -> None:
    one = {"command": "help", "description": "x"}
    refusal = await api.refused("setMyCommands", commands=[one] * 101)
    assert refusal == "Bad Request: BOT_COMMANDS_TOO_MUCH"
    refusal = await api.refused("setMyCommands", commands=[one], language_code="zh-hans")
    assert refusal == "Bad Request: LANG_CODE_INVALID"


async def test_names_and_descriptions_fall_back_to_the_default(bot: Bot) -> None:
    assert (await bot.get_my_name()).name == "Town"
    await bot.set_my_name("民情")
    await bot.set_my_description("What it does", language_code="en")
    await bot.set_my_short_description("办事")
    assert (await bot.get_my_name("zh")).name == "民情"
    assert (await bot.get_my_description("en")).description == "What it does"
    assert (await bot.get_my_description()).description == ""
    assert (await bot.get_my_short_description("en")).short_description == "办事"
    with pytest.raises(BadRequest, match="Bot_short_description_too_long"):
        await bot.set_my_short_description("x" * 121)


async def offered(town: Town, chat: int, person: int) -> list[str]:
    """The commands that somebody sees in a chat."""
    found = await town.ask("GET", f"/world/chats/{chat}/commands", person=person)
    return [command["command"] for command in found["commands"]]


async def test_the_narrowest_scope_is_offered_first(bot: Bot, town: Town, chen: Phone) -> None:
    other = await town.person("小李", language="en-us")
    group = (await town.group("三社区", [chen, other]))["id"]
    scopes = (
        (None, None, {chen.chat: "default", group: "default"}),
        (BotCommandScopeAllPrivateChats(), None, {chen.chat: "private", group: "default"}),
        (BotCommandScopeAllGroupChats(), None, {group: "groups"}),
        (BotCommandScopeAllChatAdministrators(), None, {group: "admins"}),
        (BotCommandScopeChat(group), None, {group: "here"}),
        (BotCommandScopeChat(chen.chat), None, {chen.chat: "chen"}),
        (BotCommandScopeChatAdministrators(group), None, {group: "admins_here"}),
        (BotCommandScopeChatMember(group, chen.person), None, {group: "member"}),
        (BotCommandScopeChat(chen.chat), "zh", {chen.chat: "zh"}),
    )
    for scope, language, seen in scopes:
        name = next(iter(seen.values()))
        await bot.set_my_commands([(name, "x")], scope=scope, language_code=language)
        for chat, command in seen.items():
            assert await offered(town, chat, chen.person) == [command]
    assert await offered(town, group, other.person) == ["here"]
    assert [one.command for one in await bot.get_my_commands(BotCommandScopeChat(group))] == ["here"]
    await bot.delete_my_commands(BotCommandScopeChat(group))
    assert await offered(town, group, other.person) == ["groups"]
    with pytest.raises(BadRequest, match="User not found"):
        await bot.set_my_commands([], scope=BotCommandScopeChatMember(group, 1))
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.set_my_commands([], scope=BotCommandScopeChat(1))
