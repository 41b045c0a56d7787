"""拆单: some claims become a concern of their own with another unit; no clock starts anew, nothing is lost."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from domain.concern import Act, Concern, Contact, Kind, State
from domain.errors import Refusal
from domain.files import FileKind, FileNamed, FileState, StoredFile
from domain.history import verify_chain
from domain.people import Person, Role
from domain.permissions import Relation
from domain.relations import complained_about, relations
from domain.services import handling, objecting, splitting
from domain.services.answering import claims_of, hold_reply, list_claims
from domain.services.following import look_up, timeline
from domain.services.ports import UnitOfWork
from domain.services.recusing import recuse
from domain.services.withdrawing import withdraw
from tests.handlers.chat import Town
from tests.services.story import CADRE, COLLEAGUE, ELSEWHERE, LEAD, OFFICE, Deed, Story, a_story
from tests.services.test_steps import refused
from tests.workers import RESIDENT, hired

WORDS = "1. 天花板漏水，请修\n2. 楼下有人打架，请管"
LEAK, FIGHT = "天花板漏水，请修", "楼下有人打架，请管"


def splitting_off(*claims: str, unit: str = "police", reason: str = "归公安管", word: str = "") -> Deed:
    def split(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime) -> None:
        splitting.split(uow, concern, actor, now, claims, unit, reason, word)

    return split


def to_police(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime) -> Concern:
    return objecting.transfer(uow, concern, actor, now, "归公安", "police")


async def part_of(story: Story) -> Story:
    """The newest other concern of the same reporter."""
    found = await story.town.concerns(RESIDENT)
    (part,) = [one for one in found if one.id != story.concern.id]
    return Story(story.town, part, story.said)


async def accepted(town: Town, **changes: Any) -> Story:
    return await (await a_story(town, words=WORDS, **changes)).comes_to("sign_in", "accept")


async def claims(story: Story) -> tuple[str, ...]:
    return (await story.town.run(lambda uow: claims_of(uow, story.concern)))[0]


async def test_the_picked_claim_is_a_concern_of_its_own_with_the_other_unit(town: Town) -> None:
    story = await accepted(town)
    town.now += timedelta(days=3)
    await story.does(splitting_off(FIGHT), OFFICE)
    part = await part_of(story)
    assert (part.concern.unit, part.concern.state, part.concern.handler) == ("police", State.ASSIGNED, "")
    assert part.concern.words == FIGHT and await claims(part) == (FIGHT,) and await claims(story) == (LEAK,)
    assert part.concern.registered_at == story.concern.registered_at
    assert part.concern.number in story.told(CADRE)[0] and FIGHT in story.told(ELSEWHERE)[0]
    seen = await town.run(lambda uow: uow.concerns.get(story.concern.id))
    assert seen and (seen.words, seen.state) == (WORDS, State.ACCEPTED)


async def test_every_clock_of_it_began_when_the_first_began(town: Town) -> None:
    story = await accepted(town)
    town.now += timedelta(days=9)
    before = await story.clocks()
    await story.does(splitting_off(FIGHT), OFFICE)
    part = await part_of(story)
    assert await part.clocks() == await story.clocks() == before and "K6" in before
    reminders = {(r.key.replace(part.concern.id, story.concern.id), r.due_at) for r in await part.reminders()}
    assert reminders and reminders <= {(r.key, r.due_at) for r in await story.reminders()}
    town.now += timedelta(days=9)
    await part.does(handling.sign_in, ELSEWHERE)
    await part.does(handling.accept, ELSEWHERE)
    after = await part.clocks()
    assert (after["K6"].started_at, after["K6"].due_on) == (before["K6"].started_at, before["K6"].due_on)


async def test_the_reporter_is_told_number_code_and_why_once(town: Town) -> None:
    story = await accepted(town)
    await story.does(splitting_off(FIGHT), OFFICE)
    part = await part_of(story)
    (said,) = story.told(RESIDENT)
    assert part.concern.number in said and story.concern.number in said and "归公安管" in said
    (code,) = [word for word in said.replace("<code>", " ").replace("</code>", " ").split() if word.isdigit()]
    found = await town.run(lambda uow: look_up(uow, 1, part.concern.number, code, town.now))
    assert found == part.concern
    acts = [row.act for row in await town.run(lambda uow: timeline(uow, part.concern))]
    assert acts == [Act.REGISTER, Act.ASSIGN]
    assert [verify_chain(await one.record()) for one in (part, story)] == [None, None]


async def test_contact_and_who_stepped_out_come_along_and_help_does_not(town: Town) -> None:
    story = await accepted(town)
    await story.does(recuse, COLLEAGUE)
    await story.does(splitting_off(FIGHT), OFFICE)
    part = await part_of(story)
    assert await town.run(lambda uow: uow.concerns.contact(part.concern.id)) == Contact(
        "林晓", "+8613800001234"
    )
    colleague = await town.run(lambda uow: uow.people.by_chat(COLLEAGUE))
    assert colleague and relations(colleague, part.concern, town.now) == {Relation.RECUSED}


async def test_pictures_are_fetched_for_both(town: Town) -> None:
    story = await accepted(town)
    names = [FileNamed(handle, FileKind.PHOTO) for handle in ("kept", "gone")]
    states = (FileState.KEPT, FileState.REFUSED)

    def sent(uow: UnitOfWork) -> None:
        for named, state in zip(names, states, strict=True):
            uow.files.add(StoredFile(named.handle, f"concern:{story.concern.id}", named, state, town.now))

    await town.run(sent)
    await story.does(splitting_off(FIGHT), OFFICE)
    part = await part_of(story)
    (shared,) = await town.run(lambda uow: uow.files.of(f"concern:{part.concern.id}"))
    assert (shared.named, shared.state) == (names[0], FileState.NAMED) and shared.id != "kept"
    kept = await town.run(lambda uow: uow.files.of(f"concern:{story.concern.id}"))
    assert [(one.id, one.state) for one in kept] == [("kept", FileState.KEPT), ("gone", FileState.REFUSED)]


async def test_over_all_units_none_gets_a_part_of_what_is_about_it(town: Town) -> None:
    story = await accepted(town, kind=Kind.COMPLAINT)
    units = await town.run(lambda uow: [one for one in uow.policy.units.by_id if one != story.concern.unit])
    outcomes: set[str] = set()

    def try_all(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime) -> None:
        for about in units:
            accused = replace(concern, about_unit=about)
            assert uow.concerns.put(accused, concern.state)
            for unit in (about, *units):
                try:
                    with uow.savepoint():
                        part = splitting.split(uow, accused, actor, now, (FIGHT,), unit, "归它管")
                        assert part.unit != about and not complained_about(actor, part, now)
                        raise Refusal("undone")
                except Refusal as refusal:
                    assert refusal.code in ("transfer.complained_about", "step.not_yours") or unit != about
                    outcomes.add(refusal.code)

    await story.does(try_all, OFFICE)
    assert outcomes == {"transfer.complained_about", "split.pushed_down", "step.not_yours", "undone"}


async def test_several_claims_go_together(town: Town) -> None:
    story = await accepted(town)
    await story.does(list_claims_of(LEAK, FIGHT, "请装路灯"))
    await story.does(splitting_off(FIGHT, "请装路灯"), OFFICE)
    part = await part_of(story)
    assert await claims(part) == (FIGHT, "请装路灯") and await claims(story) == (LEAK,)


def list_claims_of(*some: str) -> Deed:
    return lambda uow, concern, actor, now: list_claims(uow, concern, actor, now, some)


async def test_wrong_splits_are_refused_by_name_and_nothing_is_kept(town: Town) -> None:
    story = await accepted(town)
    for deed, code in (
        (splitting_off(), "split.none"),
        (splitting_off(LEAK, FIGHT), "split.all"),
        (splitting_off("请装路灯"), "split.changed"),
        (splitting_off(FIGHT, unit="housing"), "transfer.same_unit"),
        (splitting_off(FIGHT, unit="nowhere"), "transfer.unknown_unit"),
        (splitting_off(FIGHT, unit="liuyuan_room"), "split.pushed_down"),
        (splitting_off(FIGHT, reason="  "), "step.words_needed"),
    ):
        assert await refused(story, deed, OFFICE) == code
    for chat in (CADRE, LEAD, ELSEWHERE, RESIDENT):
        assert await refused(story, splitting_off(FIGHT), chat) == "step.not_yours"
    assert len(await town.concerns(RESIDENT)) == 1 and await claims(story) == (LEAK, FIGHT)


async def test_a_part_goes_to_a_community_with_the_offices_word_on_record(town: Town) -> None:
    room, word = "liuyuan_room", "社区先上门看看，公安同步派人"
    await hired(town, 60, Role.CADRE, room)
    story = await accepted(town)
    await story.does(splitting_off(FIGHT, unit=room, word=word), OFFICE)
    part = await part_of(story)
    assert (part.concern.unit, part.concern.state) == (room, State.ASSIGNED)
    acts = [(row.act, row.words) for row in await part.record()]
    assert acts[-1] == (Act.PUSH_DOWN, word) and any(word in text for text in story.told(60))
    assert word not in "".join(story.told(RESIDENT))


async def test_one_claim_is_no_reason_to_split(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in", "accept")
    assert await refused(story, splitting_off("天花板漏水"), OFFICE) == "split.single"


async def test_not_while_a_reply_waits_and_not_after_it(town: Town) -> None:
    story = await accepted(town)
    await story.does(lambda uow, c, me, now: hold_reply(uow, c, me, now, "已修", {}))
    assert await refused(story, splitting_off(FIGHT), OFFICE) == "reply.waits"
    await town.lets_replies_go()
    story.concern = (await town.concerns(RESIDENT))[0]
    assert await refused(story, splitting_off(FIGHT), OFFICE) == "step.moved_on"


async def test_the_unit_complained_about_gets_no_part_of_it(town: Town) -> None:
    story = await accepted(town, kind=Kind.COMPLAINT, about_unit="police")
    assert await refused(story, splitting_off(FIGHT), OFFICE) == "transfer.complained_about"
    await story.does(splitting_off(FIGHT, unit="health"), OFFICE)
    part = await part_of(story)
    assert part.concern.about_unit == "police" and story.told(ELSEWHERE) == []
    assert await refused(part, to_police, OFFICE) == "transfer.complained_about"


async def test_the_second_of_two_at_once_is_told_that_the_claims_changed(town: Town) -> None:
    story = await accepted(town)
    await story.does(list_claims_of(LEAK, FIGHT, "请装路灯"))
    seen = story.concern
    await story.does(splitting_off(FIGHT), OFFICE)
    story.concern = seen
    assert await refused(story, splitting_off(FIGHT), OFFICE) == "split.changed"


async def test_what_is_taken_back_is_not_split(town: Town) -> None:
    story = await accepted(town)
    await story.does(withdraw, RESIDENT)
    with pytest.raises(Refusal, match="moved_on"):
        await story.does(splitting_off(FIGHT), OFFICE)


async def test_what_was_returned_can_be_split(town: Town) -> None:
    story = await (await a_story(town, words=WORDS)).comes_to("sign_in")
    await story.does(objecting.object_to, CADRE, "不归我们")
    await story.does(objecting.agree_to_return, OFFICE)
    await story.does(splitting_off(FIGHT), OFFICE)
    assert (await part_of(story)).concern.unit == "police"
