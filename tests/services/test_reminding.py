"""Reminders reach the right people, in allowed hours, as few messages as possible, and once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.concern import Concern
from domain.people import Role
from domain.services import handling
from domain.services.ports import Reminder, UnitOfWork
from domain.services.reminding import next_due
from tests.handlers.chat import Town
from tests.workers import at, hired, reminded, reported

CADRE, COLLEAGUE, LEAD, OFFICE, LEADER = 11, 12, 13, 14, 15


def signed_in_by(chat: int, concern: Concern, town: Town) -> Callable[[UnitOfWork], Concern]:
    def sign_in(uow: UnitOfWork) -> Concern:
        actor = uow.people.by_chat(chat)
        assert actor
        return handling.sign_in(uow, concern, actor, town.now)

    return sign_in


def plan(
    town: Town, urgent: bool = False, expires_at: datetime | None = None
) -> Callable[[UnitOfWork], None]:
    row = Reminder("a", "other:a", f"person:person-{CADRE}", town.now, "remind.met", {})
    return lambda uow: uow.reminders.plan(replace(row, urgent=urgent, expires_at=expires_at))


async def test_all_cadres_of_the_unit_are_reminded_while_nobody_has_signed_in(town: Town) -> None:
    for chat in (CADRE, COLLEAGUE):
        await hired(town, chat, Role.CADRE)
    await hired(town, 20, Role.CADRE, "police")
    (concern,) = await reported(town)
    await at(town, "2026-11-30 09:00")
    said = await reminded(town)
    assert [message.chat for message in said] == [CADRE, COLLEAGUE]
    assert all(concern.number in town.words(message) for message in said)


async def test_only_the_handler_is_reminded_once_somebody_signed_in(town: Town) -> None:
    for chat in (CADRE, COLLEAGUE):
        await hired(town, chat, Role.CADRE)
    (concern,) = await reported(town)
    await town.run(signed_in_by(COLLEAGUE, concern, town))
    await town.delivers()
    await at(town, "2026-11-30 09:00")
    assert [message.chat for message in await reminded(town)] == [COLLEAGUE]


async def test_the_office_is_reminded_of_a_unit_where_nobody_works(town: Town) -> None:
    await hired(town, OFFICE, Role.OFFICE, "office")
    await reported(town)
    await at(town, "2026-11-30 09:00")
    assert [message.chat for message in await reminded(town)] == [OFFICE]


async def test_a_single_reminder_says_how_many_days_are_left_now(town: Town) -> None:
    cadre = await hired(town, CADRE, Role.CADRE)
    await reported(town)
    await at(town, "2026-11-30 09:00")
    await reminded(town)
    assert "“答复”还有 <b>1</b> 天，最迟 <b>2026年12月1日（周二）</b>" in cadre.last
    assert cadre.labels == ["签收", "去办理", "收到", "稍后提醒"]


async def test_what_was_done_meanwhile_is_not_reminded(town: Town) -> None:
    await hired(town, CADRE, Role.CADRE)
    (concern,) = await reported(town)

    def meet(uow: UnitOfWork) -> None:
        for clock in uow.clocks.of(concern.id):
            uow.clocks.put(concern.id, replace(clock, met_at=town.now))

    await town.run(meet)
    await at(town, "2026-11-30 09:00")
    assert await reminded(town) == []


async def test_forty_due_at_once_are_one_message_due_first(town: Town) -> None:
    cadre = await hired(town, CADRE, Role.CADRE)
    concerns = await reported(town, 40)
    await at(town, "2026-11-30 09:00")
    (digest,) = await reminded(town)
    text = town.words(digest)
    assert "<b>40</b> 件" in text and "另有 10 件" in text
    assert sum(concern.number in text for concern in concerns) == 30
    assert [label for label in cadre.labels if "办理 QH-" in label] and len(cadre.labels) == 6
    assert await reminded(town) == []


async def test_three_days_asleep_bring_one_digest_each_and_every_escalation_once(town: Town) -> None:
    cadres = [await hired(town, chat, Role.CADRE) for chat in range(30, 40)]
    await hired(town, LEAD, Role.UNIT_LEAD)
    await hired(town, OFFICE, Role.OFFICE, "office")
    early = await reported(town, 20)
    town.now += timedelta(days=1)
    late = await reported(town, 20)
    await at(town, "2026-12-01 10:00")
    await reminded(town)
    town.said.clear()
    await at(town, "2026-12-04 10:00")
    said = await reminded(town)
    assert sorted(message.chat for message in said) == [LEAD, OFFICE, *(cadre.chat for cadre in cadres)]
    to_lead = next(town.words(message) for message in said if message.chat == LEAD)
    assert all(to_lead.count(concern.number) <= 1 for concern in (*early, *late))
    assert "<b>40</b> 件" in to_lead and "超期 40 件" in to_lead
    to_office = next(town.words(message) for message in said if message.chat == OFFICE)
    assert "<b>20</b> 件" in to_office
    assert await reminded(town) == []


async def test_several_rungs_of_one_clock_are_one_sentence(town: Town) -> None:
    cadre = await hired(town, CADRE, Role.CADRE)
    await reported(town)
    await at(town, "2026-12-04 10:00")
    (message,) = await reminded(town)
    assert "已超期 <b>3</b> 天" in town.words(message)
    assert cadre.labels[-2:] == ["收到", "稍后提醒"]


async def test_quiet_hours_hold_a_reminder_until_morning(town: Town) -> None:
    await hired(town, CADRE, Role.CADRE)
    await at(town, "2026-11-24 21:00")
    await town.run(plan(town))
    assert await reminded(town) == []
    assert await town.run(next_due) == town.now + timedelta(hours=11)
    town.now += timedelta(hours=11)
    assert len(await reminded(town)) == 1


async def test_a_rung_that_comes_late_and_the_one_of_that_day_say_the_same_once(town: Town) -> None:
    """Seen to bite: `once` of the message from the rung: “今天到期” at eight, and again at nine."""
    await hired(town, CADRE, Role.CADRE)
    await reported(town)
    for moment in ("2026-11-30 08:30", "2026-11-30 22:00"):  # asleep when the last day but one was to be told
        await at(town, moment)
        await reminded(town)
    await at(town, "2026-12-01 08:00")
    (message,) = await reminded(town)
    assert "今天到期" in town.words(message)
    await at(town, "2026-12-01 09:00")
    assert await reminded(town) == []


async def test_what_is_urgent_comes_in_quiet_hours_too(town: Town) -> None:
    await hired(town, CADRE, Role.CADRE)
    await at(town, "2026-11-24 21:00")
    await town.run(plan(town, urgent=True))
    assert len(await reminded(town)) == 1


async def test_what_has_expired_is_dropped_without_a_word(town: Town) -> None:
    await hired(town, CADRE, Role.CADRE)
    await town.run(plan(town, expires_at=town.now - timedelta(hours=1)))
    assert await reminded(town) == []
    assert await town.run(next_due) is None


async def test_somebody_who_blocked_the_bot_gets_nothing(town: Town) -> None:
    await hired(town, CADRE, Role.CADRE)
    await hired(town, COLLEAGUE, Role.CADRE)
    await reported(town)

    def block(uow: UnitOfWork) -> None:
        person = uow.people.by_chat(CADRE)
        assert person
        uow.people.put(replace(person, reachable=False))

    await town.run(block)
    await at(town, "2026-11-30 09:00")
    assert [message.chat for message in await reminded(town)] == [COLLEAGUE]


async def test_a_leader_learns_number_and_unit_and_looks_without_seeing_the_card(town: Town) -> None:
    await hired(town, CADRE, Role.CADRE)
    leader = await hired(town, LEADER, Role.LEADER, "office")
    (concern,) = await reported(town)
    await at(town, "2026-12-11 10:00")
    await reminded(town)
    assert concern.number in leader.last and "住房和城乡建设局" in leader.last
    assert leader.labels == ["看看情况", "收到"]
    await leader.presses("看看情况")
    assert "已超期 <b>10</b> 天" in leader.last and "柳园社区" in leader.last
    assert concern.words not in leader.last and leader.labels == []


@pytest.mark.parametrize(
    ("label", "says"), [("收到", "✓ 已收到"), ("稍后提醒", "✓ 稍后再提醒：11月30日（周一）11:00")]
)
async def test_the_buttons_answer_in_the_reminder_itself(town: Town, label: str, says: str) -> None:
    cadre = await hired(town, CADRE, Role.CADRE)
    (concern,) = await reported(town)
    await at(town, "2026-11-30 09:00")
    await reminded(town)
    number, _ = cadre.heard[-1]
    await cadre.presses(label)
    again, message = cadre.heard[-1]
    assert again == number and message.concern == concern.id
    assert concern.number in cadre.last and says in cadre.last
    assert cadre.labels == ["去办理"]


async def test_later_comes_again_once_and_not_after_the_clock_is_met(town: Town) -> None:
    cadre = await hired(town, CADRE, Role.CADRE)
    await hired(town, COLLEAGUE, Role.CADRE)
    (concern,) = await reported(town)
    await at(town, "2026-11-30 09:00")
    await reminded(town)
    later = next(b.data for row in cadre.heard[-1][1].rows for b in row if b.data.startswith("later:"))
    for _ in range(2):
        await cadre.presses_data(later, 77)
    await at(town, "2026-11-30 11:00")
    (message,) = await reminded(town)
    assert message.chat == CADRE and concern.number in town.words(message)
    assert await reminded(town) == []


async def test_a_stranger_learns_nothing_from_the_buttons(town: Town) -> None:
    stranger = await hired(town, 20, Role.CADRE, "police")
    (concern,) = await reported(town)
    for data in (f"later:{concern.id}.K13", f"got:{concern.id}.K13", "later:nothing.K13"):
        await stranger.presses_data(data)
        assert concern.number not in stranger.last
        assert "稍后" not in stranger.last and "已收到" not in stranger.last
