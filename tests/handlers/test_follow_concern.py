"""What a reporter adds later, in albums too, and lists asked for with nonsense."""

from dataclasses import replace

from domain.concern import Act
from domain.files import FileKind, FileNamed
from handlers.kit.story import text_of
from handlers.kit.talk import Event
from tests.handlers.chat import Chatter, Town
from tests.handlers.residents import reported
from tests.services.story import CADRE, a_story
from tests.workers import RESIDENT


async def test_an_album_with_words_is_told_once_and_answered_once(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in", "accept", "ask")
    resident = Chatter(town, RESIDENT)
    photos = [FileNamed(f"photo-{n}", FileKind.PHOTO, 1000) for n in range(3)]
    parts = [
        resident._heard(Event.MESSAGE, files=(photo,), album="album", text="" if n else "厨房和卫生间")
        for n, photo in enumerate(photos)
    ]
    said = await town.hears(*(replace(part, reply_to=resident.heard[-1][0]) for part in parts))
    assert len([message for message in said if message.chat == CADRE]) == 1
    assert "已经转给" in resident.last
    files = await town.run(lambda uow: uow.files.of(f"concern:{story.concern.id}"))
    assert len(files) == 3


async def test_a_page_that_is_no_number_is_the_first(town: Town) -> None:
    resident = await reported(town)
    await resident.presses_data("mine:page.x")
    assert "您的诉求（1 件）" in resident.last


async def test_nine_pictures_are_nine_kept_and_told_once_whatever_their_number(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in", "accept")
    resident = Chatter(town, RESIDENT)
    photos = [FileNamed(f"photo-{n}", FileKind.PHOTO, 1000) for n in range(9)]
    parts = [resident._heard(Event.MESSAGE, files=(photo,), album="nine") for photo in photos]
    await town.hears(*(replace(part, reply_to=resident.heard[-1][0]) for part in parts))
    rows = await town.run(lambda uow: uow.history.of(story.concern.id))
    assert [row.words for row in rows if row.act is Act.SUPPLEMENT] == ["📎"]
    assert len(await town.run(lambda uow: uow.files.of(f"concern:{story.concern.id}"))) == 9


async def test_of_an_album_out_of_the_blue_the_words_and_one_picture_come_along_and_it_says_so(
    town: Town,
) -> None:
    resident = Chatter(town, 1)
    photos = [FileNamed(f"photo-{n}", FileKind.PHOTO, 1000) for n in range(3)]
    await resident.sends_album(*photos, caption="楼道里堆满了杂物", under=1)
    assert "同意" in resident.labels[0]
    said = await resident.presses("同意，开始")
    assert any("其余的再发一次" in one for one in said)
    [draft] = await town.run(lambda uow: uow.drafts.of_person("person-1"))
    assert text_of(draft.answers["words"]) == "楼道里堆满了杂物"
