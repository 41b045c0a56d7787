"""What could not be delivered to somebody who works here is told to whoever leads them, and stands on the list (W8)."""

import pytest

from bot.settling import MOST_COPIES
from domain.messages import Weight
from domain.people import Binding, Person, Role
from domain.services.ports import UnitOfWork
from tests.bot.conftest import NOW, Post, hello
from tests.bot.standin import Standin, refusal


async def test_who_leads_is_told_and_what_was_missed_stands_on_the_list(
    post: Post, telegram: Standin
) -> None:
    """A chat that Telegram refuses for good; what must be told is not lost with it (W8)."""

    def hire(uow: UnitOfWork) -> None:
        for chat, role in ((1, Role.CADRE), (2, Role.UNIT_LEAD)):
            uow.people.put(Person(f"p{chat}", chat, "zh_Hans"))
            uow.people.bind(f"p{chat}", Binding(role, "housing", NOW))

    await post.work(hire)
    telegram.next("sendMessage", refusal(403, "Forbidden: bot was blocked by the user"))
    await post.put(hello(1, weight=Weight.MUST_ARRIVE, once="k"))
    await post.send()
    (row,) = await post.work(lambda uow: uow.unreached.waiting(0, 9))
    assert (row.key, row.person, row.role) == ("k", "p1", Role.CADRE)
    told = await post.work(lambda uow: uow.outbox.lease(post.clock.now(), post.clock.now(), 9))
    assert {one.message.chat for one in told} == {2}
    assert not (await post.work(lambda uow: uow.people.get("p1"))).reachable


@pytest.mark.parametrize("weight", Weight)
async def test_only_what_must_arrive_stands_on_the_list_after_the_last_uncertain_try(
    post: Post, telegram: Standin, weight: Weight
) -> None:
    def hire(uow: UnitOfWork) -> None:
        uow.people.put(Person("p1", 1, "zh_Hans"))
        uow.people.bind("p1", Binding(Role.CADRE, "housing", NOW))

    await post.work(hire)
    await post.put(hello(1, weight=weight, once="k"))
    for _ in range(MOST_COPIES):
        telegram.next("sendMessage", (500, {"ok": False, "description": "x"}))
        await post.send()
        post.clock.forward(seconds=61)
    listed = await post.work(lambda uow: [row.key for row in uow.unreached.waiting(0, 9)])
    assert listed == (["k"] if weight is Weight.MUST_ARRIVE else [])
