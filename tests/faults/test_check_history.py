"""The checker itself: a sound story passes, and every one of ten things gone wrong is found.

Each damage is done to a copy of what a sound story left behind; so each rule of the checker is seen to bite.
"""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, delete, insert, select, update

from domain.people import Role
from storage import tables
from storage.connection import reading_engine
from tests.faults.check_history import RULES, check_history
from tests.faults.street import Street
from tests.journeys.conftest import Story
from tests.journeys.test_main_job import HOUSING, reports
from tests.note import Json


@dataclass
class Copy:
    """A copy of what a story left: history, database, files."""

    history: list[Json]
    rows: Connection
    folder: Path

    def calls(self) -> list[Json]:
        """Messages said by the bot, oldest first."""
        return [entry for entry in self.history if entry.get("method") == "sendMessage" and "result" in entry]

    def telling(self) -> Json:
        """The message that told the number."""
        number = self.rows.execute(select(tables.concern.c.number)).scalar_one()
        return next(entry for entry in self.calls() if number in entry["params"]["text"])


Damage = Callable[[Copy], object]


def update_lost(copy: Copy) -> None:
    last = max(entry["update_id"] for entry in copy.history if entry["kind"] == "ack")
    copy.rows.execute(delete(tables.inbox).where(tables.inbox.c.update == last))


def submitted_twice(copy: Copy) -> None:
    row = copy.rows.execute(select(tables.concern)).mappings().one()
    copy.rows.execute(insert(tables.concern), dict(row) | {"id": "other", "number": "LQ-2611-00000-0"})


def two_numbers(copy: Copy) -> None:
    words = copy.telling()["result"]["text"]
    copy.telling()["result"]["text"] = words + " LQ-2611-ABCDE-" + check_character("LQ-2611-ABCDE")


def check_character(stem: str) -> str:
    from domain.tracking import _check

    return _check(stem)


def notice_lost(copy: Copy) -> None:
    copy.history.remove(copy.telling())


def told_twice(copy: Copy) -> None:
    for _ in range(9):
        copy.history.append(copy.telling() | {"n": len(copy.history) + 1})


def overtaken(copy: Copy) -> None:
    row = tables.outbox.c
    chat = copy.telling()["chat"]
    first, *_, last = copy.rows.execute(select(row.id).where(row.chat == chat).order_by(row.id)).scalars()
    moments = {
        key: copy.rows.execute(select(row.settled_at).where(row.id == key)).scalar_one()
        for key in (first, last)
    }
    copy.rows.execute(update(tables.outbox).where(row.id == first).values(settled_at=moments[last]))
    middle = (
        copy.rows.execute(select(row.id).where(row.chat == chat, row.id > first).order_by(row.id))
        .scalars()
        .first()
    )
    copy.rows.execute(
        update(tables.outbox)
        .where(row.id == middle)
        .values(settled_at=moments[first], created_at=moments[last])
    )


def stepped_aside(copy: Copy) -> None:
    copy.rows.execute(update(tables.concern).values(state="concluded"))


def left_lying(copy: Copy) -> None:
    row = tables.outbox.c
    last = copy.rows.execute(select(row.id).order_by(row.id.desc())).scalars().first()
    copy.rows.execute(
        update(tables.outbox).where(row.id == last).values(settled_at=None, available_at=row.joins_at)
    )


def told_a_stranger(copy: Copy) -> None:
    told = copy.telling()["result"]
    told["chat"] = {"id": 999, "type": "private"}


def file_gone(copy: Copy) -> None:
    next(copy.folder.iterdir()).unlink()


DAMAGES: dict[str, Damage] = {
    "I-1": update_lost,
    "I-2": submitted_twice,
    "I-3": two_numbers,
    "I-4": notice_lost,
    "I-5": told_twice,
    "I-6": overtaken,
    "I-7": stepped_aside,
    "I-8": left_lying,
    "I-9": told_a_stranger,
    "I-10": file_gone,
}


@dataclass
class Left:
    """What a sound story left behind."""

    history: list[Json]
    database: Path
    folder: Path

    def judged(self, place: Path, damage: Damage | None = None) -> list[str]:
        """What the checker says of a copy, after a damage if there is one."""
        database = shutil.copy(self.database, place / "copy.db")
        folder = Path(shutil.copytree(self.folder, place / "files", ignore=shutil.ignore_patterns("*.part")))
        history = json.loads(json.dumps(self.history))
        engine = create_engine(f"sqlite:///{database}")
        with engine.begin() as rows:
            if damage:
                damage(Copy(history, rows, folder))
        engine.dispose()
        reading = reading_engine(f"sqlite:///{database}", 1)
        found = check_history(history, reading, folder)
        reading.dispose()
        return found


async def left(street: Street, place: Path) -> Left:
    """A concern reported, and an observation with a picture."""
    story = Story(street.town, street.app)
    cadre = await story.staff("林国栋", Role.CADRE, HOUSING)
    worker = await story.staff("吴大勇", Role.INFORMATION_WORKER, "liuyuan_room")
    await worker.sends_photo("3号楼东侧井盖松动")
    await worker.hears("撤销")
    await cadre.hears(await reports(await story.resident()))
    await street.fetched()
    assert await street.violations() == []
    database = place / "left.db"
    with closing(sqlite3.connect(str(street.engine.url.database))) as live:
        live.execute("VACUUM INTO ?", (str(database),))
    return Left(await street.town.history(), database, street.app.settings.files)


@pytest.mark.parametrize("database_kind", ["sqlite"])
async def test_a_sound_story_passes_and_each_damage_is_found(street: Street, tmp_path: Path) -> None:
    found = await left(street, tmp_path)
    assert list(DAMAGES) == list(RULES)
    for name, damage in {"sound": None, **DAMAGES}.items():
        place = tmp_path / name
        place.mkdir()
        violations = found.judged(place, damage)
        named = {violation.split(":")[0] for violation in violations}
        assert (name in named) if damage else not violations, f"{name}: {violations}"
