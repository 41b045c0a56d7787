"""B1, B2: the service slept for days, or its clock was wrong: no burst, nothing told twice, no deadline moved."""

import asyncio
import shutil
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.scheduler import Deed
from bot.ticks import TICKS
from domain.clocks import Clock
from domain.concern import HowKnown, Kind
from domain.messages import Message
from domain.people import Binding, Role
from domain.policy import Policy
from domain.services.intake import Report, submit_concern
from domain.services.ports import Reminder, UnitOfWork
from storage.unit_of_work import open_database
from storage.vault import Vault
from tests.builders import LONG_AGO
from tests.faults.conftest import Figures
from tests.handlers.chat import Town
from tests.handlers.conftest import CATALOGUES
from tests.handlers.conftest import town as town
from tests.workers import RESIDENT, at, put_person

UNITS = {"housing": "housing.rental", "education": "school.campus", "labour": "work.jobs"}
"""Units, each with a category of its own, whose answer is due after five working days."""
LEADS, OFFICE, LEADER, CADRES = range(1, 4), 4, 5, range(100, 130)
MOST_BESIDE = 3
ROUNDS = 1000
"""Looks of one tick at most: each takes thousands, and a search fills in hundreds of thousands."""


def staff(uow: UnitOfWork, cadres: int = 10) -> None:
    """So many cadres and a lead in each unit, one in the office, one leader; and a resident."""
    put_person(uow, RESIDENT)
    for lead, unit in zip(LEADS, UNITS, strict=True):
        put_person(uow, lead, Binding(Role.UNIT_LEAD, unit, LONG_AGO))
    for chat, unit in zip(CADRES[: cadres * len(UNITS)], cycle(UNITS), strict=False):
        put_person(uow, chat, Binding(Role.CADRE, unit, LONG_AGO))
    put_person(uow, OFFICE, Binding(Role.OFFICE, "office", LONG_AGO))
    put_person(uow, LEADER, Binding(Role.LEADER, "office", LONG_AGO))


def report(uow: UnitOfWork, count: int, now: datetime) -> None:
    """So many concerns, all units by turns."""
    me = uow.people.by_chat(RESIDENT)
    assert me
    for number, category in enumerate(islice(cycle(UNITS.values()), count)):
        draft = f"{now} {number}"
        told = Report(draft, Kind.HELP, category, "liuyuan", "", "等了很久", HowKnown.ANONYMOUS)
        submit_concern(uow, me, told, now)


async def ticks(town: Town, moment: datetime | None = None) -> list[Message]:
    """Every tick of the service until it has nothing to do, as after a start; what is sent then."""
    for tick in TICKS.values():
        for _ in range(ROUNDS if tick.repeats else 1):
            if not await town.run(partial(_tick, tick.deed, moment or town.now)):
                break
    return await town.delivers()


def _tick(deed: Deed, now: datetime, uow: UnitOfWork) -> int:
    return deed(uow, now)


async def asleep(town: Town, concerns: int) -> tuple[dict[int, list[Message]], Counter[str]]:
    """What everybody is told on waking after three days; how many rungs above the handlers fell into them, by unit."""
    await town.run(staff)
    for _ in range(8):
        await town.run(lambda uow: report(uow, concerns // 8, town.now))
        await town.delivers()
        town.now += timedelta(days=1)
    await at(town, "2026-12-04 17:00")
    await ticks(town)
    await at(town, "2026-12-07 17:00")
    due = await town.run(lambda uow: uow.reminders.due(town.now, 100_000))
    told: dict[int, list[Message]] = {}
    for message in await ticks(town):
        told.setdefault(message.chat, []).append(message)
    assert await ticks(town) == []
    return told, raised(due)


def raised(due: Sequence[Reminder]) -> Counter[str]:
    """How many concerns climb, by the receivers above the handlers."""
    climbing = {(reminder.audience, reminder.concern) for reminder in due if reminder.concern}
    return Counter(audience for audience, _ in climbing if not audience.startswith("handler:"))


def overdue_in(messages: Sequence[Message]) -> int:
    """Of how many overdue concerns these speak."""
    counts = [m.words.facts["over"] for m in messages if m.words.key == "remind.digest"]
    singles = sum(m.words.key == "remind.overdue" for m in messages)
    return sum(n for n in counts if isinstance(n, int)) + singles


def check_waking(told: dict[int, list[Message]], climbing: Counter[str]) -> None:
    for chat in (*CADRES, *LEADS, OFFICE, LEADER):
        keys = [message.words.key for message in told.get(chat, [])]
        digests = keys.count("remind.digest")
        assert digests <= 1 and len(keys) - digests <= MOST_BESIDE, f"{chat}: {keys}"
    above = {lead: f"role:unit_lead:{unit}" for lead, unit in zip(LEADS, UNITS, strict=True)}
    for chat, audience in {**above, OFFICE: "role:office"}.items():
        wanted = climbing[audience]
        assert wanted and overdue_in(told[chat]) == wanted, (
            f"{audience}: {overdue_in(told[chat])} of {wanted}"
        )


async def test_three_days_asleep_bring_no_burst_and_every_escalation_once(town: Town) -> None:
    """Seen to bite: `LIMIT` of domain/services/reminding.py at 50: digest after digest."""
    check_waking(*await asleep(town, 48))


@pytest.mark.full
async def test_three_days_asleep_with_a_thousand_concerns(town: Town, figures: Figures) -> None:
    told, climbing = await asleep(town, 1000)
    check_waking(told, climbing)
    most = max(len(messages) for messages in told.values())
    figures(
        f"B1: at most {most} messages to anybody on waking; {sum(climbing.values())} escalations, each once"
    )


STEPS = st.lists(st.one_of(st.integers(-120, 120), st.integers(-120, 3 * 24 * 60)), min_size=4, max_size=16)
HEALTH = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
BOUNDED = settings(max_examples=5, phases=(Phase.generate,), suppress_health_check=HEALTH)
FULL = settings(max_examples=1000, phases=(Phase.generate,), suppress_health_check=HEALTH)


def deadlines(uow: UnitOfWork) -> dict[str, list[Clock]]:
    """The clocks of all concerns."""
    me = uow.people.by_chat(RESIDENT)
    assert me
    return {concern.id: uow.clocks.of(concern.id) for concern in uow.concerns.of_reporter(me.id)}


async def stepped(url: str, policy: Policy, steps: Sequence[int]) -> None:
    """The clock goes by these minutes; after each step one replica looks at it, and another ten minutes ahead."""
    async with open_database(url, Vault([b"k" * 32]), policy) as database:
        town = Town(database, CATALOGUES)
        await town.run(staff)
        await town.run(lambda uow: report(uow, 3, town.now))
        await town.delivers()
        before = await town.run(deadlines)
        told: dict[tuple[int, str], int] = {}
        rungs: set[str] = set()
        for minutes in steps:
            town.now += timedelta(minutes=minutes)
            for moment in (town.now, town.now + timedelta(minutes=10)):
                rungs |= await town.run(partial(due_rungs, now=moment))
                for message in await ticks(town, moment):
                    one = message.chat, slot(message)
                    assert told.get(one, -1) < len(rungs), f"said again, and nothing had become due: {one}"
                    told[one] = len(rungs)
        assert await town.run(deadlines) == before


def due_rungs(uow: UnitOfWork, now: datetime) -> set[str]:
    """The rungs of concerns that are due."""
    return {reminder.key for reminder in uow.reminders.due(now, 100_000) if reminder.concern}


def slot(message: Message) -> str:
    """What is said, with all its facts: the same rung says the same again, another one counts other days."""
    return f"{message.words.key} {message.words.facts}"


class Stage:
    """Tries steps of the clock, each on a fresh copy of an empty database."""

    def __init__(self, built: Path, policy: Policy) -> None:
        self.built, self.policy = built, policy

    def play(self, steps: Sequence[int]) -> None:
        """All that must hold while the clock steps."""
        with TemporaryDirectory() as folder:
            asyncio.run(stepped(f"sqlite:///{shutil.copy(self.built, folder)}", self.policy, steps))


@pytest.fixture(scope="module")
def stage(built: Path, policy: Policy) -> Stage:
    return Stage(built, policy)


@given(STEPS)
@BOUNDED
def test_a_clock_that_steps_doubles_no_slot_and_moves_no_deadline(stage: Stage, steps: list[int]) -> None:
    """Seen to bite: both guards off, `fired` in `remind` and a natural key without the moment in merging.py."""
    stage.play(steps)


@pytest.mark.parametrize(
    "steps",
    [[3911, 75, -96, 244, 520], [4320, -88, 3345, 62, -30, 2091, 96, -28, 63, 82, 49, 72]],
)
def test_a_rung_that_came_late_and_the_next_one_on_the_same_day_are_told_once(
    stage: Stage, steps: list[int]
) -> None:
    stage.play(steps)


@pytest.mark.full
@given(STEPS)
@FULL
def test_a_clock_that_steps_in_a_thousand_ways(stage: Stage, steps: list[int]) -> None:
    stage.play(steps)
