"""Before anything is stored: the notice, the yes, and what is refused whoever says it and wherever."""

import pytest

from domain.files import FileKind, FileNamed
from tests.handlers.chat import Chatter, Town
from tests.handlers.residents import asked_for, reported

PHOTO = FileNamed("photo-1", FileKind.PHOTO, 1000)
ID_CARD = "我的身份证号是11010519491231002X"


@pytest.mark.parametrize("command", ["/report", "反映"])
async def test_agreeing_leads_to_the_first_question(town: Town, command: str) -> None:
    stranger = Chatter(town, 1)
    await stranger.says(command)
    await stranger.presses("同意，开始")
    assert "请说说是什么事" in stranger.last


async def test_a_command_is_no_story(town: Town) -> None:
    stranger = Chatter(town, 1)
    await stranger.says("/report")
    await stranger.presses("同意，开始", original="/report")
    assert "请说说是什么事" in stranger.last
    (draft,) = await town.run(lambda uow: uow.drafts.of_person("person-1"))
    assert draft.answers == {}


async def test_whoever_began_with_a_picture_is_asked_for_it_after_agreeing(town: Town) -> None:
    stranger = Chatter(town, 1)
    await stranger.says(files=(PHOTO,))
    await stranger.presses("同意，开始")
    assert "照片" in stranger.last


async def test_a_supplement_with_an_identity_number_is_not_kept(town: Town) -> None:
    resident = await reported(town)
    number, (concern,) = resident.heard[-1][0], await town.concerns(1)
    assert "身份证号" in (await resident.says(ID_CARD, reply_to=number))[0]
    history = await town.run(lambda uow: uow.history.of(concern.id))
    assert not any(row.words for row in history)


async def test_a_place_with_an_identity_number_is_asked_again(town: Town) -> None:
    resident = await asked_for("place", town)
    await resident.says(f"柳园小区，{ID_CARD}")
    assert "身份证号" in resident.last and "问题发生在哪里" in resident.last


async def test_words_of_danger_survive_the_agreement(town: Town) -> None:
    stranger = Chatter(town, 1)
    await stranger.says("楼道起火了，火已经灭了，电线还裸着")
    await stranger.presses("没有危险")
    assert "开始前请知道" in stranger.last
    await stranger.presses("同意，开始")
    assert "您希望我们怎么做" in stranger.last
    (draft,) = await town.run(lambda uow: uow.drafts.of_person("person-1"))
    assert "电线还裸着" in str(draft.answers["words"])


@pytest.mark.parametrize("words", ["", "楼上漏水，天花板都湿了"])
async def test_a_picture_sent_first_comes_along(town: Town, words: str) -> None:
    stranger = Chatter(town, 1)
    await stranger.says(words, files=(PHOTO,))
    await stranger.presses("同意，开始")
    assert "您希望我们怎么做" in stranger.last
    (draft,) = await town.run(lambda uow: uow.drafts.of_person("person-1"))
    files = await town.run(lambda uow: uow.files.of(f"draft:{draft.id}"))
    assert [file.named for file in files] == [PHOTO]


async def test_agreeing_twice_takes_the_words_once(town: Town) -> None:
    stranger = Chatter(town, 1)
    await stranger.says("楼上漏水，天花板都湿了")
    await stranger.presses("同意，开始")
    await stranger.presses("同意，开始")
    assert "您希望我们怎么做" in stranger.last
    (draft,) = await town.run(lambda uow: uow.drafts.of_person("person-1"))
    assert str(draft.answers["words"]).count("漏水") == 1


@pytest.mark.parametrize("data", ["again:safe", "again:new", "report:new", "go:report"])
async def test_no_button_leads_past_the_agreement(town: Town, data: str) -> None:
    stranger = Chatter(town, 1)
    await stranger.presses_data(data)
    assert "开始前请知道" in stranger.last


@pytest.mark.parametrize("yes", ["同意", "同意，开始", "我同意。"])
async def test_a_typed_yes_is_a_yes_and_no_story(town: Town, yes: str) -> None:
    stranger = Chatter(town, 1)
    await stranger.says("楼上漏水，天花板都湿了")
    await stranger.says(yes)
    assert "您同意了" in stranger.last and "再发一次" in stranger.last
    await stranger.says("楼上漏水，天花板都湿了")
    assert "您希望我们怎么做" in stranger.last
    (draft,) = await town.run(lambda uow: uow.drafts.of_person("person-1"))
    assert "同意" not in str(draft.answers["words"])


async def test_after_a_typed_yes_the_button_still_brings_the_words_along(town: Town) -> None:
    stranger = Chatter(town, 1)
    await stranger.says("楼上漏水，天花板都湿了")
    await stranger.says("同意")
    await stranger.presses("同意，开始")
    assert "您希望我们怎么做" in stranger.last


async def test_a_typed_no_keeps_nothing(town: Town) -> None:
    stranger = Chatter(town, 1)
    await stranger.says("楼上漏水，天花板都湿了")
    await stranger.says("不同意")
    assert "什么都没有保存" in stranger.last
    assert await town.run(lambda uow: uow.people.by_chat(1)) is None


async def test_a_yes_before_the_notice_was_read_brings_the_notice(town: Town) -> None:
    stranger = Chatter(town, 1)
    await stranger.says("我同意。")
    assert "开始前请知道" in stranger.last
    assert await town.run(lambda uow: uow.people.by_chat(1)) is None
    await stranger.says("同意")
    assert "您同意了" in stranger.last


async def test_the_notice_brought_by_a_yes_leads_to_the_first_question(town: Town) -> None:
    stranger = Chatter(town, 1)
    await stranger.says("同意")
    await stranger.presses("同意，开始")
    assert "请说说是什么事" in stranger.last
    (draft,) = await town.run(lambda uow: uow.drafts.of_person("person-1"))
    assert draft.answers == {}


async def test_the_old_button_after_the_number_asks_which_matter_and_begins_none(town: Town) -> None:
    stranger = Chatter(town, 1)
    await stranger.says("楼上漏水，天花板都湿了")
    old = stranger.heard[-1][0]
    await stranger.says("同意")
    for said in ("楼上漏水，天花板都湿了", "2", "1", "柳园小区3号楼", "匿名", "提交"):
        await stranger.says(said)
    assert "受理编号" in stranger.last
    await stranger.presses_data("again:agreed", old, "楼上漏水，天花板都湿了")
    assert "关于哪一件" in stranger.last
    assert await town.run(lambda uow: uow.drafts.of_person("person-1")) == []
