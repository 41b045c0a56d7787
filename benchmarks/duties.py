"""How long a year of duties takes to plan for six thousand people, and the tick of the morning that tells them."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from domain.people import Binding, Person, Role
from domain.policy import DEMO, read_policy
from domain.services.planning import AHEAD, plan_duties
from domain.services.ports import UnitOfWork
from domain.services.reminding import remind
from domain.units import UnitKind
from storage.connection import writing_engine
from storage.migrate import upgrade
from storage.unit_of_work import stored
from storage.vault import Vault

PEOPLE = 6000
NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
YEAR = timedelta(days=366)
SINCE = datetime(2025, 1, 1, tzinfo=UTC)
ROLES = (*(Role.CADRE,) * 8, Role.UNIT_LEAD, Role.LEADER)
SMALL = 6
"""People of a community."""
AIM = 10.0
"""Seconds, for the year."""


def hire(uow: UnitOfWork) -> None:
    """So many people with a role each; a community has a handful, the other units share the rest."""
    units = list(uow.policy.units.by_id.values())
    small = [unit.id for unit in units if unit.kind is UnitKind.COMMUNITY]
    large = [unit.id for unit in units if unit.kind in (UnitKind.DEPARTMENT, UnitKind.SUBDISTRICT)]
    for n in range(PEOPLE):
        person = Person(f"p{n}", 1000 + n, "zh_Hans", SINCE)
        unit = small[n % len(small)] if n < SMALL * len(small) else large[n % len(large)]
        uow.people.put(person)
        uow.people.bind(person.id, Binding(ROLES[n % len(ROLES)], unit, SINCE))


def plan_year(uow: UnitOfWork) -> int:
    """As the ticks do it, month after month."""
    steps = range(0, YEAR.days, AHEAD.days)
    return sum(plan_duties(uow, NOW + timedelta(days=day)) for day in steps)


def morning(uow: UnitOfWork) -> list[float]:
    """All ticks of the next visiting day's morning, in seconds each; each is a transaction of its own in service."""
    calendar = uow.policy.calendar
    at = calendar.moment(calendar.day_of(NOW).replace(day=28), time(8, 30))
    took = []
    more = True
    while more:
        begun = perf_counter()
        more = remind(uow, at) > 0
        took.append(perf_counter() - begun)
    return took


def main() -> None:
    """Print both, on a SQLite file of one's own."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'duties.db'}"
        upgrade(url)
        with writing_engine(url).begin() as connection:
            uow = stored(Vault([b"k" * 32]), read_policy(DEMO))(connection)
            hire(uow)
            begun = perf_counter()
            rows = plan_year(uow)
            print(f"a year planned: {perf_counter() - begun:.2f} s for {rows} rows, aim {AIM:.0f} s")
            took = morning(uow)
            print(f"a morning told: {sum(took):.2f} s in {len(took)} ticks, the longest {max(took):.2f} s")


if __name__ == "__main__":
    main()
