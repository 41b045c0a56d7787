"""The command `minqing`: demo, run, migrate, calendar, check; bot/office, keeping and rehearsal add theirs."""

import asyncio
import gc
import signal
from errno import EACCES, EADDRINUSE, EADDRNOTAVAIL, EPERM
from pathlib import Path
from socket import gaierror
from typing import Annotated

import typer
from telegram.error import InvalidToken

from bot.app import App, WebhookRefused
from bot.checking import (
    problems,
    problems_of_database,
    problems_of_shape,
    problems_with_database,
    problems_with_telegram,
)
from bot.config import Settings
from bot.holidays import import_years
from bot.keeping import keeping
from bot.logs import set_up
from bot.office import office
from bot.parts import build_up
from bot.presence import Misfit
from bot.rehearsal import looking_ahead
from bot.terminal import right_settings, said, settings_here, stop
from domain.messages import Words, words
from domain.policy import PolicyError
from handlers.conversation import take
from handlers.features import COMMANDS
from storage.trouble import Unavailable

cli = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
cli.add_typer(office)
cli.add_typer(keeping)
cli.add_typer(looking_ahead)
calendar = typer.Typer(no_args_is_help=True, help="The holidays that deadlines are counted with.")
cli.add_typer(calendar, name="calendar")


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
    keep: Annotated[
        Path | None, typer.Option(help="Keep everything in this folder, and go on from there the next time.")
    ] = None,
) -> None:
    """Try everything on this machine: playground, bot and invented people, without token or network."""
    from bot.demo import run_demo
    from bot.playground.keeping import Unreadable

    try:
        asyncio.run(run_demo(port, open_page, build, said, keep))
    except Unreadable:
        stop([words("demo.unreadable", folder=str(keep))])
    except OSError as error:
        in_folder = error.filename is not None
        stop([words("demo.folder", folder=str(keep)) if in_folder else words("cli.port_taken", port=port)])


@cli.command()
def run(
    replica: Annotated[
        bool,
        typer.Option("--replica", help="One of several processes at one PostgreSQL, behind one webhook."),
    ] = False,
) -> None:
    """Run the bot; prints `ready` once it answers."""
    settings = right_settings(replica)
    try:
        asyncio.run(_serve(build(settings)))
    except InvalidToken:
        stop([words("check.token_refused")])
    except WebhookRefused as refused:
        stop([words("check.webhook_refused", why=str(refused))])
    except Misfit as misfit:
        stop([misfit.words])
    except Unavailable:
        stop([words("check.database_away")])
    except OSError as error:
        stop([system_said(error, settings)])


def system_said(error: OSError, settings: Settings) -> Words:
    """What to do where the machine refuses us a port, an address or a file."""
    if error.filename is None and error.errno in (EADDRINUSE, EACCES, EPERM):
        return words("cli.port_taken", port=settings.port)
    if isinstance(error, gaierror) or error.errno == EADDRNOTAVAIL:
        return words("cli.no_such_address", listen=settings.listen)
    return words("keeping.disk", why=error.strerror or type(error).__name__)


@cli.command()
def migrate() -> None:
    """Bring the database to the shape this release needs."""
    settings = settings_here()
    if found := list(problems_of_database(settings)):
        stop(found)
    try:
        if found := list(problems_of_shape(settings)):
            stop(found)
        build_up(settings)
    except Unavailable:
        stop([words("check.database_away")])
    typer.echo(said(words("cli.migrated")))


@calendar.command("import")
def import_calendar(file: Path) -> None:
    """Take the published holidays of a new year into the district's folder; then start the bot anew."""
    try:
        years = import_years(file, settings_here().district)
    except PolicyError as error:
        stop([words("cli.calendar_wrong", why=str(error))])
    typer.echo(said(words("cli.calendar_taken", years=", ".join(map(str, years)))))


@cli.command()
def check() -> None:
    """Tell what is wrong with the configuration, and what to do about it."""
    settings = settings_here()
    found = problems(settings)
    if not found:
        found = [*problems_with_database(settings), *asyncio.run(problems_with_telegram(settings))]
    if found:
        stop(found)
    typer.echo(said(words("check.well")))


async def _serve(app: App) -> None:
    ending = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, ending.set)
    await app.serve(ending, _ready)


def _ready() -> None:
    """What stands by now stays: the collector need not look through it again and again (a twentieth of each step)."""
    gc.freeze()
    typer.echo("ready")
