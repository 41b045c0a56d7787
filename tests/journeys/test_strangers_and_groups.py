"""People who are not (yet) known: a group, a look-up from another phone, somebody who does not agree."""

from tests.journeys.conftest import Story
from tests.journeys.test_main_job import reports


async def test_a_group_gets_no_personal_talk_but_the_way_into_the_private_chat(story: Story) -> None:
    resident = await story.resident()
    neighbour = await story.resident("老孙")
    group = await story.town.group("柳园小区业主群", [resident, neighbour])
    inside = resident.inside(group)
    await inside.says("/report@minqing_test_bot")
    note = await inside.hears("群里不收个人的事")
    await resident.opens_link(note.raw["inline_keyboard"][0][0]["url"])
    await resident.hears("开始前请知道")


async def test_a_bot_that_hears_everything_in_a_group_speaks_only_when_spoken_to(story: Story) -> None:
    resident, neighbour = await story.resident(), await story.resident("老孙")
    group = await story.town.group("柳园小区业主群", [resident, neighbour], bot_admin=True)
    inside, beside = resident.inside(group), neighbour.inside(group)
    welcome = await inside.hears("群里不收个人的事")
    await inside.says("楼上又漏水了")
    await inside.hears_nothing()
    await beside.says("楼上又漏水了？要不要问问机器人", reply_to=(await inside.notes())[-1])
    await beside.hears_nothing()
    await beside.says("请问 @minqing_test_bot 怎么报修")
    await beside.hears("群里不收个人的事")
    await inside.says("谢谢", reply_to=welcome)
    await inside.hears("群里不收个人的事")


async def test_look_up_from_another_phone_needs_number_and_code(story: Story) -> None:
    resident, daughter = await story.resident(), await story.resident("小敏")
    number = await reports(resident)
    told = (await resident.heard())[-1].text
    code = told.split("查询码：")[1].split("\n")[0]
    await daughter.says(f"{number} 00000000")
    await daughter.hears("对不上")
    await daughter.says(f"{number} {code}")
    card = await daughter.hears(number, "办理记录")
    assert not card.buttons()
    await resident.says(number)
    await resident.hears("下一步", number)
    await resident.taps("查询码忘了")
    await resident.hears("新查询码")
    await daughter.says(f"{number} {code}")
    await daughter.hears("对不上")


async def test_an_english_newcomer_reads_english_from_the_first_word(story: Story) -> None:
    newcomer = await story.resident("Joe", "en")
    await newcomer.says("The street light is broken")
    await newcomer.hears("Before we begin")
    await newcomer.taps("I do not agree")
    await newcomer.hears("nothing has been kept")
