"""排查: a unit goes from place to place, is reminded of what is left, and the office reads how far everybody came."""

from domain.people import Role
from tests.journeys.conftest import Story
from tests.journeys.test_duties import local


async def test_a_round_is_covered_place_by_place_and_the_next_one_has_stages(story: Story) -> None:
    worker = await story.staff("吴大勇", Role.INFORMATION_WORKER, "shiqiao_station")
    office = await story.staff("方静", Role.OFFICE, "office")
    await worker.says("排查")
    await worker.hears("0/3", "点一处")
    await worker.taps("柳园社区")
    await worker.hears("看过了吗")
    await worker.taps("没有问题")
    await worker.hears("1/3")
    await worker.taps("桥南社区")
    await worker.hears("看过了吗")
    await worker.taps("发现问题")
    await worker.hears("接着发一条消息")
    await worker.says("消防通道堆物")
    await worker.hears("已记下", "消防通道堆物")
    await story.town.moves_clock(to=local("2026-11-25 09:00"))
    await worker.hears("2/3", "还剩 3 个工作日")
    await worker.taps("看还剩哪几处")
    await worker.hears("2/3", "发现问题 1 处")
    await worker.taps("青瓦社区")
    await worker.hears("看过了吗")
    await worker.taps("没有问题")
    await worker.hears("3/3", "都看过了")
    await story.town.moves_clock(to=local("2026-12-01 09:30"))
    await office.hears("2026年11月30日", "石桥街道：3/3 处，发现问题 1 处", "还没排查")
    await story.town.moves_clock(to=local("2026-12-11 09:00"))
    await worker.hears("冬春专项排查（集中排查）", "0/3")
