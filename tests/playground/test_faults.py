"""Faults on request: each mode fails as it says, only where it was meant, and history tells what was done."""

import asyncio
from pathlib import Path

import aiohttp
import pytest

from bot.playground.faults import MODES
from tests.note import Json
from tests.phone import Phone, Town
from tests.playground.api import Api

ALL = sorted(MODES)
CLOSED = ("refused", "closed", "done_closed")
HELD = ("silent", "done_silent")
HALF = ("cut",)
DOCS = Path(__file__).parents[2] / "docs" / "playground.md"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.playground.striking.LETTER", 0.0)


async def asked(api: Api, chat: int) -> tuple[int, str]:
    """The status and body of one request to say something."""
    address = f"{api.url}/bot{api.token}/sendMessage"
    async with api.session.post(
        address, json={"chat_id": chat, "text": "once"}, allow_redirects=False
    ) as answer:
        return answer.status, await answer.text()


async def said(chen: Phone) -> int:
    return len([note for note in await chen.notes() if note.text == "once"])


@pytest.mark.parametrize("mode", [mode for mode in ALL if mode not in (*CLOSED, *HELD, *HALF)])
async def test_each_mode_answers_as_it_says_and_strikes_once(
    town: Town, api: Api, chen: Phone, mode: str
) -> None:
    await town.fails("sendMessage", mode, chat=chen.chat)
    status, body = await asked(api, chen.chat)
    assert status == MODES[mode].status
    assert await said(chen) == MODES[mode].acts
    if MODES[mode].way == "instead":
        assert body == MODES[mode].body or MODES[mode].refusal
    [entry] = await town.history("call", "sendMessage")
    assert entry["fault"] == mode and ("result" in entry) == MODES[mode].acts
    assert (await asked(api, chen.chat))[0] == 200
    assert await said(chen) == 1 + MODES[mode].acts


@pytest.mark.parametrize("mode", [*CLOSED, *HALF])
async def test_a_closed_line_is_no_answer(town: Town, api: Api, chen: Phone, mode: str) -> None:
    await town.fails("sendMessage", mode)
    with pytest.raises(aiohttp.ClientError):
        await asked(api, chen.chat)
    assert await said(chen) == MODES[mode].acts


@pytest.mark.parametrize("mode", HELD)
async def test_silence_lasts_until_the_bot_gives_up(town: Town, api: Api, chen: Phone, mode: str) -> None:
    await town.fails("sendMessage", mode)
    before = len(await town.history())
    async with asyncio.TaskGroup() as group:
        held = group.create_task(asked(api, chen.chat))
        done = await town.ask("GET", "/world/history", after=before, wait=10)
        assert done["entries"][-1]["fault"] == mode and not held.done()
        held.cancel()
    assert await said(chen) == MODES[mode].acts


async def test_half_an_answer_is_no_json_and_drops_make_a_whole(town: Town, api: Api, chen: Phone) -> None:
    for mode, whole in (("half", False), ("drip", True), ("slow_head", True)):
        await town.fails("sendMessage", mode)
        _, body = await asked(api, chen.chat)
        assert body.endswith("}}") is whole and body.startswith('{"ok": true')


async def test_a_fault_is_for_its_method_its_chat_and_so_many_times(
    town: Town, api: Api, chen: Phone
) -> None:
    await town.fails("sendMessage", "500", chat=chen.chat, times=2)
    other = await town.person("小李")
    await other.says("/start")
    await api.does("getMe")
    await api.sends(other.chat)
    waiting = {"method": "sendmessage", "mode": "500", "times": 2, "chat": chen.chat}
    assert await town.ask("GET", "/world/faults") == {"faults": [waiting]}
    for code in (500, 500, None):
        assert (await api("sendMessage", chat_id=chen.chat, text="x")).get("error_code") == code
    await town.fails("*", "401")
    assert (await api("getMe"))["error_code"] == 401
    await town.fails("getMe", "404", times=3)
    assert await town.ask("DELETE", "/world/faults") == {"faults": []}
    assert (await api("getMe"))["ok"]


async def test_words_and_parameters_of_a_refusal_can_be_chosen(town: Town, api: Api, chen: Phone) -> None:
    await town.fails("sendMessage", "429", parameters={"retry_after": 40})
    body = await api("sendMessage", chat_id=chen.chat, text="x")
    assert body["parameters"] == {"retry_after": 40}
    words = "Bad Request: have no rights to send a message"
    await town.fails("sendMessage", "400", words=words, parameters={"migrate_to_chat_id": -100})
    body = await api("sendMessage", chat_id=chen.chat, text="x")
    assert (body["description"], body["parameters"]) == (words, {"migrate_to_chat_id": -100})


async def test_downloads_fail_too(town: Town, api: Api, chen: Phone) -> None:
    file = await api.does("getFile", file_id=(await chen.sends_document()).raw["file"]["file_id"])
    address = f"{api.url}/file/bot{api.token}/{file['file_path']}"
    await town.fails("file", "502_page")
    for status in (502, 200):
        async with api.session.get(address) as answer:
            assert answer.status == status


async def test_polling_fails_without_losing_updates(town: Town, api: Api, chen: Phone) -> None:
    await town.fails("getUpdates", "done_500")
    assert (await api("getUpdates"))["error_code"] == 500
    assert len(await api.updates()) == 1


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"mode": "lazy"}, "no mode 'lazy'"),
        ({"mode": "500", "times": 0}, "times is a number from 1"),
    ],
)
async def test_what_is_no_fault_is_told(town: Town, body: Json, words: str) -> None:
    with pytest.raises(AssertionError, match=words):
        await town.ask("POST", "/world/faults", body)


def test_every_mode_is_explained() -> None:
    table = DOCS.read_text("utf-8")
    assert [mode for mode in MODES if f"`{mode}`" not in table] == []
