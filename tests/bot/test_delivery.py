"""What becomes of messages in the outbox when Telegram takes them, refuses them, or says nothing."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.outcomes import Outcome, Unsent
from bot.parcels import Parcel
from bot.settling import MOST_COPIES, NO_DEEDS, settle
from domain.messages import Button, Message, Weight, Words
from domain.people import Person
from domain.services.ports import UnitOfWork
from tests.bot.conftest import NOW, Post, hello
from tests.bot.standin import BROKEN, CUT, HANG, HTML, Standin, ok, refusal

UNCERTAIN = [HANG, CUT, BROKEN, HTML, (500, {"ok": False, "description": "x"}), (404, b"<html>"), ok("?")]
AGAIN = "（如已收到请忽略）"


async def test_messages_of_one_chat_arrive_in_order_and_of_all_chats(post: Post, telegram: Standin) -> None:
    await post.put(*(hello(chat, str(number)) for number in range(3) for chat in (1, 2)))
    await post.send()
    for chat in ("1", "2"):
        said = [params["text"] for params in telegram.of("sendMessage") if params["chat_id"] == chat]
        assert said == ["您好 <b>0</b>", "您好 <b>1</b>", "您好 <b>2</b>"]


async def test_words_are_escaped_and_sent_as_html_without_preview(post: Post, telegram: Standin) -> None:
    await post.put(hello(1, "<i>&"))
    await post.send()
    [params] = telegram.of("sendMessage")
    assert params["text"] == "您好 <b>&lt;i&gt;&amp;</b>"
    assert params["parse_mode"] == "HTML"
    assert '"is_disabled": true' in params["link_preview_options"]


async def test_the_language_is_the_receivers_at_the_time_of_sending(post: Post, telegram: Standin) -> None:
    message = Message(1, Words("plain"), ((Button(Words("label"), "x"),),), language="zh_Hans")
    await post.put(message)
    await post.work(lambda uow: uow.people.put(Person("p", 1, "en")))
    await post.send()
    assert telegram.said() == ["fine"]
    assert "button" in telegram.of("sendMessage")[0]["reply_markup"]


async def test_buttons_that_arrived_can_be_typed_as_they_read(post: Post, telegram: Standin) -> None:
    message = Message(1, Words("plain"), ((Button(Words("label"), "x"),),), weight=Weight.MUST_ARRIVE)
    await post.put(message)
    await post.work(lambda uow: uow.people.put(Person("p", 1, "en")))
    telegram.next("sendMessage", BROKEN)
    await post.send()
    assert (await post.work(lambda uow: uow.progress.get("p"))).offered == ()
    post.clock.forward(seconds=60)
    await post.send()
    assert ("button", "x") in (await post.work(lambda uow: uow.progress.get("p"))).offered


@pytest.mark.parametrize("answer", UNCERTAIN)
async def test_what_must_arrive_is_sent_again_after_a_minute_and_says_so(
    post: Post, telegram: Standin, answer: object
) -> None:
    telegram.next("sendMessage", answer)
    await post.put(hello(1, weight=Weight.MUST_ARRIVE))
    await post.send()
    post.clock.forward(seconds=59)
    await post.send()
    assert len(telegram.said()) == 1
    post.clock.forward(seconds=1)
    await post.send()
    assert telegram.said()[1:] == [f"您好 <b>A</b>\n{AGAIN}"]
    post.clock.forward(days=1)
    await post.send()
    assert len(telegram.said()) == 2


async def test_what_must_arrive_is_sent_three_times_at_most(post: Post, telegram: Standin) -> None:
    telegram.next("sendMessage", *[HTML] * 9)
    await post.put(hello(1, weight=Weight.MUST_ARRIVE))
    for _ in range(6):
        await post.send()
        post.clock.forward(minutes=2)
    assert len(telegram.said()) == MOST_COPIES


@pytest.mark.parametrize("weight", [Weight.COMES_AGAIN, Weight.CONVERSATION])
@pytest.mark.parametrize("answer", UNCERTAIN)
async def test_what_comes_again_anyway_is_sent_once(
    post: Post, telegram: Standin, weight: Weight, answer: object
) -> None:
    telegram.next("sendMessage", answer)
    await post.put(hello(1, weight=weight))
    await post.send()
    post.clock.forward(hours=1)
    await post.send()
    assert len(telegram.said()) == 1


async def test_what_never_left_is_sent_again_without_a_word_about_it(post: Post, telegram: Standin) -> None:
    await telegram.close()
    await post.put(hello(1))
    await post.send()
    assert telegram.said() == []
    assert await post.work(lambda uow: uow.outbox.next_due()) == NOW.replace(second=5)


async def test_a_chat_is_left_alone_as_long_as_telegram_wants(post: Post, telegram: Standin) -> None:
    telegram.next("sendMessage", refusal(429, "Too Many Requests: retry after 7", retry_after=7))
    await post.put(hello(1, "a"), hello(1, "b"))
    await post.send()
    post.clock.forward(seconds=6)
    await post.send()
    assert len(telegram.said()) == 1
    post.clock.forward(seconds=1)
    await post.send()
    assert telegram.said()[1:] == ["您好 <b>a</b>", "您好 <b>b</b>"]


async def test_an_older_message_does_not_slip_into_the_pause(post: Post, telegram: Standin) -> None:
    telegram.next("sendMessage", refusal(429, "Too Many Requests: retry after 7", retry_after=7))
    await post.put(hello(1, "late", not_before=NOW + timedelta(seconds=3)), hello(1, "now"))
    await post.send()
    post.clock.forward(seconds=4)
    await post.send()
    assert telegram.said() == ["您好 <b>now</b>"]


async def test_what_never_left_uses_no_attempt_up(post: Post) -> None:
    await post.put(hello(1, weight=Weight.MUST_ARRIVE))

    def twice(uow: UnitOfWork) -> int:
        [leased] = uow.outbox.lease(NOW, NOW, 1)
        assert settle(uow, leased, Unsent(5), NOW, NO_DEEDS)
        [again] = uow.outbox.lease(NOW + timedelta(seconds=5), NOW, 1)
        return again.attempts

    assert await post.work(twice) == 0


@pytest.mark.parametrize("weight", list(Weight))
async def test_what_a_killed_process_was_sending_may_have_arrived(
    post: Post, telegram: Standin, weight: Weight
) -> None:
    await post.put(hello(1, weight=weight))
    await post.work(lambda uow: uow.outbox.lease(NOW, NOW + timedelta(minutes=3), 1))
    for _ in range(3):
        post.clock.forward(minutes=3)
        await post.send()
    assert telegram.said() == ([f"您好 <b>A</b>\n{AGAIN}"] if weight is Weight.MUST_ARRIVE else [])
    assert await post.work(lambda uow: uow.outbox.waiting(1)) == 0


async def test_an_answer_that_could_not_leave_for_long_is_said_no_more(post: Post, telegram: Standin) -> None:
    for name, weight in (("question", Weight.CONVERSATION), ("notice", Weight.MUST_ARRIVE)):
        await post.put(hello(1, name, weight=weight))
    post.clock.forward(minutes=10, seconds=1)
    await post.put(hello(1, "now"))
    await post.send()
    assert telegram.said() == ["您好 <b>notice</b>", "您好 <b>now</b>"]


@pytest.mark.parametrize(
    "answer",
    [
        refusal(403, "Forbidden: bot was blocked by the user"),
        refusal(400, "Bad Request: chat not found"),
    ],
)
async def test_who_cannot_be_reached_is_marked_and_the_message_laid_aside(
    post: Post, telegram: Standin, answer: object
) -> None:
    person = Person("p", 1, "zh_Hans")
    await post.work(lambda uow: uow.people.put(person))
    telegram.next("sendMessage", answer)
    await post.put(hello(1, weight=Weight.MUST_ARRIVE))
    await post.send()
    assert await post.work(lambda uow: uow.people.get("p")) == replace(person, reachable=False)
    post.clock.forward(days=1)
    await post.send()
    assert len(telegram.said()) == 1


async def test_a_refused_message_does_not_hold_up_the_next(post: Post, telegram: Standin) -> None:
    telegram.next("sendMessage", refusal(400, "Bad Request: can't parse entities"))
    await post.put(hello(1, "a"), hello(1, "b"))
    await post.send()
    assert len(telegram.said()) == 2
    assert await post.work(lambda uow: uow.outbox.next_due()) is None


async def test_a_missing_sentence_does_not_hold_up_the_next(post: Post, telegram: Standin) -> None:
    await post.put(Message(1, Words("no.such.key")), hello(1))
    await post.send()
    assert telegram.said() == ["您好 <b>A</b>"]


async def test_a_message_follows_its_group_to_the_new_number(post: Post, telegram: Standin) -> None:
    telegram.next(
        "sendMessage", refusal(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-100)
    )
    await post.put(hello(-5, once="k"))
    await post.send()
    await post.send()
    assert [params["chat_id"] for params in telegram.of("sendMessage")] == ["-5", "-100"]


@pytest.mark.parametrize(
    ("words", "sent"),
    [
        ("Bad Request: message is not modified: specified new message content ...", 0),
        ("Bad Request: message to edit not found", 1),
        ("Bad Request: message can't be edited", 1),
    ],
)
async def test_an_edit_that_cannot_be(post: Post, telegram: Standin, words: str, sent: int) -> None:
    telegram.next("editMessageText", refusal(400, words))
    await post.put(hello(1, replaces=50))
    await post.send()
    assert len(telegram.said()) == sent
    assert await post.work(lambda uow: uow.outbox.next_due()) is None


async def test_a_reply_to_a_sent_message_finds_its_concern(post: Post, telegram: Standin) -> None:
    telegram.next("sendMessage", ok({"message_id": 77, "date": 1, "chat": {"id": 1, "type": "private"}}))
    await post.put(hello(1, concern="c1"))
    await post.send()
    assert await post.work(lambda uow: uow.outbox.concern_of(1, 77)) == "c1"


async def test_a_long_message_comes_in_pieces_and_its_buttons_stand_last(
    post: Post, telegram: Standin
) -> None:
    rows = ((Button(Words("label"), "x"),),)
    await post.put(Message(1, Words("long", {"text": "一二三四五\n" * 1000}), rows))
    await post.send()
    calls = telegram.of("sendMessage")
    assert [len(params["text"]) <= 4096 for params in calls] == [True, True]
    assert ["reply_markup" in params for params in calls] == [False, True]


async def test_a_piece_that_arrived_is_not_sent_again(post: Post, telegram: Standin) -> None:
    usual = ok({"message_id": 9, "date": 1, "chat": {"id": 1, "type": "private"}})
    telegram.next("sendMessage", usual, refusal(429, "Too Many Requests", retry_after=1))
    await post.put(Message(1, Words("long", {"text": "一二三四五\n" * 1000})))
    await post.send()
    post.clock.forward(seconds=1)
    await post.send()
    first, second, third = telegram.said()
    assert second == third != first


async def test_what_has_expired_is_not_sent(post: Post, telegram: Standin) -> None:
    await post.put(hello(1, "late", expires_at=NOW), hello(1, "b"))
    post.clock.forward(minutes=1)
    await post.send()
    await post.send()
    assert telegram.said() == ["您好 <b>b</b>"]


async def test_a_clock_moved_while_a_message_is_on_its_way_does_not_double_it(
    post: Post, telegram: Standin, monkeypatch: pytest.MonkeyPatch
) -> None:
    sender = post.delivery._sender
    usual = sender.send

    async def slow(parcel: Parcel) -> Outcome:
        outcome = await usual(parcel)
        post.clock.forward(days=2)
        taken_again, _ = await post.work(post.delivery._due)
        assert not any(taken_again.values())
        return outcome

    monkeypatch.setattr(sender, "send", slow)
    await post.put(hello(1))
    await post.send()
    monkeypatch.undo()
    post.clock.forward(days=2)
    await post.send()
    assert len(telegram.said()) == 1


async def test_what_is_under_way_when_stopped_arrives_once_and_the_next_waits(
    post: Post, telegram: Standin, monkeypatch: pytest.MonkeyPatch
) -> None:
    sender = post.delivery._sender
    usual = sender.send

    async def stopped(parcel: Parcel) -> Outcome:
        post.delivery.stop()
        return await usual(parcel)

    monkeypatch.setattr(sender, "send", stopped)
    await post.put(hello(1, "a"), hello(1, "b"))
    async with asyncio.timeout(5):
        await post.delivery.run()
    assert telegram.said() == ["您好 <b>a</b>"]
    waiting = await post.work(lambda uow: uow.outbox.lease(NOW, NOW, 10))
    assert [one.message.words.facts for one in waiting] == [{"name": "b"}]
