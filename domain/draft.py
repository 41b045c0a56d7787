"""Answers that are not yet submitted, and where a person stands in the conversation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]
Answers = Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Draft:
    """One dialogue under way: all it must remember is the answers.

    `id`: short, it travels in button data. `about`: id of the concern (or duty) it speaks of, or "".
    `editing`: a step to be asked again although it has an answer, or "".
    """

    id: str
    person: str
    dialogue: str
    about: str
    answers: Answers
    editing: str
    created_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a person stands: the open draft, and the buttons last offered (so that they can be typed).

    `offered`: (label in the person's language, button data) in the order shown.
    """

    person: str
    draft: str = ""
    offered: tuple[tuple[str, str], ...] = field(default=())
