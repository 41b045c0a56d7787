"""Commands of `minqing` for those who run the office: inviting, who works where, ending a role, phoning, quarantine."""

from collections.abc import Callable
from typing import Annotated

import typer

from bot.clock import Clock
from bot.desk import Desk
from bot.metrics import Metrics
from bot.people_file import read_people
from bot.reception import hear_again
from bot.terminal import done, said, settings_here, stop, with_database
from domain.errors import Refusal
from domain.messages import Words, words
from domain.people import Role
from domain.services.enrolling import invite as make_invitation
from domain.services.message_ports import Quarantined
from domain.services.outlook import unit_name
from domain.services.phoning import phoning_list
from domain.services.ports import UnitOfWork
from domain.services.revoking import end_and_tell
from handlers.conversation import take
from handlers.enrol import PREFIX
from locales import load
from storage.engine import Database

office = typer.Typer()
quarantine = typer.Typer(no_args_is_help=True, help="Updates that our code failed on.")
office.add_typer(quarantine, name="quarantine")

Make = Callable[[UnitOfWork], list[str]]
STAFF = tuple(role for role in Role if role is not Role.RESIDENT)


@office.command()
def invite(
    role: str,
    unit: str,
    name: Annotated[str, typer.Option(help="What colleagues call them; residents never see it.")] = "",
) -> None:
    """Print a link that gives ROLE in UNIT to whoever opens it first; it works once, for seven days."""
    given = _role(role)
    _print_links(lambda uow: [make_invitation(uow, given, unit, Clock().now(), name)])


@office.command()
def seed() -> None:
    """Print an invitation for everybody whom the district's people.toml lists with a role."""
    staff = [listed for listed in read_people(settings_here().district) if listed.role]
    now = Clock().now()
    _print_links(
        lambda uow: [make_invitation(uow, Role(one.role), one.unit, now, one.name) for one in staff],
        [f"{one.name} ({one.role}, {one.unit})" for one in staff],
    )


@office.command()
def people() -> None:
    """Print who holds which role in which unit; residents are never listed."""
    for line in with_database(_people):
        typer.echo(said(line))


@office.command()
def revoke(
    person: Annotated[str, typer.Argument(help="The first word of the line that `minqing people` prints.")],
    role: str,
    unit: str,
) -> None:
    """End ROLE of PERSON in UNIT, at once; concerns in their hands go back to the unit."""
    given = _role(role)

    def work(uow: UnitOfWork) -> int:
        try:
            found = uow.people.get(person)
        except LookupError:
            raise Refusal("role.not_held") from None
        return end_and_tell(uow, found, given, unit, Clock().now())

    typer.echo(said(words("cli.revoked", n=with_database(work))))


@office.command()
def unreached() -> None:
    """Print who is to be phoned or written to: offices and roles, what was to be told, by when."""
    lines = with_database(lambda uow: phoning_list(uow, Clock().now()))
    for number, line in enumerate(lines, 1):
        typer.echo(f"{number}. {said(line.said)}")
    if not lines:
        typer.echo(said(words("unreached.none")))


@quarantine.command("list")
def list_quarantine() -> None:
    """Print number, time and fault of each; what people wrote stays sealed."""
    found = with_database(lambda uow: uow.inbox.quarantined())
    for one in found:
        typer.echo(f"{one.update} {one.at.isoformat(timespec='seconds')} {one.fault}")
    if not found:
        typer.echo(said(words("cli.quarantine_empty")))


@quarantine.command("replay")
def replay_quarantine(
    update: Annotated[int | None, typer.Argument(help="The number of one of them; without it all.")] = None,
) -> None:
    """Hear them once more, after the fault was mended; what fails again stays."""
    for number, outcome in done(lambda database, bot_name: _replay(database, bot_name, update)):
        typer.echo(f"{number} {outcome}")


async def _replay(database: Database[UnitOfWork], bot_name: str, only: int | None) -> list[tuple[int, str]]:
    desk = Desk(database, load(), Clock(), take, lambda _: None, Metrics())
    desk.bot_name = bot_name
    waiting: list[Quarantined] = await database.run(None, lambda uow: uow.inbox.quarantined())
    chosen = [one.update for one in waiting if only in (None, one.update)]
    return [(number, await hear_again(desk, number)) for number in chosen]


def _people(uow: UnitOfWork) -> list[Words]:
    now = Clock().now()
    staff = uow.people.with_roles(STAFF, now)
    badges = uow.badges.of([person.id for person in staff])
    held = [(person, binding) for person in staff for binding in person.own(now)]
    order = list(uow.policy.units.by_id)
    held.sort(key=lambda one: (order.index(one[1].unit) if one[1].unit in order else len(order), one[0].id))
    return [
        words(
            "cli.person",
            id=person.id,
            role=binding.role,
            unit=binding.unit,
            name=unit_name(uow, binding.unit),
            badge=words("staff.badge", name=badges[person.id]) if person.id in badges else "",
            since=uow.policy.calendar.day_of(binding.since),
            state="" if person.reachable else words("staff.unreachable"),
        )
        for person, binding in held
    ]


def _role(role: str) -> Role:
    if role not in STAFF:
        stop([words("cli.no_such_role", roles=", ".join(STAFF))])
    return Role(role)


def _print_links(make: Make, names: list[str] | None = None) -> None:
    async def doing(database: Database[UnitOfWork], bot_name: str) -> tuple[str, list[str]]:
        return bot_name, await database.run(None, make)

    bot_name, tokens = done(doing)
    for name, token in zip(names or [""] * len(tokens), tokens, strict=True):
        typer.echo(f"{name} https://t.me/{bot_name}?start={PREFIX}{token}".strip())
