"""A playground that was asked to remember goes on where it stopped; one that was not begins anew."""

from pathlib import Path

import aiohttp

from bot.playground.keeping import keep, remember
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
