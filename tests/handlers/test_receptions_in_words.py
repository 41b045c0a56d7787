"""领导接访 by chat: words where a concern was to be chosen are the matter of the booking."""

from tests.handlers.chat import Town
from tests.handlers.residents import reported
from tests.handlers.test_receptions import published


async def test_words_instead_of_a_concern_are_the_matter(town: Town) -> None:
    await published(town)
    resident = await reported(town)
    await resident.says("接访")
    await resident.presses("12月3日")
    await resident.presses("第 1 号")
    assert "谈哪一件" in resident.last
    await resident.says("想问问加装电梯的事")
    assert "关于哪一件" not in resident.last
    await resident.says("李阿姨")
    assert "想问问加装电梯的事" in resident.last
    await resident.presses("确认预约")
    assert "想问问加装电梯的事" in resident.last
    await resident.says("楼道的灯又坏了，晚上看不见")
    assert "关于哪一件" in resident.last


async def test_danger_is_no_matter_to_book(town: Town) -> None:
    await published(town)
    resident = await reported(town)
    await resident.says("接访")
    await resident.presses("12月3日")
    await resident.presses("第 1 号")
    assert "119" in "".join(await resident.says("楼里着火了，有人被困"))
    assert "称呼" not in resident.last
