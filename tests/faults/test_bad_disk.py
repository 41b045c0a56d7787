"""A9: no room on the disk, and a disk that keeps nothing: nothing acknowledged is lost, and we come back."""

import asyncio
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.people import Role
from tests.faults.acts import ACTS
from tests.faults.conftest import Figures
from tests.faults.homes import Homes
from tests.faults.killing import RECOVERY
from tests.faults.lives import Nursery, Strace, may_trace
from tests.faults.opening import opened
from tests.faults.scenes import kept_scene
from tests.faults.street import Street
from tests.journeys.conftest import Story
from tests.journeys.test_main_job import HOUSING, answers
from tests.note import Json

BY_NAME = {act.name: act for act in ACTS}
ROOM = "4m"
BACK_WITHIN = 10.0
PATIENCE = 10
KEPT_FREE = 0.1


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(words, capture_output=True, check=False).returncode:
        pytest.skip("no disk of our own may be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def fill(disk: Path) -> Path:
    """Something large that leaves no room at all."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as writing:
        for size in (65536, 4096, 512, 1):
            try:
                while writing.write(b"x" * size):
                    pass
            except OSError:
                continue
    return ballast


async def full_disk(street: Street, disk: Path, residents: int, patient: bool) -> float:
    """Seconds until all who submitted while there was no room have their number. `patient`: the clock is left alone."""
    story = Story(street.town, street.app)
    await story.staff("林国栋", Role.CADRE, HOUSING)
    people = [await story.resident(f"居民{number}") for number in range(residents)]
    for person in people:
        await answers(person)
    await street.town.quiet(100)
    ballast = await asyncio.to_thread(fill, disk)
    for person in people:
        await person.taps("提交")
    await street.world.bell.until(lambda: bool(refused(street)), PATIENCE)
    assert refused(street)
    assert not street.app.is_well()
    assert not [note for person in people for note in await person.heard() if "受理编号" in note.text]
    await asyncio.to_thread(os.unlink, ballast)
    begun = asyncio.get_running_loop().time()
    if not patient:
        await street.town.moves_clock(seconds=10)
    for person in people:
        await person.hears("受理编号")
    return asyncio.get_running_loop().time() - begun


def refused(street: Street) -> list[Json]:
    """The updates that we did not take."""
    return [entry for entry in street.world.history.entries if entry["kind"] == "error"]


@pytest.mark.parametrize("patient", [False, pytest.param(True, marks=pytest.mark.full)])
async def test_without_room_nothing_acknowledged_is_lost_and_all_comes_back(
    built: Path, small_disk: Path, impatient: None, figures: Figures, patient: bool
) -> None:
    """Seen to bite: `_by_itself` in storage/engine.py taking a work that was not kept for done."""
    url = f"sqlite:///{shutil.copy(built, small_disk / 'minqing.db')}"
    async with opened(url, small_disk, webhook=True) as street:
        seconds = await full_disk(street, small_disk, 3, patient)
        if patient:
            figures(f"A9: intake back {seconds:.1f} s after there was room again")
            assert seconds < BACK_WITHIN
        await street.town.moves_clock(seconds=65)
        assert await street.violations() == []
        assert len(street.numbers()) == 3


@pytest.mark.strace
@pytest.mark.parametrize(
    ("name", "calls"),
    [("submit", "fdatasync"), pytest.param("photo", "fsync", marks=pytest.mark.full),
     pytest.param("conclude", "fdatasync", marks=pytest.mark.full)],
)  # fmt: skip
async def test_a_disk_that_keeps_nothing_for_a_while(
    nursery: Nursery, homes: Homes, tmp_path: Path, name: str, calls: str
) -> None:
    """Seen to bite: the same."""
    if not may_trace():
        pytest.skip("strace may not look into processes here")
    act = BY_NAME[name]
    scene = await kept_scene(act.before, homes, tmp_path / "scene")
    async with scene.begun() as place:
        life = await (await nursery.bears(place.env(webhook=True))).comes_up()
        strace = await Strace.fails(calls, "EIO").looks_at(life)
        await act.does(place)
        await asyncio.sleep(0.5)
        await strace.leaves()
        await place.town.moves_clock(seconds=10)
        await place.time_passes(*RECOVERY)
        assert await place.violations(killed=True) == []
        assert act.count(place) == 1
        await life.ends(signal.SIGKILL)


async def test_a_flood_of_files_leaves_room_for_everybody_else(
    url: str, small_disk: Path, impatient: None
) -> None:
    """Seen to bite: `has_room` of bot/files_folder.py always true."""
    async with opened(url, small_disk) as street:
        story = Story(street.town, street.app)
        worker = await story.staff("吴大勇", Role.INFORMATION_WORKER, "liuyuan_room")
        for _ in range(50):
            await worker.sends_document(size=100_000)
        resident = await story.resident()
        await answers(resident)
        await resident.taps("提交")
        await resident.hears("受理编号")
        await street.fetched()
        disk = shutil.disk_usage(small_disk)
        assert disk.free >= disk.total * KEPT_FREE
        assert disk.used > disk.total / 2
