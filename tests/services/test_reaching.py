"""Whom a message does not reach is noted once, and whoever can act is told instead (W8)."""

from dataclasses import replace
from datetime import date

import pytest

from domain.concern import Concern, HowKnown
from domain.errors import Refusal
from domain.messages import Message, Weight, words
from domain.people import Role
from domain.services import handling
from domain.services.phoning import mark_told, phoning_list, see_phoning_list
from domain.services.planning import plan_duties
from domain.services.ports import UnitOfWork
from domain.services.reaching import came_back, left_bot, missed
from domain.services.standing_in import name_stand_in
from domain.unreached import Matter, Unreached
from tests.handlers.chat import Town
from tests.services.story import CADRE, COLLEAGUE, ELSEWHERE, LEAD, OFFICE, STAFF, Story, a_story
from tests.workers import RESIDENT, at, hired, reminded, reported

STATION = 30


async def stops(town: Town, *chats: int) -> list[Message]:
    """These people stop the bot; what others are told of it."""
    for chat in chats:

        def stop(uow: UnitOfWork, chat: int = chat) -> None:
            left_bot(uow, uow.people.get(f"person-{chat}"), town.now)

        await town.run(stop)
    return await town.delivers()


async def misses(town: Town, message: Message) -> list[Message]:
    """Telegram refuses this message for good."""
    await town.run(lambda uow: missed(uow, message, message.once, town.now))
    return await town.delivers()


async def rows(town: Town) -> list[Unreached]:
    return await town.run(lambda uow: uow.unreached.waiting(0, 100))


async def listed(town: Town) -> list[str]:
    """The list for phoning, in words."""
    found = await town.run(lambda uow: phoning_list(uow, town.now))
    return [town.catalogues.plain("zh_Hans", line.said.key, line.said.facts) for line in found]


def notice(concern: Concern, chat: int, key: str = "notice.supplemented", on_delivery: str = "") -> Message:
    """What a person is to be told of a concern."""
    once = f"notice:{concern.id}:9:person-{chat}"
    return Message(
        chat, words(key), weight=Weight.MUST_ARRIVE, once=once, concern=concern.id, on_delivery=on_delivery
    )


async def test_the_unit_lead_hears_that_a_cadre_stopped_the_bot_and_what_they_have_in_hand(
    town: Town,
) -> None:
    await (await a_story(town)).comes_to("sign_in")
    (told,) = await stops(town, CADRE)
    assert told.chat == LEAD and "1 件" in town.words(told)
    assert not (await town.run(lambda uow: uow.people.get(f"person-{CADRE}"))).reachable
    assert await stops(town, CADRE) == []


@pytest.mark.parametrize(
    ("away", "told"),
    [((CADRE,), {LEAD}), ((LEAD, CADRE), {COLLEAGUE}), ((LEAD, COLLEAGUE, CADRE), {OFFICE})],
)
async def test_the_next_in_line(town: Town, away: tuple[int, ...], told: set[int]) -> None:
    await a_story(town)
    said = [await stops(town, chat) for chat in away]
    assert {message.chat for message in said[-1]} == told


async def test_above_the_unit_comes_its_superior(town: Town) -> None:
    await hired(town, 20, Role.CADRE, "liuyuan_room")
    await hired(town, STATION, Role.CADRE, "shiqiao_station")
    await hired(town, OFFICE, Role.OFFICE, "office")
    assert [message.chat for message in await stops(town, 20)] == [STATION]


async def test_a_resident_who_stops_the_bot_is_nobodys_business(town: Town) -> None:
    await a_story(town)
    assert await stops(town, RESIDENT) == []


async def test_a_reminder_of_a_handler_who_cannot_be_reached_goes_to_the_stand_in(town: Town) -> None:
    await (await a_story(town)).comes_to("sign_in")

    def name(uow: UnitOfWork) -> None:
        me = uow.people.get(f"person-{CADRE}")
        name_stand_in(uow, me, f"person-{COLLEAGUE}", "housing", date(2026, 11, 24), 30, town.now)

    await town.run(name)
    await stops(town, CADRE)
    await at(town, "2026-11-30 09:00")
    assert [message.chat for message in await reminded(town)] == [COLLEAGUE]
    assert await rows(town) == []


async def test_without_a_stand_in_the_unit_lead_is_told_once_for_all_reminders_of_a_deadline(
    town: Town,
) -> None:
    story = await (await a_story(town)).comes_to("sign_in")
    await stops(town, CADRE)
    told: list[tuple[int, str]] = []
    for local in ("2026-11-30 09:00", "2026-12-04 09:00", "2026-12-07 09:00", "2026-12-08 09:00"):
        await at(town, local)
        told += [(message.chat, message.words.key) for message in await reminded(town)]
    assert told == [(LEAD, "unreached.passed_on")]
    (row,) = await rows(town)
    assert (row.role, row.unit, row.concern) == (Role.CADRE, "housing", story.concern.id)
    assert (row.matter, row.by) == (Matter.DEADLINE, date(2026, 12, 9))


async def test_a_duty_is_each_ones_own(town: Town) -> None:
    for chat in (CADRE, COLLEAGUE, LEAD):
        await hired(town, chat, *STAFF[chat])
    await stops(town, CADRE)
    await at(town, "2026-11-24 09:00")
    await town.run(lambda uow: plan_duties(uow, town.now))
    for local in ("2026-11-27 09:00", "2026-11-28 08:30"):
        await at(town, local)
        await reminded(town)
    (row,) = await rows(town)
    assert (row.person, row.matter, row.concern) == (f"person-{CADRE}", Matter.DUTY, "")


async def test_a_notice_that_the_handler_missed_is_passed_on(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in")
    await stops(town, CADRE)
    (told,) = await misses(town, notice(story.concern, CADRE))
    assert (told.chat, told.words.key) == (LEAD, "unreached.passed_on")
    assert story.concern.number in town.words(told)
    assert await misses(town, notice(story.concern, CADRE)) == []


async def test_what_reached_the_colleagues_need_not_be_told_again(town: Town) -> None:
    story = await a_story(town)
    await stops(town, CADRE)
    assert await misses(town, notice(story.concern, CADRE, "notice.assigned")) == []
    assert await rows(town) == []


async def test_what_reached_nobody_of_the_unit_goes_to_the_office(town: Town) -> None:
    story = await a_story(town, staff=(CADRE, OFFICE))
    await stops(town, CADRE)
    (told,) = await misses(town, notice(story.concern, CADRE, "notice.assigned"))
    assert told.chat == OFFICE
    assert "区住房和城乡建设局·干部：新诉求待签收" in town.words(told)


async def test_an_answer_in_conversation_is_asked_for_again(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in")
    assert await misses(town, replace(notice(story.concern, CADRE), weight=Weight.CONVERSATION)) == []
    assert await rows(town) == []


@pytest.mark.parametrize(
    ("known", "contact"), [(HowKnown.NAMED, "留有联系方式"), (HowKnown.ANONYMOUS, "没有留联系方式")]
)
async def test_a_resident_stands_on_the_list_by_number_only(
    town: Town, known: HowKnown, contact: str
) -> None:
    story = await (await a_story(town, known=known)).comes_to("sign_in", "accept", "reply")
    await stops(town, RESIDENT)
    missing = notice(story.concern, RESIDENT, "notice.replied", on_delivery=f"reply:{story.concern.id}")
    (told,) = await misses(town, missing)
    assert told.chat == CADRE
    for text in (town.words(told), *await listed(town)):
        assert story.concern.number in text and "书面答复" in text and contact in text
        assert "林晓" not in text and "1380000" not in text and "天花板" not in text


async def put_on_list(town: Town, story: Story) -> int:
    """The reply did not reach the resident; the row of it."""
    message = notice(story.concern, RESIDENT, "notice.replied", on_delivery=f"reply:{story.concern.id}")
    await misses(town, message)
    (row,) = await rows(town)
    return row.id


@pytest.mark.parametrize(
    ("chat", "refusal"),
    [
        (CADRE, ""),
        (LEAD, ""),
        (OFFICE, ""),
        (COLLEAGUE, "not_yours"),
        (ELSEWHERE, "not_yours"),
        (RESIDENT, "not_yours"),
    ],
)
async def test_who_may_note_that_they_were_told(town: Town, chat: int, refusal: str) -> None:
    story = await (await a_story(town)).comes_to("sign_in")
    row = await put_on_list(town, story)

    def mark(uow: UnitOfWork) -> None:
        mark_told(uow, uow.people.get(f"person-{chat}"), row, town.now)

    if refusal:
        with pytest.raises(Refusal, match=rf"unreached\.{refusal}"):
            await town.run(mark)
        return
    await town.run(mark)
    assert await rows(town) == []
    assert "K8" in await story.clocks()
    with pytest.raises(Refusal, match=r"unreached\.told_before"):
        await town.run(mark)


async def test_who_comes_back_is_told_what_they_missed(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in")
    await stops(town, RESIDENT)
    await put_on_list(town, story)
    await town.run(lambda uow: came_back(uow, uow.people.get(f"person-{RESIDENT}"), town.now))
    (told,) = await town.delivers()
    assert told.chat == RESIDENT and story.concern.number in town.words(told)
    assert told.rows[0][0].data == f"mine:{story.concern.id}"
    assert "K8" in await story.clocks()
    assert await rows(town) == []


async def test_what_nobody_signs_in_or_answers_is_to_be_phoned_about(town: Town) -> None:
    await hired(town, OFFICE, *STAFF[OFFICE])
    (concern,) = await reported(town)
    await at(town, "2026-11-26 18:00")
    assert await listed(town) == []
    await at(town, "2026-11-27 09:00")
    (line,) = await listed(town)
    assert "单位负责人：新诉求待签收" in line and concern.number in line
    await hired(town, CADRE, *STAFF[CADRE])
    await town.run(lambda uow: handling.sign_in(uow, concern, uow.people.get(f"person-{CADRE}"), town.now))
    assert await listed(town) == []
    await at(town, "2026-12-02 09:00")
    (line,) = await listed(town)
    assert "干部：办理期限" in line and "最迟 2026年12月1日" in line


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.OFFICE, Role.RESIDENT)])
async def test_the_list_is_the_offices_alone(town: Town, role: Role) -> None:
    await hired(town, 40, role)
    with pytest.raises(Refusal, match=r"deed\.not_yours"):
        await town.run(lambda uow: see_phoning_list(uow, uow.people.get("person-40"), town.now))


async def test_no_line_names_anybody(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in")
    await town.run(lambda uow: uow.badges.put(f"person-{CADRE}", "何敏"))
    await stops(town, CADRE)
    await misses(town, notice(story.concern, CADRE))
    await misses(town, notice(story.concern, RESIDENT, "notice.noted"))
    assert len(await listed(town)) == 2
    assert not [line for line in await listed(town) if "何敏" in line or "林晓" in line]


async def test_several_duties_in_one_message_that_did_not_arrive_are_listed_with_the_last_of_them(
    town: Town,
) -> None:
    """31 December: three duties of the office come as one message, and the bot was blocked a moment before."""
    await hired(town, OFFICE, Role.OFFICE, "office")
    colleague = await hired(town, STATION, Role.OFFICE, "office")
    await at(town, "2026-12-31 08:00")
    await town.run(lambda uow: plan_duties(uow, town.now))
    await at(town, "2026-12-31 09:00")
    said = [m for m in await reminded(town) if m.chat == OFFICE and m.words.key == "duty_day.digest"]
    told = await misses(town, said[0])
    assert [m.chat for m in told] == [colleague.chat]
    (line,) = await listed(town)
    assert "半月一通报" in line or "一季一讲评" in line or "半年一考评" in line
