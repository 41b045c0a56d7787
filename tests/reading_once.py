"""Sentences and rules are read once for all the bots of one run of the tests: a tenth of a second for each of them."""

from functools import cache
from pathlib import Path
from types import ModuleType
from zoneinfo import ZoneInfo

import bot.app
import bot.parts
from domain.policy import CHINA, DEMO, Policy, read_policy
from locales import load


def reading_once() -> None:
    """Read them; from now on every bot that is built takes what was read. A district of a test's own is read anew."""
    load_once, of_demo = cache(load), cache(read_policy)

    def read(folder: Path, zone: ZoneInfo = CHINA) -> Policy:
        return (of_demo if folder == DEMO else read_policy)(folder, zone)

    instead: dict[tuple[ModuleType, str], object] = {
        (bot.app, "load"): load_once,
        (bot.parts, "read_policy"): read,
    }
    for (module, name), reading in instead.items():
        setattr(module, name, reading)
    load_once(timezone=CHINA)
    read(DEMO)
