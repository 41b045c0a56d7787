"""The command `minqing`: demo, run, migrate, seed, invite, calendar, check."""

import asyncio
import os
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from telegram.error import InvalidToken, TelegramError

from bot.app import App
from bot.checking import problems, problems_of_database, problems_with_server, problems_with_telegram
from bot.clock import Clock
from bot.config import Settings
from bot.holidays import import_years
from bot.logs import set_up
from bot.parts import bot_of, build_up, database_of
from bot.people_file import read_people
from bot.transport import Transport
from domain.errors import Refusal
from domain.messages import Words, words
from domain.people import Role
from domain.policy import PolicyError
from domain.services.enrolling import invite as make_invitation
from domain.services.ports import UnitOfWork
from handlers.conversation import COMMANDS, take
from handlers.enrol import PREFIX
from locales import load
from storage.trouble import Unavailable
from storage.vault import Vault

cli = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
calendar = typer.Typer(no_args_is_help=True, help="The holidays that deadlines are counted with.")
cli.add_typer(calendar, name="calendar")

Make = Callable[[UnitOfWork], list[str]]


def main() -> None:
    """Where the installed command begins."""
    cli()


def build(settings: Settings) -> App:
    """The bot of these settings with our conversation; logs go to standard error."""
    app = App(settings, take, tuple(COMMANDS))
    set_up(app.clock.now, (settings.token.get_secret_value(), settings.key.get_secret_value()))
    return app


@cli.command()
def demo(
    port: Annotated[int, typer.Option(help="Port of the playground; 0 takes a free one.")] = 0,
    open_page: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in a browser.")] = True,
) -> None:
    """Try everything on this machine: playground, bot and invented people, without token or network."""
    from bot.demo import run_demo

    try:
        asyncio.run(run_demo(port, open_page, build, said))
    except OSError:
        _stop([words("cli.port_taken", port=port)])


@cli.command()
def run() -> None:
    """Run the bot; prints `ready` once it answers."""
    settings = _right_settings()
    try:
        asyncio.run(_serve(build(settings)))
    except InvalidToken:
        _stop([words("check.token_refused")])
    except Unavailable:
        _stop([words("check.database_away")])
    except OSError:
        _stop([words("cli.port_taken", port=settings.port)])


@cli.command()
def migrate() -> None:
    """Bring the database to the shape this release needs."""
    settings = Settings()
    if found := list(problems_of_database(settings)):
        _stop(found)
    try:
        build_up(settings)
    except Unavailable:
        _stop([words("check.database_away")])
    typer.echo(said(words("cli.migrated")))


@cli.command()
def invite(role: str, unit: str) -> None:
    """Print a link that gives ROLE in UNIT to whoever opens it first; it works once, for seven days."""
    if role not in tuple(Role):
        _stop([words("cli.no_such_role", roles=", ".join(Role))])
    _print_links(lambda uow: [make_invitation(uow, Role(role), unit, Clock().now())])


@cli.command()
def seed() -> None:
    """Print an invitation for everybody whom the district's people.toml lists with a role."""
    staff = [listed for listed in read_people(Settings().district) if listed.role]
    _print_links(
        lambda uow: [make_invitation(uow, Role(one.role), one.unit, Clock().now()) for one in staff],
        [f"{one.name} ({one.role}, {one.unit})" for one in staff],
    )


@calendar.command("import")
def import_calendar(file: Path) -> None:
    """Take the published holidays of a new year into the district's folder; then start the bot anew."""
    try:
        years = import_years(file, Settings().district)
    except PolicyError as error:
        return _stop([words("cli.calendar_wrong", why=str(error))])
    typer.echo(said(words("cli.calendar_taken", years=", ".join(map(str, years)))))


@cli.command()
def check() -> None:
    """Tell what is wrong with the configuration, and what to do about it."""
    settings = Settings()
    found = problems(settings)
    if not found:
        found = [*problems_with_server(settings), *asyncio.run(problems_with_telegram(settings))]
    if found:
        _stop(found)
    typer.echo(said(words("check.well")))


def said(sentence: Words) -> str:
    """The sentence in the language of this terminal."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    catalogues = load()
    language = catalogues.pick(None if spoken.startswith("C") else spoken)
    return catalogues.plain(language, sentence.key, sentence.facts)


async def _serve(app: App) -> None:
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    await app.serve(stop, partial(typer.echo, "ready"))


def _right_settings() -> Settings:
    settings = Settings()
    if found := problems(settings):
        _stop(found)
    return settings


def _stop(found: list[Words]) -> None:
    for problem in found:
        typer.echo(f"· {said(problem)}", err=True)
    raise typer.Exit(1)


def _print_links(make: Make, names: list[str] | None = None) -> None:
    settings = _right_settings()
    try:
        bot_name, tokens = asyncio.run(_made(settings, make))
    except Refusal as refusal:
        return _stop([Words(refusal.code, refusal.facts)])
    except InvalidToken:
        return _stop([words("check.token_refused")])
    except TelegramError as error:
        return _stop([words("check.telegram_away", url=settings.telegram_url, error=type(error).__name__)])
    except Unavailable:
        return _stop([words("check.database_away")])
    for name, token in zip(names or [""] * len(tokens), tokens, strict=True):
        typer.echo(f"{name} https://t.me/{bot_name}?start={PREFIX}{token}".strip())


async def _made(settings: Settings, make: Make) -> tuple[str, list[str]]:
    """The bot's name and what was made, durably."""
    transport = Transport()
    await transport.initialize()
    try:
        bot_name = (await bot_of(settings, transport).get_me()).username or ""
    finally:
        await transport.shutdown()
    vault = Vault.from_setting(settings.key.get_secret_value())
    async with database_of(settings, vault) as database:
        return bot_name, await database.run(None, make)
