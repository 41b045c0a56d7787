"""What concerns add to the figures: counts by time and unit, with nothing in them that leads to a person."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Count(StrEnum):
    """What is counted.

    Of concerns received on a day, at the unit that has them now: from `received` to `extended`. Of what was done
    on a day: `did_answer`, `did_conclude`. Of answers to the three questions, on the first of their month: the rest;
    `rated` counts concerns, so that too few are seen to be too few.
    """

    RECEIVED = "received"
    WITHDRAWN = "withdrawn"
    ANSWERED = "answered"
    DECLINED = "declined"
    DIRECTED = "directed"
    CONCLUDED = "concluded"
    IN_TIME = "in_time"
    LATE = "late"
    NOTICED_IN_TIME = "noticed_in_time"
    NOTICED_LATE = "noticed_late"
    CONTACT_OWED = "contact_owed"
    CONTACTED_IN_TIME = "contacted_in_time"
    CONTACTED_LATE = "contacted_late"
    MEETINGS_OWED = "meetings_owed"
    MEETINGS_HELD = "meetings_held"
    REWORKED = "reworked"
    REVIEW_ASKED = "review_asked"
    FINAL_REVIEW_ASKED = "final_review_asked"
    EXTENDED = "extended"
    DID_ANSWER = "did_answer"
    DID_CONCLUDE = "did_conclude"
    RATED = "rated"
    ANSWERS = "answers"
    SAID_CONTACTED = "said_contacted"
    SOLVED = "solved"
    PARTLY = "partly"
    SATISFIED = "satisfied"
    FAIR = "fair"
    DISSATISFIED = "dissatisfied"
    SETTLED = "settled"


OF_RATINGS = tuple(Count)[tuple(Count).index(Count.RATED) :]


@dataclass(frozen=True, slots=True)
class Place:
    """To what a count belongs. `day`: the first of its stretch (see periods.stretch_of), or of its month.

    `about`: the unit complained about, "" if none; its people never see the count.
    """

    day: date
    unit: str
    about: str
    count: Count


Tally = Counter[Place]
