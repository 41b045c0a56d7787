"""Takes updates in from both ways: what our code cannot even hear is set aside, sealed, and nobody waits behind it."""

from collections.abc import Awaitable
from typing import TypeVar

import structlog

from bot.calls import Call
from bot.desk import Desk
from bot.logs import where
from storage.trouble import Unavailable

T = TypeVar("T")
log = structlog.get_logger("reception")


async def take_in(desk: Desk, update: object) -> Call | None:
    """Hear one update or put it in quarantine; either way it is kept. `Unavailable`: offer it again.

    Returns the call that rides in the answer to it, if it came in by a way that has one.
    """
    call, fault = await _guarded(desk.receive(update))
    if fault:
        await desk.set_aside(update, fault)
    return call


async def hear_again(desk: Desk, update: int) -> str:
    """Hear an update of the quarantine once more; what became of it. What still cannot be heard stays there."""
    outcome, _ = await _guarded(desk.replay(update))
    return outcome or "fault"


async def _guarded(hearing: Awaitable[T]) -> tuple[T | None, str]:
    """What came of it, or where our code failed."""
    try:
        return await hearing, ""
    except Unavailable:
        raise
    except Exception as error:
        log.critical("not heard", fault=where(error))
        return None, where(error)
