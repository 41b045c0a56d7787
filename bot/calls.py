"""The calls by which words and buttons reach Telegram, as they travel: over the line or in an answer."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from domain.messages import Message

Json = dict[str, Any]
_TOAST = 200
_NO_PREVIEW = {"is_disabled": True}
_json = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class Call:
    """One method of Telegram's with its fields, as JSON knows them."""

    method: str
    fields: Mapping[str, Any]

    def riding(self) -> bytes:
        """As the body of an answer to an update: Telegram carries it out, and tells nobody what came of it."""
        return _json({"method": self.method, **self.fields}).encode()

    def body(self) -> bytes:
        """As the body of a request of our own: JSON, for a form spends nine letters on each Chinese one."""
        return _json(dict(self.fields)).encode()


def say(chat: int, html: str, markup: Json | None, reply_to: int | None) -> Call:
    """A new message."""
    fields = _worded(chat, html, markup)
    if reply_to:
        fields["reply_parameters"] = {"message_id": reply_to, "allow_sending_without_reply": True}
    return Call("sendMessage", fields)


def change(chat: int, message: int, html: str, markup: Json | None) -> Call:
    """Other words and buttons in a message that stands already."""
    pressed = markup if markup and "inline_keyboard" in markup else None
    return Call("editMessageText", {"message_id": message, **_worded(chat, html, pressed)})


def acknowledge(press: str, toast: str) -> Call:
    """The end of the little clock on a pressed button, with a short word or none."""
    return Call(
        "answerCallbackQuery", {"callback_query_id": press, **({"text": toast[:_TOAST]} if toast else {})}
    )


def may_ride(message: Message) -> bool:
    """Whether it may go in the answer to the update: nobody learns its number there, or whether it arrived."""
    bound = message.concern or message.on_delivery or message.replaces
    alone = not (bound or message.attachments or message.paper)
    return message.is_conversation and alone and message.expires_at is None


def _worded(chat: int, html: str, markup: Json | None) -> Json:
    fields: Json = {"chat_id": chat, "text": html, "parse_mode": "HTML", "link_preview_options": _NO_PREVIEW}
    return fields | {"reply_markup": markup} if markup else fields
