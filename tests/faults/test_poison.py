"""A7: chats whose every update makes our code fail; each is laid aside, and the others notice nothing of it."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.inbound import read
from handlers.conversation import take
from handlers.kit.talk import Heard, Turn
from storage import tables
from tests.faults.conftest import Figures
from tests.faults.opening import opened
from tests.faults.street import Street
from tests.note import Json
from tests.phone import Phone

MOST_TRIES = 3
P95, MOST_SLOWER = 2.0, 1.25
SAYS = ("/start", "/help", "/report", "/language")
FAULTS = (ValueError, KeyError, RecursionError, StopIteration, MemoryError, UnicodeError, AssertionError)


class Poison:
    """Makes every update of these people fail: as it is read, or during its turn, in several ways."""

    def __init__(self) -> None:
        self.people: set[int] = set()
        self.tries: Counter[int] = Counter()
        self._kinds = count()

    def take(self, turn: Turn) -> None:
        """A turn that fails, for some after it has changed and said something."""
        if turn.heard.sender in self.people:
            self._fail(turn.heard, turn)
        take(turn)

    def read(self, update: object, now: datetime, bot_name: str) -> Heard | None:
        """Some updates cannot even be read."""
        heard = read(update, now, bot_name)
        if heard is not None and heard.sender in self.people and heard.sender % 4 == 0:
            self._fail(heard, None)
        return heard

    def _fail(self, heard: Heard, turn: Turn | None) -> None:
        self.tries[heard.update] += 1
        if turn is not None and heard.sender % 2:
            take(turn)
        raise FAULTS[next(self._kinds) % len(FAULTS)]("words of a resident")


async def talks(phone: Phone) -> list[str]:
    """Say everything without waiting for answers."""
    for words in SAYS:
        await phone.says(words)
    return []


async def answers_of(phone: Phone) -> list[str]:
    """What this person was told, as it stands."""
    return [note.text for note in await phone.heard()]


async def sweep(street: Street, poison: Poison, chats: int) -> None:
    """So many chats of both kinds talk at the same time."""
    alone = await street.town.person("王先生")
    await talks(alone)
    await street.rests()
    usual = await answers_of(alone)
    assert len(usual) == len(SAYS)
    healthy = [await street.town.person(f"居民{number}") for number in range(chats)]
    poisoned = [await street.town.person(f"怪人{number}") for number in range(chats)]
    poison.people |= {phone.person for phone in poisoned}
    together = [phone for pair in zip(poisoned, healthy, strict=True) for phone in pair]
    await asyncio.gather(*map(talks, together))
    await street.rests()
    assert await street.town.history("error") == []
    assert [phone for phone in healthy if await answers_of(phone) != usual] == []
    sorry = street.app.catalogues.plain("zh_Hans", "fault.apology", {})
    told = [await answers_of(phone) for phone in poisoned]
    assert {tuple(words) for words in told} == {(), (sorry,) * len(SAYS)}
    assert len(poison.tries) == chats * len(SAYS) and max(poison.tries.values()) <= MOST_TRIES
    with street.engine.connect() as connection:
        asked = select(func.count()).select_from(tables.quarantine)
        assert connection.execute(asked).scalar_one() == chats * len(SAYS)
    assert await street.violations() == []


@pytest.fixture
def poison(monkeypatch: pytest.MonkeyPatch) -> Poison:
    own = Poison()
    monkeypatch.setattr("bot.desk.read", own.read)
    return own


async def test_poison_is_laid_aside_and_the_healthy_notice_nothing(
    url: str, tmp_path: Path, poison: Poison, impatient: None
) -> None:
    """Seen to bite: `set_aside` left out of `take_in` (bot/reception.py); the savepoint of `_turned` in bot/desk.py."""
    async with opened(url, tmp_path, webhook=True, take=poison.take) as street:
        await sweep(street, poison, 25)


@pytest.mark.full
async def test_two_hundred_poisoned_chats_beside_two_hundred_healthy(
    url: str, tmp_path: Path, poison: Poison, impatient: None, figures: Figures
) -> None:
    """On a machine where others are at work two seconds say nothing: there, as soon as among healthy chats only."""
    async with opened(url, tmp_path, webhook=True, take=poison.take) as street:
        usual = await calm_p95(street, 400)
        begun = len(street.world.history.entries)
        await sweep(street, poison, 200)
        p95 = p95_of(waited(street.world.history.entries[begun:], poison))
        figures(
            f"A7: healthy answered in {p95:.2f} s (p95) beside {len(poison.people)} poisoned chats, "
            f"{usual:.2f} s as long as nobody is"
        )
        assert p95 <= max(P95, usual * MOST_SLOWER)


async def calm_p95(street: Street, chats: int) -> float:
    """The same for a crowd of so many of whom none is poisoned."""
    crowd = [await street.town.person(f"常人{number}") for number in range(chats)]
    await asyncio.gather(*map(talks, crowd))
    await street.rests()
    return p95_of(waited(street.world.history.entries, Poison()))


def p95_of(waits: list[float]) -> float:
    return sorted(waits)[len(waits) * 95 // 100]


def waited(entries: Sequence[Json], poison: Poison) -> list[float]:
    """Seconds from an update's being handed over to the next thing that its chat was told, for the healthy."""
    found: list[float] = []
    handed: dict[int, datetime] = {}
    for entry in entries:
        if entry["kind"] == "update" and entry["chat"] not in poison.people:
            handed.setdefault(entry["chat"], datetime.fromisoformat(entry["at"]))
        elif entry["kind"] == "call" and entry.get("chat") in handed and "result" in entry:
            at = handed.pop(entry["chat"])
            found.append((datetime.fromisoformat(entry["at"]) - at).total_seconds())
    return found
