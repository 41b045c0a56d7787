"""领导信箱 by chat: the dialogue of the report without kind and category, with all of its protection."""

import pytest

from domain.concern import HowKnown, Kind
from domain.files import FileKind, FileNamed
from domain.people import Role
from tests.handlers.chat import Chatter, Town
from tests.handlers.residents import agreed
from tests.workers import hired

OFFICE, CADRE = 62, 11
WORDS = "建议在柳园小区门口加一盏路灯"


async def writing(town: Town) -> Chatter:
    """Somebody new who has agreed; the first question of a letter is asked."""
    writer = Chatter(town, 1)
    await writer.says("领导信箱")
    assert "境外" in writer.last and await town.run(lambda uow: uow.people.by_chat(1)) is None
    await writer.presses("同意，开始")
    assert "对领导说" in writer.last
    return writer


async def sent(town: Town) -> Chatter:
    """A letter on its way."""
    writer = await writing(town)
    await writer.says(WORDS)
    await writer.says("跳过")
    await writer.says("柳园小区3号楼")
    await writer.presses("匿名")
    assert "核对这封信" in writer.last
    await writer.presses("寄出")
    return writer


async def test_a_letter_has_a_number_and_its_deadline_and_asks_for_no_kind(town: Town) -> None:
    writer = await sent(town)
    (letter,) = await town.concerns(1)
    assert letter.number in writer.last and "5个工作日" in writer.last and "12月1日" in writer.last
    assert (letter.category, letter.words, letter.known) == ("other.letter", WORDS, HowKnown.ANONYMOUS)
    await writer.presses_data(f"mine:{letter.id}")
    assert "写给领导的信" in writer.last and "信箱答复" in writer.last


async def test_the_office_sorts_it_on_the_card_and_the_unit_replies(town: Town) -> None:
    office = await hired(town, OFFICE, Role.OFFICE, "office")
    writer = await sent(town)
    (letter,) = await town.concerns(1)
    assert letter.number in office.last
    await office.presses_data(f"card:{letter.id}")
    await office.presses("来信分类")
    await office.presses("建议")
    assert "路灯" in " ".join(office.labels)
    await office.presses("路灯")
    await office.presses("确定")
    assert "已分类" in office.last and "来信分类" not in " ".join(office.labels)
    (letter,) = await town.concerns(1)
    assert (letter.kind, letter.category) == (Kind.SUGGESTION, "roads.lamp")
    assert "分给" in writer.last and "建议" in writer.last
    await office.presses_data(f"sort:{letter.id}")
    await office.presses("建议")
    await office.presses("路灯")
    await office.presses("确定")
    assert "已经分过类" in office.last


async def test_sorted_as_misconduct_the_office_sees_it_no_more(town: Town) -> None:
    office = await hired(town, OFFICE, Role.OFFICE, "office")
    await sent(town)
    (letter,) = await town.concerns(1)
    await office.presses_data(f"sort:{letter.id}")
    await office.presses("举报")
    await office.presses("路灯")
    await office.presses("确定")
    assert "已分类" in office.last
    await office.presses_data(f"card:{letter.id}")
    assert letter.number not in office.last


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("我的身份证是11010519491231002X", "身份证"),
        ("银行密码是 123456，帮我看看", "密码"),
        ("楼里煤气泄漏，很危险", "119"),
    ],
)
async def test_what_is_refused_or_diverted_there_is_so_here(town: Town, said: str, heard: str) -> None:
    writer = await writing(town)
    await writer.says(said)
    assert heard in writer.last
    draft = (await town.run(lambda uow: uow.progress.get("person-1"))).draft
    kept = await town.run(lambda uow: uow.drafts.get(draft))
    assert kept and kept.answers == {}


async def test_photos_go_along_and_a_letter_begun_goes_on_later(town: Town) -> None:
    writer = await writing(town)
    await writer.says(WORDS, files=(FileNamed("photo-1", FileKind.PHOTO, 1000),))
    await writer.says("/cancel")
    await writer.presses("先存着")
    await writer.says("领导信箱")
    assert "还没写完" in writer.last
    await writer.presses("建议在柳园")
    await writer.says("跳过")
    await writer.says("柳园小区")
    await writer.presses("匿名")
    await writer.presses("寄出")
    (letter,) = await town.concerns(1)
    assert len(await town.run(lambda uow: uow.files.of(f"concern:{letter.id}"))) == 1


async def test_letters_and_reports_wait_apart(town: Town) -> None:
    resident = await agreed(town)
    await resident.says("楼上漏水")
    await resident.says("/cancel")
    await resident.presses("先存着")
    await resident.says("领导信箱")
    assert "对领导说" in resident.last
    await resident.says("/cancel")
    await resident.says("/report")
    assert "还没写完" in resident.last


async def test_the_letter_stands_in_no_list_of_categories(town: Town) -> None:
    resident = await agreed(town)
    await resident.says("说不清楚的事情一件")
    await resident.presses("求助")
    await resident.presses("其他")
    assert not any("领导" in label for label in resident.labels)
