"""By chat and over HTTP: two like concerns joined and answered at once; one that holds two matters split in two."""

from domain.people import Role
from tests.journeys.conftest import Story
from tests.journeys.test_answering import reports_claims
from tests.journeys.test_main_job import HOUSING
from tests.phone import Phone


async def taken_up(handler: Phone, resident: Phone, number: str) -> None:
    """Signed in and accepted by its handler."""
    await handler.hears(number)
    await handler.taps("签收")
    await handler.hears("已签收")
    await handler.taps("受理")
    await resident.hears(number, "已受理")


async def test_two_like_concerns_are_joined_and_each_reporter_gets_an_answer(story: Story) -> None:
    office = await story.staff("方静", Role.OFFICE, "office")
    handler = await story.staff("林国栋", Role.CADRE, HOUSING)
    first, second = await story.resident(), await story.resident("周师傅")
    number = await reports_claims(first, "天花板漏水，请修一下")
    await taken_up(handler, first, number)
    like = await reports_claims(second, "三号楼四层渗水，请来看看")
    await handler.hears(like)
    await office.says(like)
    await office.hears(like, "办理记录")
    await office.taps("并单")
    await office.hears("并到哪一件")
    await office.taps(number)
    await office.hears("预览", number)
    await office.taps("并单")
    for resident, own in ((first, number), (second, like)):
        await resident.hears(own, "一并办理", "单独发给您")
    await handler.hears(like, number, "并单办理")
    await handler.says(number)
    await handler.hears("与另外 1 件并单")
    await handler.taps("答复")
    await handler.hears("请写")
    await handler.says("楼顶防水已重做")
    await handler.hears("还有 1 件并单", like)
    await handler.taps("一并答复")
    await handler.hears("预览", "楼顶防水已重做")
    await handler.taps("发出")
    await handler.hears("同时发给", like)
    await story.town.moves_clock(seconds=60)
    await first.hears(number, "楼顶防水已重做", "天花板漏水", "三个问题")
    await second.hears(like, "已受理")
    await second.hears(like, "楼顶防水已重做", "渗水", "三个问题")
    assert not [note for note in await second.notes() if number in note.text or "天花板" in note.text]
    assert not [note for note in await first.notes() if like in note.text or "渗水" in note.text]


async def test_a_concern_with_two_matters_becomes_two(story: Story) -> None:
    office = await story.staff("方静", Role.OFFICE, "office")
    handler = await story.staff("林国栋", Role.CADRE, HOUSING)
    police = await story.staff("秦朗", Role.CADRE, "police")
    resident = await story.resident()
    number = await reports_claims(resident, "一、天花板漏水请维修；二、楼下夜里打架请处理")
    await taken_up(handler, resident, number)
    await office.says(number)
    await office.hears(number, "办理记录")
    await office.taps("拆单")
    await office.hears("哪几项请求")
    await office.taps("楼下夜里打架请处理")
    await office.hears("由哪个单位办理")
    await office.says("公安分局")
    await office.hears("为什么拆单")
    await office.taps("几项请求归不同的单位负责")
    await office.hears("预览")
    await office.taps("拆单")
    note = await resident.hears(number, "另编一个号", "打架")
    part = note.text.split("受理编号：")[1].split("\n")[0]
    assert part != number
    await office.hears("已拆单", part)
    await police.hears(part, "打架")
    await police.taps("签收")
    await resident.hears(part, "签收")
    await handler.hears(number, part)
