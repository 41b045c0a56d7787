"""The webhook: secret, retries until 2xx, one queue per chat, and methods that ride in the answer."""

from collections.abc import AsyncIterator, Callable

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import BadRequest, Conflict

from bot.playground.world import World
from tests.note import Json
from tests.phone import Phone, Town
from tests.playground.api import Api

Answer = Callable[[Json], web.Response]


class Ear:
    """A bot that listens at an address and answers as it was told."""

    def __init__(self) -> None:
        self.heard: list[Json] = []
        self.secrets: set[str | None] = set()
        self.answer: Answer = lambda update: web.Response()
        self.url = ""

    async def hear(self, request: web.Request) -> web.Response:
        """Take one update."""
        update: Json = await request.json()
        self.heard.append(update)
        self.secrets.add(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        return self.answer(update)

    def texts(self) -> list[str]:
        """The words of the messages heard."""
        return [update["message"]["text"] for update in self.heard]


@pytest.fixture
async def ear() -> AsyncIterator[Ear]:
    found = Ear()
    app = web.Application()
    app.router.add_post("/telegram", found.hear)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    found.url = f"http://127.0.0.1:{runner.addresses[0][1]}/telegram"
    yield found
    await runner.cleanup()


async def test_updates_come_by_themselves_with_the_secret(
    bot: Bot, ear: Ear, chen: Phone, town: Town
) -> None:
    await bot.set_webhook(ear.url, secret_token="sesame_-7")
    await chen.says("二")
    await town.quiet()
    assert ear.texts() == ["/start", "二"]
    assert ear.secrets == {"sesame_-7"}
    acknowledged = [entry["update_id"] for entry in await town.history("ack")]
    assert acknowledged == [update["update_id"] for update in ear.heard]


def pauses(world: World) -> list[int]:
    """How long the playground waited after each failure, in seconds of its clock."""
    return [entry["again_in"] for entry in world.history.entries if entry["kind"] == "error"]


async def failures(world: World, number: int) -> None:
    """Wait until so many tries have failed."""
    assert await world.bell.until(lambda: len(pauses(world)) >= number, 10)


async def test_an_update_comes_again_until_it_is_taken(
    bot: Bot, ear: Ear, chen: Phone, town: Town, world: World
) -> None:
    ear.answer = lambda update: web.Response(status=200 if len(ear.heard) > 3 else 503)
    await bot.set_webhook(ear.url)
    await failures(world, 2)
    await chen.says("二")
    await town.moves_clock(seconds=2)
    await failures(world, 3)
    await town.moves_clock(seconds=4)
    await town.quiet()
    assert ear.texts() == [*["/start"] * 4, "二"]
    assert pauses(world) == [0, 2, 4]
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 503 Service Unavailable"
    assert info.pending_update_count == 0 and info.url == ear.url


async def test_pauses_grow_to_a_minute(bot: Bot, ear: Ear, chen: Phone, town: Town, world: World) -> None:
    ear.answer = lambda update: web.Response(status=500)
    await bot.set_webhook(ear.url)
    for number in range(2, 9):
        await failures(world, number)
        await town.moves_clock(minutes=1)
    assert pauses(world)[:8] == [0, 2, 4, 8, 16, 32, 60, 60]


async def test_retry_after_is_honoured_up_to_an_hour(
    bot: Bot, ear: Ear, world: World, chen: Phone, town: Town
) -> None:
    ear.answer = lambda update: web.Response(
        status=503, headers={"Retry-After": "30" if len(ear.heard) == 1 else "9999"}
    )
    await bot.set_webhook(ear.url)
    await failures(world, 1)
    await town.moves_clock(seconds=30)
    await failures(world, 2)
    assert pauses(world) == [30, 3600]


async def test_an_update_is_given_up_after_a_day(
    bot: Bot, ear: Ear, chen: Phone, town: Town, world: World
) -> None:
    ear.answer = lambda update: web.Response(status=500)
    await bot.set_webhook(ear.url)
    await failures(world, 2)
    await town.moves_clock(hours=25)
    assert await world.bell.until(lambda: not world.updates.waiting, 10)
    assert [entry["update_id"] for entry in await town.history("expired")] == [ear.heard[0]["update_id"]]
    ear.answer = lambda update: web.Response()
    await chen.says("二")
    await town.quiet()
    assert ear.texts()[-1] == "二"


async def test_twice_as_many_failing_chats_as_connections_stop_everybody(
    bot: Bot, ear: Ear, chen: Phone, town: Town, world: World
) -> None:
    people = [chen, await town.person("小李"), await town.person("小王")]
    ear.answer = lambda update: web.Response(
        status=200 if update["message"]["chat"]["id"] == people[-1].chat else 500
    )
    await people[1].says("一")
    await bot.set_webhook(ear.url, max_connections=1)
    await failures(world, 4)
    await people[2].says("一")
    await town.moves_clock(seconds=2)
    await failures(world, 6)
    assert {update["message"]["chat"]["id"] for update in ear.heard} == {people[0].chat, people[1].chat}
    ear.answer = lambda update: web.Response()
    await town.moves_clock(seconds=4)
    await town.quiet()
    assert ear.heard[-1]["message"]["chat"]["id"] == people[2].chat


async def test_a_bot_that_says_gone_for_a_day_loses_its_webhook(
    bot: Bot, ear: Ear, chen: Phone, town: Town, world: World
) -> None:
    ear.answer = lambda update: web.Response(status=410)
    await bot.set_webhook(ear.url)
    await failures(world, 2)
    await town.moves_clock(hours=22)
    await failures(world, 3)
    assert world.updates.hook
    await town.moves_clock(hours=1.5)
    assert await world.bell.until(lambda: world.updates.hook is None, 10)
    assert (await bot.get_webhook_info()).url == ""


async def test_a_chat_that_fails_does_not_stop_the_others(
    bot: Bot, ear: Ear, chen: Phone, town: Town
) -> None:
    other = await town.person("小李")
    ear.answer = lambda update: web.Response(
        status=500 if update["message"]["from"]["id"] == chen.person else 200
    )
    await bot.set_webhook(ear.url)
    await other.says("一")
    await other.says("二")
    entries = await waits_for(
        town, lambda entries: len([one for one in entries if one["kind"] == "ack"]) == 2
    )
    assert {entry["chat"] for entry in entries if entry["kind"] == "ack"} == {other.person}
    assert (await bot.get_webhook_info()).pending_update_count == 1
    ear.answer = lambda update: web.Response()
    await town.moves_clock(minutes=1)
    await town.quiet()
    assert ear.texts()[-1] == "/start"


async def waits_for(town: Town, enough: Callable[[list[Json]], bool]) -> list[Json]:
    entries: list[Json] = []
    while not enough(entries):
        answer = await town.ask("GET", "/world/history", after=len(entries), wait=10)
        assert answer["entries"], "history stands still"
        entries += answer["entries"]
    return entries


async def test_a_method_rides_in_the_answer(bot: Bot, ear: Ear, chen: Phone, town: Town) -> None:
    ear.answer = lambda update: web.json_response(
        {"method": "sendMessage", "chat_id": chen.person, "text": "riding"}
    )
    await bot.set_webhook(ear.url)
    assert (await chen.hears("riding")).from_bot
    ear.answer = lambda update: web.json_response({"method": "setWebhook", "url": ""})
    await chen.says("二")
    await town.quiet()
    assert (await bot.get_webhook_info()).url == ear.url
    ear.answer = lambda update: web.json_response({"method": "sendMessage", "chat_id": 1, "text": "x"})
    await chen.says("三")
    await town.quiet()
    refused = (await town.history("call", "sendMessage"))[-1]
    assert refused["error"]["description"] == "Bad Request: chat not found"


async def test_copies_come_one_after_the_other(bot: Bot, ear: Ear, chen: Phone, town: Town) -> None:
    await town.hands_over(2)
    await bot.set_webhook(ear.url)
    await chen.says("二")
    await town.quiet()
    assert ear.texts() == ["/start", "/start", "二", "二"]


async def test_webhook_and_asking_exclude_each_other(bot: Bot, api: Api, ear: Ear) -> None:
    await bot.set_webhook(ear.url)
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    assert await bot.get_updates() == ()
    assert (await bot.get_webhook_info()).url == ""


async def test_pending_updates_can_be_dropped(bot: Bot, chen: Phone) -> None:
    assert (await bot.get_webhook_info()).pending_update_count == 1
    await bot.delete_webhook(drop_pending_updates=True)
    assert (await bot.get_webhook_info()).pending_update_count == 0


async def test_a_bad_webhook_is_refused(bot: Bot, ear: Ear) -> None:
    with pytest.raises(BadRequest, match="Secret token contains unallowed characters"):
        await bot.set_webhook(ear.url, secret_token="with space")
    with pytest.raises(BadRequest, match="Bad webhook: an https url must be provided"):
        await bot.set_webhook("ftp://t.me")
    assert (await bot.get_webhook_info()).url == ""


async def test_closing_does_not_wait_for_a_silent_bot(bot: Bot, ear: Ear, chen: Phone, world: World) -> None:
    ear.answer = lambda update: web.Response(status=503, headers={"Retry-After": "50"})
    await bot.set_webhook(ear.url)
    await failures(world, 1)
    assert world.updates.waiting
