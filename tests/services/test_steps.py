"""Each step of a concern's life: recorded, timed, and told to those concerned and nobody else."""

import pytest

from domain.concern import Act, Contact, HowKnown, State
from domain.errors import Refusal
from domain.history import verify_chain
from domain.messages import Weight
from domain.services import handling
from domain.services.ports import UnitOfWork
from tests.handlers.chat import Town
from tests.services.story import CADRE, COLLEAGUE, ELSEWHERE, LEAD, OFFICE, STAFF, Deed, Story, a_story, adds
from tests.workers import RESIDENT

WHOLE = ("sign_in", "accept", "note", "ask", "reply", "conclude")


async def refused(story: Story, deed: Deed, chat: int = CADRE, *words: str) -> str:
    """The code with which a step is refused."""
    with pytest.raises(Refusal) as caught:
        await story.does(deed, chat, *words)
    return caught.value.code


async def test_all_who_work_in_the_unit_are_told_and_nobody_else(town: Town) -> None:
    story = await a_story(town)
    notices = [message for message in story.said if message.chat != RESIDENT]
    assert sorted(message.chat for message in notices) == [CADRE, COLLEAGUE, LEAD]
    assert {message.weight for message in notices} == {Weight.MUST_ARRIVE}
    assert {message.rows[0][0].data for message in notices} == {f"act:sign_in:{story.concern.id}"}
    assert all("天花板漏水" in text and "柳园小区3号楼" in text for text in story.told(CADRE))


async def test_no_notice_ever_shows_who_the_reporter_is(town: Town) -> None:
    story = await a_story(town)
    await story.comes_to(*WHOLE)
    texts = [town.words(message, language) for _, message in town.said for language in ("zh_Hans", "en")]
    assert len(texts) > 2 * len(WHOLE)
    assert not [text for text in texts if "林晓" in text or "1380000" in text]


async def test_a_unit_without_people_is_reported_to_the_office(town: Town) -> None:
    story = await a_story(town, staff=(OFFICE,))
    (text,) = story.told(OFFICE)
    assert story.concern.number in text and "住房和城乡建设局" in text


async def test_the_first_to_sign_in_is_the_handler(town: Town) -> None:
    story = await a_story(town)
    seen = story.concern
    await story.does(handling.sign_in, COLLEAGUE)
    assert (story.concern.state, story.concern.handler) == (State.SIGNED_IN, f"person-{COLLEAGUE}")
    assert sorted(message.chat for message in story.said) == [CADRE, LEAD, RESIDENT]
    assert await refused(story, handling.sign_in) == "step.taken"
    assert await refused(story, handling.sign_in, COLLEAGUE) == "step.moved_on"
    story.concern = seen
    assert await refused(story, handling.sign_in) == "step.moved_on"


async def test_a_refused_step_leaves_no_trace(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in")
    before = await story.record(), await story.reminders(), await story.clocks()
    assert await refused(story, handling.decline, CADRE, "  ") == "step.words_needed"
    assert await refused(story, handling.accept, COLLEAGUE) == "step.not_yours"
    assert await refused(story, handling.accept, ELSEWHERE) == "step.not_yours"
    assert await refused(story, handling.reply, CADRE, "查过了") == "step.moved_on"
    assert (await story.record(), await story.reminders(), await story.clocks()) == before
    assert await town.delivers() == []


@pytest.mark.parametrize("name", WHOLE)
async def test_the_resident_hears_of_every_step_and_can_reply_to_it(town: Town, name: str) -> None:
    story = await a_story(town)
    await story.comes_to(*WHOLE[: WHOLE.index(name) + 1])
    (message,) = [message for message in story.said if message.chat == RESIDENT]
    text = town.words(message)
    assert (message.weight, message.concern) == (Weight.MUST_ARRIVE, story.concern.id)
    assert story.concern.number in text and "住房和城乡建设局" in text
    assert message.once == f"notice:{story.concern.id}:{len(await story.record())}:person-{RESIDENT}"
    assert f"mine:{story.concern.id}" in [button.data for row in message.rows for button in row]


@pytest.mark.parametrize(
    ("steps", "day", "article"),
    [
        (("sign_in",), "2026年12月9日", "第二十三条"),
        (("sign_in", "accept"), "2027年1月25日", "第三十四条"),
        (("sign_in", "accept", "note"), "2027年1月25日", "第三十四条"),
        (("sign_in", "accept", "ask"), "2027年1月25日", "第三十四条"),
    ],
)
async def test_a_notice_says_by_which_day_and_on_what_ground(
    town: Town, steps: tuple[str, ...], day: str, article: str
) -> None:
    story = await (await a_story(town)).comes_to(*steps)
    (text,) = story.told(RESIDENT)
    assert day in text and article in text
    assert ("暂定" in text) == day.startswith("2027")


async def test_a_declined_resident_reads_the_reason_and_where_to_object(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in")
    await story.does(handling.decline, CADRE, "不属于本单位职权")
    (text,) = story.told(RESIDENT)
    assert "不属于本单位职权" in text and "群众工作办公室" in text and "桥南大街1号一楼大厅" in text
    assert await story.reminders() == []


async def test_an_answer_goes_to_the_handler_alone(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in", "accept", "ask")
    await story.does(adds, RESIDENT, "三楼东户")
    assert story.concern.state is State.IN_PROGRESS
    assert [message.chat for message in story.said] == [CADRE]
    assert "三楼东户" in story.told(CADRE)[0]


async def test_a_supplement_goes_to_the_whole_unit_while_nobody_has_signed_in(town: Town) -> None:
    story = await a_story(town)
    await story.does(adds, RESIDENT, "今天更严重了")
    assert story.concern.state is State.ASSIGNED
    assert sorted(message.chat for message in story.said) == [CADRE, COLLEAGUE, LEAD]


async def test_every_step_has_one_row_in_an_unbroken_record(town: Town) -> None:
    story = await (await a_story(town)).comes_to(*WHOLE)
    rows = await story.record()
    assert [row.act for row in rows] == [Act.REGISTER, Act.ASSIGN, *(Act(name) for name in WHOLE)]
    assert [row.state_before for row in rows[1:]] == [row.state_after for row in rows[:-1]]
    assert verify_chain(rows) is None
    assert {(row.role, row.unit) for row in rows[2:]} == {("cadre", "housing")}
    assert (rows[0].role, rows[1].role) == ("resident", "")


async def test_the_handler_alone_opens_the_contact_and_that_is_recorded(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in")
    for chat in STAFF.keys() - {CADRE}:
        assert await refused(story, handling.view_contact, chat, "电话核实") == "step.not_yours"
    acts = [row.act for row in await story.record()]
    assert await refused(story, handling.view_contact, CADRE, " ") == "step.words_needed"

    def opened(uow: UnitOfWork) -> Contact:
        me = uow.people.get(f"person-{CADRE}")
        return handling.view_contact(uow, story.concern, me, town.now, "电话核实")

    assert await town.run(opened) == Contact("林晓", "+8613800001234")
    record = await story.record()
    assert [row.act for row in record] == [*acts, Act.VIEW_CONTACT]
    assert (record[-1].words, record[-1].role, record[-1].unit) == ("电话核实", "cadre", "housing")
    assert await town.delivers() == []


@pytest.mark.parametrize("known", HowKnown)
async def test_a_contact_that_was_not_given_cannot_be_opened(town: Town, known: HowKnown) -> None:
    story = await (await a_story(town, known=known, contact=None)).comes_to("sign_in")
    assert await refused(story, handling.view_contact, CADRE, "电话核实") == "contact.none"
    assert [row.act for row in await story.record()][-1] is Act.SIGN_IN


async def test_every_notice_can_be_worded_in_every_language(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in", "accept", "ask")
    await story.does(adds, RESIDENT, "三楼东户")
    await story.comes_to("note", "reply", "conclude")
    told = [message for _, message in town.said]
    keys = {message.words.key for message in told}
    assert {
        f"notice.{name}" for name in ("assigned", "taken", "answered", "noted", "replied", "concluded")
    } <= keys
    for language in town.catalogues.languages():
        assert all("{" not in town.words(message, language) for message in told)
