"""Limits: off unless asked for, told with the time to wait, and measured by the playground's clock."""

import pytest

from tests.note import Json
from tests.phone import Phone, Town
from tests.playground.api import Api


async def limited(town: Town, limits: object) -> Json:
    return await town.ask("POST", "/world/settings", {"limits": limits})


async def test_nobody_is_limited_unless_asked(town: Town, api: Api, chen: Phone) -> None:
    for _ in range(40):
        await api.sends(chen.chat)


async def test_one_message_a_second_to_one_person(town: Town, api: Api, chen: Phone) -> None:
    assert (await limited(town, True))["limits"] == {"chat": [1, 1], "group": [20, 60], "all": [30, 1]}
    await limited(town, {"chat": [1, 30]})
    await api.sends(chen.chat, "一")
    await api.does("sendChatAction", chat_id=chen.chat, action="typing")
    refusal = await api("sendMessage", chat_id=chen.chat, text="二")
    assert 28 <= refusal["parameters"]["retry_after"] <= 30
    await town.moves_clock(seconds=30)
    await api.sends(chen.chat, "三")
    await limited(town, False)
    await api.sends(chen.chat, "四")


async def test_twenty_messages_a_minute_to_a_group(town: Town, api: Api, chen: Phone) -> None:
    group = await town.group("三社区", [chen])
    await limited(town, {"group": [20, 60]})
    for _ in range(20):
        await api.sends(group["id"])
    body = await api("sendMessage", chat_id=group["id"], text="x")
    assert body["error_code"] == 429
    wait = body["parameters"]["retry_after"]
    assert body["description"] == f"Too Many Requests: retry after {wait}"
    await api.sends(chen.chat)
    await town.moves_clock(seconds=wait)
    await api.sends(group["id"])


async def test_all_together_and_each_picture_of_an_album(town: Town, api: Api, chen: Phone) -> None:
    photo = (await chen.sends_photo()).raw["file"]["file_id"]
    await limited(town, {"all": [4, 3600]})
    media = [{"type": "photo", "media": photo}] * 4
    await api.does("sendMediaGroup", chat_id=chen.chat, media=media)
    assert (await api("sendMessage", chat_id=chen.chat, text="x"))["error_code"] == 429


async def test_what_is_refused_does_not_count_and_a_clock_moved_back_forgets(
    town: Town, api: Api, chen: Phone
) -> None:
    await limited(town, {"chat": [1, 3600]})
    await api.refused("sendMessage", chat_id=chen.chat, text=" ")
    await api.refused("sendMessage", chat_id="@nobody", text="x")
    await api.sends(chen.chat)
    await town.moves_clock(days=-1)
    await api.sends(chen.chat)


async def test_limits_that_are_none(town: Town) -> None:
    with pytest.raises(AssertionError, match="limits is true, false, or an object"):
        await limited(town, {"planet": [1, 1]})
