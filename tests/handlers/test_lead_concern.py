"""包案 by chat: the office gives, the leader sees their matters, urges and plans; strangers get nothing."""

from domain.people import Role
from tests.handlers.chat import Chatter, Town
from tests.handlers.test_handle_concern import at_work
from tests.services.story import OFFICE
from tests.workers import RESIDENT, hired

LEADER = 16


async def test_from_the_office_to_the_leaders_own_list(town: Town) -> None:
    story, cadre = await at_work(town, "sign_in", "accept")
    office = Chatter(town, OFFICE)
    await office.presses_data(f"lead:{story.concern.id}")
    assert "没有可以包案的领导" in office.last
    leader = await hired(town, LEADER, Role.LEADER, "office")
    await leader.says("我的包案")
    assert "没有交给您" in leader.last
    await leader.presses_data(f"card:{story.concern.id}")
    assert "找不到" in leader.last
    await office.presses_data(f"tasks:{story.concern.id}")
    await office.presses("领导包案")
    await office.presses("领导")
    await office.says("住建局、街道各一人")
    await office.says("两周内换好主管")
    await office.presses("15 天后")
    assert "两周内换好主管" in office.last
    await office.presses("发出")
    assert "请您包案" in leader.last and "两周内换好主管" in leader.last
    await leader.says("我的包案")
    assert story.concern.number in leader.last and "两周内换好主管" in leader.last
    await leader.presses("打开")
    assert "办理记录" in leader.last and "🧭 我的包案" in leader.labels and "答复" not in leader.labels
    assert "联系方式" not in leader.labels
    await leader.presses("督办和承诺")
    await leader.presses("加一个步骤")
    await leader.says("周五开协调会")
    await leader.presses("3 天后")
    await leader.presses("发出")
    assert "周五开协调会" in cadre.last
    await cadre.presses_data(f"tasks:{story.concern.id}")
    await cadre.presses("已完成")
    assert "步骤已完成" in leader.last
    await Chatter(town, RESIDENT).presses("查看进度")
    assert "领导包案" in Chatter(town, RESIDENT).last and "协调会" not in Chatter(town, RESIDENT).last


async def test_others_have_no_such_list_and_no_such_buttons(town: Town) -> None:
    story, cadre = await at_work(town, "sign_in")
    await cadre.says("/led")
    assert "我的包案" not in cadre.last
    await cadre.presses_data(f"lead:{story.concern.id}")
    assert "不归您办" in cadre.last
    office = Chatter(town, OFFICE)
    await office.presses_data(f"leader:{story.concern.id}.00000000")
    assert "没有可以包案的领导" in office.last
    await office.presses_data(f"plan_step:{story.concern.id}")
    assert "还没有领导包案" in office.last
