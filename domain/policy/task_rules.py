"""Turns the file about orders, promises and looks back into rules."""

from domain.calendar import Hours
from domain.policy.reading import Entry
from domain.reminders import Receiver, RungRule
from domain.tasks import TaskKind, TaskRules


def task_rules_from(file: Entry, hours: Hours) -> TaskRules:
    """The reminders of every kind; PolicyError where a kind is missing or comes outside the working hours."""
    entries, look_back = file.entries("task", "kind"), file.whole("look_back_days")
    file.finish()
    ladders = {entry.choice("kind", TaskKind): _rungs(entry, hours) for entry in entries}
    if missing := [kind for kind in TaskKind if kind not in ladders]:
        raise file.wrong(f"task is missing for {', '.join(missing)}")
    if look_back < 1:
        raise file.wrong("look_back_days must be at least 1")
    return TaskRules(ladders, look_back)


def _rungs(entry: Entry, hours: Hours) -> tuple[RungRule, ...]:
    at = entry.hour("at")
    if not hours.cover(at):
        raise entry.wrong("at must lie within the working hours")
    steps = {rung.whole("offset"): rung for rung in entry.entries("rungs", "offset")}
    entry.finish()
    rungs = tuple(RungRule(f"D{n:+d}", n, at, steps[n].choices("receivers", Receiver)) for n in sorted(steps))
    for rung in steps.values():
        rung.finish()
    return rungs
