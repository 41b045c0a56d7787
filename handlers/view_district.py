"""辖区目录: units, areas and duties as they are in force, and where they are changed; there is no editor in chat."""

from domain.duties import DutyRule
from domain.messages import Fact, Words, words
from domain.permissions import Deed
from domain.places import Area
from domain.relations import check
from domain.services.outlook import unit_name
from domain.units import Unit
from handlers.kit.duty_lines import rule_in_a_line
from handlers.kit.feature import Feature
from handlers.kit.talk import Turn, button

FILES = {"units": "units.toml", "areas": "district.toml", "duties": "duties.toml"}


def _show(turn: Turn, what: str = "") -> None:
    """`units`, `areas` or `duties`; anything else asks which. Refusal deed.not_yours."""
    check(Deed.SEE_DISTRICT, turn.me, turn.now)
    rows = tuple((button(f"directory.{name}", f"district:{name}"),) for name in FILES if name != what)
    if what not in FILES:
        turn.show("directory.ask", rows)
        return
    lines = {"units": _units, "areas": _areas, "duties": _duties}[what](turn)
    name = words(f"directory.{what}")
    turn.show("directory.list", rows, name=name, lines=lines, file=FILES[what])


def _units(turn: Turn) -> list[Fact]:
    return [_unit(turn, unit) for unit in turn.policy.units.by_id.values()]


def _unit(turn: Turn, unit: Unit) -> Words:
    above = words("directory.superior", unit=unit_name(turn.uow, unit.superior)) if unit.superior else ""
    area = turn.policy.areas.by_id[unit.area].name
    return words("directory.unit", name=unit.name, id=unit.id, area=area, superior=above)


def _areas(turn: Turn) -> list[Fact]:
    return [_area(turn, area) for area in turn.policy.areas.by_id.values()]


def _area(turn: Turn, area: Area) -> Words:
    border = words("directory.border") if area.border else ""
    path = turn.policy.areas.path_name(area.id) or area.name
    return words("directory.area", name=path, id=area.id, border=border)


def _duties(turn: Turn) -> list[Fact]:
    return [_duty(rule) for rule in turn.policy.duties]


def _duty(rule: DutyRule) -> Words:
    roles: list[Fact] = [words(f"role.{role}") for role in sorted(rule.roles)]
    until = words("directory.until", day=rule.valid_to) if rule.valid_to else ""
    return words(
        "directory.duty",
        duty=words(f"duty.{rule.id}"),
        rule=rule_in_a_line(rule),
        roles=roles,
        since=rule.valid_from,
        until=until,
    )


FEATURE = Feature("district", commands={"district": _show}, presses={"district": _show})
