"""Two replicas behind one address: each submission, press, album and step has exactly one effect.

A bounded share here; 300 rounds of each in `make soak`, for each is a whole dialogue through HTTP: ten thousand rounds
of the same races, without a network, are in test_two_desks.py. Each was seen to bite with its guard switched off.
"""

import asyncio
import json

import pytest

from bot.reception import take_in
from domain.concern import Act
from domain.people import Role
from storage import tables
from tests.journeys.test_main_job import HOUSING, answers, reports, writes
from tests.races.conftest import Pair

pytestmark = pytest.mark.postgresql
LONG = pytest.param(range(300), marks=pytest.mark.full)


@pytest.mark.parametrize("rounds", [(2, 3, 8), LONG])
async def test_a_submission_pressed_again_and_again_is_one_concern(
    pair: Pair, rounds: tuple[int, ...]
) -> None:
    """Seen to bite: `_TAKE` of storage/postgresql.py with `true` for every person."""
    for number, times in enumerate(rounds, 1):
        resident = await pair.resident()
        await answers(resident)
        await pair.presses(resident, "提交", 2 + times % 7)
        await resident.hears("受理编号")
        await pair.rests()
        told = [note for note in await resident.heard() if "查询码：" in note.text]
        assert len(told) == 1
        assert pair.count(tables.concern) == number
    assert pair.violations() == []


@pytest.mark.parametrize("rounds", [(2, 4, 7), LONG])
async def test_one_update_at_both_replicas_is_heard_once(pair: Pair, rounds: tuple[int, ...]) -> None:
    """Seen to bite: `first_time` always true in storage/inbox.py."""
    said = set()
    for times in (-1, *rounds):
        resident = await pair.resident()
        await answers(resident)
        before = len(await resident.heard())
        await pair.presses(resident, "提交", 1 if times < 0 else 2 + times % 7, same=True)
        await resident.hears("受理编号")
        await pair.rests()
        said.add(len(await resident.heard()) - before)
    assert len(said) == 1
    row = tables.inbox.c
    assert pair.count(tables.inbox, row.update >= 700_000_000) == 1 + len(rounds)
    assert pair.violations() == []


@pytest.mark.parametrize("rounds", [range(3), LONG])
async def test_two_who_press_at_once_and_one_signs_in(pair: Pair, rounds: range) -> None:
    """Seen to bite: `get` of storage/concerns.py without its lock, and `_CHANGE` without the expected state."""
    cadres = [await pair.staff(name, Role.CADRE, HOUSING) for name in ("林国栋", "何敏")]
    for number, _ in enumerate(rounds, 1):
        resident = await pair.resident()
        told = await reports(resident)
        for cadre in cadres:
            await cadre.hears(told)
        first, second = cadres
        await pair.presses(first, "签收", 1)
        await pair.presses(second, "签收", 2)
        await resident.hears(told, "签收")
        await pair.rests()
        assert pair.count(tables.history, tables.history.c.act == Act.SIGN_IN) == number
    assert pair.violations() == []


@pytest.mark.parametrize("rounds", [range(1), LONG])
async def test_an_album_of_nine_over_both_is_one_answer_and_nine_files(pair: Pair, rounds: range) -> None:
    """Seen to bite: `_TAKE` of storage/postgresql.py with `true` for every person."""
    worker = await pair.staff("吴大勇", Role.INFORMATION_WORKER, "liuyuan_room")
    for number, _ in enumerate(rounds, 1):
        pair.gateway.swallowed = []
        await worker.sends_album(9, "3号楼东侧井盖松动，晚上看不清")
        await pair.town.quiet()
        parts, pair.gateway.swallowed = pair.gateway.swallowed, None
        assert len(parts) == 9
        await asyncio.gather(
            *(take_in(pair.apps[n % 2].desk, json.loads(part)) for n, part in enumerate(parts))
        )
        await worker.hears("撤销")
        await pair.rests()
        assert pair.count(tables.file) == 9 * number
        assert pair.count(tables.observation) == number
        saved = [note for note in await worker.heard() if "撤销" in str(note)]
        assert len(saved) == number


@pytest.mark.parametrize("everywhere", [False, True])
async def test_the_main_job_over_two_replicas(pair: Pair, everywhere: bool) -> None:
    """Each update to the next replica, or to both at once: every word is heard once, in order.

    Seen to bite: `first_time` always true in storage/inbox.py (everywhere).
    """
    pair.gateway.everywhere = everywhere
    cadres = [await pair.staff(name, Role.CADRE, HOUSING) for name in ("林国栋", "何敏")]
    handler = cadres[0]
    resident = await pair.resident()
    number = await reports(resident)
    for cadre in cadres:
        await cadre.hears(number)
    await handler.taps("签收")
    await resident.hears(number, "签收")
    await handler.taps("受理")
    await resident.hears(number, "受理")
    await writes(handler, "答复", "已联系物业，明天上午上门维修。")
    await resident.hears("明天上午上门维修", "复查")
    await handler.taps("办结")
    await handler.hears("确认办结")
    await handler.taps("确认办结")
    await resident.hears(number, "办结")
    await pair.rests()
    assert pair.count(tables.concern) == 1
    heard = [note.text for note in await resident.heard() if number in note.text]
    assert len(heard) == len(set(heard))
    assert pair.violations() == []
