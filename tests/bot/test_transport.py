"""The transport tells what kind of failure it was, and never names the token."""

import pytest
from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, TelegramError

from bot.transport import NoAnswer, NotSent, SlowDown, Transport
from tests.bot.conftest import TOKEN, unused_port
from tests.bot.standin import BROKEN, CUT, HANG, HTML, Standin, refusal


async def failure(bot: Bot) -> TelegramError:
    with pytest.raises(TelegramError) as caught:
        await bot.send_message(1, "x")
    return caught.value


async def ready_failure(transport: Transport, base_url: str) -> TelegramError:
    """The same of a call whose body stands ready, as the outbox sends them."""
    with pytest.raises(TelegramError) as caught:
        await transport.post_json(f"{base_url}/sendMessage", b'{"chat_id": 1, "text": "x"}')
    return caught.value


async def test_a_call_arrives_with_its_parameters(bot: Bot, telegram: Standin) -> None:
    sent = await bot.send_message(1, "您好 & <b>", reply_to_message_id=5)
    assert sent.message_id > 0
    [params] = telegram.of("sendMessage")
    assert (params["chat_id"], params["text"]) == ("1", "您好 & <b>")


@pytest.mark.parametrize(
    "answer", [HANG, CUT, BROKEN, HTML, (500, {}), (403, b"<html>"), (400, {"a": 1}), (200, {"ok": True})]
)
async def test_no_readable_answer(bot: Bot, telegram: Standin, answer: object) -> None:
    telegram.next("sendMessage", answer)
    error = await failure(bot)
    assert isinstance(error, NoAnswer)


async def test_a_refusal_that_ptb_has_no_name_for_is_one(bot: Bot, telegram: Standin) -> None:
    telegram.next("sendMessage", refusal(413, "Request Entity Too Large"))
    assert isinstance(await failure(bot), BadRequest)


async def test_never_sent(transport: Transport) -> None:
    nowhere = f"http://127.0.0.1:{unused_port()}/bot"
    error = await failure(Bot(TOKEN, base_url=nowhere, request=transport, get_updates_request=transport))
    assert isinstance(error, NotSent)


async def test_a_closed_transport_never_sends() -> None:
    own = Transport()
    assert isinstance(await failure(Bot(TOKEN, request=own, get_updates_request=own)), NotSent)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (refusal(400, "Bad Request: chat not found"), BadRequest),
        (refusal(403, "Forbidden: bot was blocked by the user"), Forbidden),
        (refusal(401, "Unauthorized"), InvalidToken),
        (refusal(400, "Bad Request: upgraded", migrate_to_chat_id=-100), ChatMigrated),
    ],
)
async def test_refusals(bot: Bot, telegram: Standin, answer: object, kind: type[TelegramError]) -> None:
    telegram.next("sendMessage", answer)
    assert type(await failure(bot)) is kind


async def test_a_request_to_slow_down_says_how_long(bot: Bot, telegram: Standin) -> None:
    telegram.next("sendMessage", refusal(429, "Too Many Requests: retry after 9", retry_after=9))
    error = await failure(bot)
    assert isinstance(error, SlowDown)
    assert error.seconds == 9


@pytest.mark.parametrize("answer", [HANG, CUT, BROKEN, HTML, refusal(401, "Unauthorized")])
async def test_the_token_is_never_named(
    bot: Bot, telegram: Standin, answer: object, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.next("sendMessage", answer)
    error: BaseException | None = await failure(bot)
    while error is not None:
        assert TOKEN not in f"{error!r} {error}"
        error = error.__cause__
    assert TOKEN not in caplog.text


async def test_files_go_as_parts(bot: Bot, telegram: Standin) -> None:
    await bot.send_document(1, b"%PDF-1.4", filename="a.pdf", caption="看")
    [params] = telegram.of("sendDocument")
    assert params["caption"] == "看"
    assert "document" in params


async def test_a_file_keeps_its_chinese_name_and_no_name_ends_its_line(bot: Bot, telegram: Standin) -> None:
    for name in ("台账-2026-11.xlsx", '台账"\r\nX: 1\r\n\r\n-2026-11.xlsx'):
        await bot.send_document(1, b"%PDF-1.4", filename=name, caption="看")
    first, second = telegram.of("sendDocument")
    assert "台账-2026-11.xlsx" in first["document"]
    assert "台账X: 1-2026-11.xlsx" in second["document"] and second["caption"] == "看"


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (HANG, NoAnswer),
        (CUT, NoAnswer),
        (HTML, NoAnswer),
        ((200, {"ok": True}), NoAnswer),
        ((500, {}), NoAnswer),
        (refusal(429, "Too Many Requests: retry after 9", retry_after=9), SlowDown),
        (refusal(413, "Request Entity Too Large"), BadRequest),
        (refusal(403, "Forbidden: bot was blocked by the user"), Forbidden),
        (refusal(400, "Bad Request: upgraded", migrate_to_chat_id=-100), ChatMigrated),
    ],
)
async def test_a_call_that_stands_ready_fails_alike(
    bot: Bot, transport: Transport, telegram: Standin, answer: object, kind: type[TelegramError]
) -> None:
    """Seen to bite: a body that does not note that it leaves."""
    telegram.next("sendMessage", answer)
    assert type(await ready_failure(transport, bot.base_url)) is kind
    sent = await transport.post_json(f"{bot.base_url}/sendMessage", b'{"chat_id": 1, "text": "x"}')
    assert int(sent["message_id"]) > 0


async def test_a_call_that_stands_ready_and_never_leaves(transport: Transport) -> None:
    nowhere = f"http://127.0.0.1:{unused_port()}/bot"
    assert type(await ready_failure(transport, nowhere)) is NotSent
    assert type(await ready_failure(Transport(), nowhere)) is NotSent
