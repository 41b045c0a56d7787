"""A1: Telegram may hand over each update several times, at any later moment; everything happens once."""

import asyncio
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from domain.people import Binding, Role
from domain.policy import Policy
from domain.services.ports import UnitOfWork
from storage.connection import reading_engine
from storage.unit_of_work import open_database
from storage.vault import Vault
from tests.builders import LONG_AGO
from tests.faults.conftest import Figures
from tests.faults.square import Left, Script, Square, Step, left, says, taps
from tests.handlers.conftest import CATALOGUES
from tests.note import Json
from tests.workers import put_person

HANDLER, POLICE, ANN, BO, WORKER = 11, 12, 901, 902, 13
STAFF = {
    HANDLER: Binding(Role.CADRE, "housing", LONG_AGO),
    POLICE: Binding(Role.CADRE, "police", LONG_AGO),
    WORKER: Binding(Role.INFORMATION_WORKER, "liuyuan_room", LONG_AGO),
}
BEGINS = [taps("同意，开始"), taps("求助")]
ENDS = [says("柳园小区3号楼"), taps("匿名"), taps("提交")]
PICTURE: Json = {"photo": [{"file_id": "picture", "width": 9, "height": 9}]}
STORY: dict[int, Sequence[Step]] = {
    ANN: [says("/start"), says("楼上漏水，天花板都湿了"), *BEGINS, taps("漏水"), *ENDS],
    HANDLER: [
        *[taps("签收"), taps("受理"), taps("答复"), says("明天上午上门维修"), taps("发出")],
        *[taps("办结"), taps("确认办结")],
    ],
    BO: [
        *[says("半夜有人在楼下打架", **PICTURE), *BEGINS, taps("治安")],
        *[*ENDS, taps("查看进度"), taps("更多"), taps("撤回这件诉求"), taps("跳过"), taps("确认撤回")],
    ],
    POLICE: [taps("签收")],
    WORKER: [
        says("3号楼东侧井盖松动", media_group_id="one", **PICTURE),
        says("", media_group_id="one", **PICTURE),
    ],
}
SCHEDULES = st.lists(
    st.tuples(st.integers(0, 4), st.lists(st.integers(0, 40), max_size=4)), min_size=30, max_size=40
)
HEALTH = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.large_base_example]
BOUNDED = settings(max_examples=16, phases=(Phase.generate,), suppress_health_check=HEALTH)
FULL = settings(max_examples=10_000, phases=(Phase.generate,), suppress_health_check=HEALTH)


class Stage:
    """Plays the story on a fresh copy of an empty database."""

    def __init__(self, built: Path, policy: Policy) -> None:
        self.built, self.policy, self.played = built, policy, 0

    def play(self, schedule: Sequence[tuple[int, Sequence[int]]] = ()) -> Left:
        """What the story leaves behind."""
        self.played += 1
        with TemporaryDirectory() as folder:
            url = f"sqlite:///{shutil.copy(self.built, folder)}"
            return asyncio.run(self._play(url, schedule))

    async def _play(self, url: str, schedule: Sequence[tuple[int, Sequence[int]]]) -> Left:
        engine = reading_engine(url, 1)
        async with open_database(url, Vault([b"k" * 32]), self.policy) as database:
            await database.run(None, _hire)
            square = Square(database, CATALOGUES)
            await Script(square, STORY).plays(schedule)
            found = await asyncio.to_thread(left, square, engine)
        engine.dispose()
        return found


def _hire(uow: UnitOfWork) -> None:
    for chat, binding in STAFF.items():
        put_person(uow, chat, binding)


@pytest.fixture(scope="module")
def stage(built: Path, policy: Policy, figures: Figures) -> Iterator[Stage]:
    own = Stage(built, policy)
    yield own
    figures(f"A1: {own.played} schedules of repeated updates played")


@pytest.fixture(scope="module")
def once(stage: Stage) -> Left:
    """What is left when every update comes once."""
    return stage.play()


def test_the_story_goes_all_the_way(once: Left) -> None:
    assert [acts[-1] for acts in once.acts] == ["conclude", "withdraw"]
    assert once.rows["quarantine"] == 0 and once.rows["observation"] == 1
    assert sum(told.count("fault.apology") for told in once.told.values()) == 0


@given(SCHEDULES)
@BOUNDED
def test_updates_that_come_again_and_again_change_nothing(
    stage: Stage, once: Left, schedule: list[tuple[int, list[int]]]
) -> None:
    """Seen to bite: `first_time` in storage/inbox.py always true, or comparing with the last
    update only (`_work` in bot/desk.py)."""
    assert stage.play(schedule) == once


@pytest.mark.full
@given(SCHEDULES)
@FULL
def test_updates_that_come_again_and_again_change_nothing_in_ten_thousand_schedules(
    stage: Stage, once: Left, schedule: list[tuple[int, list[int]]]
) -> None:
    assert stage.play(schedule) == once
