"""领导接访 by chat: published, booked, changed, moved, called off, received and told; strangers get nothing."""

from datetime import date

from domain.people import Role
from domain.services.ports import UnitOfWork
from tests.handlers.chat import Chatter, Town
from tests.handlers.residents import agreed, reported
from tests.workers import at, hired, reminded

LEADER, OFFICE = 61, 62


async def published(
    town: Town, day: str = "2026-12-03", places: str = "2", minutes: str = "20 分钟"
) -> Chatter:
    """The office has published a day by chat."""
    await hired(town, LEADER, Role.LEADER, "office")
    office = await hired(town, OFFICE, Role.OFFICE, "office")
    await office.says("接访安排")
    await office.presses("公布一个接访日")
    await office.presses("领导")
    await office.says("副区长（分管住建）")
    await office.says(day)
    await office.says("9：00")
    await office.says("群工办一楼")
    await office.says(places)
    await office.presses(minutes)
    assert "副区长（分管住建）" in office.last and "群工办一楼" in office.last
    await office.presses("公布")
    assert "已公布" in office.last
    return office


async def about_the_roof(resident: Chatter) -> None:
    """Book the first time for something that is no concern yet."""
    await resident.says("接访")
    await resident.presses("12月3日")
    await resident.presses("第 1 号")
    await resident.says("楼顶漏水一直没修")
    await resident.says("李阿姨")
    await resident.presses("确认预约")


async def test_the_rule_proposes_days_and_a_wrong_answer_is_asked_again(town: Town) -> None:
    await hired(town, LEADER, Role.LEADER, "office")
    office = await hired(town, OFFICE, Role.OFFICE, "office")
    await office.says("接访安排")
    assert "还没有安排" in office.last
    await office.presses("公布一个接访日")
    await office.presses("领导")
    await office.says("区长")
    assert [label for label in office.labels if "12月" in label][:2] == [
        "1. 2026年12月1日（周二）",
        "2. 2026年12月3日（周四）",
    ]
    await office.says("明年")
    assert "日期" in office.last
    await office.presses("12月1日")
    for wrong in ("8点一刻多", "25:00", "上午"):
        await office.says(wrong)
        assert "9:30" in office.last
    await office.presses("14:30")
    await office.says("一楼")
    await office.says("三个")
    assert "1 到 40" in office.last
    await office.says("3")
    await office.presses("只排号")
    assert all(part in office.last for part in ("14:30", "名额", "只排号", "一楼"))


async def test_a_stranger_sees_the_schedule_and_agrees_before_booking(town: Town) -> None:
    await published(town)
    stranger = Chatter(town, 1)
    await stranger.says("/reception")
    assert "副区长" in stranger.last and "还有 2 个名额" in stranger.last
    assert await town.run(lambda uow: uow.people.by_chat(1)) is None
    await stranger.presses("12月3日")
    assert "境外" in stranger.last
    assert await town.run(lambda uow: uow.people.by_chat(1)) is None
    await stranger.presses("同意，开始")
    assert "选一个时间" in stranger.last and stranger.labels == ["第 1 号 09:00", "第 2 号 09:20"]
    await stranger.presses("第 2 号")
    await stranger.says("楼顶漏水")
    await stranger.says("跳过")
    await stranger.presses("确认预约")
    assert "约好了" in stranger.last and "09:20，第 2 号" in stranger.last


async def test_booked_changed_and_cancelled(town: Town) -> None:
    office = await published(town)
    await office.says("接访安排")
    resident = await agreed(town)
    await resident.says("/cancel")
    await about_the_roof(resident)
    assert "楼顶漏水" in resident.last
    await resident.says("接访")
    assert "您约好的" in resident.last and "还有 1 个名额" in resident.last
    await resident.presses("换时间")
    await resident.presses("12月3日")
    assert "第 2 号 09:20" in resident.labels
    await resident.presses("第 2 号")
    assert "换好了" in resident.last and "09:20" in resident.last
    await resident.presses("取消预约")
    assert "要取消" in resident.last
    await resident.presses("不变")
    assert "预约不变" in resident.last
    await resident.presses("取消预约")
    await resident.presses("确认取消")
    assert "已经取消" in resident.last
    await resident.says("接访")
    assert "您约好的" not in resident.last and "还有 2 个名额" in resident.last


async def test_a_day_that_is_over_is_not_asked_about_once_more(town: Town) -> None:
    await published(town)
    resident = await agreed(town)
    await resident.says("/cancel")
    await about_the_roof(resident)
    await at(town, "2026-12-04 09:00")
    await resident.presses("取消预约")
    assert "已经结束" in resident.last and "让给别人" not in resident.last


async def test_for_ones_own_concern_in_three_presses(town: Town) -> None:
    await published(town)
    resident = await reported(town)
    (concern,) = await town.concerns(1)
    await resident.says("接访")
    await resident.presses("12月3日")
    await resident.presses("第 1 号")
    await resident.presses(concern.number)
    assert "约好了" in resident.last and concern.number in resident.last
    await resident.presses_data("book:about.zzzzzzzz.1.x")
    assert "没有找到" in resident.last


async def test_somebody_was_quicker_and_the_words_are_kept(town: Town) -> None:
    await published(town, places="2")
    slow, quick = await agreed(town), await agreed(town, 2)
    for one in (slow, quick):
        await one.says("/cancel")
    await slow.says("接访")
    await slow.presses("12月3日")
    await slow.presses("第 1 号")
    await slow.says("楼顶漏水，写了很久")
    await slow.says("李阿姨")
    await about_the_roof(quick)
    await slow.presses("确认预约")
    assert "刚被别人约走" in slow.last and "第 2 号" in slow.last
    await slow.presses("12月3日")
    await slow.presses("第 2 号")
    assert "写了很久" in slow.last and "李阿姨" in slow.last
    await slow.presses("确认预约")
    assert "约好了" in slow.last and "第 2 号" in slow.last
    await slow.presses_data("book:day." + (await town.run(_first_day)))
    assert "约满" in slow.last
    await slow.says("接访")
    assert "点一天" not in slow.last and "现在没有可以约的名额" in slow.last


def _first_day(uow: UnitOfWork) -> str:
    return uow.receptions.between(date(2026, 1, 1), date(2027, 1, 1))[0].id


async def test_danger_and_card_numbers_in_the_matter(town: Town) -> None:
    await published(town)
    resident = await agreed(town)
    await resident.says("/cancel")
    await resident.says("接访")
    await resident.presses("12月3日")
    await resident.presses("第 1 号")
    await resident.says("身份证11010519491231002X")
    assert "身份证" in resident.last and "要谈什么事" in resident.last
    await resident.says("楼里煤气泄漏，很危险")
    assert "119" in resident.last
    await resident.presses("没有危险")
    assert "怎么称呼" in resident.last


async def test_moved_and_called_off_each_with_a_choice(town: Town) -> None:
    office = await published(town)
    resident = await agreed(town)
    await resident.says("/cancel")
    await about_the_roof(resident)
    await office.says("接访安排")
    assert "已约 1/2" in office.last and "李阿姨" not in office.last
    await office.presses("12月3日")
    assert "当天名单" not in " ".join(office.labels)
    await office.presses("改时间")
    await office.says("2026-12-08")
    await office.presses("14:30")
    await office.says("区里开会")
    await office.presses("发出")
    assert "已通知 1 位" in office.last
    assert "区里开会" in resident.last and "12月8日" in resident.last and "换时间" in resident.labels
    await resident.presses("不变")
    assert "14:30" in resident.last
    await office.says("接访安排")
    await office.presses("12月8日")
    await office.presses("取消这一天")
    await office.says("临时出差")
    await office.presses("发出")
    assert "停用机器人" not in office.last
    assert "很抱歉" in resident.last and "临时出差" in resident.last
    await resident.presses("换时间")
    assert "眼下没有别的名额" in resident.last


async def test_the_brief_the_list_and_what_came_of_it(town: Town) -> None:
    await published(town)
    leader = Chatter(town, LEADER)
    resident = await agreed(town)
    await resident.says("/cancel")
    await about_the_roof(resident)
    await at(town, "2026-12-02 15:00")
    await reminded(town)
    assert "李阿姨" in leader.last and "楼顶漏水" in leader.last
    await leader.presses("当天名单")
    assert "记结果" not in " ".join(leader.labels)
    await at(town, "2026-12-03 09:10")
    await leader.presses_data("go:receptions")
    await leader.presses("12月3日")
    await leader.presses("当天名单")
    await leader.presses("记结果：第 1 号")
    await leader.presses("承诺办理")
    await leader.says("重做楼顶防水")
    await leader.presses("15 天后")
    await leader.presses("房屋质量")
    assert "登记并承诺" in leader.last
    await leader.presses("发出")
    assert "已记下" in leader.last
    (concern,) = await town.concerns(1)
    said = [town.words(message) for _, message in resident.heard[-2:]]
    assert any(concern.number in one and "查询码" in one for one in said)
    assert any("重做楼顶防水" in one for one in said)
    await resident.says("接访")
    assert "接访结果" in resident.last and "承诺办理" in resident.last
    await resident.presses_data(f"mine:{concern.id}")
    assert "领导接访" in resident.last and "重做楼顶防水" in resident.last


async def test_answered_pointed_and_absent(town: Town) -> None:
    await published(town, places="3")
    people = [await agreed(town, chat) for chat in (1, 2, 3)]
    for n, one in enumerate(people, 1):
        await one.says("/cancel")
        await one.says("接访")
        await one.presses("12月3日")
        await one.presses(f"第 {n} 号")
        await one.says("楼顶漏水")
        await one.says("跳过")
        await one.presses("确认预约")
    office = Chatter(town, OFFICE)
    await at(town, "2026-12-03 11:00")
    for n, (choice, words) in enumerate((("当场答复", "本周动工"), ("指引", "劳动争议先申请仲裁")), 1):
        await office.says("接访安排")
        await office.presses("12月3日")
        await office.presses("当天名单")
        await office.presses(f"第 {n} 号")
        await office.presses(choice)
        if choice == "指引":
            await office.presses("仲裁")
        await office.says(words)
        await office.presses("发出")
        assert words in people[n - 1].last
    await office.presses("当天名单")
    assert [label for label in office.labels if "记结果" in label] == ["记结果：第 3 号"]
    await office.presses("记结果：第 3 号")
    await office.presses("没有来")
    assert "没关系" in people[2].last


async def test_strangers_get_nothing_of_the_office_or_of_each_other(town: Town) -> None:
    await published(town)
    resident = await agreed(town)
    await resident.says("/cancel")
    await about_the_roof(resident)
    data = [b.data for _, m in resident.heard for row in m.rows for b in row if b.data.startswith("book:")]
    (own,) = {one.rpartition(".")[2] for one in data if one.startswith("book:change")}
    other = await agreed(town, 2)
    await other.says("/cancel")
    for order in ("change", "cancel", "drop", "keep"):
        await other.presses_data(f"book:{order}.{own}")
        assert "没有找到这个预约" in other.last
    day = await town.run(_first_day)
    for press in (f"received:day.{day}", "receptions:new", f"receptions:move.{day}", "receptions:day.x"):
        await other.presses_data(press)
        assert "李阿姨" not in other.last and "请哪位领导" not in other.last
    await other.says("/receptions")
    assert "李阿姨" not in other.last
    await other.presses_data(f"received:of.{own}")
    assert "李阿姨" not in other.last
    office = Chatter(town, OFFICE)
    await office.presses_data(f"received:nonsense.{own}")
    assert "名单到" in office.last
