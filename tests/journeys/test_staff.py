"""People who work here come and go: invited in chat, away with a stand-in, gone for good; no concern is lost by it."""

from domain.people import Role
from tests.journeys.conftest import Story
from tests.journeys.test_main_job import HOUSING, reports
from tests.phone import Phone


async def invites(office: Phone, role: str, unit: str, name: str) -> str:
    """Walk the invitation from the menu to the link."""
    await office.says("人员")
    await office.hears("人员管理")
    await office.taps("邀请同事")
    await office.hears("先选身份")
    await office.taps(role)
    await office.hears("在哪个单位")
    await office.says(unit)
    await office.hears("怎么称呼")
    await office.says(name)
    made = await office.hears("邀请好了")
    link: str = made.raw["inline_keyboard"][0][0]["url"]
    assert link in made.text
    return link


async def joined(story: Story, office: Phone, name: str, role: str = "干部") -> Phone:
    """Somebody whom the office invited in chat and who opened the link."""
    link = await invites(office, role, "住建局", name)
    phone = await story.town.person(name)
    await phone.opens_link(link)
    await phone.hears("欢迎加入民情通", "住房和城乡建设局")
    return phone


async def test_a_cadre_joins_goes_away_leaves_and_the_concern_goes_on(story: Story) -> None:
    office = await story.staff("方静", Role.OFFICE, "office")
    cadre = await joined(story, office, "林国栋")
    colleague = await joined(story, office, "何敏")
    resident = await story.resident()
    number = await reports(resident)
    await cadre.hears(number)
    await cadre.taps("签收")
    await cadre.hears("您是承办人")

    await cadre.says("代班")
    await cadre.hears("由谁代班")
    await cadre.taps("何敏（干部）")
    await cadre.hears("从哪天开始")
    await cadre.taps("从现在起")
    await cadre.hears("代班几天")
    await cadre.taps("7 天")
    await cadre.hears("安排好了", "何敏")
    await colleague.hears("请您在", "林国栋")
    await colleague.says(number)
    await colleague.hears(number, "由您代办")
    await colleague.taps("受理")
    await resident.hears(number, "已受理")

    await cadre.says("我的身份")
    await cadre.hears("您的身份")
    await cadre.taps("退出")
    await cadre.hears("马上生效")
    await cadre.taps("确认退出")
    await cadre.hears("1 件")
    await colleague.hears("离岗", number)
    await colleague.taps(f"打开 {number}")
    await colleague.hears("待接手")
    await colleague.taps("接手")
    await colleague.hears("您是承办人")
    await cadre.says("/todo")
    await cadre.hears("相应的身份才能用")
    await story.town.moves_clock(days=50)
    await colleague.hears(number, "办结")


async def test_a_link_that_was_used_is_useless_to_whom_it_is_forwarded(story: Story) -> None:
    office = await story.staff("方静", Role.OFFICE, "office")
    link = await invites(office, "干部", "住建局", "林国栋")
    first, second = await story.resident("林国栋"), await story.resident("别人")
    await office.opens_link(link)
    await office.hears("转发给对方")
    await first.opens_link(link)
    await first.hears("欢迎加入民情通")
    await second.opens_link(link)
    await second.hears("不能用了")


async def test_a_cadre_who_blocks_the_bot_and_the_unit_lead_who_hears_of_it(story: Story) -> None:
    lead = await story.staff("秦卫民", Role.UNIT_LEAD, HOUSING)
    cadre = await story.staff("林国栋", Role.CADRE, HOUSING)
    resident = await story.resident()
    number = await reports(resident)
    await lead.hears(number)
    await cadre.hears(number)
    await cadre.taps("签收")
    await lead.hears(number, "签收")
    await cadre.blocks()
    await lead.hears("停用了机器人", "1 件")
    await story.town.moves_clock(days=7)
    await lead.hears("没送到", number)
    await lead.says(number)
    await lead.hears(number)
    await lead.taps("接手")
    await lead.hears("现在由同事承办")
    await lead.taps("确认由我承办")
    await lead.hears("您是承办人")


async def test_a_resident_who_blocks_the_bot_is_written_to_and_told_on_return(story: Story) -> None:
    cadre = await story.staff("林国栋", Role.CADRE, HOUSING)
    resident = await story.resident()
    number = await reports(resident)
    await cadre.hears(number)
    await resident.blocks()
    await cadre.taps("签收")
    await cadre.hears("您是承办人")
    await cadre.hears("诉求人收不到消息", number, "没有留联系方式")
    await resident.unblocks()
    await resident.hears("您不在的时候", number)
