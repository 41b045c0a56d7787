"""Kinds of messages that few bots expect: games, gifts, payments, and notes of what happened in a chat."""

import json
from functools import cache
from importlib import resources

from bot.playground.people import Json
from bot.playground.refusal import Unclear

FORWARDED = {"type": "hidden_user", "sender_user_name": "Somebody", "date": 1_700_000_000}
ELSEWHERE = {
    "external_reply": {
        "origin": {"type": "hidden_user", "sender_user_name": "Somebody", "date": 1_700_000_000},
        "chat": {"id": -1_009_001, "type": "channel", "title": "News"},
        "message_id": 12,
    },
    "quote": {"text": "quoted", "position": 0, "is_manual": True},
}


@cache
def oddities() -> dict[str, Json]:
    """Telegram's fields of each odd kind (oddities.json)."""
    found: dict[str, Json] = json.loads(
        resources.files("bot.playground").joinpath("oddities.json").read_text("utf-8")
    )
    return found


def oddity(name: str) -> Json:
    """The fields of one odd kind."""
    if name not in oddities():
        raise Unclear(f"no odd kind {name!r}; there are {', '.join(oddities())}")
    return oddities()[name]


def beside(body: Json) -> Json:
    """What stands beside the content: whether it was forwarded, or replies to a message of another chat."""
    origin = body.get("forwarded")
    forwarded = {"forward_origin": origin if isinstance(origin, dict) else FORWARDED} if origin else {}
    return forwarded | (ELSEWHERE if body.get("reply_elsewhere") else {})
