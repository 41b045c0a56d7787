"""What the deeds need from the outside: memory, secrets and policy, as narrow contracts."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from domain.clocks import Clock
from domain.concern import Concern, Contact, HistoryRow, State
from domain.files import StoredFile
from domain.messages import Fact
from domain.policy import Policy
from domain.services.aid_ports import AidOffers
from domain.services.answer_ports import HeldReplies
from domain.services.diary_ports import Diaries
from domain.services.draft_ports import Drafts, Progresses
from domain.services.field_ports import Duties, Observations
from domain.services.figure_ports import Figures, Ledger, Reports
from domain.services.message_ports import Inbox, Outbox
from domain.services.reception_ports import Receptions
from domain.services.remedy_ports import Ratings, Sayings
from domain.services.replica_ports import Replicas
from domain.services.roster_ports import Rosters
from domain.services.staff_ports import Badges, Invitations, People, Unreachables
from domain.services.task_ports import Tasks


@dataclass(frozen=True, slots=True)
class WorkFilter:
    """Which concerns a worklist shows. `handlers`: only these persons'; `waiting`: only those nobody handles.

    `number`: only those with this in their tracking number, done or not. `due_by`: only those whose nearest deadline
    of an office is this day or earlier. `helping`: what the units help with (协办) instead of what they have.
    `hidden_from`, `not_about`: see listing.py.
    """

    units: tuple[str, ...]
    handlers: tuple[str, ...] = ()
    waiting: bool = False
    done: bool = False
    in_review: bool = False
    number: str = ""
    hidden_from: str = ""
    not_about: tuple[str, ...] = ()
    due_by: date | None = None
    helping: bool = False


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One line of a worklist: a concern with its nearest running deadline, if any."""

    concern: Concern
    due_on: date | None


class Concerns(Protocol):
    """Concerns and what belongs to them."""

    def add(self, concern: Concern) -> bool:
        """False when the tracking number is taken already; nothing is stored then."""

    def put(self, concern: Concern, expected: State) -> bool:
        """Update if it still stands in the expected state; False when it moved on meanwhile."""

    def get(self, concern: str) -> Concern | None: ...
    def by_number(self, number: str) -> Concern | None: ...
    def hold(self, concern: str) -> Concern | None:
        """The concern as it stands now; until this transaction ends nobody else changes it."""

    def joined(self, lead: str) -> list[Concern]:
        """Those that are handled with this one (并单), the oldest first."""

    def alike(self, concern: Concern, limit: int) -> list[Concern]:
        """What else is open in the same unit, area and chapter of categories, the oldest first."""

    def of_reporter(self, person: str) -> list[Concern]:
        """Newest first; for the reporter's own list only (PRODUCT.md N)."""

    def recode(self, concern: str, code_digest: bytes) -> None: ...
    def worklist(self, filter: WorkFilter, offset: int, limit: int) -> list[WorkItem]:
        """Due first; nearest running duty of the office before those without."""

    def count(self, filter: WorkFilter) -> int: ...
    def led_by(self, people: Sequence[str], offset: int, limit: int) -> list[WorkItem]:
        """Those that 包案 gave to these leaders and that are not over, due first."""

    def count_led(self, people: Sequence[str]) -> int: ...

    def put_contact(self, concern: str, contact: Contact) -> None: ...
    def contact(self, concern: str) -> Contact | None: ...


class History(Protocol):
    """The appended, hash-chained record of each concern."""

    def last(self, concern: str) -> HistoryRow | None: ...
    def append(self, row: HistoryRow) -> None: ...
    def of(self, concern: str) -> list[HistoryRow]:
        """Oldest first."""


class Clocks(Protocol):
    """The clocks of each concern."""

    def put(self, concern: str, clock: Clock) -> None:
        """Insert or update, by concern and rule."""

    def of(self, concern: str) -> list[Clock]: ...
    def running(self, after: tuple[str, str], limit: int) -> list[tuple[str, Clock]]: ...
    def provisional(self, until: date, limit: int) -> list[tuple[str, Clock]]:
        """(concern, clock): running clocks due by this day whose date was counted past the known calendar."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something that will be due: a row, planned with the event that causes it.

    `key`: natural key, one reminder for ever. `subject`: what it belongs to ("concern:ID:K6", "duty:28:2026-11-28"),
    dropped together. `audience`: "person:ID", "handler:CONCERN", "role:ROLE:UNIT" or "role:ROLE"; resolved when due.
    `urgent`: may come in quiet hours. `expires_at`: useless after.
    """

    key: str
    subject: str
    audience: str
    due_at: datetime
    sentence: str
    facts: dict[str, Fact]
    concern: str = ""
    urgent: bool = False
    expires_at: datetime | None = None


class Reminders(Protocol):
    """Reminder rows; only what is due is ever read."""

    def plan(self, reminder: Reminder) -> None:
        """Insert, or move when the same key is still waiting; a key already fired stays fired."""

    def plan_all(self, reminders: Iterable[Reminder]) -> None:
        """The same for many at once."""

    def drop(self, subject: str) -> None:
        """Forget the waiting reminders of a subject."""

    def forget(self, subject: str) -> None:
        """Forget those that came, too."""

    def due(self, now: datetime, limit: int) -> list[Reminder]: ...
    def fired(self, keys: Iterable[str], now: datetime) -> None: ...
    def postpone(self, key: str, until: datetime) -> None: ...
    def next_due(self) -> datetime | None: ...


class Files(Protocol):
    """Files named in messages and kept after fetching."""

    def add(self, file: StoredFile) -> None: ...
    def get(self, file: str) -> StoredFile | None: ...
    def of(self, owner: str) -> list[StoredFile]: ...
    def give(self, owner: str, new_owner: str) -> None:
        """Everything of one owner to another: a draft's files become the concern's."""

    def waiting(self, now: datetime, limit: int) -> list[StoredFile]: ...
    def kept(self, after: str, limit: int) -> list[StoredFile]:
        """Files that must be in the folder, by id, those after this id."""

    def put(self, file: StoredFile) -> None: ...
    def drop(self, owner: str) -> list[str]:
        """Forget the rows of an owner; ids of what was kept, to delete the bytes."""


class Attempts(Protocol):
    """Counts tries of a kind, to slow down guessing; knows keyed digests, not people."""

    def count(self, subject: bytes, since: datetime) -> int: ...
    def add(self, subject: bytes, now: datetime) -> None: ...
    def forget_before(self, before: datetime) -> None: ...


class Secrets(Protocol):
    """Keyed digests; the key itself never leaves storage."""

    def digest(self, purpose: str, text: str) -> bytes: ...
    def same(self, one: bytes, other: bytes) -> bool:
        """Compared in constant time."""


class UnitOfWork(Protocol):
    """One transaction's view of everything remembered, with the policy it is judged by."""

    people: People
    badges: Badges
    invitations: Invitations
    unreached: Unreachables
    drafts: Drafts
    progress: Progresses
    concerns: Concerns
    history: History
    clocks: Clocks
    reminders: Reminders
    outbox: Outbox
    inbox: Inbox
    files: Files
    observations: Observations
    duties: Duties
    attempts: Attempts
    ratings: Ratings
    tasks: Tasks
    rosters: Rosters
    receptions: Receptions
    diaries: Diaries
    sayings: Sayings
    held_replies: HeldReplies
    aid_offers: AidOffers
    ledger: Ledger
    replicas: Replicas
    figures: Figures
    reports: Reports
    secrets: Secrets
    policy: Policy

    def savepoint(self) -> AbstractContextManager[None]:
        """What happens inside is undone alone when it raises."""
