"""A cadre's work by chat: from the ping to the conclusion, and what happens with wrong or late presses."""

import pytest

from domain.concern import State
from domain.files import FileKind, FileNamed, FileState, StoredFile
from domain.people import Role
from domain.services import handling
from tests.handlers.chat import Chatter, Town
from tests.services.story import CADRE, COLLEAGUE, ELSEWHERE, LEAD, OFFICE, Story, a_story
from tests.workers import RESIDENT, at, hired, reminded

TASKS, AID = "📌 督办和承诺", "🤲 帮扶救助"
OTHERS: dict[int, set[str]] = {
    COLLEAGUE: {"回避"},
    LEAD: {"接手", "指定承办人", "回避", "并单", TASKS},
    OFFICE: {"转办", "指引法定途径", "关联编号", "并单", "🚨 紧急提醒", "📒 记入台账", TASKS, AID},
}
"""What those may do who do not handle it."""
BESIDE = ["提出调解/和解", "召开听证"]
LOOKS = ["🔒 内部备注", "⏰ 期限怎么算的", "⬅️ 我的待办"]


async def at_work(town: Town, *deeds: str) -> tuple[Story, Chatter]:
    """A concern on which these steps were taken, and its handler with the card open."""
    story = await (await a_story(town)).comes_to(*deeds)
    cadre = Chatter(town, CADRE)
    await cadre.presses_data(f"card:{story.concern.id}")
    return story, cadre


async def state_of(story: Story) -> State:
    concern = await story.town.run(lambda uow: uow.concerns.get(story.concern.id))
    assert concern
    return concern.state


async def test_the_whole_way_from_the_ping_to_the_conclusion(town: Town) -> None:
    story = await a_story(town)
    cadre, resident = Chatter(town, CADRE), Chatter(town, RESIDENT)
    await cadre.presses("签收")
    assert "您是承办人" in cadre.last
    await cadre.presses("受理")
    assert "已受理" in resident.last
    await cadre.presses("记进展")
    await cadre.says("师傅明天到")
    assert "师傅明天到" in cadre.last and "预览" in cadre.last
    await cadre.presses("发出")
    assert "师傅明天到" in resident.last
    await cadre.presses("答复")
    await cadre.says("已经修好，依据是物业条例")
    await cadre.presses("发出")
    await town.lets_replies_go()
    assert "已经修好" in resident.last and "复查" in resident.last
    await cadre.presses("办结")
    assert await state_of(story) is State.REPLIED
    await cadre.presses("确认办结")
    assert await state_of(story) is State.CONCLUDED
    assert "已办结" in resident.last
    assert set(cadre.labels) == {"看全部记录", "联系方式", TASKS, AID, *LOOKS}


async def test_from_a_reminder_to_the_reply_in_four_taps_and_one_text(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in", "accept")
    await at(town, "2027-01-15 09:00")
    await reminded(town)
    cadre = Chatter(town, CADRE)
    assert story.concern.number in cadre.last
    before = town.updates
    await cadre.presses("去办理")
    await cadre.presses("答复")
    await cadre.says("已经修好")
    await cadre.presses("发出")
    assert town.updates - before == 4
    await town.lets_replies_go()
    assert await state_of(story) is State.REPLIED


@pytest.mark.parametrize(
    ("deeds", "labels"),
    [
        ((), ["签收", "回避"]),
        (
            ("sign_in",),
            [
                "受理",
                "不予受理",
                "指引法定途径",
                "不归我们管（异议）",
                TASKS,
                AID,
                "联系方式",
                "关联编号",
                "回避",
            ],
        ),
        (
            ("sign_in", "accept"),
            [
                "答复",
                "请诉求人补充",
                "记进展",
                "申请延期",
                *BESIDE,
                TASKS,
                AID,
                "联系方式",
                "关联编号",
                "回避",
            ],
        ),
        (
            ("sign_in", "accept", "ask"),
            ["答复", "请诉求人补充", "申请延期", "提出调解/和解", TASKS, AID, "联系方式", "关联编号", "回避"],
        ),
        (("sign_in", "accept", "reply"), ["办结", TASKS, AID, "联系方式", "关联编号", "回避"]),
        (("sign_in", "decline"), [AID, "联系方式"]),
    ],
)
async def test_the_card_offers_what_is_open_now_and_nothing_else(
    town: Town, deeds: tuple[str, ...], labels: list[str]
) -> None:
    story, cadre = await at_work(town, *deeds)
    assert cadre.labels[0] == labels[0] and len(cadre.labels) <= 8
    assert sorted(await cadre.all_labels()) == sorted([*labels, *LOOKS])
    if deeds:
        for chat in (COLLEAGUE, LEAD, OFFICE):
            other = Chatter(town, chat)
            await other.presses_data(f"card:{story.concern.id}")
            assert story.concern.number in other.last
            may_take_over = chat == LEAD and "decline" not in deeds
            offered = await other.all_labels()
            assert ("接手" in offered) == may_take_over
            assert set(offered) - {*LOOKS, "接手"} <= OTHERS[chat]


async def test_the_card_shows_no_contact_but_everything_else(town: Town) -> None:
    story, cadre = await at_work(town, "sign_in", "accept")
    for shown in (
        story.concern.number,
        "求助",
        "房屋",
        "柳园小区3号楼",
        "天花板漏水",
        "您承办",
        "2027年1月25日",
        "🟢",
    ):
        assert shown in cadre.last
    assert "林晓" not in cadre.last and "1380000" not in cadre.last
    await cadre.presses("联系方式")
    assert "林晓" not in cadre.last and "为什么" in cadre.last
    await cadre.presses("电话核实情况")
    assert "林晓" in cadre.last and "+8613800001234" in cadre.last
    await cadre.presses_data(f"card:{story.concern.id}")
    assert "查看联系方式" in cadre.last


async def test_nobody_else_sees_a_concern_and_none_sounds_like_any(town: Town) -> None:
    story = await a_story(town)
    stranger, elsewhere = Chatter(town, 1), Chatter(town, ELSEWHERE)
    for chatter in (stranger, elsewhere):
        for what in ("card", "act:sign_in", "reply", "conclude", "words", "files"):
            there = await chatter.presses_data(f"{what}:{story.concern.id}")
            nowhere = await chatter.presses_data(f"{what}:nothing")
            assert there == nowhere
            assert "找不到这件诉求" in there[0]
    assert await state_of(story) is State.ASSIGNED


async def test_a_button_of_yesterday_says_where_the_concern_stands_now(town: Town) -> None:
    story, cadre = await at_work(town, "sign_in", "accept")
    for what in ("act:accept", "act:decline", "act:conclude", "conclude"):
        await cadre.presses_data(f"{what}:{story.concern.id}")
        assert "现在是“已受理”" in cadre.last
    await cadre.presses_data(f"act:nonsense:{story.concern.id}")
    assert cadre.labels[0] == "答复"


async def test_a_double_press_on_sign_in_has_one_effect(town: Town) -> None:
    story = await a_story(town)
    first, second = Chatter(town, CADRE), Chatter(town, COLLEAGUE)
    await first.presses("签收")
    told = len(second.heard)
    await second.presses_data(f"act:sign_in:{story.concern.id}")
    assert "已经由本单位同事签收" in second.last
    await first.presses_data(f"act:sign_in:{story.concern.id}")
    assert "现在是“已签收”" in first.last
    assert len(second.heard) == told + 1


async def test_declining_needs_a_reason_and_a_second_look(town: Town) -> None:
    story, cadre = await at_work(town, "sign_in")
    await cadre.presses("不予受理")
    await cadre.says("   ")
    assert await state_of(story) is State.SIGNED_IN
    await cadre.says("属于法院管辖")
    assert await state_of(story) is State.SIGNED_IN
    await cadre.presses("发出")
    assert await state_of(story) is State.DECLINED
    assert "属于法院管辖" in Chatter(town, RESIDENT).last


async def test_words_begun_are_found_again(town: Town) -> None:
    _, cadre = await at_work(town, "sign_in", "accept")
    await cadre.presses("答复")
    await cadre.says("已经修好")
    await cadre.says("/todo")
    await cadre.presses("天花板漏水")
    await cadre.presses("答复")
    assert "已经修好" in cadre.last
    assert cadre.labels[0] == "发出"


async def test_a_reply_to_a_notice_keeps_its_words_for_the_next_press(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in", "accept")
    cadre = Chatter(town, CADRE)
    await cadre.presses_data(f"card:{story.concern.id}")
    card = cadre.heard[-1][0]
    await cadre.says("明天派人去", reply_to=card)
    assert "您刚才写的话" in cadre.last
    await cadre.presses("记进展", original="明天派人去")
    assert "明天派人去" in cadre.last and "预览" in cadre.last
    await cadre.presses("发出")
    assert "明天派人去" in Chatter(town, RESIDENT).last


async def test_numbers_of_cards_are_not_passed_on(town: Town) -> None:
    story, cadre = await at_work(town, "sign_in", "accept")
    await cadre.presses_data(f"reply:{story.concern.id}", original="卡号 6222021234567890128")
    assert "发出" not in cadre.labels
    await cadre.says("请把钱转到 6222021234567890128")
    assert "发出" not in cadre.labels
    drafts = await town.run(lambda uow: uow.drafts.of_person(f"person-{CADRE}"))
    assert all("6222" not in str(draft.answers) for draft in drafts) and len(drafts) == 1


async def test_long_words_are_one_press_away(town: Town) -> None:
    long = "漏水" * 400
    story = await (await a_story(town, words=long)).comes_to("sign_in")
    cadre = Chatter(town, CADRE)
    await cadre.presses_data(f"card:{story.concern.id}")
    assert long not in cadre.last
    await cadre.presses("看全文")
    assert long in cadre.last


async def test_a_record_that_is_cut_short_can_be_read_whole(town: Town) -> None:
    story, cadre = await at_work(town, "sign_in", "accept", "note")
    assert "看全部记录" not in cadre.labels
    long = "查看了现场" * 30
    await story.does(handling.note, CADRE, long)
    await cadre.presses_data(f"card:{story.concern.id}")
    assert long not in cadre.last and "已登记" not in cadre.last
    await cadre.presses("看全部记录")
    assert long in cadre.last and "已登记" in cadre.last


@pytest.mark.parametrize(("state", "kept"), [(FileState.KEPT, ("file",)), (FileState.NAMED, ())])
async def test_the_files_are_sent_when_they_are_kept(
    town: Town, state: FileState, kept: tuple[str, ...]
) -> None:
    story = await a_story(town)
    photo = FileNamed("photo", FileKind.PHOTO)
    file = StoredFile("file", f"concern:{story.concern.id}", photo, state, town.now)
    await town.run(lambda uow: uow.files.add(file))
    cadre = Chatter(town, CADRE)
    await cadre.presses_data(f"card:{story.concern.id}")
    assert "📎 1" in cadre.last
    await cadre.presses("看照片和附件")
    assert cadre.heard[-1][1].attachments == kept
    assert ("正在接收" in cadre.last) == (state is FileState.NAMED)


async def test_a_file_that_could_not_be_kept_is_not_counted(town: Town) -> None:
    story = await a_story(town)
    film = FileNamed("film", FileKind.VIDEO)
    file = StoredFile("file", f"concern:{story.concern.id}", film, FileState.REFUSED, town.now)
    await town.run(lambda uow: uow.files.add(file))
    cadre = Chatter(town, CADRE)
    await cadre.presses_data(f"card:{story.concern.id}")
    assert "📎" not in cadre.last and "看照片和附件" not in cadre.labels


async def test_a_concern_of_ones_own_is_followed_not_handled(town: Town) -> None:
    story = await a_story(town)
    await hired(town, RESIDENT, Role.CADRE, "police")
    resident = Chatter(town, RESIDENT)
    await resident.presses_data(f"act:sign_in:{story.concern.id}")
    assert "找不到这件诉求" in resident.last
