"""The outbox: in order per chat, one sender at a time, nothing twice."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from domain.messages import Message, Weight, words
from domain.services.message_ports import Lane, Leased
from domain.services.ports import UnitOfWork
from storage import tables
from storage.unit_of_work import StoredUnitOfWork
from tests.storage.moments import DAY, MINUTE, NOW

UNTIL = NOW + MINUTE


def say(uow: UnitOfWork, chat: int, key: str, **rest: Any) -> Message:
    message = replace(Message(chat, words(key)), **rest)
    assert uow.outbox.put(message, NOW)
    return message


def lease(uow: UnitOfWork, now: datetime = NOW, limit: int = 9, chat: int | None = None) -> list[Leased]:
    return uow.outbox.lease(now, now + MINUTE, limit, chat)


def names(leased: list[Leased]) -> list[str]:
    return [each.message.words.key for each in leased]


def test_a_message_comes_back_as_it_was(uow: UnitOfWork) -> None:
    message = say(uow, 1, "a", once="k", concern="c1", weight=Weight.MUST_ARRIVE, expires_at=NOW + DAY)
    [leased] = lease(uow)
    assert leased.message == message
    assert (leased.attempts, leased.created_at) == (0, NOW)


def test_a_natural_key_is_said_once(uow: UnitOfWork) -> None:
    say(uow, 1, "a", once="k")
    assert not uow.outbox.put(Message(2, words("b"), once="k"), NOW)
    [leased] = lease(uow)
    uow.outbox.sent(leased, [5], NOW)
    assert not uow.outbox.put(Message(1, words("a"), once="k"), NOW)
    assert lease(uow) == []


def test_messages_without_a_key_are_all_said(uow: UnitOfWork) -> None:
    say(uow, 1, "a")
    say(uow, 2, "a")
    assert len(lease(uow)) == 2


def test_each_chat_gets_its_oldest_message_and_no_other(uow: UnitOfWork) -> None:
    for chat, key in ((1, "a"), (1, "b"), (2, "c"), (2, "d"), (3, "e")):
        say(uow, chat, key)
    assert names(lease(uow, limit=2)) == ["a", "c"]
    assert names(lease(uow)) == ["e"]
    assert lease(uow) == []


def test_the_next_message_comes_when_the_one_before_is_settled(uow: UnitOfWork) -> None:
    for key in "abc":
        say(uow, 1, key)
    [first] = lease(uow)
    assert uow.outbox.sent(first, [10], NOW)
    [second] = lease(uow)
    assert uow.outbox.give_up(second, "blocked", NOW)
    assert names([first, second, *lease(uow)]) == ["a", "b", "c"]


def test_one_chat_can_be_asked_for(uow: UnitOfWork) -> None:
    say(uow, 1, "a")
    say(uow, 2, "b")
    assert names(lease(uow, chat=2)) == ["b"]
    assert lease(uow, chat=2) == lease(uow, chat=3) == []
    assert names(lease(uow)) == ["a"]


def test_replies_go_before_reminders(uow: UnitOfWork) -> None:
    say(uow, 1, "reminder", weight=Weight.COMES_AGAIN)
    say(uow, 2, "reply")
    say(uow, 3, "notice", weight=Weight.MUST_ARRIVE)
    assert names(lease(uow)) == ["reply", "notice", "reminder"]


def test_a_lease_ends_and_its_holder_can_settle_nothing(uow: UnitOfWork) -> None:
    say(uow, 1, "a", concern="c1")
    [slow] = lease(uow)
    assert uow.outbox.next_due() == UNTIL
    assert lease(uow, UNTIL - MINUTE / 2) == []
    [fresh] = lease(uow, UNTIL)
    assert fresh.fence != slow.fence and fresh.left and not slow.left
    assert not uow.outbox.sent(slow, [10], UNTIL)
    assert not uow.outbox.again(slow, UNTIL, uncertain=True)
    assert not uow.outbox.give_up(slow, "why", UNTIL)
    assert uow.outbox.concern_of(1, 10) == ""
    assert uow.outbox.sent(fresh, [11], UNTIL)
    assert not uow.outbox.sent(fresh, [11], UNTIL)


def test_a_message_tried_again_keeps_its_place(uow: UnitOfWork) -> None:
    say(uow, 1, "a")
    say(uow, 1, "b")
    [first] = lease(uow)
    assert uow.outbox.again(first, NOW + DAY, uncertain=True)
    assert lease(uow, NOW + DAY - MINUTE) == []
    [second] = lease(uow, NOW + DAY)
    assert (second.message, second.attempts) == (first.message, 1)
    assert uow.outbox.again(second, NOW + DAY, uncertain=False)
    assert lease(uow, NOW + DAY)[0].attempts == 1


def test_a_later_message_holds_nobody_up_before_its_time(uow: UnitOfWork) -> None:
    say(uow, 1, "album", not_before=NOW + MINUTE)
    say(uow, 1, "reply")
    say(uow, 2, "other", not_before=NOW + 2 * MINUTE)
    [reply] = lease(uow)
    assert reply.message.words.key == "reply"
    assert uow.outbox.sent(reply, [10], NOW)
    assert uow.outbox.next_due() == NOW + MINUTE
    assert names(lease(uow, NOW + MINUTE)) == ["album"]


def test_a_waiting_message_can_be_renewed(uow: UnitOfWork) -> None:
    say(uow, 1, "one picture", once="album", not_before=NOW)
    say(uow, 2, "other", once="other")
    more = Message(1, words("two pictures"), once="album", not_before=NOW + MINUTE)
    assert uow.outbox.renew(more)
    assert names(lease(uow)) == ["other"]
    [leased] = lease(uow, NOW + MINUTE, chat=1)
    assert leased.message == more
    assert not uow.outbox.renew(more)
    assert uow.outbox.sent(leased, [10], NOW + MINUTE)
    assert not uow.outbox.renew(more)
    assert not uow.outbox.renew(replace(more, once="never put"))


def test_renewing_without_a_time_keeps_the_time(uow: UnitOfWork) -> None:
    say(uow, 1, "one", once="k", not_before=NOW + MINUTE)
    assert uow.outbox.renew(Message(1, words("two"), once="k"))
    assert lease(uow) == []
    assert names(lease(uow, NOW + MINUTE)) == ["two"]


def test_a_paused_chat_gets_nothing_until_then(uow: UnitOfWork) -> None:
    say(uow, 1, "a")
    say(uow, 2, "b")
    uow.outbox.pause(1, NOW + DAY)
    uow.outbox.pause(1, NOW + MINUTE)
    assert names(lease(uow)) == ["b"]
    assert lease(uow, NOW + MINUTE / 2) == []
    assert names(lease(uow, NOW + MINUTE, chat=1)) == ["a"]


def test_a_reply_to_a_sent_message_finds_its_concern(uow: UnitOfWork) -> None:
    say(uow, 1, "a", concern="c1")
    say(uow, 2, "b")
    for leased, ids in zip(lease(uow), ([10, 11], [10]), strict=True):
        assert uow.outbox.sent(leased, ids, NOW)
    assert [uow.outbox.concern_of(1, number) for number in (9, 10, 11)] == ["", "c1", "c1"]
    assert uow.outbox.concern_of(2, 10) == ""


def test_an_edited_message_may_speak_of_another_concern(uow: UnitOfWork) -> None:
    for concern in ("c1", "c2"):
        say(uow, 1, "a", concern=concern)
        [leased] = lease(uow)
        assert uow.outbox.sent(leased, [10], NOW)
    assert uow.outbox.concern_of(1, 10) == "c2"


def test_words_are_sealed_while_they_wait_and_gone_when_sent(uow: StoredUnitOfWork) -> None:
    code = words("receipt.given", code="12345678")
    assert uow.outbox.put(Message(1, code), NOW)
    row = uow._connection.execute(tables.outbox.select()).one()
    assert b"12345678" not in row.message
    assert b"receipt" not in row.message
    uow.outbox.sent(lease(uow)[0], [10], NOW)
    assert uow._connection.execute(tables.outbox.select()).one().message == b""


def test_an_empty_outbox_is_never_due(uow: UnitOfWork) -> None:
    assert uow.outbox.next_due() is None
    assert lease(uow) == []


def test_who_stands_back_least_leaves_first_and_apart_from_all_others(uow: UnitOfWork) -> None:
    """Seen to bite: `_rank` of storage/outbox.py without `self._ranks`."""
    for chat, places in ((1, 2), (2, 1), (3, 2)):
        uow.outbox.stand_back(chat, places)
        say(uow, chat, f"answer {chat}")
    say(uow, 4, "answer 4")
    assert uow.outbox.lease(NOW, UNTIL, 9, chat=1, back=False) == []
    near = uow.outbox.lease(NOW, UNTIL, 9, back=False)
    back = uow.outbox.lease(NOW, UNTIL, 9, back=True)
    assert (names(near), names(back)) == (["answer 4"], ["answer 2", "answer 1", "answer 3"])
    assert {one.lane for one in near} == {Lane.NEAR} and {one.lane for one in back} == {Lane.BACK}


def test_what_stands_back_is_not_late(uow: UnitOfWork) -> None:
    """Seen to bite: `_OVERDUE` of storage/outbox.py without the rank: a flood would make the service unwell."""
    uow.outbox.stand_back(1, 1)
    say(uow, 1, "answer")
    assert uow.outbox.overdue(NOW + DAY) is None


def test_danger_takes_along_what_waits_before_it(uow: UnitOfWork) -> None:
    """Seen to bite: `hurry` of storage/outbox.py without its update: the numbers wait behind the answer."""
    uow.outbox.stand_back(1, 5)
    say(uow, 1, "answer")
    uow.outbox.hurry(1)
    say(uow, 1, "danger")
    [answer] = uow.outbox.lease(NOW, UNTIL, 9, chat=1, back=False)
    uow.outbox.sent(answer, [1], NOW)
    [danger] = uow.outbox.lease(NOW, UNTIL, 9, chat=1, back=False)
    assert names([answer, danger]) == ["answer", "danger"] and danger.lane is Lane.DANGER


def test_a_number_stands_back_for_nobody(uow: UnitOfWork) -> None:
    """Seen to bite: `_rank` of storage/outbox.py without `_HURRY`."""
    uow.outbox.stand_back(1, 5)
    say(uow, 1, "answer")
    say(uow, 1, "number", weight=Weight.MUST_ARRIVE)
    [answer] = uow.outbox.lease(NOW, UNTIL, 9, back=False)
    uow.outbox.sent(answer, [1], NOW)
    assert names(uow.outbox.lease(NOW, UNTIL, 9, back=False)) == ["number"]
