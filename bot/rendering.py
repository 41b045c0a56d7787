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


def rendered(catalogues: Catalogues, language: str, message: Message, maybe_again: bool) -> Rendered:
    """The message in the receiver's language; `maybe_again`: an earlier copy may have arrived."""
    html = catalogues.sentence(language, message.words.key, message.words.facts)
    if maybe_again:
        html = f"{html}\n{catalogues.sentence(language, 'delivery.maybe_again', {})}"
    return Rendered(catalogues.pieces(html), _markup(catalogues, language, message))


def _markup(catalogues: Catalogues, language: str, message: Message) -> Markup:
    if message.rows:
        return InlineKeyboardMarkup(_pressed(catalogues, language, message.rows))
    if message.keys:
        return ReplyKeyboardMarkup(_typed(catalogues, language, message.keys), resize_keyboard=True)
    return ReplyKeyboardRemove() if message.removes_keys else None


def _pressed(catalogues: Catalogues, language: str, rows: Rows) -> list[list[InlineKeyboardButton]]:
    return [
        [
            InlineKeyboardButton(_label(catalogues, language, button), callback_data=button.data)
            for button in row
        ]
        for row in rows
    ]


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
