"""In a group it is heard who a message is meant for."""

from typing import Any

import pytest

from bot.inbound import read
from tests.bot.conftest import NOW
from tests.bot.test_inbound import ANN, GROUP, message

Json = dict[str, Any]

US: Json = {"id": 1, "is_bot": True, "username": "M_bot"}
OTHER: Json = {"id": 2, "is_bot": True, "username": "other_bot"}
NAMED = [{"type": "mention", "offset": 3, "length": 6}]
FACE = [{"type": "mention", "offset": 4, "length": 6}]


def is_addressed(**fields: Any) -> bool:
    found = read(message(chat=GROUP, **fields), NOW, "M_bot")
    assert found is not None
    return found.addressed


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "问问 @m_BOT 吧", "entities": NAMED},
        {"text": "😀好 @m_bot", "entities": FACE},
        {"photo": [{"file_id": "p"}], "caption": "问问 @M_bot", "caption_entities": NAMED},
        {"text": "机器人", "entities": [{"type": "text_mention", "offset": 0, "length": 3, "user": US}]},
        {"text": "收到", "reply_to_message": {"message_id": 2, "from": US}},
        {"text": "/help@M_bot"},
    ],
)
def test_who_names_or_answers_the_bot_speaks_to_it(fields: Json) -> None:
    assert is_addressed(**fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "大家好"},
        {"text": "/help"},
        {"text": "问问 @other", "entities": NAMED},
        {"text": "问问 @M_bot", "entities": [{"type": "url", "offset": 3, "length": 6}]},
        {"text": "问问 @M_bot"},
        {"text": "某人", "entities": [{"type": "text_mention", "offset": 0, "length": 2, "user": ANN}]},
        {"text": "收到", "reply_to_message": {"message_id": 2, "from": ANN}},
        {"text": "收到", "reply_to_message": {"message_id": 2, "from": OTHER}},
        {"text": "收到", "reply_to_message": {"message_id": 2, "from": US, "forum_topic_created": {}}},
        {"text": "x", "entities": [{"type": "mention", "offset": "3", "length": 2**80}, None, 7]},
        {"text": "x", "entities": {"type": "mention"}},
    ],
)
def test_all_else_is_talk_among_people(fields: Json) -> None:
    assert not is_addressed(**fields)
