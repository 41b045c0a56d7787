"""月报告: drafted on the 18th, completed by the unit section by section, sent to the office, as text and as docx."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from docx import Document

from domain.errors import Refusal
from domain.messages import Message, words
from domain.people import Role
from domain.services.monthly_reporting import draft_reports
from domain.services.planning import plan_duties
from domain.services.serving import next_occurrence
from tests.handlers.chat import Chatter, Town
from tests.handlers.drawing import drawn
from tests.services.answered import answered
from tests.services.story import LEAD, OFFICE
from tests.services.test_figuring import LEADER, POLICE, at_work
from tests.workers import at, hired, reminded, reported

HOUSING = "housing.2026-11"


async def drafts(town: Town) -> list[Message]:
    await town.run(lambda uow: draft_reports(uow, town.now))
    return await town.delivers()


def asks(chat: int) -> Message:
    return Message(chat, words("monthly.arrived", unit="x", month="x"), paper=f"monthly:{HOUSING}")


async def document(town: Town, chat: int) -> list[tuple[str, str]]:
    """(style, text) of every paragraph of the document as this person gets it."""
    file = await drawn(town, asks(chat))
    assert file.name.endswith("2026-11.docx")
    found = Document(BytesIO(file.content))
    assert found.core_properties.author == ""
    return [(str(one.style.name if one.style else ""), one.text) for one in found.paragraphs]


async def test_the_draft_comes_once_from_the_18th_until_it_is_due(town: Town) -> None:
    await at_work(town)
    for early in ("2026-11-17 12:00", "2026-11-18 08:59"):
        await at(town, early)
        assert await drafts(town) == []
    await at(town, "2026-11-18 09:00")
    said = await drafts(town)
    assert {message.chat for message in said} == {LEAD, POLICE}
    assert "2026年11月23日" in town.words(said[0])
    town.now += timedelta(days=2)
    assert await drafts(town) == []
    await hired(town, 77, Role.UNIT_LEAD, "health")
    assert [message.chat for message in await drafts(town)] == [77]
    await hired(town, 78, Role.UNIT_LEAD, "health")
    await at(town, "2026-11-24 09:00")
    assert await drafts(town) == []


async def test_the_draft_is_the_reminder_of_who_writes_a_report(town: Town) -> None:
    """Who leads a unit that writes none is reminded of the duty itself."""
    await at_work(town)
    await hired(town, 77, Role.UNIT_LEAD, "office")
    await at(town, "2026-11-10 09:00")
    await town.run(lambda uow: plan_duties(uow, town.now))
    await at(town, "2026-11-18 09:00")
    duty = words("duty.monthly_report")
    coming = [m.chat for m in await reminded(town) if m.words.facts.get("duty") == duty]
    assert coming == [77]
    assert {message.chat for message in await drafts(town)} == {LEAD, POLICE}


async def test_on_a_rest_day_it_is_due_when_the_duty_of_the_report_is(town: Town) -> None:
    """The 23rd of January 2027 is a Saturday, that of May a Sunday."""
    await at_work(town)
    for month, day in (("2027-01", 22), ("2027-05", 21)):
        await at(town, f"{month}-18 09:00")
        said, *_ = await drafts(town)
        duty = await town.run(lambda uow: next_occurrence(uow, "monthly_report", town.now))
        assert duty and duty.day.day == day and f"月{day}日" in town.words(said)
        await Chatter(town, LEAD).says("/monthly")
        assert f"月{day}日" in Chatter(town, LEAD).last


async def test_a_report_that_was_sent_does_the_duty_and_nobody_is_reminded_of_it(town: Town) -> None:
    """Seen to bite: without the mark the last day asks for what lies at the office since the 20th."""
    await at_work(town)
    await at(town, "2026-11-19 10:00")
    await town.run(lambda uow: plan_duties(uow, town.now))
    await at(town, "2026-11-20 10:00")
    await Chatter(town, LEAD).presses_data(f"monthly:send.{HOUSING}.yes")
    assert "已报送" in Chatter(town, LEAD).last
    await at(town, "2026-11-23 09:00")
    assert [m.chat for m in await reminded(town) if "月报告" in town.words(m)] == [POLICE]


async def test_of_two_units_both_reports_do_the_duty(town: Town) -> None:
    await at_work(town)
    await hired(town, LEAD, Role.UNIT_LEAD, "police")
    await at(town, "2026-11-20 10:00")

    async def marks() -> list[str]:
        await Chatter(town, LEAD).presses_data(f"monthly:send.{sends}.2026-11.yes")
        found = await town.run(lambda uow: uow.duties.marks("monthly_report", date(2026, 11, 23)))
        return sorted(person for person, _, _ in found)

    sends = "housing"
    assert await marks() == []
    sends = "police"
    assert await marks() == sorted([f"person-{LEAD}", f"person-{POLICE}"])


async def test_what_is_known_stands_in_it_and_what_is_missing_is_named(town: Town) -> None:
    await at_work(town)
    await answered(town, 6)
    await at(town, "2026-12-18 10:00")
    await answered(town, 1)
    await reported(town, 1)
    await drafts(town)
    lead = Chatter(town, LEAD)
    await lead.presses("打开月报告")
    for part in (
        "收到诉求 2 件",
        "公租房、廉租房 2 件",
        "本月答复 1 件次",
        "在办 1 件",
        "6 份回答中，解决了的 5 份",
    ):
        assert part in lead.last, lead.last
    assert "民情日" in lead.last and "应参加 2 人" in lead.last
    assert "还需要补充" in lead.last and lead.last.count("【请补充】") == 3
    assert "林晓" not in lead.last


async def test_each_duty_day_stands_in_one_report(town: Town) -> None:
    """From the day after one draft to the day of the next: the 19th of November is December's, even on the 20th."""
    await at_work(town)
    await hired(town, 60, Role.LEADER, "housing")
    await at(town, "2026-11-16 10:00")
    await town.run(lambda uow: plan_duties(uow, town.now))
    lead, found = Chatter(town, LEAD), []
    for moment in ("2026-11-20 10:00", "2026-12-18 10:00"):
        await at(town, moment)
        await lead.says("/monthly")
        found.append([day for day in (17, 19) if f"11月{day}日" in lead.last])
    assert found == [[17], [19]]


async def test_a_quota_that_is_met_is_counted_as_done(town: Town) -> None:
    await at_work(town)
    lead = Chatter(town, LEAD)
    await at(town, "2026-11-25 10:00")
    await lead.presses_data("duty:time.visits_unit.2026-11-30")
    await at(town, "2026-12-18 10:00")
    await lead.says("/monthly")
    assert "街道和部门领导走访：应参加 1 人，完成 1 人" in lead.last


async def test_a_section_is_written_the_report_sent_changed_and_sent_again(town: Town) -> None:
    await at_work(town)
    await at(town, "2026-11-19 10:00")
    lead, office = Chatter(town, LEAD), Chatter(town, OFFICE)
    await lead.says("月报告")
    assert "草稿" in lead.last
    await lead.presses("经验做法")
    assert "【请补充】本月好的做法" in lead.last
    await lead.says("张主任带头包楼")
    assert "姓名" in lead.last
    await lead.says("每周三晚上集中上门维修\n=1+1")
    assert "已保存" in lead.last and "集中上门维修" in lead.last
    await lead.presses("报送受理机构")
    assert "没有补充" in lead.last and "化解效果" in lead.last and "经验做法" not in lead.last
    await lead.presses("先补充")
    await lead.presses("报送受理机构")
    await lead.presses("就这样报送")
    assert "已报送受理机构" in lead.last and "报送受理机构" not in " ".join(lead.labels)
    assert "报来了2026年11月的月报告" in office.last
    await office.presses("打开月报告")
    assert "集中上门维修" in office.last and "经验做法" not in " ".join(office.labels)
    await lead.presses_data(f"monthly:send.{HOUSING}.yes")
    assert "没有改动" in lead.last
    town.now += timedelta(hours=1)
    await lead.presses("活动开展")
    await lead.says("走访 30 户")
    assert "草稿" in lead.last
    await lead.presses("报送受理机构")
    assert (
        "已报送受理机构" in lead.last and len([m for _, m in office.heard if "报来了" in town.words(m)]) == 2
    )
    style, text = zip(*await document(town, OFFICE), strict=True)
    assert [t for s, t in zip(style, text, strict=True) if s == "Heading 1"] == [
        "活动开展", "群众诉求收集", "矛盾化解效果", "经验做法",
    ]  # fmt: skip
    assert "走访 30 户" in text and "=1+1" in text and "报送" in text[1]


async def test_the_office_sees_who_has_sent_and_reads_nothing_that_was_not_sent(town: Town) -> None:
    await at_work(town)
    lead, office = Chatter(town, LEAD), Chatter(town, OFFICE)
    await office.says("月报告")
    assert "已报送 0/" in office.last and "住房和城乡建设局　还没有报送" in office.last
    await lead.presses_data(f"monthly:edit.{HOUSING}.practice")
    await lead.says("集中上门维修")
    for chatter in (office, Chatter(town, LEADER)):
        await chatter.presses_data(f"monthly:show.{HOUSING}")
        assert "还没有报送" in chatter.last
        with pytest.raises(Refusal, match=r"monthly\.unknown"):
            await drawn(town, asks(chatter.chat))
    assert ("Heading 1", "经验做法") in await document(town, LEAD)
    await lead.presses_data(f"monthly:send.{HOUSING}.yes")
    await office.says("月报告")
    assert "已报送 1/" in office.last
    await office.presses("住房和城乡建设局")
    assert "集中上门维修" in office.last
    await office.presses("返回各单位")
    await office.presses("上个月")
    assert "2026年10月" in office.last and "已报送 0/" in office.last


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in (Role.RESIDENT, Role.OFFICE, Role.LEADER)]
)
async def test_nobody_else_reads_or_writes_it(town: Town, role: Role) -> None:
    await at_work(town)
    lead = Chatter(town, LEAD)
    await lead.presses_data(f"monthly:edit.{HOUSING}.practice")
    await lead.says("集中上门维修")
    other = await hired(town, 77, role, "police")
    for room in ("show", "document", "send"):
        await other.presses_data(f"monthly:{room}.{HOUSING}")
        assert "集中上门维修" not in other.last and "活动开展" not in other.last
    await other.presses_data(f"monthly:edit.{HOUSING}.practice")
    assert "请写" not in other.last
    with pytest.raises(Refusal, match=r"deed\.not_yours"):
        await drawn(town, asks(77))


async def test_strange_buttons_are_answered(town: Town) -> None:
    await at_work(town)
    lead = Chatter(town, LEAD)
    for data in (
        "show.nowhere.2026-11",
        "edit.housing.2026-11.nothing",
        "send..",
        "document.x",
        "nothing.at.all",
    ):
        assert await lead.presses_data(f"monthly:{data}")
    await lead.presses_data("monthly:show.housing.2026-99")
    assert "2026年11月" in lead.last
