"""Reports that wait unfinished: kept, gone on with, dropped, several at a time."""

from tests.handlers.chat import Town
from tests.handlers.residents import WORDS, agreed, asked_for


async def test_cancel_asks_and_can_keep_for_later(town: Town) -> None:
    resident = await asked_for("place", town)
    await resident.says("取消")
    await resident.presses("先存着")
    await resident.says("/report")
    await resident.presses(WORDS[:8])
    assert "问题发生在哪里" in resident.last


async def test_start_in_mid_dialogue_loses_nothing(town: Town) -> None:
    resident = await asked_for("place", town)
    await resident.says("/start")
    await resident.presses("接着写")
    assert "问题发生在哪里" in resident.last


async def test_dropping_leaves_nothing(town: Town) -> None:
    resident = await asked_for("known", town)
    await resident.says("/cancel")
    await resident.presses("不写了，删掉")
    assert await town.run(lambda uow: uow.drafts.of_person("person-1")) == []


async def test_several_drafts_wait_and_each_is_gone_on_with(town: Town) -> None:
    resident = await asked_for("place", town)
    for text in ("路灯坏了好几天", "楼道里堆满了杂物"):
        await resident.says("取消")
        await resident.presses("先存着")
        await resident.says("/report")
        await resident.presses("写一件新的")
        await resident.says(text)
    await resident.says("取消")
    await resident.presses("先存着")
    await resident.says("/report")
    assert "3 件还没写完" in resident.last
    await resident.presses("路灯坏了")
    await resident.presses("求助")
    await resident.says("/report")
    await resident.presses(WORDS[:8])
    assert "问题发生在哪里" in resident.last


async def test_nobody_goes_on_with_the_draft_of_another(town: Town) -> None:
    await asked_for("place", town, chat=1)
    draft = (await town.run(lambda uow: uow.drafts.of_person("person-1")))[0]
    other = await agreed(town, chat=2)
    await other.presses_data(f"report:resume.{draft.id}")
    assert WORDS not in other.last and "问题发生在哪里" not in other.last


async def test_going_on_with_one_draft_while_another_is_open_opens_that_one(town: Town) -> None:
    resident = await asked_for("place", town)
    await resident.says("取消")
    old = (await town.run(lambda uow: uow.drafts.of_person("person-1")))[0]
    await resident.presses("先存着")
    await resident.says("/report")
    await resident.presses("写一件新的")
    await resident.says("路灯坏了好几天")
    await resident.presses_data(f"{old.id}.!resume")
    assert "问题发生在哪里" in resident.last
