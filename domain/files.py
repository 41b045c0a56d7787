"""Pictures, voices and documents that people send: what is known of a file before and after it is fetched."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

MAX_BYTES = 20 * 1024 * 1024
"""Telegram hands bots files up to 20 MB (Bot API, getFile)."""


class FileKind(StrEnum):
    """What a file is to the person who sent it."""

    PHOTO = "photo"
    VOICE = "voice"
    VIDEO = "video"
    DOCUMENT = "document"


class FileState(StrEnum):
    """Named in a turn, then fetched and kept, or refused with a reason."""

    NAMED = "named"
    KEPT = "kept"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class FileNamed:
    """A file as a message names it: the channel's handle, not the bytes. `size` in bytes, 0 if unknown."""

    handle: str
    kind: FileKind
    size: int = 0
    type: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of a draft, a concern or an observation (`owner`: "draft:x", "concern:x", "observation:x")."""

    id: str
    owner: str
    named: FileNamed
    state: FileState
    added_at: datetime
    tries: int = 0
    not_before: datetime | None = None


class Unfit(Exception):
    """A file that is not kept; the code is the sentence that tells why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
