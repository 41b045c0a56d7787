"""转交 and 办不了 from a reminder: to a colleague, or to the lead who names somebody (D8)."""

from tests.handlers.chat import Chatter, Town
from tests.handlers.test_handle_concern import at_work
from tests.handlers.test_recuse import handler_of
from tests.services.story import COLLEAGUE, LEAD, Story
from tests.workers import RESIDENT, at, reminded


async def with_a_reminder(town: Town) -> tuple[Story, Chatter]:
    """A concern in hand, and its handler with a reminder before them."""
    story, cadre = await at_work(town, "sign_in", "accept")
    await at(town, "2027-01-20 09:00")
    await reminded(town)
    return story, cadre


async def test_a_reminder_is_passed_on_in_two_taps(town: Town) -> None:
    story, cadre = await with_a_reminder(town)
    due = await town.run(lambda uow: [clock.due_on for clock in uow.clocks.of(story.concern.id)])
    await cadre.presses("转交同事")
    await cadre.presses_data(f"passed:{story.concern.id}.person-{COLLEAGUE}")
    assert "已转交" in cadre.last
    assert await handler_of(story) == f"person-{COLLEAGUE}"
    assert "转交给您承办" in Chatter(town, COLLEAGUE).last
    assert due == await town.run(lambda uow: [clock.due_on for clock in uow.clocks.of(story.concern.id)])
    resident = Chatter(town, RESIDENT)
    await resident.presses_data(f"mine:{story.concern.id}")
    assert "转交同事" not in resident.last


async def test_who_cannot_says_why_and_the_lead_names_another(town: Town) -> None:
    story, cadre = await with_a_reminder(town)
    await cadre.presses("办不了")
    await cadre.says("需要请专家鉴定，我不会")
    await cadre.presses("发给负责人")
    assert "已告诉单位负责人" in cadre.last
    lead = Chatter(town, LEAD)
    assert "需要请专家鉴定" in lead.last
    assert await handler_of(story) == "person-11"
    await lead.presses("指定承办人")
    await lead.presses_data(f"appointed:{story.concern.id}.person-{COLLEAGUE}")
    assert await handler_of(story) == f"person-{COLLEAGUE}"
    resident = Chatter(town, RESIDENT)
    await resident.presses_data(f"mine:{story.concern.id}")
    assert "专家" not in resident.last and "办不了" not in resident.last


async def test_nobody_passes_on_what_they_do_not_handle(town: Town) -> None:
    story, _ = await at_work(town, "sign_in", "accept")
    colleague = Chatter(town, COLLEAGUE)
    for data in (f"passed:{story.concern.id}.person-{COLLEAGUE}", f"give_up:{story.concern.id}"):
        await colleague.presses_data(data)
    assert await handler_of(story) == "person-11"


async def test_it_goes_to_nobody_outside_the_unit(town: Town) -> None:
    story, cadre = await at_work(town, "sign_in", "accept")
    await cadre.presses_data(f"passed:{story.concern.id}.person-15")
    assert "另选一位" in cadre.last
    assert await handler_of(story) == "person-11"
