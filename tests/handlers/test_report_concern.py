"""Reporting a concern, as pure turns: the straight way, and everything a person may do beside it."""

import pytest

from domain.concern import Contact, HowKnown, Kind, Pin, State
from domain.files import FileKind, FileNamed
from domain.tracking import read_number
from tests.handlers.chat import Chatter, Town
from tests.handlers.residents import WORDS, agreed, asked_for, reported

PHOTO = FileNamed("photo-1", FileKind.PHOTO, 1000)
STEPS = ["kind", "category", "place", "known", "contact", "review"]


async def test_a_newcomer_has_a_number_within_eight_messages(town: Town) -> None:
    resident = Chatter(town, 1)
    await resident.says("/start")
    await resident.says(WORDS)
    await resident.presses("同意，开始", original=WORDS)
    await resident.presses("求助")
    await resident.presses("漏水")
    await resident.says("柳园小区3号楼")
    await resident.presses("匿名")
    await resident.presses("提交")
    (concern,) = await town.concerns(1)
    assert town.updates == 8
    assert concern.number in resident.last
    assert read_number(concern.number) == concern.number
    assert (concern.kind, concern.known, concern.state) == (Kind.HELP, HowKnown.ANONYMOUS, State.ASSIGNED)
    assert (concern.words, concern.place) == (WORDS, "柳园小区3号楼")


async def test_nothing_is_stored_before_agreeing_nor_after_refusing(town: Town) -> None:
    stranger = Chatter(town, 1)
    await stranger.says(WORDS)
    assert "Telegram 的服务器在境外" in stranger.last
    await stranger.presses("不同意")
    assert "什么都没有保存" in stranger.last
    assert await town.run(lambda uow: uow.people.by_chat(1)) is None
    assert await town.run(lambda uow: uow.drafts.of_person("person-1")) == []


async def test_a_second_press_on_submit_makes_no_second_concern(town: Town) -> None:
    resident = await asked_for("review", town)
    submit = resident.heard[-1][1].rows[0][0].data
    await resident.presses_data(submit)
    await resident.presses_data(submit)
    assert len(await town.concerns(1)) == 1


@pytest.mark.parametrize("step", STEPS)
async def test_a_sticker_keeps_everything_and_asks_again(town: Town, step: str) -> None:
    resident = await asked_for(step, town)
    labels = resident.labels
    await resident.says(strange="sticker")
    assert "用不上" in resident.last
    assert resident.labels == labels


@pytest.mark.parametrize("step", STEPS)
async def test_a_button_of_an_older_question_brings_the_present_one_again(town: Town, step: str) -> None:
    resident = await asked_for(step, town)
    labels, draft = resident.labels, (await town.run(lambda uow: uow.progress.get("person-1"))).draft
    older = "known=named" if step == "kind" else "kind=inquiry"
    await resident.presses_data(f"{draft}.{older}")
    assert resident.labels == labels
    await resident.presses_data(f"zzzzzzzz.{older}")
    assert resident.labels == labels


@pytest.mark.parametrize("step", STEPS)
async def test_a_photo_joins_the_story_at_any_step(town: Town, step: str) -> None:
    resident = await asked_for(step, town)
    labels = resident.labels
    await resident.says(files=(PHOTO,))
    assert "1 个附件" in resident.last and resident.labels == labels


@pytest.mark.parametrize("step", ["kind", "known", "review"])
async def test_further_words_join_the_story_where_no_text_is_asked(town: Town, step: str) -> None:
    resident = await asked_for(step, town)
    labels = resident.labels
    await resident.says("昨天又漏了一次，地板也泡坏了")
    assert "补充进经过" in resident.last and resident.labels == labels


async def test_nine_photos_of_an_album_are_nine_kept_and_one_reply(town: Town) -> None:
    resident = await agreed(town)
    said = await resident.sends_album(*(FileNamed(f"photo-{n}", FileKind.PHOTO, 1000) for n in range(9)))
    assert len(said) == 1 and "9 个附件" in said[0]
    draft = (await town.run(lambda uow: uow.progress.get("person-1"))).draft
    assert len(await town.run(lambda uow: uow.files.of(f"draft:{draft}"))) == 9


async def test_files_go_with_the_concern(town: Town) -> None:
    resident = await asked_for("review", town)
    await resident.says(files=(PHOTO,))
    await resident.presses("提交")
    (concern,) = await town.concerns(1)
    assert [f.named for f in await town.run(lambda uow: uow.files.of(f"concern:{concern.id}"))] == [PHOTO]


async def test_every_choice_can_be_typed_by_number_or_label(town: Town) -> None:
    resident = await asked_for("kind", town)
    await resident.says("2")
    assert "哪个最接近" in resident.last
    await resident.says("上一步")
    await resident.says("投诉：有人没做好")
    assert "哪个单位" in resident.last
    await resident.says("公安")
    await resident.says("1")
    await resident.says("柳园小区")
    await resident.says("3")
    assert "匿名" in resident.last
    await resident.says("提交")
    (concern,) = await town.concerns(1)
    assert (concern.kind, concern.about_unit) == (Kind.COMPLAINT, "police")


async def test_category_from_the_whole_list(town: Town) -> None:
    resident = await asked_for("category", town)
    await resident.presses("看全部类别")
    assert any("上学" in label for label in resident.labels)
    await resident.presses("上学")
    await resident.presses("回到全部类别")
    await resident.says("路灯坏了不亮")
    assert "路灯" in resident.last
    await resident.says("qqqq")
    assert "没有找到对应的类别" in resident.last


async def test_the_word_of_the_only_suggestion_chooses_it_and_a_sentence_does_not(town: Town) -> None:
    """Seen to bite: without it “漏水” brings the same question for ever."""
    resident = await asked_for("category", town)
    assert "漏水" in resident.last
    await resident.says("不是漏水")
    assert "哪个最接近" in resident.last
    await resident.says("漏水")
    assert "问题发生在哪里" in resident.last


async def test_a_pin_becomes_its_area_with_read_back(town: Town) -> None:
    resident = await asked_for("place", town)
    area = await town.run(
        lambda uow: next(a for a in uow.policy.areas.by_id.values() if a.name == "柳园社区")
    )
    lon, lat = (sum(c[axis] for c in area.border) / len(area.border) for axis in (0, 1))
    await resident.says(pin=Pin(lat, lon))
    assert "柳园社区" in resident.last and "上一步" in resident.last
    await resident.presses("匿名")
    await resident.presses("提交")
    (concern,) = await town.concerns(1)
    assert (concern.area, concern.pin) == (area.id, Pin(lat, lon))


async def test_a_pin_in_no_area_asks_again(town: Town) -> None:
    resident = await asked_for("place", town)
    await resident.says(pin=Pin(0.0, 0.0))
    assert "不在本区" in resident.last and "问题发生在哪里" in resident.last


async def test_a_misspelt_place_is_asked_back(town: Town) -> None:
    resident = await asked_for("place", town)
    await resident.says("柳圆小区")
    assert "是哪一个" in resident.last
    await resident.presses("柳园小区")
    assert "柳园社区" in resident.last


async def test_place_from_the_list_of_areas(town: Town) -> None:
    resident = await asked_for("place", town)
    await resident.says("按街道、社区选")
    await resident.presses("石桥街道")
    await resident.presses("柳园社区")
    assert "您想让我们怎么知道您" in resident.last


async def test_contact_is_taken_apart_and_kept_sealed(town: Town) -> None:
    resident = await asked_for("contact", town)
    await resident.says("李阿姨 13800138000")
    assert "+8613800138000" in resident.last
    await resident.presses("提交")
    (concern,) = await town.concerns(1)
    assert await town.run(lambda uow: uow.concerns.contact(concern.id)) == Contact("李阿姨", "+8613800138000")


async def test_a_shared_number_still_asks_the_name(town: Town) -> None:
    resident = await asked_for("contact", town)
    await resident.says(phone="+8613800138000")
    assert "怎么称呼您" in resident.last
    await resident.says("李阿姨")
    assert "李阿姨，电话 +8613800138000" in resident.last


@pytest.mark.parametrize("said", ["13800138000", "李 13800138000", "李阿姨，13800138000"])
async def test_a_number_that_comes_after_the_name_is_no_part_of_the_story(town: Town, said: str) -> None:
    resident = await asked_for("contact", town)
    await resident.says("李阿姨")
    await resident.says(said)
    assert "电话已经记下" in resident.last and "电话 +8613800138000" in resident.last
    await resident.presses("提交")
    (concern,) = await town.concerns(1)
    contact = await town.run(lambda uow: uow.concerns.contact(concern.id))
    assert contact is not None and contact.phone == "+8613800138000"
    assert "138" not in concern.words


async def test_the_key_for_the_own_number_still_works_at_the_review(town: Town) -> None:
    resident = await asked_for("contact", town)
    await resident.says("李阿姨")
    await resident.says(phone="+8613800138000")
    assert "李阿姨，电话 +8613800138000" in resident.last


async def test_a_sentence_with_a_number_in_it_is_more_of_the_story(town: Town) -> None:
    resident = await asked_for("contact", town)
    await resident.says("李阿姨")
    await resident.says("物业的电话13800138000一直打不通")
    assert "已经补充进经过里" in resident.last and "李阿姨，电话 —" in resident.last


async def test_contact_of_somebody_who_turned_anonymous_is_not_submitted(town: Town) -> None:
    resident = await asked_for("contact", town)
    await resident.says("李阿姨 13800138000")
    await resident.presses("修改身份")
    await resident.presses("匿名")
    assert "李阿姨" not in resident.last
    await resident.presses("提交")
    (concern,) = await town.concerns(1)
    assert await town.run(lambda uow: uow.concerns.contact(concern.id)) is None


async def test_each_answer_can_be_edited_in_place(town: Town) -> None:
    resident = await asked_for("review", town)
    await resident.presses("修改类型")
    await resident.presses("建议")
    assert "建议：我有个主意" in resident.last and "请核对" in resident.last
    await resident.presses("修改经过")
    assert WORDS in resident.last
    await resident.says("改写过的经过")
    assert "改写过的经过" in resident.last and WORDS not in resident.last


async def test_an_edited_message_changes_the_story(town: Town) -> None:
    resident = await asked_for("kind", town)
    await resident.edits(town.updates, "楼上漏水，墙也湿了")
    assert "照改" in resident.last
    await resident.edits(999, "别的消息")
    assert "修改" in resident.last
    for label in ("求助", "漏水"):
        await resident.presses(label)
    await resident.says("柳园小区")
    await resident.presses("匿名")
    assert "墙也湿了" in resident.last and "天花板" not in resident.last


async def test_ten_thousand_characters_are_refused_with_what_to_do(town: Town) -> None:
    resident = await agreed(town)
    await resident.says("漏" * 10_000)
    assert "10000 个字" in resident.last.replace(",", "") and "请说说是什么事" in resident.last


async def test_an_identity_card_number_is_refused_before_it_is_stored(town: Town) -> None:
    resident = await agreed(town)
    await resident.says("我的身份证 11010519491231002X，楼上漏水")
    draft = (await town.run(lambda uow: uow.drafts.of_person("person-1")))[0]
    assert draft.answers == {}


async def test_danger_comes_first_and_is_not_stored(town: Town) -> None:
    resident = await agreed(town)
    await resident.says("楼下着火了！")
    assert "119" in resident.last
    assert (await town.run(lambda uow: uow.drafts.of_person("person-1")))[0].answers == {}
    await resident.presses("没有危险", original="楼下着火了！")
    assert "您希望我们怎么做" in resident.last


async def test_an_unknown_command_shows_what_can_be_done(town: Town) -> None:
    resident = Chatter(town, 1)
    await resident.says("/abracadabra")
    assert "没有这个命令" in resident.last and resident.labels


async def test_a_report_follows_itself_under_its_number(town: Town) -> None:
    resident = await reported(town)
    (concern,) = await town.concerns(1)
    await resident.says(concern.number)
    assert concern.number in resident.last and "下一步" in resident.last
