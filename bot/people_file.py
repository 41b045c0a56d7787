"""The people of a district's file people.toml: whom to invite, and who walks about in the demo."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

NAME = "people.toml"


@dataclass(frozen=True, slots=True)
class Listed:
    """One person of the file. Without `role` a resident; `about` is a caption."""

    name: str
    language: str = ""
    about: str = ""
    role: str = ""
    unit: str = ""


def read_people(district: Path) -> tuple[Listed, ...]:
    """All people of the file; none when the district has no such file. TypeError: an entry has an unknown key."""
    file = district / NAME
    if not file.exists():
        return ()
    entries = tomllib.loads(file.read_text("utf-8")).get("person", [])
    return tuple(Listed(**entry) for entry in entries)
