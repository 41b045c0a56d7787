"""The main job, whole: a concern goes in, its unit is pinged, one signs in, accepts, replies; every step is heard."""

from domain.people import Role
from tests.journeys.conftest import Story
from tests.phone import Phone

HOUSING = "housing"


async def answers(resident: Phone) -> None:
    """Walk the dialogue from the first word to the card with all answers."""
    await resident.says("/start")
    await resident.hears("我是民情通")
    await resident.says("楼上漏水，天花板都湿了")
    await resident.hears("开始前请知道")
    await resident.taps("同意，开始")
    await resident.hears("您希望我们怎么做")
    await resident.taps("求助")
    await resident.hears("哪个最接近")
    await resident.taps("漏水")
    await resident.hears("问题发生在哪里")
    await resident.says("柳园小区3号楼")
    await resident.hears("您想让我们怎么知道您")
    await resident.taps("匿名")
    await resident.hears("请核对一遍")


async def reports(resident: Phone) -> str:
    """Walk the dialogue from the first word to the number."""
    await answers(resident)
    await resident.taps("提交")
    note = await resident.hears("受理编号")
    return note.text.split("受理编号：")[1].split("\n")[0]


async def writes(cadre: Phone, act: str, words: str) -> None:
    """Press an act, write its words, look at the preview, send."""
    await cadre.taps(act)
    await cadre.hears("请写")
    await cadre.says(words)
    await cadre.hears(words)
    await cadre.taps("发出")
    if act == "答复":
        await cadre.hears("秒后发出")
        await cadre.town.moves_clock(seconds=60)
        await cadre.hears("答复已发出")


async def test_from_the_first_word_to_the_conclusion(story: Story) -> None:
    cadres = [await story.staff(name, Role.CADRE, HOUSING) for name in ("林国栋", "何敏")]
    handler = cadres[0]
    resident = await story.resident()
    number = await reports(resident)
    for cadre in cadres:
        await cadre.hears(number)
    await handler.taps("签收")
    await resident.hears(number, "签收")
    await handler.taps("受理")
    await resident.hears(number, "受理")
    await writes(handler, "补充", "请问是哪一间漏水？")
    question = await resident.hears("请问是哪一间漏水")
    await resident.says("是厨房", reply_to=question)
    await handler.hears("是厨房")
    await writes(handler, "答复", "已联系物业，明天上午上门维修。")
    await resident.hears("明天上午上门维修", "复查")
    await handler.taps("办结")
    await handler.hears("确认办结")
    await handler.taps("确认办结")
    await resident.hears(number, "办结")


async def test_deadline_comes_near_and_the_handler_is_reminded(story: Story) -> None:
    handler = await story.staff("林国栋", Role.CADRE, HOUSING)
    resident = await story.resident()
    number = await reports(resident)
    await handler.hears(number)
    await handler.taps("签收")
    await handler.hears("已签收")
    await handler.taps("受理")
    await handler.hears("已受理")
    await story.town.moves_clock(days=50)
    note = await handler.hears(number, "办结")
    assert "办理" in str(note)


async def test_an_observation_is_saved_from_one_message(story: Story) -> None:
    worker = await story.staff("吴大勇", Role.INFORMATION_WORKER, "liuyuan_room")
    await worker.says("3号楼东侧井盖松动，晚上看不清")
    await worker.hears("撤销")
