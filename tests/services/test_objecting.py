"""异议, 退单, 转办 and paper receipts: who decides, who is told, and that no clock ever starts anew."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from domain.concern import Concern, HowKnown, Kind, State
from domain.people import Person, Role
from domain.services import handling, objecting
from domain.services.objecting import agree_to_return, object_to, refuse_return, transfer
from domain.services.outlook import deadline
from domain.services.ports import UnitOfWork
from domain.services.receipts import enter_receipt
from tests.handlers.chat import Town
from tests.services.story import CADRE, COLLEAGUE, ELSEWHERE, LEAD, OFFICE, Story, a_story
from tests.services.test_steps import refused
from tests.workers import RESIDENT, at, hired, reminded


async def objected(town: Town) -> Story:
    story = await (await a_story(town)).comes_to("sign_in")
    await story.does(object_to, CADRE, "属于公安机关职责")
    return story


async def test_an_objection_goes_to_the_office_and_stops_no_clock(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in")
    before = await story.clocks(), await story.reminders()
    await story.does(object_to, CADRE, "属于公安机关职责")
    assert story.concern.state is State.OBJECTED
    assert (await story.clocks(), await story.reminders()) == before
    assert sorted(message.chat for message in story.said) == [OFFICE, RESIDENT]
    (office,) = [message for message in story.said if message.chat == OFFICE]
    buttons = [button.data for row in office.rows for button in row]
    assert buttons == [f"{deed}{story.concern.id}" for deed in ("act:return:", "act:refuse_return:", "card:")]
    assert "属于公安机关职责" in town.words(office) and "2026年12月9日" in town.words(office)
    assert "属于公安机关职责" not in story.told(RESIDENT)[0]


@pytest.mark.parametrize(
    ("moment", "code"), [("2026-12-01 23:59", ""), ("2026-12-02 00:00", "objection.too_late")]
)
async def test_five_working_days_from_the_day_it_came(town: Town, moment: str, code: str) -> None:
    story = await (await a_story(town)).comes_to("sign_in")
    await at(town, moment)
    if code:
        assert await refused(story, object_to, CADRE, "不归我们") == code
    else:
        await story.does(object_to, CADRE, "不归我们")
        assert story.concern.state is State.OBJECTED


async def test_the_office_agrees_and_names_another_unit_and_the_earliest_clock_runs_on(town: Town) -> None:
    story = await objected(town)
    started = (await story.clocks())["K4"]
    await story.does(agree_to_return, OFFICE)
    assert (story.concern.state, story.concern.unit, story.concern.handler) == (State.RETURNED, "office", "")
    assert sorted(message.chat for message in story.said) == [CADRE, COLLEAGUE, LEAD, RESIDENT]
    await at(town, "2026-12-02 10:00")
    await story.does(transfer, OFFICE, "由公安机关办理", "police")
    assert (story.concern.state, story.concern.unit) == (State.ASSIGNED, "police")
    assert (await story.clocks())["K4"] == started
    assert sorted(message.chat for message in story.said) == [OFFICE, ELSEWHERE, RESIDENT]
    assert "由公安机关办理" in story.told(RESIDENT)[0] and "2026年12月9日" in story.told(RESIDENT)[0]
    assert {row.audience for row in await story.reminders() if "unit_lead" in row.audience} == {
        "role:unit_lead:police"
    }
    await story.does(handling.sign_in, ELSEWHERE)
    clock = await town.run(lambda uow: objecting.objection_time(uow, story.concern))
    assert clock and clock.due_on == date(2026, 12, 9)


async def test_a_refused_objection_stays_with_the_unit_and_cannot_be_made_twice(town: Town) -> None:
    story = await objected(town)
    await story.does(refuse_return, OFFICE, "按三定方案由住建局办理")
    assert (story.concern.state, story.concern.unit, story.concern.handler) == (State.ASSIGNED, "housing", "")
    assert sorted(message.chat for message in story.said) == [CADRE, COLLEAGUE, LEAD, RESIDENT]
    assert "按三定方案由住建局办理" in story.told(CADRE)[0]
    await story.does(handling.sign_in, COLLEAGUE)
    assert await refused(story, object_to, COLLEAGUE, "还是不归我们") == "objection.refused_before"


async def test_only_the_office_decides_and_only_about_an_objection(town: Town) -> None:
    story = await objected(town)
    for chat in (CADRE, COLLEAGUE, LEAD, ELSEWHERE, RESIDENT):
        assert await refused(story, agree_to_return, chat) == "step.not_yours"
        assert await refused(story, transfer, chat, "理由", "police") == "step.not_yours"
    await story.does(refuse_return, OFFICE, "由住建局办理")
    assert await refused(story, agree_to_return, OFFICE) == "step.moved_on"


@pytest.mark.parametrize(
    ("unit", "code"), [("housing", "transfer.same_unit"), ("nowhere", "transfer.unknown_unit")]
)
async def test_a_transfer_goes_to_another_unit_that_there_is(town: Town, unit: str, code: str) -> None:
    assert await refused(await a_story(town), transfer, OFFICE, "理由", unit) == code


async def test_a_transfer_after_acceptance_moves_no_date_and_cannot_be_declined(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in", "accept")
    before = await story.clocks()
    await at(town, "2026-12-10 10:00")
    await story.does(transfer, OFFICE, "职责调整", "police")
    await story.does(handling.sign_in, ELSEWHERE)
    assert await refused(story, handling.decline, ELSEWHERE, "不归我们") == "decline.accepted"
    await story.does(handling.accept, ELSEWHERE)
    assert await story.clocks() == before


async def test_a_suggestion_may_be_objected_to_and_a_misconduct_report_is_out_of_the_offices_hands(
    town: Town,
) -> None:
    story = await a_story(town, kind=Kind.MISCONDUCT)
    assert story.concern.unit == "discipline"
    assert await refused(story, transfer, OFFICE, "理由", "police") == "step.not_yours"
    await hired(town, 31, Role.CADRE, "discipline")
    await story.does(handling.sign_in, 31)
    assert await refused(story, object_to, 31, "不归我们") == "objection.no_right"


async def blocked(story: Story) -> None:
    def block(uow: UnitOfWork) -> None:
        uow.people.put(replace(uow.people.get(f"person-{RESIDENT}"), reachable=False))

    await story.town.run(block)


async def undelivered(story: Story, *steps: str) -> None:
    """Steps whose notices Telegram never takes."""

    def work(uow: UnitOfWork) -> Concern:
        me, concern = uow.people.get(f"person-{CADRE}"), story.concern
        for step in steps:
            text = ("查明如下",) if step == "reply" else ()
            concern = getattr(handling, step)(uow, concern, me, story.town.now, *text)
        for lease in uow.outbox.lease(story.town.now, story.town.now + timedelta(minutes=1), 100):
            uow.outbox.give_up(lease, "blocked", story.town.now)
        return concern

    story.concern = await story.town.run(work)


def received(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, day: str) -> Concern:
    """Somebody enters the date of a paper receipt."""
    return enter_receipt(uow, concern, actor, now, date.fromisoformat(day))


async def test_a_notice_on_paper_is_owed_until_its_receipt_is_entered(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in")
    await blocked(story)
    await undelivered(story, "accept")
    due = await town.run(lambda uow: deadline(uow, story.concern))
    assert due and due.rule == "K4"
    await at(town, "2026-12-04 09:00")
    assert any("书面告知" in town.words(message) for message in await reminded(town) if message.chat == CADRE)
    await story.does(received, CADRE, "2026-12-03")
    met = (await story.clocks())["K4"].met_at
    assert met and town.now - met < timedelta(days=1)
    assert all(row.subject.endswith("K6") for row in await story.reminders())
    assert (await story.record())[-1].words == "2026-12-03"
    assert await refused(story, received, OFFICE, "2026-12-03") == "receipt.not_owed"


async def test_the_receipt_of_a_reply_starts_the_residents_own_time(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in", "accept")
    await undelivered(story, "reply")
    assert "K8" not in await story.clocks()
    await at(town, "2026-11-30 09:00")
    await story.does(received, OFFICE, "2026-11-27")
    assert (await story.clocks())["K8"].due_on == date(2026, 12, 28)


@pytest.mark.parametrize(
    ("day", "code"), [("2026-11-25", "receipt.in_future"), ("2026-11-23", "receipt.too_early")]
)
async def test_a_receipt_has_a_possible_date(town: Town, day: str, code: str) -> None:
    story = await (await a_story(town)).comes_to("sign_in")
    await undelivered(story, "accept")
    assert await refused(story, received, CADRE, day) == code


async def test_no_notice_is_owed_to_somebody_nameless_whom_no_chat_reaches(town: Town) -> None:
    story = await (await a_story(town, known=HowKnown.ANONYMOUS, contact=None)).comes_to("sign_in")
    await blocked(story)
    await undelivered(story, "accept")
    assert (await story.clocks())["K4"].met_at == town.now
