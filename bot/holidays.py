"""Takes a published holiday table into the district's folder, once it has been looked through."""

import os
from datetime import date
from pathlib import Path

from domain.calendar import DayTable
from domain.policy import HOLIDAYS, PolicyError, read_policy
from domain.policy.reading import read
from domain.policy.time_rules import year_tables

STATUTORY = ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3))
"""Rest days of every year with a date of their own (全国年节及纪念日放假办法 2)."""


def import_years(file: Path, district: Path) -> tuple[int, ...]:
    """The years of the file, written behind those of the district's own holidays.toml.

    `PolicyError` when the file is wrong, names a year that is known already, or forgets a statutory holiday.
    """
    entry = read(file)
    tables = year_tables(entry)
    entry.finish()
    known = read_policy(district).calendar.years
    if not tables:
        raise entry.wrong("no [[year]] is in it")
    for year, table in tables.items():
        if year in known:
            raise entry.wrong(f"{year} is known already")
        if missing := _missing(year, table):
            raise entry.wrong(f"{year}: {missing[0]} is a statutory holiday and not named as rest")
    _append(file, district / HOLIDAYS, district)
    return tuple(sorted(tables))


def _missing(year: int, table: DayTable) -> list[date]:
    days = (date(year, month, day) for month, day in STATUTORY)
    return [day for day in days if day not in table.rest]


def _append(file: Path, own: Path, district: Path) -> None:
    """Write it whole or not at all, and take it back if the whole policy cannot be read with it."""
    before = own.read_text(encoding="utf-8") if own.exists() else None
    _write(own, f"{before or ''}\n{file.read_text(encoding='utf-8')}".lstrip("\n"))
    try:
        read_policy(district)
    except PolicyError:
        own.unlink() if before is None else _write(own, before)
        raise


def _write(path: Path, text: str) -> None:
    beside = path.with_suffix(".new")
    beside.write_text(text, encoding="utf-8")
    os.replace(beside, path)
