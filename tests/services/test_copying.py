"""The memory of a district in full swing copied into another database, of its own kind and of the other."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select, text, update

from domain.files import FileKind, FileNamed
from domain.messages import Message, Weight, words
from domain.policy import Policy
from storage.connection import writing_engine
from storage.copying import Uncopied, calm, contents, copy_all
from storage.migrate import downgrade
from storage.tables import concern, outbox
from storage.unit_of_work import open_database
from storage.vault import Vault
from tests.conftest import BOTH
from tests.handlers.chat import Chatter, Town
from tests.services.story import CADRE, Story, a_story
from tests.workers import RESIDENT


@pytest.fixture(params=BOTH)
def other(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An empty database without tables, to be copied into."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('other') / 'other.db'}"
        return
    server = request.getfixturevalue("server")
    name = server.create()
    yield server.address(name)
    server.drop(name)


@pytest.fixture
async def story(town: Town) -> Story:
    """A concern with words, contact, history, clocks, reminders, messages sent and waiting, and a file."""
    story = await (await a_story(town)).comes_to("sign_in", "accept", "ask")
    resident = Chatter(town, RESIDENT)
    await resident.says(
        "厨房也漏", reply_to=resident.heard[-1][0], files=(FileNamed("photo", FileKind.PHOTO, 10),)
    )
    later = town.now + timedelta(days=1)
    waiting = [
        Message(CADRE, words("kit.over"), weight=Weight.COMES_AGAIN, once="b", not_before=later),
        Message(CADRE, words("kit.over"), weight=Weight.MUST_ARRIVE, once="a", not_before=later),
    ]
    await town.run(lambda uow: [uow.outbox.put(message, town.now) for message in waiting])
    return story


async def test_all_that_was_known_is_known_in_the_other_database_and_counting_goes_on(
    url: str, other: str, story: Story, policy: Policy
) -> None:
    given = copy_all(url, other)
    assert given == contents(url) == contents(other)
    filled = {name for name, content in given.items() if content.rows}
    assert {"person", "concern", "contact", "history", "clock", "reminder", "outbox", "file"} <= filled
    async with open_database(other, Vault([b"k" * 32]), policy) as database:
        town = Town(database, story.town.catalogues, story.town.now)
        moved = await town.run(lambda uow: uow.concerns.get(story.concern.id))
        assert moved and moved.words == "天花板漏水"
        known = await town.run(lambda uow: uow.concerns.contact(story.concern.id))
        assert known and known.phone == "+8613800001234"
        cadre = Chatter(town, CADRE)
        await cadre.says("/todo")
        assert (
            any(story.concern.number[-7:] in label for label in cadre.labels)
            or story.concern.number in cadre.last
        )


async def test_a_database_that_holds_anything_is_left_alone(url: str, other: str, story: Story) -> None:
    copy_all(url, other)
    before = contents(other)
    with pytest.raises(Uncopied, match="not_empty"):
        copy_all(url, other)
    assert contents(other) == before


async def test_one_changed_letter_is_found(url: str, other: str, story: Story) -> None:
    given = copy_all(url, other)
    engine = writing_engine(other)
    with engine.begin() as connection:
        connection.execute(update(concern).values(words="天花板漏雨"))
    engine.dispose()
    found = contents(other)
    assert {name for name in given if found[name] != given[name]} == {"concern"}


async def test_a_memory_of_another_release_is_not_copied(url: str, other: str) -> None:
    downgrade(url, "0005")
    with pytest.raises(Uncopied, match="shape"):
        copy_all(url, other)


async def test_after_a_restore_reminders_are_dropped_and_the_rest_says_it_may_have_come(
    url: str, story: Story
) -> None:
    assert calm(url, story.town.now) == 1
    engine = writing_engine(url)
    with engine.begin() as connection:
        asked = select(outbox.c.once, outbox.c.why, outbox.c.attempts).where(outbox.c.once.in_(("a", "b")))
        found = {row.once: (row.why, row.attempts) for row in connection.execute(asked)}
        assert connection.execute(text("SELECT count(*) FROM outbox WHERE settled_at IS NULL")).scalar() == 1
    engine.dispose()
    assert found == {"a": ("", 1), "b": ("restored", 1)}
