"""Commands of `minqing` that look ahead: every message of a coming month, and what other rules would move."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from bot.clock import Clock
from bot.terminal import done, said, settings_here, stop
from domain.messages import Words, words
from domain.people import Person, Role
from domain.policy import Policy, PolicyError, read_policy
from domain.services.outlook import unit_name
from domain.services.ports import UnitOfWork
from domain.services.rehearsing import Rehearsed, rehearse
from domain.services.running import Move, moved_by
from storage.engine import Database

looking_ahead = typer.Typer()
rules = typer.Typer(no_args_is_help=True, help="The dated rules of law and district.")
looking_ahead.add_typer(rules, name="rules")

Look = Callable[[UnitOfWork], list[Words]]
Folder = Annotated[Path, typer.Argument(help="A folder like the district's own, with the other rules in it.")]


@looking_ahead.command("rehearse")
def rehearse_month(
    days: Annotated[int, typer.Option(min=1, max=92, help="How many days ahead.")] = 31,
    with_rules: Annotated[
        Path | None, typer.Option("--rules", help="Rehearse with the rules of this folder instead.")
    ] = None,
) -> None:
    """Print every message of the coming month as the district stands; nothing is sent, nothing is changed."""
    policy = _policy(with_rules) if with_rules else None
    now = Clock().now()

    def look(uow: UnitOfWork) -> list[Words]:
        found = rehearse(uow, now, now + timedelta(days=days), policy)
        return [_line(uow, one) for one in found]

    lines = _read(look)
    for line in lines:
        typer.echo(said(line))
    typer.echo(said(words("cli.rehearsed", n=len(lines), days=days)))


@rules.command("dry-run")
def dry_run(folder: Folder) -> None:
    """Print which open deadlines the rules of FOLDER would put on another day; nothing is changed."""
    policy = _policy(folder)
    moved = _read(lambda uow: [_moved(one) for one in moved_by(uow, policy)])
    for line in moved:
        typer.echo(said(line))
    typer.echo(said(words("cli.would_move", n=len(moved))))


def _read(look: Look) -> list[Words]:
    async def doing(database: Database[UnitOfWork], _: str) -> list[Words]:
        return await database.read(look)

    return done(doing, needs_telegram=False)


def _policy(folder: Path) -> Policy:
    try:
        return read_policy(folder, settings_here().zone)
    except PolicyError as error:
        stop([words("check.policy", why=str(error))])


def _line(uow: UnitOfWork, one: Rehearsed) -> Words:
    """When, to which role of which unit, what; nobody's name and no number of a chat."""
    person = uow.people.by_chat(one.message.chat)
    return words("cli.rehearsal", at=one.at, to=_whom(uow, person, one), words=one.message.words)


def _whom(uow: UnitOfWork, person: Person | None, one: Rehearsed) -> Words:
    held = person.own(one.at) if person else ()
    if not held:
        return words(f"role.{Role.RESIDENT}")
    return words("cli.receiver", role=words(f"role.{held[0].role}"), unit=unit_name(uow, held[0].unit))


def _moved(one: Move) -> Words:
    clock = words(f"clock.{one.before.rule}")
    if one.after is None:
        return words("cli.no_rule", number=one.concern.number, clock=clock, before=one.before.ends)
    return words(
        "cli.moved", number=one.concern.number, clock=clock, before=one.before.ends, due=one.after.ends
    )
