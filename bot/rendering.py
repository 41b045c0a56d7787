"""Turns a message in meaning into words and buttons as Telegram takes them."""

from dataclasses import dataclass
from typing import Any

from domain.messages import Button, Message, Rows
from locales import Catalogues

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Rendered:
    """Words in HTML, in as many pieces as they need; the markup belongs to the last one."""

    pieces: tuple[str, ...]
    markup: Json | None


def rendered(
    catalogues: Catalogues, language: str, message: Message, maybe_again: bool, bot_name: str
) -> Rendered:
    """The message in the receiver's language; `maybe_again`: an earlier copy may have arrived.

    `bot_name`: the bot's username, for buttons that lead into its private chat.
    """
    html = catalogues.sentence(language, message.words.key, message.words.facts)
    if maybe_again:
        html = f"{html}\n{catalogues.sentence(language, 'delivery.maybe_again', {})}"
    return Rendered(catalogues.pieces(html), _markup(catalogues, language, message, bot_name))


def _markup(catalogues: Catalogues, language: str, message: Message, bot_name: str) -> Json | None:
    if message.rows:
        return {"inline_keyboard": _pressed(catalogues, language, message.rows, bot_name)}
    if message.keys:
        typed = [
            [_key(label_of(catalogues, language, button), button) for button in row] for row in message.keys
        ]
        return {"keyboard": typed, "resize_keyboard": True, "one_time_keyboard": True}
    return {"remove_keyboard": True} if message.removes_keys else None


def _pressed(catalogues: Catalogues, language: str, rows: Rows, bot_name: str) -> list[list[Json]]:
    return [
        [_pressable(label_of(catalogues, language, button), button, bot_name) for button in row]
        for row in rows
    ]


def _pressable(label: str, button: Button, bot_name: str) -> Json:
    if button.opens:
        return {"text": label, "url": f"https://t.me/{bot_name}?start={button.opens}"}
    return {"text": label, "callback_data": button.data}


def _key(label: str, button: Button) -> Json:
    return {"text": label, **({f"request_{button.asks}": True} if button.asks else {})}


def label_of(catalogues: Catalogues, language: str, button: Button) -> str:
    """What stands on the button."""
    return catalogues.plain(language, button.label.key, button.label.facts)
