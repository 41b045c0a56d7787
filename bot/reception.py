"""Takes updates in from both ways: what our code cannot even hear is set aside, sealed, and nobody waits behind it."""

import structlog

from bot.calls import Call
from bot.desk import Desk
from bot.logs import where
from storage.trouble import Unavailable

log = structlog.get_logger("reception")


async def hear_again(desk: Desk, update: int) -> str:
    """Hear an update of the quarantine once more; what became of it. What still cannot be heard stays there."""
    try:
        return await desk.replay(update)
    except Unavailable:
        raise
    except Exception as error:
        log.critical("not heard", fault=where(error))
        return "fault"


async def take_in(desk: Desk, update: object) -> Call | None:
    """Hear one update or put it in quarantine; either way it is kept. `Unavailable`: offer it again.

    Returns the call that rides in the answer to it, if it came in by a way that has one.
    """
    try:
        return await desk.receive(update)
    except Unavailable:
        raise
    except Exception as error:
        log.critical("not heard", fault=where(error))
        await desk.set_aside(update, where(error))
        return None
