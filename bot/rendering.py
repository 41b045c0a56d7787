"""Turns a message in meaning into words and buttons as Telegram takes them."""

from dataclasses import dataclass

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from domain.messages import Button, Message, Rows
from locales import Catalogues

Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | None


@dataclass(frozen=True, slots=True)
class Rendered:
    """Words in HTML, in as many pieces as they need; the markup belongs to the last one."""

    pieces: tuple[str, ...]
    markup: Markup


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


def _markup(catalogues: Catalogues, language: str, message: Message, bot_name: str) -> Markup:
    if message.rows:
        return InlineKeyboardMarkup(_pressed(catalogues, language, message.rows, bot_name))
    if message.keys:
        typed = _typed(catalogues, language, message.keys)
        return ReplyKeyboardMarkup(typed, resize_keyboard=True, one_time_keyboard=True)
    return ReplyKeyboardRemove() if message.removes_keys else None


def _pressed(
    catalogues: Catalogues, language: str, rows: Rows, bot_name: str
) -> list[list[InlineKeyboardButton]]:
    return [
        [_pressable(_label(catalogues, language, button), button, bot_name) for button in row] for row in rows
    ]


def _pressable(label: str, button: Button, bot_name: str) -> InlineKeyboardButton:
    if button.opens:
        return InlineKeyboardButton(label, url=f"https://t.me/{bot_name}?start={button.opens}")
    return InlineKeyboardButton(label, callback_data=button.data)


def _typed(catalogues: Catalogues, language: str, rows: Rows) -> list[list[KeyboardButton]]:
    return [[_key(_label(catalogues, language, button), button) for button in row] for row in rows]


def _key(label: str, button: Button) -> KeyboardButton:
    return KeyboardButton(
        label,
        request_contact=True if button.asks == "contact" else None,
        request_location=True if button.asks == "location" else None,
    )


def _label(catalogues: Catalogues, language: str, button: Button) -> str:
    return catalogues.plain(language, button.label.key, button.label.facts)
