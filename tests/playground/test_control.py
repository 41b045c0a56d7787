"""The control side: the world as the page sees it, events, history, quiet, and plain words for what is not possible."""

import asyncio
import json

import pytest
from telegram import Bot

from bot.playground.server import Server, start
from bot.playground.world import World
from tests.note import Json
from tests.phone import Phone, Town
from tests.playground.api import Api


async def test_the_world_at_a_glance(town: Town, bot: Bot, chen: Phone) -> None:
    group = await town.group("三社区", [chen])
    await bot.set_my_commands([("help", "帮助")], language_code="zh")
    await bot.set_my_description("What it does", language_code="en")
    listed = [{"command": "help", "description": "帮助"}]
    commands = {"scope": "default", "language_code": "zh", "commands": listed}
    seen = await town.ask("GET", "/world")
    names = {"id": 42, "username": "town_bot", "first_name": "Town"}
    assert seen["bot"] == names | {"commands": [commands], "descriptions": {"en": "What it does"}}
    assert seen["people"] == [
        {
            "id": chen.person,
            "first_name": "陈阿姨",
            "last_name": "陈",
            "username": "chen",
            "language_code": "zh-hans",
            "about": None,
            "blocked": False,
        }
    ]
    private = {"id": chen.person, "type": "private", "title": "陈阿姨", "members": [chen.person]}
    assert seen["chats"] == [private, group]
    assert seen["clock"]["offset"] == 0


async def test_messages_since_a_version(api: Api, chen: Phone) -> None:
    first = await chen.says("一")
    second = await chen.says("二")
    assert [note.text for note in await chen.notes(first.version)] == ["二"]
    await chen.edits(first, "一!")
    assert [note.text for note in await chen.notes(second.version)] == ["一!"]


async def test_events_tell_the_page(server: Server, town: Town, api: Api, chen: Phone) -> None:
    async with town.session.get(server.url + "/world/events") as stream:
        assert stream.content_type == "text/event-stream"
        await stream.content.readuntil(b"\n\n")
        sent = await api.sends(chen.person, "您好")
        await api.does("deleteMessage", chat_id=chen.person, message_id=sent["message_id"])
        await chen.blocks()
        await town.moves_clock(days=1)
        told: list[Json] = []
        while not told or told[-1]["kind"] != "clock":
            line = await stream.content.readuntil(b"\n\n")
            told.append(json.loads(line.removeprefix(b"data: ")))
    kinds = [event["kind"] for event in told if event["kind"] != "call"]
    assert kinds == ["message", "deleted", "person", "clock"]
    assert told[0]["message"]["text"] == "您好"
    assert [event["entry"]["method"] for event in told if event["kind"] == "call"] == [
        "sendMessage",
        "deleteMessage",
    ]


async def test_history_keeps_calls_with_their_answers(api: Api, town: Town, chen: Phone) -> None:
    sent = await api.sends(chen.person)
    await api("sendMessage", chat_id=1, text="x")
    await api.updates()
    offset = (await api.updates())[0]["update_id"] + 1
    await api.updates(offset=offset)
    good, bad = await town.history("call", "sendMessage")
    assert (good["chat"], good["params"]["text"], good["result"]) == (chen.person, "hello", sent)
    assert bad["error"]["description"] == "Bad Request: chat not found"
    assert [entry["update_id"] for entry in await town.history("update")] == [offset - 1] * 2
    assert [entry["update_id"] for entry in await town.history("ack")] == [offset - 1]
    numbers = [entry["n"] for entry in await town.history()]
    assert numbers == list(range(1, len(numbers) + 1))
    assert await town.history(after=len(numbers)) == []


async def test_quiet_waits_for_the_bot(bot: Bot, town: Town, chen: Phone) -> None:
    async with asyncio.TaskGroup() as group:
        quiet = group.create_task(town.quiet())
        update = (await bot.get_updates())[0]
        assert not quiet.done()
        await bot.get_updates(offset=update.update_id + 1)
        await quiet


@pytest.mark.parametrize(
    ("method", "path", "body", "words"),
    [
        ("GET", "/world/chats/9/messages", None, "no chat 9"),
        ("GET", "/world/chats/x/messages", None, "chat must be a whole number"),
        ("POST", "/world/people", {}, "first_name is needed"),
        ("POST", "/world/people/9/block", {}, "no person 9"),
        ("POST", "/world/groups", {"title": "x"}, "a group needs members"),
        ("POST", "/world/settings", {"copies": 0}, "copies is a number from 1"),
        ("GET", "/world/files/x", None, "no such file"),
        ("GET", "/page/nothing.js", None, "no such page"),
        ("GET", "/page/..%2Fworld.py", None, "no such page"),
        ("GET", "/world/history?after=x", None, "after must be a whole number"),
    ],
)
async def test_what_is_not_possible_is_told(
    town: Town, method: str, path: str, body: Json | None, words: str
) -> None:
    with pytest.raises(AssertionError, match=words):
        await town.ask(method, path, body)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({}, "from is the id of a person"),
        ({"from": 5001}, "nothing to send"),
        ({"from": 5001, "text": "  "}, "an empty text cannot be sent"),
        ({"from": 5001, "text": "x", "reply_to": 99}, "no message 99 in this chat"),
        ({"from": 5001, "location": {}}, "not the right shape"),
        ({"from": 5001, "document": {"name": "x", "data": "!"}}, "data in base64"),
        ({"from": 5001, "document": "x"}, "a file is"),
        ({"from": 5001, "photo": {"sample": "photo"}, "caption": "x" * 1025}, "at most 1024"),
    ],
)
async def test_a_message_that_cannot_be_sent(town: Town, chen: Phone, body: Json, words: str) -> None:
    with pytest.raises(AssertionError, match=words):
        await town.ask("POST", f"/world/chats/{chen.chat}/messages", body)


async def test_pressing_what_is_not_there(town: Town, api: Api, chen: Phone) -> None:
    rows = [[{"text": "页", "url": "https://t.me"}, {"text": "一", "callback_data": "1"}]]
    sent = await api.sends(chen.person, reply_markup={"inline_keyboard": rows})
    path = f"/world/chats/{chen.chat}/messages/{sent['message_id']}/tap"
    for place, words in (
        ({"data": "2"}, "no button with data"),
        ({"row": 0, "column": 2}, "no button at this place"),
        ({"row": 0, "column": 0}, "opens an address"),
        ({}, "no button at this place"),
    ):
        with pytest.raises(AssertionError, match=words):
            await town.ask("POST", path, {"from": chen.person} | place)
    await town.ask("POST", path, {"from": chen.person, "row": 0, "column": 1})
    assert (await api.updates())[-1]["callback_query"]["data"] == "1"


async def test_edits_of_others_messages_are_refused(api: Api, chen: Phone) -> None:
    await api.sends(chen.person, "bot")
    with pytest.raises(AssertionError, match="only own messages"):
        await chen.edits(await chen.hears("bot"), "x")
    with pytest.raises(AssertionError, match="no words to edit"):
        await chen.edits(await chen.sends_sticker(), "x")
    photo = await chen.sends_photo()
    assert (await chen.edits(photo, "路灯")).raw["caption"] == "路灯"


async def test_closing_lets_everybody_go() -> None:
    world = World()
    server = await start(world)
    async with Town(server.url) as town, asyncio.TaskGroup() as group:
        clock = group.create_task(town.ask("GET", "/clock", after=9))
        history = group.create_task(town.ask("GET", "/world/history", after=9, wait=25))
        stream = await town.session.get(server.url + "/world/events")
        await world.clock.followed()
        await server.close()
        await asyncio.gather(clock, history, stream.read())
