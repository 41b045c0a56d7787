"""Danger to life comes before everything, wherever somebody speaks of it."""

from domain.concern import Act
from tests.handlers.chat import Chatter, Town
from tests.handlers.residents import asked_for, reported

DANGER = "救命，楼下着火了"


async def supplements(town: Town) -> list[str]:
    (concern,) = await town.concerns(1)
    rows = await town.run(lambda uow: uow.history.of(concern.id))
    return [row.words for row in rows if row.act is Act.SUPPLEMENT]


def shows_numbers(resident: Chatter) -> bool:
    return "119" in resident.last and "还没有保存" in resident.last


async def test_whoever_has_a_concern_already_is_shown_the_numbers_too(town: Town) -> None:
    resident = await reported(town)
    await resident.says(DANGER)
    assert shows_numbers(resident)
    await resident.presses("没有危险")
    assert "关于哪一件" in resident.last
    await resident.presses("房屋质量")
    assert await supplements(town) == [DANGER]


async def test_a_new_matter_after_danger_is_not_asked_about_danger_again(town: Town) -> None:
    resident = await reported(town)
    await resident.says(DANGER)
    await resident.presses("没有危险")
    await resident.presses("一件新的事")
    assert "您希望我们怎么做" in resident.last


async def test_a_reply_that_speaks_of_danger_is_not_stored_before_the_numbers(town: Town) -> None:
    resident = await reported(town)
    await resident.says(DANGER, reply_to=resident.heard[-1][0])
    assert shows_numbers(resident)
    assert await supplements(town) == []
    await resident.presses("没有危险")
    await resident.presses("没有危险")
    assert await supplements(town) == [DANGER]


async def test_the_number_of_the_button_typed_keeps_the_words_under_the_button(town: Town) -> None:
    resident = await reported(town)
    await resident.says(DANGER)
    await resident.says("1")
    assert "请直接点" in resident.last
    await resident.presses("没有危险")
    await resident.presses("房屋质量")
    assert await supplements(town) == [DANGER]


async def test_an_edit_that_speaks_of_danger_shows_the_numbers_too(town: Town) -> None:
    resident = await asked_for("place", town)
    said = await resident.edits(1, DANGER)
    assert any("119" in one for one in said)


async def test_an_edit_without_a_concern_shows_the_numbers(town: Town) -> None:
    resident = Chatter(town, 1)
    await resident.edits(1, DANGER)
    assert "119" in resident.last
