"""Words typed under a message that came by itself do what its buttons do."""

from dataclasses import replace

from domain.draft import Draft, Progress
from domain.messages import Button, Message, Weight, Words, words
from domain.people import Person
from domain.services.ports import UnitOfWork
from handlers.kit.pushed import MOST, offer
from handlers.kit.talk import NOT_SHOWN
from tests.handlers.chat import NOON, Town
from tests.handlers.test_change_roster import DAY, goes_elsewhere, people

PUSHED = Message(1, Words("kit.over"), ((Button(words("kit.over"), "x"),),), weight=Weight.COMES_AGAIN)


async def test_a_wish_to_swap_is_agreed_to_in_words(town: Town) -> None:
    anna, bert, _ = await people(town)
    await goes_elsewhere(bert)
    await anna.presses_data(f"roster:swap.visiting_day.{DAY}")
    await anna.presses("干部 ·")
    assert "想和您换" in bert.last
    assert "换好了" in (await bert.says("同意"))[-1]
    assert "换好了" in anna.last


async def offered(town: Town, progress: Progress, *pushed: tuple[Message, tuple[str, str]]) -> list[object]:
    """What stands there to be typed after these messages."""

    def work(uow: UnitOfWork) -> list[object]:
        if not uow.people.by_chat(1):
            uow.people.put(Person("p", 1, "zh_Hans"))
        uow.progress.put(progress)
        for message, label in pushed:
            offer(uow, message, [label])
        return list(uow.progress.get("p").offered)

    return await town.run(work)


async def test_numbers_still_mean_the_last_answer_and_words_the_later_message(town: Town) -> None:
    stood = Progress("p", offered=(("收到", "old"), ("待办", "go:todo")))
    found = await offered(town, stood, (PUSHED, ("✓ 收到", "first")), (PUSHED, ("收到", "new")))
    assert found == [("", "old"), ("待办", "go:todo"), NOT_SHOWN, ("收到", "new")]


async def test_only_the_latest_are_kept(town: Town) -> None:
    many = [(PUSHED, (f"第{n}件", f"x{n}")) for n in range(MOST + 5)]
    found = await offered(town, Progress("p"), *many)
    assert found[:2] == [NOT_SHOWN, (f"第{MOST + 4}件", f"x{MOST + 4}")] and len(found) == MOST + 1


async def test_an_open_draft_and_the_words_of_an_answer_stay_as_they_are(town: Town) -> None:
    answer = replace(PUSHED, weight=Weight.CONVERSATION)
    assert await offered(town, Progress("p"), (answer, ("好", "x"))) == []
    await town.run(lambda uow: uow.drafts.put(Draft("d", "p", "report", "", {}, "", NOON, NOON)))
    assert await offered(town, Progress("p", "d"), (PUSHED, ("好", "x"))) == []
    assert len(await offered(town, Progress("p", "gone"), (PUSHED, ("好", "x")))) == 2
