"""How soon a reporter hears of each step: the choice, the evening's digest, and what comes whatever was chosen."""

from datetime import UTC, datetime, timedelta
from functools import partial

from domain.people import Binding, Person, Role
from domain.services import handling
from domain.services.ports import UnitOfWork
from domain.services.reminding import remind
from tests.handlers.chat import NOON, Chatter, Town
from tests.handlers.residents import reported

EVENING = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
"""Six in the evening in Shanghai."""
DEEDS = {"sign in": handling.sign_in, "accept": handling.accept}


async def chosen(town: Town, label: str) -> Chatter:
    """A resident whose concern is assigned, after this choice."""
    resident = await reported(town)
    await resident.says("我的诉求")
    await resident.presses("漏水")
    await resident.presses("多久告诉我一次")
    await resident.presses(label)
    assert f"现在是：<b>{label}</b>" in resident.last
    return resident


async def handled(town: Town, *deeds: str) -> None:
    """A cadre of the unit does these deeds on the concern of chat 1."""
    (concern,) = await town.concerns(1)
    binding = Binding(Role.CADRE, concern.unit, NOON - timedelta(days=1))
    cadre = Person("cadre", 9, "zh_Hans", bindings=(binding,))
    for deed in deeds:
        await town.run(partial(_do, cadre, concern.id, deed, town.now))
    await town.delivers()


def _do(cadre: Person, concern_id: str, deed: str, now: datetime, uow: UnitOfWork) -> None:
    uow.people.put(cadre)
    concern = uow.concerns.get(concern_id)
    assert concern is not None
    DEEDS[deed](uow, concern, cadre, now)


async def evening(town: Town) -> None:
    town.now = EVENING
    await town.run(lambda uow: remind(uow, EVENING))
    await town.delivers()


async def test_without_a_choice_every_step_comes_at_once(town: Town) -> None:
    resident = await reported(town)
    await handled(town, "sign in")
    assert "有人接手了" in resident.last


async def test_the_digest_comes_once_in_the_evening(town: Town) -> None:
    resident = await chosen(town, "每天傍晚汇总一次")
    await handled(town, "sign in")
    assert "接手" not in resident.last
    await evening(town)
    await evening(town)
    digests = [m for _, m in resident.heard if "今天有这些进展" in town.words(m)]
    assert len(digests) == 1 and "已签收" in town.words(digests[0])


async def test_muted_still_tells_what_must_be_told(town: Town) -> None:
    resident = await chosen(town, "只告诉最要紧的")
    await handled(town, "sign in")
    assert "接手" not in resident.last
    await handled(town, "accept")
    assert "已受理" in resident.last
    await evening(town)
    assert "今天有这些进展" not in resident.last


async def test_nobody_chooses_for_another(town: Town) -> None:
    await reported(town)
    (concern,) = await town.concerns(1)
    stranger = Chatter(town, 2)
    await stranger.presses_data(f"news:{concern.id}.muted")
    assert "没有这一件" in stranger.last
    assert (await town.concerns(1))[0].news == "at_once"
