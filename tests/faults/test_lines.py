"""A3: the process is killed as it comes to a line of our own code, whichever it is; the next one goes on from there."""

import asyncio
import os
import signal
from collections.abc import Container
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


async def sweep(
    nursery: Nursery, act: Act, homes: Homes, folder: Path, share: int, over: Container[str] = ()
) -> tuple[list[str], list[str], int]:
    """(lines there are, lines tried, how many met). `share`: of so many lines one. `over`: lines not to be tried."""
    scene = await kept_scene(act.before, homes, folder / act.name)
    lines = await lines_of(nursery, act, scene, folder / "lines")
    tried = [line for line in lines[share // 2 :: share] if line not in over]
    met = [await killed(nursery, act, scene, line, arm, dies_at=line) for line in tried]
    return lines, tried, sum(met)


async def test_nothing_is_lost_or_doubled_at_lines_of_our_code(
    nursery: Nursery, homes: Homes, tmp_path: Path, figures: Figures
) -> None:
    """Seen to bite: the inbox row kept in a transaction of its own (`receive` in bot/desk.py)."""
    found, tried, met = await sweep(nursery, BY_NAME["submit"], homes, tmp_path, 450)
    figures(f"A3: killed at {met} of {len(tried)} lines, out of {len(found)}")
    assert met > len(tried) // 2


@pytest.fixture(scope="module")
def over() -> set[str]:
    """The lines at which some act of this run was killed."""
    return set()


@pytest.mark.full
@pytest.mark.parametrize("name", list(BY_NAME))
async def test_nothing_is_lost_or_doubled_at_any_line_of_our_code(
    nursery: Nursery, homes: Homes, tmp_path: Path, figures: Figures, name: str, over: set[str]
) -> None:
    """Every line once, in the first act that comes to it: each in every act would take several times as long, and the
    moments in which the same line leaves another thing half-way are those of the calls that A2 sweeps in every act.
    """
    found, tried, met = await sweep(nursery, BY_NAME[name], homes, tmp_path, 1, over)
    over |= set(tried)
    figures(f"A3 {name}: killed at {met} of {len(tried)} lines, out of {len(found)}; {len(over)} so far")
    assert met >= len(tried) // 2
