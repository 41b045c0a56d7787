"""Drafts that lie still are announced, then cleared; nothing else is touched."""

from datetime import datetime, timedelta

from domain.draft import Draft, Progress
from domain.files import FileKind, FileNamed, FileState, StoredFile
from domain.services.ports import UnitOfWork
from domain.services.tidying import tidy
from tests.handlers.chat import NOON, Town
from tests.workers import put_person

CHAT = 5


async def begun(town: Town, draft: str = "d1") -> None:
    def put(uow: UnitOfWork) -> None:
        me = uow.people.by_chat(CHAT) or put_person(uow, CHAT)
        uow.drafts.put(Draft(draft, me.id, "report", "", {"words": "x"}, "", town.now, town.now))
        uow.progress.put(Progress(me.id, draft))
        named = FileNamed("photo", FileKind.PHOTO)
        uow.files.add(
            StoredFile(f"file-{draft}-{town.now}", f"draft:{draft}", named, FileState.NAMED, town.now)
        )

    await town.run(put)


async def tidied(town: Town, now: datetime) -> list[str]:
    town.now = now
    await town.run(lambda uow: tidy(uow, now))
    return [message.words.key for message in await town.delivers()]


def later(days: int) -> datetime:
    return NOON + timedelta(days=days, minutes=1)


async def drafts(town: Town) -> list[str]:
    return [draft.id for draft in await town.run(lambda uow: uow.drafts.of_person(f"person-{CHAT}"))]


async def test_a_draft_is_announced_three_days_before_and_dropped_with_a_notice(town: Town) -> None:
    await begun(town)
    assert await tidied(town, later(26)) == []
    assert await tidied(town, later(27)) == ["draft.expires"]
    assert await tidied(town, later(29)) == []
    assert await drafts(town) == ["d1"]
    assert await tidied(town, later(30)) == ["draft.dropped"]
    assert await drafts(town) == []
    assert await town.run(lambda uow: uow.files.of("draft:d1")) == []
    assert (await town.run(lambda uow: uow.progress.get(f"person-{CHAT}"))).draft == ""
    assert await tidied(town, later(31)) == []


async def test_after_days_asleep_a_draft_is_announced_before_it_goes(town: Town) -> None:
    await begun(town)
    assert await tidied(town, later(60)) == ["draft.expires"]
    assert await drafts(town) == ["d1"]


async def test_a_draft_touched_again_lives_on(town: Town) -> None:
    await begun(town)
    await tidied(town, later(27))
    await begun(town)
    assert await tidied(town, later(31)) == []
    assert await drafts(town) == ["d1"]


async def test_the_open_draft_stays_where_another_is_dropped(town: Town) -> None:
    await begun(town, "old")
    town.now += timedelta(days=20)
    await begun(town, "new")
    await tidied(town, later(27))
    await tidied(town, later(30))
    assert await drafts(town) == ["new"]
    assert (await town.run(lambda uow: uow.progress.get(f"person-{CHAT}"))).draft == "new"


async def test_notices_wait_for_the_morning(town: Town) -> None:
    await begun(town)
    night = NOON + timedelta(days=27, hours=11)
    assert await tidied(town, night) == []
    town.now = night + timedelta(hours=9)
    assert [message.words.key for message in await town.delivers()] == ["draft.expires"]


async def test_updates_seen_more_than_a_week_ago_are_forgotten(town: Town) -> None:
    await town.run(lambda uow: uow.inbox.first_time(7, NOON))
    await tidied(town, later(6))
    assert not await town.run(lambda uow: uow.inbox.first_time(7, town.now))
    await tidied(town, later(8))
    assert await town.run(lambda uow: uow.inbox.first_time(7, town.now))


async def test_tries_are_forgotten_after_a_week(town: Town) -> None:
    begun_at = town.now
    await town.run(lambda uow: uow.attempts.add(b"somebody", begun_at))
    for days, known in ((6, 1), (8, 0)):
        await tidied(town, later(days))
        assert await town.run(lambda uow: uow.attempts.count(b"somebody", begun_at)) == known
