"""A3: the process is killed as it comes to a line of our own code, whichever it is; the next one goes on from there."""

import asyncio
import os
import signal
from pathlib import Path

import pytest

from tests.faults.acts import Act
from tests.faults.conftest import Figures
from tests.faults.exports import EVERY_ACT
from tests.faults.homes import Homes
from tests.faults.killing import killed
from tests.faults.lives import Life, Nursery
from tests.faults.scenes import Scene, kept_scene

BY_NAME = {act.name: act for act in EVERY_ACT}


async def lines_of(nursery: Nursery, act: Act, scene: Scene, noted: Path) -> list[str]:
    """Every line of ours that the act executes, in the order in which it first comes to them."""
    async with scene.begun() as place:
        life = await (await nursery.bears(place.env(False), lines=str(noted))).comes_up()
        await arm(life)
        await act.does(place)
        await place.rests()
        await life.ends(signal.SIGUSR2)
        assert act.count(place) == 1
    return await asyncio.to_thread(lambda: noted.read_text(encoding="utf-8").splitlines())


async def arm(life: Life) -> None:
    os.kill(await life.born, signal.SIGUSR1)


async def sweep(nursery: Nursery, act: Act, homes: Homes, folder: Path, share: int) -> tuple[int, int, int]:
    """(lines there are, lines tried, lines met). `share`: of so many lines one."""
    scene = await kept_scene(act.before, homes, folder / act.name)
    lines = await lines_of(nursery, act, scene, folder / "lines")
    tried = lines[share // 2 :: share]
    met = [await killed(nursery, act, scene, line, arm, dies_at=line) for line in tried]
    return len(lines), len(tried), sum(met)


async def test_nothing_is_lost_or_doubled_at_lines_of_our_code(
    nursery: Nursery, homes: Homes, tmp_path: Path, figures: Figures
) -> None:
    """Seen to bite: the inbox row kept in a transaction of its own (`receive` in bot/desk.py)."""
    found, tried, met = await sweep(nursery, BY_NAME["submit"], homes, tmp_path, 300)
    figures(f"A3: killed at {met} of {tried} lines, out of {found}")
    assert met > tried // 2


@pytest.mark.full
@pytest.mark.parametrize("name", list(BY_NAME))
async def test_nothing_is_lost_or_doubled_at_any_line_of_our_code(
    nursery: Nursery, homes: Homes, tmp_path: Path, figures: Figures, name: str
) -> None:
    found, tried, met = await sweep(nursery, BY_NAME[name], homes, tmp_path, 1)
    figures(f"A3 {name}: killed at {met} of {tried} lines, out of {found}")
    assert met > tried // 2
