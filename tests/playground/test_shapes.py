"""Requests of a wrong shape are refused before anything else is looked at."""

import aiohttp
import pytest

from bot.playground.shapes import bot_api, known
from tests.note import Json
from tests.phone import Phone
from tests.playground.api import Api


def test_the_whole_bot_api_is_known() -> None:
    assert len(bot_api()["methods"]) == 180
    assert known("SENDMESSAGE") == "sendMessage"
    assert known("sendNothing") is None


def inline(**button: object) -> Json:
    return {"reply_markup": {"inline_keyboard": [[button]]}}


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"txt": "x"}, 'the playground knows no parameter "txt" of sendMessage'),
        (
            {"protect_content": "maybe"},
            'parameter "protect_content" is wrong: a value of type Boolean is expected',
        ),
        ({"reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
        ({"reply_markup": "[]"}, "object expected as reply markup"),
        (
            {"reply_markup": {"inline_keyboard": [{"text": "a"}]}},
            "can't parse inline keyboard button: an Array is expected",
        ),
        (inline(callback_data="x"), "can't parse inline keyboard button: Can't find field \"text\""),
        (inline(text=5), 'can\'t parse inline keyboard button: Field "text" must be of type String'),
        (
            inline(text="a", url=None),
            'can\'t parse inline keyboard button: Field "url" must be of type String',
        ),
        (
            {"reply_markup": {"keyboard": [[{"text": "a", "request_contact": "yes"}]]}},
            'can\'t parse keyboard button: Field "request_contact" must be of type Boolean',
        ),
        ({"reply_parameters": {}}, 'parameter "reply_parameters" is wrong: Can\'t find field "message_id"'),
        (
            {"link_preview_options": {"disabled": True}},
            'parameter "link_preview_options" is wrong: the playground knows no field "disabled" there',
        ),
    ],
)
async def test_wrong_parameters_are_refused(api: Api, chen: Phone, params: Json, words: str) -> None:
    refusal = await api.refused("sendMessage", **({"chat_id": chen.person, "text": "x"} | params))
    assert refusal == f"Bad Request: {words}"


async def test_a_missing_chat_is_told(api: Api) -> None:
    assert await api.refused("sendMessage", text="x") == "Bad Request: chat_id is empty"
    assert await api.refused("sendLocation", chat_id=1) == "Bad Request: latitude is empty"
    assert await api.refused("setMyCommands") == 'Bad Request: parameter "commands" is required'


async def test_unknown_methods_and_wrong_tokens(api: Api) -> None:
    assert await api("sendNothing") == {
        "ok": False,
        "error_code": 404,
        "description": "Not Found: method not found",
    }
    assert await api.refused("getChatMenuButton", chat_id=1) == (
        "Bad Request: the playground does not know this method yet"
    )
    api.token = "42:other"
    assert (await api("getMe"))["error_code"] == 401


async def test_forms_and_addresses_work_like_json(api: Api, chen: Phone) -> None:
    form = {"chat_id": str(chen.person), "text": "form", "disable_notification": "true"}
    keyboard = '{"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}'
    url = f"{api.url}/bot{api.token}/sendMessage"
    async with api.session.post(url, data=form | {"reply_markup": keyboard}) as answer:
        assert (await answer.json())["result"]["text"] == "form"
    async with api.session.get(url, params={"chat_id": str(chen.person), "text": "address"}) as answer:
        assert (await answer.json())["result"]["text"] == "address"
    parts = aiohttp.FormData({"chat_id": str(chen.person), "text": "parts"}, default_to_multipart=True)
    async with api.session.post(url, data=parts) as answer:
        assert (await answer.json())["result"]["text"] == "parts"
    assert (await chen.hears("form")).buttons() == ["a"]


@pytest.mark.parametrize("body", ["[]", "{", "7", "9" * 5000, "[" * 100_000])
async def test_a_body_that_is_no_object_is_refused(api: Api, body: str) -> None:
    headers = {"Content-Type": "application/json"}
    async with api.session.post(f"{api.url}/bot{api.token}/getMe", data=body, headers=headers) as answer:
        assert (await answer.json())["description"] == "Bad Request: can't parse JSON object"
