"""Polls: who may vote how, what the bot is told of it, and the end of a poll."""

import pytest
from telegram import Bot

from tests.phone import Phone
from tests.playground.api import Api


async def test_votes_in_open_and_secret_polls(bot: Bot, chen: Phone) -> None:
    for is_anonymous in (True, False):
        await bot.send_poll(chen.chat, "几点方便?", ["早", "晚"], is_anonymous=is_anonymous)
        await chen.does("vote", await chen.latest(), options=[1])
    updates = (await bot.get_updates())[1:]
    assert [update.poll is not None for update in updates] == [True, True, False]
    secret, _, answer = updates
    assert secret.poll and [option.voter_count for option in secret.poll.options] == [0, 1]
    assert answer.poll_answer and answer.poll_answer.option_ids == (1,)
    with pytest.raises(AssertionError, match="no such option"):
        await chen.does("vote", await chen.latest(), options=[2])


async def test_a_vote_is_changed_and_taken_back(bot: Bot, chen: Phone) -> None:
    await bot.send_poll(chen.chat, "几点方便?", ["早", "晚"], is_anonymous=False)
    note = await chen.latest()
    for options in ([0], [1]):
        await chen.does("vote", note, options=options)
    seen = await chen.does("vote", note, options=[])
    assert seen["votes"] == [{"person": chen.person, "options": []}]
    told = [update.poll for update in await bot.get_updates() if update.poll]
    assert [[one.voter_count for one in poll.options] for poll in told] == [[1, 0], [0, 1], [0, 0]]
    assert [poll.total_voter_count for poll in told] == [1, 1, 0]
    answers = [update.poll_answer for update in await bot.get_updates() if update.poll_answer]
    assert [one.option_ids for one in answers] == [(0,), (1,), ()]


async def test_one_option_unless_several_are_allowed(bot: Bot, chen: Phone) -> None:
    await bot.send_poll(chen.chat, "哪天?", ["一", "二", "三"])
    with pytest.raises(AssertionError, match="takes one option"):
        await chen.does("vote", await chen.latest(), options=[0, 1])
    await bot.send_poll(chen.chat, "哪几天?", ["一", "二", "三"], allows_multiple_answers=True)
    seen = await chen.does("vote", await chen.latest(), options=[0, 2])
    assert [option["voter_count"] for option in seen["poll"]["options"]] == [1, 0, 1]
    with pytest.raises(AssertionError, match="each once"):
        await chen.does("vote", await chen.latest(), options=[1, 1])


async def test_in_a_quiz_a_choice_stays(api: Api, chen: Phone) -> None:
    asked = {"chat_id": chen.chat, "question": "火警?", "options": [{"text": "110"}, {"text": "119"}]}
    assert await api.refused("sendPoll", type="quiz", **asked) == "Bad Request: QUIZ_CORRECT_ANSWERS_EMPTY"
    await api.does("sendPoll", type="quiz", correct_option_ids=[1], **asked)
    await chen.does("vote", await chen.latest(), options=[0])
    with pytest.raises(AssertionError, match="cannot be changed"):
        await chen.does("vote", await chen.latest(), options=[1])


async def test_a_poll_is_stopped_once_by_its_bot(bot: Bot, api: Api, chen: Phone) -> None:
    sent = await bot.send_poll(chen.chat, "几点方便?", ["早", "晚"])
    ended = await bot.stop_poll(chen.chat, sent.message_id)
    told = (await bot.get_updates())[-1].poll
    assert sent.poll and told
    assert ended.id == told.id == sent.poll.id
    assert ended.is_closed and told.is_closed
    with pytest.raises(AssertionError, match="has ended"):
        await chen.does("vote", await chen.latest(), options=[0])
    other = await chen.sends_poll("吃什么?", ["面", "饭"])
    words = await chen.says("好")
    for number, refusal in (
        (sent.message_id, "poll has already been closed"),
        (other.id, "poll can't be stopped"),
        (words.id, "message is not a poll"),
        (9999, "message with poll to stop not found"),
    ):
        answer = await api.refused("stopPoll", chat_id=chen.chat, message_id=number)
        assert answer == f"Bad Request: {refusal}"


async def test_a_person_ends_an_own_poll(bot: Bot, chen: Phone) -> None:
    note = await chen.sends_poll("吃什么?", ["面", "饭"])
    await chen.does("vote", note, options=[1])
    assert not any(update.poll for update in await bot.get_updates())
    assert (await chen.does("stop", note))["poll"]["is_closed"]
    told = (await bot.get_updates())[-1].poll
    assert told and told.is_closed
    with pytest.raises(AssertionError, match="has ended"):
        await chen.does("stop", note)
    await bot.send_poll(chen.chat, "几点方便?", ["早", "晚"])
    with pytest.raises(AssertionError, match="only who sent a poll"):
        await chen.does("stop", await chen.latest())
    with pytest.raises(AssertionError, match="no poll in this message"):
        await chen.does("vote", await chen.says("好"), options=[0])
