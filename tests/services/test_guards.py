"""A cadre who reports something themselves is a resident to it: not pinged, not in their list, never its handler."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from domain.concern import Concern, Kind
from domain.people import Person, Role
from domain.services import handling, objecting, reviewing
from domain.services.extending import ask_extension
from domain.services.listing import seen_by
from domain.services.ports import UnitOfWork, WorkFilter
from tests.handlers.chat import Chatter, Town
from tests.services.story import CADRE, LEAD, OFFICE, Deed, Story, a_story
from tests.services.test_steps import refused
from tests.workers import RESIDENT, hired, reminded

HANDLING: tuple[Deed, ...] = (handling.sign_in, handling.accept, handling.conclude, handling.take_over)
WRITING: tuple[Deed, ...] = (
    handling.decline,
    handling.note,
    handling.ask,
    handling.reply,
    objecting.object_to,
)


async def own(town: Town, role: Role = Role.CADRE, unit: str = "housing", **facts: Any) -> Story:
    """A concern of somebody who works here themselves."""
    await hired(town, RESIDENT, role, unit)
    return await a_story(town, **facts)


def of_work(story: Story) -> list[str]:
    """What the reporter was told as if they worked on it."""
    own_notices = ("button.follow", "button.supplement")
    labels = [b.label.key for m in story.said if m.chat == RESIDENT for row in m.rows for b in row]
    return [key for key in labels if key not in own_notices]


@pytest.mark.parametrize("role", [Role.CADRE, Role.UNIT_LEAD, Role.OFFICE])
async def test_they_do_no_deed_of_a_handler(town: Town, role: Role) -> None:
    story = await own(town, role)
    assert of_work(story) == []
    for deed in HANDLING:
        assert await refused(story, deed, RESIDENT) == "step.not_yours"
    for deed in WRITING:
        assert await refused(story, deed, RESIDENT, "理由") in ("step.not_yours", "step.moved_on")
    await story.comes_to("sign_in", "accept")
    for deed in WRITING[1:4]:
        assert await refused(story, deed, RESIDENT, "理由") == "step.not_yours"
    assert await refused(story, handling.view_contact, RESIDENT, "联系") == "step.not_yours"


async def test_a_lead_decides_no_extension_of_their_own_concern(town: Town) -> None:
    story = await own(town, Role.UNIT_LEAD, staff=(CADRE,))
    await story.comes_to("sign_in", "accept")

    def asks(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, reason: str) -> Concern:
        return ask_extension(uow, concern, actor, now, reason, 20)

    assert await refused(story, asks, CADRE, "等待检测") == "extension.no_lead"


async def test_the_office_transfers_no_concern_of_its_own(town: Town) -> None:
    story = await own(town, Role.OFFICE, "office")
    assert await refused(story, objecting.transfer, RESIDENT, "理由", "police") == "step.not_yours"
    await story.does(objecting.transfer, OFFICE, "理由", "police")
    assert story.concern.unit == "police"


async def test_a_reviewer_reviews_nothing_of_their_own(town: Town) -> None:
    story = await own(town, Role.REVIEWER, "office")
    assert await refused(story, reviewing.take_review, RESIDENT) == "step.not_yours"


async def test_neither_reminder_nor_list_nor_number_brings_it_to_them(town: Town) -> None:
    story = await own(town, Role.UNIT_LEAD)
    await story.comes_to("sign_in", "accept")
    for _ in range(4):
        town.now += timedelta(days=20)
        await reminded(town)
    mine = [m for _, m in town.said if m.chat == RESIDENT]
    assert not [m for m in mine if m.words.key.startswith("remind.")]
    assert [m for _, m in town.said if m.chat == LEAD and m.words.key.startswith("remind.")]
    chatter = Chatter(town, RESIDENT)
    await chatter.says("/todo")
    assert story.concern.number not in chatter.last
    await chatter.presses_data(f"card:{story.concern.id}")
    assert "天花板漏水" not in chatter.last


async def test_when_all_of_the_unit_have_to_stay_out_the_office_is_told(town: Town) -> None:
    story = await own(town, staff=(OFFICE,))
    (text,) = story.told(OFFICE)
    assert story.concern.number in text and "须回避" in text
    await story.does(objecting.transfer, OFFICE, "本单位人员回避", "police")
    assert story.concern.unit == "police"


async def test_when_the_office_must_stay_out_too_those_above_are_told(town: Town) -> None:
    await hired(town, 40, Role.CADRE, "discipline")
    story = await own(town, Role.OFFICE, "office", staff=(), kind=Kind.COMPLAINT, about_unit="housing")
    assert story.concern.unit == "office"
    assert len(story.told(40)) == 1 and story.concern.number in story.told(40)[0]


async def test_counts_leave_it_out_as_well(town: Town) -> None:
    story = await own(town)

    def counted(uow: UnitOfWork) -> list[int]:
        me = uow.people.get(story.concern.reporter)
        every = WorkFilter(("housing",))
        return [uow.concerns.count(one) for one in (every, seen_by(me, every, town.now))]

    assert await town.run(counted) == [1, 0]
