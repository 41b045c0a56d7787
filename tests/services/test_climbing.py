"""A ladder is climbed rung by rung: only the next one is stored, and none is ever missed (D7)."""

from datetime import timedelta

from domain.services.ports import UnitOfWork
from domain.services.reminding import remind
from tests.handlers.chat import Town
from tests.services.story import FAR, Story, a_story

DAY = timedelta(days=1)


def stored(uow: UnitOfWork, story: Story) -> set[str]:
    """The keys that wait in the database."""
    return {row.key for row in uow.reminders.due(story.town.now.replace(year=FAR), 1000)}


async def accepted(town: Town) -> Story:
    return await (await a_story(town, category="housing.rental")).comes_to("sign_in", "accept")


async def climbed(story: Story, days: int) -> set[str]:
    """Every key that was ever stored while the office works on, tick after tick, so many days apart."""
    town, seen = story.town, await story.town.run(lambda uow: stored(uow, story))
    for _ in range(200 // days):
        town.now += days * DAY
        await town.run(lambda uow: remind(uow, town.now))
        seen |= await town.run(lambda uow: stored(uow, story))
    return seen


async def test_only_the_next_rung_of_each_clock_is_stored(town: Town) -> None:
    story = await accepted(town)
    rungs = await town.run(lambda uow: stored(uow, story))
    subjects = [key.rsplit(":", 2)[0] for key in rungs]
    assert len(set(subjects)) == len(subjects) < len(await story.reminders()) / 10


async def test_day_by_day_each_rung_comes_once(town: Town) -> None:
    story = await accepted(town)
    whole = {row.key for row in await story.reminders()}
    assert await climbed(story, days=1) == whole
    assert await story.reminders() == []


async def test_who_sleeps_for_days_misses_no_level_above(town: Town) -> None:
    """Bites: without the second look at what is due, `remind` tells the office a day later."""
    story = await accepted(town)
    due = (await story.clocks())["K13"].due_on
    town.now = town.now.replace(year=due.year, month=due.month, day=due.day) + 8 * DAY
    await town.run(lambda uow: remind(uow, town.now))
    waiting = await town.run(lambda uow: stored(uow, story))
    assert waiting and not any(key.endswith(("D-1:handler", "D+3:office")) for key in waiting)
    assert all(row.due_at > town.now for row in await story.reminders())


async def test_when_the_handler_is_done_no_rung_follows(town: Town) -> None:
    story = await accepted(town)
    await story.comes_to("reply")
    town.now += 200 * DAY
    await town.run(lambda uow: remind(uow, town.now))
    assert not [row for row in await story.reminders() if ":K13:" in row.key]
