"""The three answers of a reporter about a reply: were you contacted, is it solved, are you satisfied."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Solved(StrEnum):
    """解决了吗."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Satisfied(StrEnum):
    """满意吗; no answer is no satisfaction (T7)."""

    YES = "yes"
    FAIR = "fair"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Rating:
    """The answers about one reply, given by its reporter and shown to nobody but as a sum over many.

    `reply`: the number of the reply in the record of the concern. `unit`: who replied.
    """

    concern: str
    reply: int
    unit: str
    contacted: bool
    solved: Solved
    satisfied: Satisfied
    at: datetime
