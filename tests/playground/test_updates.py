"""Updates by asking: numbers, offsets, limits, kinds, waiting and conflicts."""

import asyncio

import pytest
from telegram import Bot, Update
from telegram.error import Conflict

from bot.playground.world import World
from tests.phone import Phone, Town
from tests.playground.api import Api


async def test_updates_stay_until_an_offset_passes_them(api: Api, chen: Phone) -> None:
    await chen.says("二")
    first, second = await api.updates()
    assert second["update_id"] == first["update_id"] + 1
    assert await api.updates() == [first, second]
    assert await api.updates(offset=second["update_id"]) == [second]
    assert await api.updates(offset=second["update_id"] + 1) == []
    assert await api.updates(offset=first["update_id"]) == []


async def test_limit_and_negative_offset(api: Api, chen: Phone) -> None:
    for words in ("二", "三"):
        await chen.says(words)
    assert [update["message"]["text"] for update in await api.updates(limit=2)] == ["/start", "二"]
    assert [update["message"]["text"] for update in await api.updates(offset=-1)] == ["三"]
    assert len(await api.updates()) == 1


async def test_asking_waits_for_something_to_happen(api: Api, chen: Phone) -> None:
    offset = (await api.updates())[-1]["update_id"] + 1
    async with asyncio.TaskGroup() as group:
        waiting = group.create_task(api.updates(offset=offset, timeout=30))
        group.create_task(chen.says("终于"))
    assert [update["message"]["text"] for update in waiting.result()] == ["终于"]


async def test_a_second_asker_ends_the_first(bot: Bot, api: Api, world: World) -> None:
    async with asyncio.TaskGroup() as group:
        first = group.create_task(refused(bot))
        await world.bell.until(lambda: world.updates.askers == 1, 10)
        group.create_task(api.updates())
    assert "terminated by other getUpdates request" in first.result()


async def test_a_webhook_ends_whoever_is_asking(bot: Bot, api: Api, world: World) -> None:
    async with asyncio.TaskGroup() as group:
        first = group.create_task(refused(bot))
        await world.bell.until(lambda: world.updates.askers == 1, 10)
        group.create_task(api.does("setWebhook", url="http://127.0.0.1:9/telegram"))
    assert "terminated by setwebhook request" in first.result().lower()


async def test_updates_wait_for_a_day_and_presses_for_150_seconds(api: Api, town: Town, chen: Phone) -> None:
    keyboard = {"inline_keyboard": [[{"text": "好", "callback_data": "x"}]]}
    await api.sends(chen.chat, reply_markup=keyboard)
    await chen.taps("好")
    assert len(await api.updates()) == 2
    await town.moves_clock(seconds=152)
    assert [set(update) - {"update_id"} for update in await api.updates()] == [{"message"}]
    await town.moves_clock(hours=24)
    assert await api.updates() == []
    assert len(await town.history("expired")) == 2


async def refused(bot: Bot) -> str:
    with pytest.raises(Conflict) as conflict:
        await bot.get_updates(timeout=30)
    return conflict.value.message


async def test_only_the_kinds_that_were_asked_for(api: Api, chen: Phone) -> None:
    await api.updates(allowed_updates=["callback_query"])
    await chen.says("unheard")
    assert len(await api.updates()) == 1
    await api.updates(allowed_updates=[])
    await chen.says("heard")
    assert [update["message"]["text"] for update in await api.updates()] == ["/start", "heard"]


async def test_each_update_can_come_several_times(api: Api, chen: Phone, town: Town) -> None:
    await town.hands_over(3)
    found = await api.updates(limit=1)
    assert len(found) == 3 and found[0] == found[1] == found[2]
    assert await api.updates(offset=found[0]["update_id"] + 1) == []


@pytest.fixture
async def updates(api: Api, bot: Bot, chen: Phone) -> tuple[Update, ...]:
    """Everything a person can do, as python-telegram-bot reads it."""
    await chen.sends_album(9, caption="现场")
    await chen.sends_voice()
    await chen.sends_video()
    await chen.sends_document()
    await chen.sends_location(30.5, 114.3)
    await chen.sends_contact()
    await chen.sends_sticker()
    await chen.sends_poll("几点?", ["早", "晚"])
    await chen.edits(await chen.says("原话"), "改过")
    await chen.blocks()
    await chen.unblocks()
    return await bot.get_updates()


async def test_all_that_people_do_arrives_in_telegrams_shape(updates: tuple[Update, ...]) -> None:
    told = [update.effective_message for update in updates if update.effective_message]
    unread = [name for message in told for name in message.api_kwargs]
    assert unread == []
    album = told[1:10]
    assert len({part.media_group_id for part in album}) == 1 and album[0].media_group_id
    assert [part.caption for part in album] == ["现场"] + [None] * 8
    assert all(part.photo[-1].file_size for part in album)
    voice, video, document, place, contact, sticker, poll, before, after = told[10:]
    assert voice.voice and video.video and document.document and poll.poll
    assert place.location and place.location.latitude == 30.5
    assert contact.contact and contact.contact.user_id == contact.chat.id
    assert sticker.sticker and sticker.sticker.emoji == "😀"
    assert (before.text, after.text, before.message_id) == ("原话", "改过", after.message_id)
    assert after.edit_date and updates[-3].edited_message is after


async def test_blocking_is_told(updates: tuple[Update, ...]) -> None:
    blocked, unblocked = (update.my_chat_member for update in updates[-2:])
    assert blocked and unblocked
    assert (blocked.old_chat_member.status, blocked.new_chat_member.status) == ("member", "kicked")
    assert (unblocked.old_chat_member.status, unblocked.new_chat_member.status) == ("kicked", "member")


async def test_commands_are_marked(updates: tuple[Update, ...]) -> None:
    first = updates[0].message
    assert first and [(mark.type, mark.offset, mark.length) for mark in first.entities] == [
        ("bot_command", 0, 6)
    ]
    assert first.from_user and first.from_user.language_code == "zh-hans"
    assert first.from_user.username == "chen" and first.chat.last_name == "陈"
