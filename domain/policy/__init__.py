"""Everything decided outside the code, read from dated files: the law's periods, the district's own data."""

from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from domain.aid import AidKind
from domain.answers import AnswerRules
from domain.calendar import WorkCalendar
from domain.categories import Categories
from domain.claims import ClaimRules
from domain.clocks import ClockRule, Debtor
from domain.duties import DutyRule
from domain.ledger import LedgerRules
from domain.places import Areas
from domain.policy.aid_rules import aids_from
from domain.policy.answer_rules import answers_from, claims_from
from domain.policy.district import (
    Settings,
    areas_from,
    categories_from,
    routes_from,
    settings_from,
    units_from,
)
from domain.policy.duty_rules import duty_rules_from
from domain.policy.figure_rules import Target, targets_from
from domain.policy.ledger_rules import ledger_rules_from
from domain.policy.reading import Entry, PolicyError, read
from domain.policy.reception_rules import reception_rules_from
from domain.policy.report_rules import report_rules_from
from domain.policy.sweep_rules import sweep_rules_from
from domain.policy.task_rules import task_rules_from
from domain.policy.time_rules import calendar_from, clock_rules_from, ladders_from
from domain.reception import ReceptionRules
from domain.reminders import LadderRule
from domain.reports import ReportRules
from domain.routing import Directory, Route
from domain.sweeps import SweepRules
from domain.tasks import TaskRules
from domain.units import Units

__all__ = ["DEMO", "HOLIDAYS", "NATIONAL", "Policy", "PolicyError", "Settings", "read_policy"]

NATIONAL = Path(__file__).parent
DEMO = NATIONAL / "demo"
HOLIDAYS = "holidays.toml"
CHINA = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, eq=False)
class Policy:
    """What every concern, reminder and duty of one district is judged by."""

    areas: Areas
    units: Units
    categories: Categories
    routes: tuple[Route, ...]
    clocks: tuple[ClockRule, ...]
    ladders: dict[Debtor, LadderRule]
    duties: tuple[DutyRule, ...]
    sweeps: SweepRules
    calendar: WorkCalendar
    settings: Settings
    tasks: TaskRules
    answers: AnswerRules
    claims: ClaimRules
    aids: tuple[AidKind, ...]
    receptions: ReceptionRules
    ledger: LedgerRules
    targets: tuple[Target, ...]
    reports: ReportRules

    @property
    def directory(self) -> Directory:
        """What routing needs to know."""
        return Directory(self.routes, self.areas, self.units)


def read_policy(folder: Path, zone: ZoneInfo = CHINA) -> Policy:
    """The policy of the district in this folder; PolicyError names the file and the entry that is wrong.

    Clocks, reminders and duties come from the folder where it has such a file, else from the national ones;
    the folder's holidays are laid over the national ones.
    """
    settings, district = read(folder / "settings.toml"), read(folder / "district.toml")
    holidays = [read(home / HOLIDAYS) for home in (NATIONAL, folder) if (home / HOLIDAYS).exists()]
    calendar = calendar_from(holidays, settings, zone)
    own = settings_from(settings, district)
    areas = areas_from(district)
    units = units_from(read(folder / "units.toml"), areas)
    categories = categories_from(read(folder / "categories.toml"))
    return Policy(
        areas=areas,
        units=units,
        categories=categories,
        routes=routes_from(read(folder / "routes.toml"), categories, units, areas),
        clocks=clock_rules_from(_own_or_national(folder, "clocks.toml")),
        ladders=ladders_from(_own_or_national(folder, "reminders.toml"), calendar.working_hours),
        sweeps=sweep_rules_from(_own_or_national(folder, "sweeps.toml")),
        duties=duty_rules_from(_own_or_national(folder, "duties.toml")),
        calendar=calendar,
        settings=own,
        tasks=task_rules_from(_own_or_national(folder, "tasks.toml"), calendar.working_hours),
        answers=answers_from(_own_or_national(folder, "answers.toml"), categories),
        claims=claims_from(_own_or_national(folder, "claims.toml")),
        aids=aids_from(_own_or_national(folder, "aids.toml"), units),
        receptions=reception_rules_from(
            _own_or_national(folder, "reception_days.toml"), calendar.quiet_hours
        ),
        ledger=ledger_rules_from(_own_or_national(folder, "annex2.toml")),
        targets=targets_from(_own_or_national(folder, "targets.toml")),
        reports=report_rules_from(_own_or_national(folder, "reports.toml")),
    )


def _own_or_national(folder: Path, name: str) -> Entry:
    own = folder / name
    return read(own if own.exists() else NATIONAL / name)
