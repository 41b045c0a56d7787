"""How the bot presents itself in Telegram: the menu of its commands, in every language it speaks."""

from collections.abc import Sequence

import structlog
from telegram import Bot, BotCommand
from telegram.error import TelegramError

from locales import DEFAULT, Catalogues

log = structlog.get_logger("greeting")

_SENTENCE = "command."
_MOST = 256


async def introduce(bot: Bot, catalogues: Catalogues, commands: Sequence[str]) -> None:
    """Set the menu and the words of the empty chat; commands without a sentence stay out. A refusal is only noted.

    Telegram shows the list without a language to everybody whose language has no list of its own.
    """
    try:
        await bot.set_my_commands(_menu(catalogues, catalogues.pick("und"), commands))
        for language in catalogues.languages():
            code = language[:2]
            await bot.set_my_commands(_menu(catalogues, language, commands), language_code=code)
            await bot.set_my_description(
                catalogues.plain(language, "bot.description", {}), language_code=code
            )
        await bot.set_my_description(catalogues.plain(catalogues.pick("und"), "bot.description", {}))
    except TelegramError as error:
        log.warning("menu not set", error=type(error).__name__)


def _menu(catalogues: Catalogues, language: str, commands: Sequence[str]) -> list[BotCommand]:
    known = catalogues.sentences[DEFAULT]
    shown = [name for name in commands if f"{_SENTENCE}{name}" in known]
    return [BotCommand(name, catalogues.plain(language, f"{_SENTENCE}{name}", {})[:_MOST]) for name in shown]
