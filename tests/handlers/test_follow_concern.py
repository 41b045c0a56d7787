"""What a reporter adds later, in albums too, and lists asked for with nonsense."""

from dataclasses import replace

from domain.files import FileKind, FileNamed
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
