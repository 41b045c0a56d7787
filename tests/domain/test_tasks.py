"""The reminders of what is owed by a day, and the file that sets them."""

from datetime import date, datetime, timedelta
from pathlib import Path
from shutil import copytree

import pytest

from domain.policy import DEMO, NATIONAL, Policy, PolicyError, read_policy
from domain.tasks import TaskKind, task_ladder

NOW = datetime.fromisoformat("2026-11-24T12:00:00+08:00")


def days(policy: Policy, due_on: date, now: datetime) -> list[tuple[str, str]]:
    rungs = task_ladder(policy.tasks.ladders[TaskKind.PROMISE], due_on, policy.calendar, now)
    return [(rung.name, policy.calendar.local_time(rung.due_at).isoformat()[:16]) for rung in rungs]


def test_reminders_come_in_working_time_around_the_day(policy: Policy) -> None:
    assert days(policy, date(2026, 12, 6), NOW) == [
        ("D-2", "2026-12-04T09:00"),
        ("D+0", "2026-12-07T09:00"),
        ("D+1", "2026-12-07T09:00"),
        ("D+3", "2026-12-09T09:00"),
        ("D+10", "2026-12-16T09:00"),
    ]


def test_what_would_have_come_before_now_never_comes(policy: Policy) -> None:
    assert [name for name, _ in days(policy, date(2026, 11, 25), NOW)] == ["D+0", "D+1", "D+3", "D+10"]
    assert [name for name, _ in days(policy, date(2026, 11, 24), NOW)] == ["D+1", "D+3", "D+10"]
    assert days(policy, date(2026, 11, 24), NOW + timedelta(days=30)) == []


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("look_back_days = 30", "look_back_days = 0", "at least 1"),
        ('kind = "look_back"', 'kind = "promise"', "look_back"),
        ("at = 09:00:00", "at = 22:00:00", "working hours"),
        ('receivers = ["office"]', 'receivers = ["everybody"]', "one of"),
        ("offset = -2", "day = 1, offset = -2", "unknown key"),
    ],
)
def test_a_wrong_file_is_refused_in_plain_words(tmp_path: Path, old: str, new: str, why: str) -> None:
    folder = copytree(DEMO, tmp_path / "district")
    text = (NATIONAL / "tasks.toml").read_text(encoding="utf-8")
    (folder / "tasks.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PolicyError, match=why):
        read_policy(folder)
