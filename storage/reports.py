"""Remembers the sections of monthly reports."""

from dataclasses import asdict
from datetime import date

from sqlalchemy import Connection, bindparam, select

from domain.reports import ReportSection, Section
from storage import tables
from storage.statements import upsert

_SECTION = tables.report_section.c
_PUT = upsert(tables.report_section)
_OF = select(tables.report_section).where(
    _SECTION.unit == bindparam("unit"), _SECTION.month == bindparam("month")
)


class StoredReports:
    """One row for each section that a unit wrote or sent."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, section: ReportSection) -> None:
        """Insert or update."""
        self._connection.execute(_PUT, asdict(section))

    def of(self, unit: str, month: date) -> dict[Section, ReportSection]:
        """What the unit wrote for this month."""
        rows = self._connection.execute(_OF, {"unit": unit, "month": month})
        found = [ReportSection(**{**row._asdict(), "section": Section(row.section)}) for row in rows]
        return {one.section: one for one in found}
