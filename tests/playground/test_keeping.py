"""A playground that was asked to remember goes on where it stopped; one that was not begins anew."""

import asyncio
import shutil
from pathlib import Path

import aiohttp
import pytest

from bot.playground.keeping import LEFT_OUT, STATE, Unreadable, keep, remember
from bot.playground.server import Server, start
from bot.playground.world import World
from tests.phone import Phone, Town
from tests.playground.api import Api
from tests.playground.conftest import TOKEN


async def test_people_messages_files_updates_and_clock_are_remembered(
    server: Server, town: Town, api: Api, chen: Phone, tmp_path: Path
) -> None:
    forum = await town.group("值班室", [chen], is_forum=True, bot_admin=True)
    await api.does("createForumTopic", chat_id=forum["id"], name="路灯")
    await api.sends(
        chen.chat, "您好", reply_markup={"inline_keyboard": [[{"text": "好", "callback_data": "x"}]]}
    )
    await chen.does("react", await chen.hears("您好"), emoji="👍")
    await api.does("setMyCommands", commands=[{"command": "help", "description": "帮助"}])
    photo = await chen.sends_photo("路灯")
    await town.moves_clock(hours=3)
    notes = [note.raw for note in await chen.notes()]
    before = await town.ask("GET", "/world")
    keep(server.world, tmp_path)

    later = World(TOKEN, "town_bot", "Town")
    assert remember(later, tmp_path)
    again = await start(later)
    async with Town(again.url) as same, aiohttp.ClientSession() as session:
        seen = await same.ask("GET", "/world")
        assert [seen[name] for name in ("bot", "people", "chats")] == [
            before[name] for name in ("bot", "people", "chats")
        ]
        assert abs(seen["clock"]["offset"] - before["clock"]["offset"]) < 1
        phone = Phone(same, chen.person, chen.name, chen.chat)
        known = [note.raw for note in await phone.notes()]
        assert [raw | {"version": 0} for raw in known] == [raw | {"version": 0} for raw in notes]
        own = Api(session, again.url, TOKEN)
        assert (await own.does("getFile", file_id=photo.raw["file"]["file_id"]))["file_size"] == photo.raw[
            "file"
        ]["size"]
        waiting = await own.updates()
        assert waiting and waiting == await api.updates()
        assert (await phone.says("还在")).id > photo.id
        assert (await own.updates())[-1]["update_id"] == waiting[-1]["update_id"] + 1
        await phone.taps("好")
    await again.close()


async def test_nothing_is_remembered_where_nothing_was_kept(tmp_path: Path) -> None:
    assert not remember(World(), tmp_path)


async def test_what_happens_is_written_down_while_it_runs(tmp_path: Path) -> None:
    """A run that is killed loses a moment at most, and its numbers are never given again."""
    running = await start(World(TOKEN), kept=tmp_path)
    async with Town(running.url) as town:
        phone = await town.person("陈阿姨")
        note = await phone.sends_photo("路灯")
        await until_kept(tmp_path, "路灯")
    killed = tmp_path / "killed"
    await asyncio.to_thread(shutil.copytree, tmp_path, killed)
    await running.close()

    ended, later = World(TOKEN), World(TOKEN)
    assert remember(ended, tmp_path) and remember(later, killed)
    assert (ended.last_message, later.last_message) == (note.id, note.id + LEFT_OUT)
    assert later.updates.last == ended.updates.last + LEFT_OUT
    assert later.files.last == ended.files.last + LEFT_OUT
    assert later.message(phone.chat, note.id) is not None


async def test_votes_and_members_are_remembered(
    server: Server, town: Town, api: Api, chen: Phone, tmp_path: Path
) -> None:
    inside = chen.inside(await town.group("值班室", [chen], kind="supergroup"))
    li = await town.person("小李")
    await inside.does("join", people=[li.person])
    await inside.does("remove", person=li.person)
    poll = await inside.sends_poll("几点?", ["早", "晚"])
    await inside.does("vote", poll, options=[1])
    keep(server.world, tmp_path)
    later = World(TOKEN)
    assert remember(later, tmp_path)
    again = await start(later)
    async with Town(again.url) as same:
        with pytest.raises(AssertionError, match="let in again"):
            await Phone(same, li.person, li.name, inside.chat).does("join")
        seen = await Phone(same, chen.person, chen.name, inside.chat).does("vote", poll, options=[0])
        assert [option["voter_count"] for option in seen["poll"]["options"]] == [1, 0]
    await again.close()


@pytest.mark.parametrize("kept", ["", "[]", "{}", '{"ended": true}'])
async def test_a_folder_with_something_else_in_it_is_refused(tmp_path: Path, kept: str) -> None:
    (tmp_path / STATE).write_text(kept)
    with pytest.raises(Unreadable):
        await start(World(TOKEN), kept=tmp_path)
    assert (tmp_path / STATE).read_text() == kept


async def until_kept(folder: Path, words: str) -> None:
    """Wait until the words stand in what is kept."""
    async with asyncio.timeout(20):
        while True:
            if words in await asyncio.to_thread((folder / STATE).read_text, "utf-8"):
                return
            await asyncio.sleep(0.05)
