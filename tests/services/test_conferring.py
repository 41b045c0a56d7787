"""会商: on the agenda, decided, assigned to lead and co-handlers, who are told and may note; nothing moves a clock."""

from datetime import date, datetime

from domain.concern import Concern, Kind, State
from domain.people import Person, Role
from domain.services import conferring, objecting
from domain.services.ports import UnitOfWork
from domain.tasks import TaskKind
from tests.handlers.chat import Chatter, Town
from tests.services.story import CADRE, COLLEAGUE, ELSEWHERE, LEAD, OFFICE, Deed, Story, a_story
from tests.services.test_supervising import owed, refused
from tests.workers import RESIDENT, at, hired, reminded

HELPER = 22


def putting(day: str = "2026-12-03") -> Deed:
    def put(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime) -> Concern:
        return conferring.put_to_meeting(
            uow, concern, actor, now, "涉及两家", date.fromisoformat(day), "涉及两家（三日）"
        )

    return put


def deciding(lead: str = "housing", *helpers: str) -> Deed:
    def decide(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime) -> Concern:
        return conferring.decide(uow, concern, actor, now, lead, helpers, "一起修")

    return decide


async def accepted(town: Town) -> Story:
    await hired(town, HELPER, Role.CADRE, "health")
    return await (await a_story(town)).comes_to("sign_in", "accept")


async def test_on_the_agenda_all_are_told_and_the_office_reminded(town: Town) -> None:
    story = await accepted(town)
    before = await story.clocks()
    await story.does(putting(), OFFICE)
    assert sorted(message.chat for message in story.said) == [CADRE, RESIDENT]
    await story.does(putting("2026-12-08"), OFFICE)
    assert [(task.kind, task.due_on) for task in await owed(story)] == [(TaskKind.AGENDA, date(2026, 12, 8))]
    await at(town, "2026-12-08 09:00")
    assert [m.chat for m in await reminded(town) if m.words.key == "task.remind"] == [OFFICE]
    assert await story.clocks() == before


async def test_the_decision_names_helpers_and_leaves_the_lead_its_work(town: Town) -> None:
    story = await accepted(town)
    before = await story.clocks()
    await story.does(putting(), OFFICE)
    await story.does(deciding("housing", "health", "police"), OFFICE)
    assert sorted(message.chat for message in story.said) == [CADRE, ELSEWHERE, HELPER, RESIDENT]
    assert story.concern.state is State.ACCEPTED and story.concern.co_units == ("health", "police")
    kept = await town.run(lambda uow: uow.concerns.get(story.concern.id))
    assert kept == story.concern and await owed(story) == [] and await story.clocks() == before
    await story.does(conferring.co_note, HELPER, "水质已检测")
    assert "水质已检测" in story.told(CADRE)[0] and story.told(RESIDENT) == []
    assert ((await story.record())[-1].role, (await story.record())[-1].unit) == ("cadre", "health")
    await story.comes_to("reply")
    assert "已经答复" in story.told(HELPER)[0]


async def test_another_lead_gets_it_with_the_decision(town: Town) -> None:
    story = await accepted(town)
    await story.does(putting(), OFFICE)
    await story.does(deciding("police", "housing"), OFFICE)
    assert (story.concern.state, story.concern.unit) == (State.ASSIGNED, "police")
    assert {ELSEWHERE, CADRE, COLLEAGUE, LEAD} <= {message.chat for message in story.said}


async def test_what_was_returned_is_assigned_by_the_decision(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in")
    await story.does(objecting.object_to, CADRE, "不归我们")
    await story.does(objecting.agree_to_return, OFFICE)
    await story.does(putting(), OFFICE)
    assert await refused(story, deciding("office"), OFFICE) == "transfer.same_unit"
    await story.does(deciding("police", "housing"), OFFICE)
    assert (story.concern.state, story.concern.unit) == (State.ASSIGNED, "police")


async def test_wrong_decisions_are_refused_and_nothing_is_kept(town: Town) -> None:
    story = await accepted(town)
    assert await refused(story, deciding("police"), OFFICE) == "meeting.not_on_agenda"
    await story.does(putting(), OFFICE)
    for deed, code in (
        (deciding("nowhere"), "transfer.unknown_unit"),
        (deciding("housing", "nowhere"), "transfer.unknown_unit"),
        (deciding("housing", "housing"), "meeting.twice"),
        (deciding("housing", "police", "police"), "meeting.twice"),
    ):
        assert await refused(story, deed, OFFICE) == code
    for chat in (CADRE, LEAD, ELSEWHERE, RESIDENT):
        assert await refused(story, deciding(), chat) == "step.not_yours"
        assert await refused(story, putting(), chat) == "step.not_yours"
    assert await refused(story, conferring.co_note, ELSEWHERE, "已办") == "step.not_yours"
    assert len(await owed(story)) == 1


async def test_the_unit_complained_about_never_helps(town: Town) -> None:
    story = await a_story(town, kind=Kind.COMPLAINT, about_unit="police")
    await story.does(putting(), OFFICE)
    for deed in (deciding("police"), deciding("housing", "police")):
        assert await refused(story, deed, OFFICE) == "transfer.complained_about"


async def test_by_chat(town: Town) -> None:
    story = await accepted(town)
    office, helper = Chatter(town, OFFICE), Chatter(town, HELPER)
    await helper.presses_data(f"card:{story.concern.id}")
    assert "找不到" in helper.last
    await office.says("会商议程")
    assert "没有等待会商" in office.last
    await office.presses_data(f"tasks:{story.concern.id}")
    await office.presses("提请会商")
    await office.says("涉及住建和卫健")
    await office.presses("7 天后")
    await office.presses("放进议程")
    await office.says("会商议程")
    assert "涉及住建和卫健" in office.last and story.concern.number in office.last
    await office.presses("打开")
    await office.presses("记录会商决定")
    await office.says("住建局")
    await office.says("卫健局、没有这个局")
    assert "没有找到“没有这个局”" in office.last
    await office.says("卫健局")
    await office.says("住建修管，卫健测水")
    assert "卫生健康局" in office.last
    await office.presses("发出")
    assert "会商决定" in Chatter(town, RESIDENT).last and "协办：" in Chatter(town, RESIDENT).last
    await helper.presses("打开诉求卡")
    assert "办理记录" in helper.last and "答复" not in helper.labels
    await helper.presses("督办和承诺")
    await helper.presses("写协办情况")
    await helper.says("水质合格")
    await helper.presses("发出")
    assert "水质合格" in Chatter(town, CADRE).last
    await Chatter(town, CADRE).says("/agenda")
    assert "会商议程" not in Chatter(town, CADRE).last
