"""Commands of `minqing` for the memory as a whole: backup, restore, and moving to another database."""

from collections.abc import Callable
from pathlib import Path

import typer

from bot.backup import NoBackup, back_up
from bot.backup import restore as bring_back
from bot.clock import Clock
from bot.terminal import right_settings, said, stop
from domain.messages import words
from storage.copying import Contents, Uncopied, copy_all
from storage.trouble import Unavailable

keeping = typer.Typer()


@keeping.command()
def backup(folder: Path) -> None:
    """Copy the memory and all files into FOLDER, new or empty; the bot may run meanwhile."""
    settings = right_settings()
    given = _told(lambda: back_up(settings.database_url.get_secret_value(), settings.files, folder))
    typer.echo(said(words("keeping.backed_up", rows=_rows(given), folder=str(folder))))


@keeping.command()
def restore(folder: Path) -> None:
    """Bring the backup in FOLDER into the empty database of these settings; the bot must not run."""
    settings = right_settings()
    url, now = settings.database_url.get_secret_value(), Clock().now()
    given = _told(lambda: bring_back(folder, url, settings.files, now))
    typer.echo(said(words("keeping.restored", rows=_rows(given))))


@keeping.command()
def move(address: str) -> None:
    """Copy the memory into the empty database at ADDRESS, a file or PostgreSQL; stop the bot before."""
    settings = right_settings()
    given = _told(lambda: copy_all(settings.database_url.get_secret_value(), address))
    for table, content in given.items():
        typer.echo(f"{table} {content.rows} {content.digest[:16]}")
    typer.echo(said(words("keeping.moved", rows=_rows(given))))


def _told(doing: Callable[[], Contents]) -> Contents:
    """What was copied; else the command ends with a sentence that says what to do."""
    try:
        return doing()
    except NoBackup as error:
        stop([words(f"keeping.{error.why}", path=str(error.path))])
    except Uncopied as error:
        stop([words(f"keeping.{error.why}")])
    except Unavailable:
        stop([words("check.database_away")])
    except ValueError:
        stop([words("check.database_url")])
    except OSError as error:
        stop([words("keeping.disk", why=error.strerror or type(error).__name__)])


def _rows(given: Contents) -> int:
    return sum(content.rows for content in given.values())
