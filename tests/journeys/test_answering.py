"""答复 over HTTP: three claims, a reply that is taken back once, and then leaves."""

from domain.people import Role
from tests.journeys.conftest import Story
from tests.journeys.test_main_job import HOUSING
from tests.phone import Phone

CLAIMS = "天花板漏水。一、请尽快维修；二、请赔偿家具"


async def reports_claims(resident: Phone, words: str = CLAIMS, category: str = "漏水") -> str:
    """These words in this category, to the number."""
    await resident.says(words)
    await resident.hears("开始前请知道")
    await resident.taps("同意，开始")
    for hears, taps in (("您希望我们怎么做", "求助"), ("哪个最接近", category)):
        await resident.hears(hears)
        await resident.taps(taps)
    await resident.hears("问题发生在哪里")
    await resident.says("柳园小区3号楼")
    await resident.hears("您想让我们怎么知道您")
    await resident.taps("匿名")
    await resident.hears("请核对一遍")
    await resident.taps("提交")
    note = await resident.hears("受理编号")
    return note.text.split("受理编号：")[1].split("\n")[0]


async def test_every_claim_is_answered_and_a_reply_taken_back_is_never_seen(story: Story) -> None:
    cadre = await story.staff("林国栋", Role.CADRE, HOUSING)
    resident = await story.resident()
    number = await reports_claims(resident)
    await cadre.hears(number)
    await cadre.taps("签收")
    await cadre.hears("已签收")
    await cadre.taps("受理")
    await resident.hears(number, "已受理")
    await cadre.taps("答复")
    await cadre.hears("请尽快维修", "请赔偿家具")
    await cadre.taps("就是这几项")
    await cadre.hears("请求有 2 项")
    await cadre.says("1. 明天维修")
    await cadre.hears("第 2 项还没有答复", "请赔偿家具")
    await cadre.says("由物业赔偿五百元")
    await cadre.hears("预览", "明天维修", "五百元")
    await cadre.taps("发出")
    await cadre.hears("秒后发出")
    await cadre.taps("撤回答复")
    await cadre.hears("谁也没有收到", "五百元")
    await story.town.moves_clock(minutes=5)
    await cadre.taps("发出")
    await cadre.hears("秒后发出")
    await story.town.moves_clock(minutes=1)
    await cadre.hears(number, "答复已发出")
    await resident.hears(number, "1. 明天维修", "2. 由物业赔偿五百元", "复查")
    assert sum("的答复" in note.text for note in await resident.notes()) == 1
