"""Turns the file on aid for people in need (aids.toml) into kinds that agree with the units."""

from domain.aid import SETTING, AidKind
from domain.policy.reading import Entry
from domain.units import Units


def aids_from(file: Entry, units: Units) -> tuple[AidKind, ...]:
    """Every kind of aid, in the order of the file."""
    found = tuple(_kind(entry, units) for entry in file.entries("aid", "id"))
    file.finish()
    if len({one.id for one in found}) < len(found):
        raise file.wrong("an id is used twice")
    return found


def _kind(entry: Entry, units: Units) -> AidKind:
    kind = AidKind(
        id=entry.text("id"),
        gives=entry.text("gives"),
        unit=entry.text("unit", ""),
        law=entry.text("law"),
        article=entry.text("article", ""),
    )
    entry.finish()
    if not (kind.id.isascii() and kind.id.isidentifier()):
        raise entry.wrong("id must be Latin letters, digits and _")
    if kind.unit and kind.unit not in units.by_id:
        raise entry.wrong(f"unit {kind.unit} does not exist")
    if (kind.law == SETTING) == bool(kind.article):
        raise entry.wrong("article goes with a law, and law = setting has none")
    return kind
