"""Turns the file about sweeps (排查) into rules."""

from domain.people import Role
from domain.policy.reading import Entry
from domain.policy.time_rules import refuse_overlap
from domain.reminders import Receiver, RungRule
from domain.sweeps import Stage, SweepKind, SweepRule, SweepRules
from domain.units import UnitKind


def sweep_rules_from(file: Entry) -> SweepRules:
    """The sweeps with their reminders; two rules of one id must not hold on one day, nor two stages of one sweep."""
    sweeps = tuple(map(_sweep, file.entries("sweep", "id")))
    rules = SweepRules(sweeps, file.hour("at"), tuple(map(_rung, file.entries("rungs", "name"))))
    file.finish()
    refuse_overlap(file, [(rule.id, rule.valid_from, rule.valid_to) for rule in sweeps])
    return rules


def _sweep(entry: Entry) -> SweepRule:
    rule = SweepRule(
        id=entry.text("id"),
        kind=entry.choice("kind", SweepKind),
        roles=frozenset(entry.choices("roles", Role)),
        kinds=frozenset(entry.choices("kinds", UnitKind)),
        source=entry.text("source"),
        valid_from=entry.day("valid_from"),
        valid_to=entry.day_or_none("valid_to"),
        months=frozenset(entry.numbers("months")),
        stages=tuple(map(_stage, entry.entries("stages", "name"))),
    )
    entry.finish()
    regular = rule.kind is SweepKind.REGULAR
    if regular != bool(rule.months) or regular == bool(rule.stages):
        raise entry.wrong("a regular sweep has months, a special one has stages")
    if not all(1 <= month <= 12 for month in rule.months):
        raise entry.wrong("months run from 1 to 12")
    if not (rule.roles and rule.kinds):
        raise entry.wrong("roles and kinds must name who goes")
    refuse_overlap(entry, [(rule.id, stage.first, stage.last) for stage in rule.stages])
    return rule


def _stage(entry: Entry) -> Stage:
    stage = Stage(entry.text("name"), entry.day("from"), entry.day("to"), entry.flag("covers"))
    entry.finish()
    if stage.last < stage.first:
        raise entry.wrong("to lies before from")
    return stage


def _rung(entry: Entry) -> RungRule:
    rule = RungRule(
        entry.text("name"), entry.whole("offset"), entry.hour("at"), entry.choices("receivers", Receiver)
    )
    entry.finish()
    return rule
