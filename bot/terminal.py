"""What the commands of `minqing` share: speaking in the terminal's language, right settings, the database at hand."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from typing import NoReturn, TypeVar

import typer
from pydantic import ValidationError
from telegram.error import InvalidToken, TelegramError

from bot.checking import problems, problems_with_database
from bot.config import Settings
from bot.parts import bot_of, database_of
from bot.transport import Transport
from domain.errors import Refusal
from domain.messages import Words, words
from domain.services.ports import UnitOfWork
from locales import Catalogues, load
from storage.engine import Database
from storage.trouble import Unavailable
from storage.vault import Vault

T = TypeVar("T")
Doing = Callable[[Database[UnitOfWork], str], Awaitable[T]]
"""What to do with the database and the bot's username."""


def said(sentence: Words) -> str:
    """The sentence in the language of this terminal."""
    catalogues = load()
    return catalogues.plain(language_here(catalogues), sentence.key, sentence.facts)


def language_here(catalogues: Catalogues) -> str:
    """The language of this terminal."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return catalogues.pick(None if spoken.startswith("C") else spoken)


def stop(found: list[Words]) -> NoReturn:
    """Tell what is wrong, and end with a failure."""
    for problem in found:
        typer.echo(f"· {said(problem)}", err=True)
    raise typer.Exit(1)


def settings_here() -> Settings:
    """The settings as they are written, or an end that names those that cannot be read."""
    try:
        return Settings()
    except ValidationError as error:
        names = sorted({f"MINQING_{part['loc'][0]}".upper() for part in error.errors(include_input=False)})
        stop([words("check.settings", names=", ".join(names))])


def right_settings(replica: bool = False) -> Settings:
    """The settings, or an end that tells what is wrong with them. `replica`: for one of several processes."""
    settings = settings_here()
    if replica:
        settings = settings.model_copy(update={"replica": True})
    if found := problems(settings) or problems_with_database(settings):
        stop(found)
    return settings


def with_database(work: Callable[[UnitOfWork], T]) -> T:
    """Do something in one transaction; a refusal or trouble ends the command with its sentence."""

    async def doing(database: Database[UnitOfWork], _: str) -> T:
        return await database.run(None, work)

    return done(doing, needs_telegram=False)


def done(doing: Doing[T], needs_telegram: bool = True) -> T:
    """Do something with the database and, if it needs it, the bot's username; trouble ends it with its sentence."""
    settings = right_settings()
    try:
        return asyncio.run(_done(settings, doing, needs_telegram))
    except Refusal as refusal:
        stop([Words(refusal.code, refusal.facts)])
    except InvalidToken:
        stop([words("check.token_refused")])
    except TelegramError as error:
        stop([words("check.telegram_away", url=settings.telegram_url, error=type(error).__name__)])
    except Unavailable:
        stop([words("check.database_away")])


async def _done(settings: Settings, doing: Doing[T], needs_telegram: bool) -> T:
    bot_name = await _bot_name(settings) if needs_telegram else ""
    async with database_of(settings, Vault.from_setting(settings.key.get_secret_value())) as database:
        return await doing(database, bot_name)


async def _bot_name(settings: Settings) -> str:
    transport = Transport()
    await transport.initialize()
    try:
        return (await bot_of(settings, transport).get_me()).username or ""
    finally:
        await transport.shutdown()
