"""What can become of a send, and how Telegram's errors are told apart."""

from dataclasses import dataclass

from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken

from bot.transport import NotSent, SlowDown
from storage.trouble import Unavailable


@dataclass(frozen=True, slots=True)
class Accepted:
    """Telegram has it, under these numbers."""

    message_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Unsent:
    """It never left us; to be done again, no attempt used. `seconds`: how long to wait."""

    seconds: int


@dataclass(frozen=True, slots=True)
class Paused:
    """Telegram wants this chat left alone for some seconds."""

    seconds: int


@dataclass(frozen=True, slots=True)
class Refused:
    """Telegram will never take it. `gone`: the person cannot be reached any more."""

    why: str
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Migrated:
    """The group has another number now."""

    chat: int


@dataclass(frozen=True, slots=True)
class Uncertain:
    """It may have arrived or not."""

    why: str


Outcome = Accepted | Unsent | Paused | Refused | Migrated | Uncertain

_AGAIN = 5
_TOKEN_TROUBLE = 60
_GONE = (
    "chat not found",
    "user is deactivated",
    "bot was blocked",
    "peer_id_invalid",
    "have no rights to send",
)
_MISSING = ("message to edit not found", "message can't be edited", "message_id_invalid")


def outcome_of(error: Exception) -> Outcome:
    """Which outcome an error of a call means. Order matters: to PTB, refusals are network errors too.

    `Unavailable`: what is to go along could not be read just now.
    """
    match error:
        case SlowDown():
            return Paused(error.seconds)
        case NotSent() | Unavailable():
            return Unsent(_AGAIN)
        case ChatMigrated():
            return Migrated(error.new_chat_id)
        case Forbidden():
            return Refused("forbidden", gone=True)
        case InvalidToken() | Conflict():
            return Unsent(_TOKEN_TROUBLE)
        case BadRequest():
            return Refused(_kind(error), gone=_speaks_of(error, _GONE))
        case _:
            return Uncertain(type(error).__name__)


def is_unchanged(error: BadRequest) -> bool:
    """Whether an edit was refused because nothing would change, which is as good as done."""
    return _speaks_of(error, ("message is not modified",))


def is_missing(error: BadRequest) -> bool:
    """Whether the message to edit is not there, or too old to be edited."""
    return _speaks_of(error, _MISSING)


def _kind(error: BadRequest) -> str:
    """What sort of refusal it is; what follows may quote the message."""
    return error.message.partition(":")[0]


def _speaks_of(error: BadRequest, phrases: tuple[str, ...]) -> bool:
    words = error.message.lower()
    return any(phrase in words for phrase in phrases)
