"""In a group the bot speaks when it is spoken to, and keeps nothing of what is said there."""

from typing import Any

import pytest

from handlers.kit.talk import Event, Heard
from tests.handlers.chat import Town

GROUP = -7


async def heard(town: Town, event: Event = Event.MESSAGE, **facts: Any) -> list[str]:
    """What is answered in the group."""
    own = Heard(town.updates + 1, event, GROUP, 9, False, town.now, message=3, **facts)
    town.updates += 1
    return [town.words(message) for message in await town.hears(own) if message.chat == GROUP]


@pytest.mark.parametrize(
    "facts",
    [
        {"text": "我家漏水", "addressed": True},
        {"command": "report"},
        {"command": "nonsense", "addressed": True},
        {"event": Event.JOINED_GROUP},
        {"event": Event.PRESS, "press": "x"},
    ],
)
async def test_who_speaks_to_the_bot_is_shown_the_private_chat(town: Town, facts: dict[str, Any]) -> None:
    [answer] = await heard(town, **facts)
    assert "群里不收个人的事" in answer
    assert await town.run(lambda uow: uow.people.by_chat(9)) is None


@pytest.mark.parametrize(
    "facts",
    [
        {"text": "大家好，我家漏水"},
        {"text": "我的诉求"},
        {"strange": "sticker"},
        {"command": "ban"},
        {"event": Event.EDIT, "text": "x", "addressed": True},
        {"event": Event.OTHER},
    ],
)
async def test_talk_among_people_is_left_alone(town: Town, facts: dict[str, Any]) -> None:
    assert await heard(town, **facts) == []
