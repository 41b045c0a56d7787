"""One act, in the middle of which the process is killed; the next process goes on, and everything holds."""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from typing import Any

from tests.faults.acts import Act
from tests.faults.lives import Life, Nursery
from tests.faults.scenes import Place, Scene

RECOVERY = (185, 65, 65)
"""Seconds after which a lease is over, and what must arrive is sent again, twice."""
Arm = Callable[[Life], Awaitable[object]]
"""Makes that a life will end soon."""


async def killed(
    nursery: Nursery, act: Act, scene: Scene, name: str, arm: Arm, webhook: bool = False, dies_at: str = ""
) -> bool:
    """Whether it ended by itself; all holds afterwards in any case. `name`: of the place where it was to end."""
    async with scene.begun() as place:
        life = await (await nursery.bears(place.env(webhook), dies_at=dies_at)).comes_up()
        await arm(life)
        async with asyncio.TaskGroup() as group:
            doing = group.create_task(_does(act, place))
            either: list[asyncio.Future[Any]] = [doing, life.gone]
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
            met = life.gone.done()
            await life.ends(signal.SIGKILL)
            doing.cancel()
        await asyncio.to_thread(place.leaves_orphans)
        second = await (await nursery.bears(place.env(webhook))).comes_up()
        await place.time_passes(*RECOVERY)
        assert await place.violations(killed=True) == [], f"{act.name} at {name}"
        assert act.count(place) == 1, f"{act.name} at {name}"
        if act.then is not None:
            await act.then(place)
        await second.ends(signal.SIGKILL)
    return met


async def _does(act: Act, place: Place) -> None:
    await act.does(place)
    await place.rests()
