"""Who may be told of a concern: its reporter, those who work on it, and whoever asked with its number."""

from storage import tables
from tests.faults.evidence import Evidence
from tests.note import Json


def entitled(see: Evidence, chat: int, concern: str, number: str = "") -> bool:
    """Whether this chat may hear of this concern. `number`: also if it was quoted there before (with its code)."""
    if number and _quoted(see, chat, number):
        return True
    person = next((row.id for row in see.rows(tables.person) if row.chat == chat), None)
    found = next((row for row in see.rows(tables.concern) if row.id == concern), None)
    if person is None or found is None:
        return False
    return person == found.reporter or _works(see, person, found.unit)


def _works(see: Evidence, person: str, unit: str) -> bool:
    """By a role in the unit, one in the office, or standing in for somebody there; also one held before."""
    bindings = [row for row in see.rows(tables.binding) if row.person == person]
    instead = [row for row in see.rows(tables.stand_in) if row.person == person]
    return any(row.unit == unit or row.role == "office" for row in [*bindings, *instead])


def _quoted(see: Evidence, chat: int, number: str) -> bool:
    return any(number in _said(update) for update in see.updates.values() if _chat(update) == chat)


def _message(update: Json) -> Json:
    found = update.get("message") or {}
    return found if isinstance(found, dict) else {}


def _said(update: Json) -> str:
    return str(_message(update).get("text", "")).upper()


def _chat(update: Json) -> int:
    return int((_message(update).get("chat") or {}).get("id", 0))
