"""Number and code from any phone: right, wrong and mistyped ones sound as they should (T1, T4)."""

import pytest

from handlers.look_up import number_in
from tests.handlers.chat import Chatter, Town
from tests.handlers.residents import reported

STRANGER = 2


async def told(town: Town) -> tuple[str, str]:
    """Number and query code as a reporter was told them."""
    said = (await reported(town)).last
    number, code = (said.split(f"{name}：<code>")[1].split("<")[0] for name in ("受理编号", "查询码"))
    return number, code


async def test_number_and_code_show_it_on_any_phone(town: Town) -> None:
    number, code = await told(town)
    stranger = Chatter(town, STRANGER)
    await stranger.says(f"{number.lower()} {code}")
    assert number in stranger.last and "办理记录" in stranger.last


@pytest.mark.parametrize("wrong", ["code", "check character", "nobody's"])
async def test_whatever_is_wrong_sounds_the_same(town: Town, wrong: str) -> None:
    number, code = await told(town)
    other = "0" if number[-1] != "0" else "1"
    words = {
        "code": f"{number} {(int(code) + 1) % 10**8:08d}",
        "check character": f"{number[:-1]}{other} {code}",
        "nobody's": f"QH-2611-7K3MX-6 {code}",
    }
    stranger = Chatter(town, STRANGER)
    await stranger.says(words[wrong])
    assert "编号和查询码对不上" in stranger.last


def test_a_part_of_a_longer_number_is_no_tracking_number() -> None:
    assert number_in("我的证号是420106196001011234") is None


async def test_wrong_tries_are_slowed_down_mistyped_ones_too(town: Town) -> None:
    number, code = await told(town)
    stranger = Chatter(town, STRANGER)
    for _ in range(5):
        await stranger.says(f"QH-2611-7K3MX-0 {code}")
    await stranger.says(f"{number} {code}")
    assert "分钟再试" in stranger.last


async def test_a_number_alone_asks_for_the_code(town: Town) -> None:
    stranger = Chatter(town, STRANGER)
    await stranger.says("QH-2611-7K3MX-0")
    assert "8 位查询码" in stranger.last
