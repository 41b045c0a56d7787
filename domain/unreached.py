"""Who could not be told what: a row for each message that did not arrive, so that somebody phones or writes."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.messages import Message
from domain.people import Role


class Matter(StrEnum):
    """What was to be told, in one word; the sentence is `matter.<code>`."""

    NEW_CONCERN = "new_concern"
    NOTICE = "notice"
    REPLY = "reply"
    PROGRESS = "progress"
    DEADLINE = "deadline"
    DUTY = "duty"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Unreached:
    """One message that did not reach one person. It names offices and roles, never a name or a number (W8).

    `key`: natural key of the message. `role` RESIDENT: the reporter of the concern; else their role in `unit`.
    `by`: the last day of what it was about, None where no period runs. `on_delivery`: what begins once they
    are told in writing (see `Message`). `told_by`: who told them since, "" as long as nobody has.
    """

    key: str
    person: str
    role: Role
    unit: str
    concern: str
    matter: Matter
    by: date | None
    at: datetime
    on_delivery: str = ""
    told_by: str = ""
    id: int = 0


_BY_SENTENCE = {
    "notice.assigned": Matter.NEW_CONCERN,
    "notice.unit_empty": Matter.NEW_CONCERN,
    "notice.accepted": Matter.NOTICE,
    "notice.declined": Matter.NOTICE,
    "notice.replied": Matter.REPLY,
}
_BY_FAMILY = {"notice": Matter.PROGRESS, "remind": Matter.DEADLINE, "duty_day": Matter.DUTY}


def matter_of(message: Message) -> Matter:
    """What a message was about, by its sentence."""
    family = message.words.key.partition(".")[0]
    return _BY_SENTENCE.get(message.words.key) or _BY_FAMILY.get(family, Matter.OTHER)
