"""One transaction's view of everything remembered; the services work on this and on nothing else."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar, cast

from sqlalchemy import Connection

from domain.clocks import Debtor
from domain.policy import Policy
from domain.services import (
    aid_ports,
    answer_ports,
    diary_ports,
    draft_ports,
    field_ports,
    figure_ports,
    message_ports,
    ports,
    reception_ports,
    remedy_ports,
    replica_ports,
    roster_ports,
    staff_ports,
    task_ports,
)
from storage.aid import StoredAidOffers
from storage.badges import StoredBadges
from storage.clocks import StoredClocks
from storage.concerns import StoredConcerns
from storage.diaries import StoredDiaries
from storage.direct import known_to
from storage.drafts import StoredDrafts, StoredProgress
from storage.duties import StoredDuties
from storage.engine import Database
from storage.figures import StoredFigures
from storage.files import StoredFiles
from storage.held_replies import StoredHeldReplies
from storage.history import StoredHistory
from storage.inbox import StoredInbox
from storage.invitations import StoredInvitations
from storage.ledger import StoredLedger
from storage.observations import StoredObservations
from storage.outbox import StoredOutbox
from storage.people import StoredAttempts, StoredPeople
from storage.receptions import StoredReceptions
from storage.remedies import StoredRatings, StoredSayings
from storage.reminders import StoredReminders
from storage.replicas import StoredReplicas
from storage.reports import StoredReports
from storage.roster import StoredRosters
from storage.savepoint import savepoint
from storage.tasks import StoredTasks
from storage.trouble import trouble_is_unavailable
from storage.unreached import StoredUnreached
from storage.vault import Vault

T = TypeVar("T")


class _Part(Generic[T]):
    """A repository, made when it is first asked for: one work needs few of them."""

    def __init__(self, make: Callable[["StoredUnitOfWork"], T]) -> None:
        self._make = make

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = name

    def __get__(self, uow: "StoredUnitOfWork", _owner: type) -> T:
        made: T = self._make(uow)
        uow.__dict__[self._name] = made
        return made


class StoredUnitOfWork:
    """All repositories on one connection; fulfils `domain.services.ports.UnitOfWork`."""

    connection: Connection
    vault: Vault
    residents_clocks: frozenset[str]

    people = _Part[staff_ports.People](lambda uow: StoredPeople(uow.connection))
    badges = _Part[staff_ports.Badges](lambda uow: StoredBadges(uow.connection, uow.vault))
    invitations = _Part[staff_ports.Invitations](lambda uow: StoredInvitations(uow.connection, uow.vault))
    unreached = _Part[staff_ports.Unreachables](lambda uow: StoredUnreached(uow.connection))
    drafts = _Part[draft_ports.Drafts](lambda uow: StoredDrafts(uow.connection, uow.vault))
    progress = _Part[draft_ports.Progresses](lambda uow: StoredProgress(uow.connection, uow.vault))
    concerns = _Part[ports.Concerns](
        lambda uow: StoredConcerns(uow.connection, uow.vault, uow.residents_clocks)
    )
    history = _Part[ports.History](lambda uow: StoredHistory(uow.connection))
    clocks = _Part[ports.Clocks](lambda uow: StoredClocks(uow.connection, uow.residents_clocks))
    reminders = _Part[ports.Reminders](lambda uow: StoredReminders(uow.connection))
    outbox = _Part[message_ports.Outbox](lambda uow: StoredOutbox(uow.connection, uow.vault))
    inbox = _Part[message_ports.Inbox](lambda uow: StoredInbox(uow.connection, uow.vault))
    files = _Part[ports.Files](lambda uow: StoredFiles(uow.connection, uow.vault))
    observations = _Part[field_ports.Observations](lambda uow: StoredObservations(uow.connection))
    duties = _Part[field_ports.Duties](lambda uow: StoredDuties(uow.connection))
    attempts = _Part[ports.Attempts](lambda uow: StoredAttempts(uow.connection))
    ratings = _Part[remedy_ports.Ratings](lambda uow: StoredRatings(uow.connection))
    tasks = _Part[task_ports.Tasks](lambda uow: StoredTasks(uow.connection))
    receptions = _Part[reception_ports.Receptions](lambda uow: StoredReceptions(uow.connection, uow.vault))
    sayings = _Part[remedy_ports.Sayings](lambda uow: StoredSayings(uow.connection))
    rosters = _Part[roster_ports.Rosters](lambda uow: StoredRosters(uow.connection))
    diaries = _Part[diary_ports.Diaries](lambda uow: StoredDiaries(uow.connection, uow.vault))
    held_replies = _Part[answer_ports.HeldReplies](lambda uow: StoredHeldReplies(uow.connection, uow.vault))
    aid_offers = _Part[aid_ports.AidOffers](lambda uow: StoredAidOffers(uow.connection, uow.vault))
    ledger = _Part[figure_ports.Ledger](lambda uow: StoredLedger(uow.connection))
    replicas = _Part[replica_ports.Replicas](lambda uow: StoredReplicas(uow.connection))
    figures = _Part[figure_ports.Figures](lambda uow: StoredFigures(uow.connection))
    reports = _Part[figure_ports.Reports](lambda uow: StoredReports(uow.connection))

    def __init__(
        self,
        connection: Connection,
        vault: Vault,
        policy: Policy,
        residents_clocks: frozenset[str],
    ) -> None:
        self._connection = connection
        self.connection = cast(Connection, known_to(connection.dialect.name).on(connection))
        self.vault = vault
        self.residents_clocks = residents_clocks
        self.secrets: ports.Secrets = vault
        self.policy = policy

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """What happens inside is undone alone when it raises.

        Trouble with the database leaves it as `Unavailable`, which must be let through.
        """
        with trouble_is_unavailable(), savepoint(self._connection):
            yield


def stored(vault: Vault, policy: Policy) -> Callable[[Connection], ports.UnitOfWork]:
    """How a `Database` makes its units of work."""
    theirs = frozenset(rule.id for rule in policy.clocks if rule.debtor is Debtor.RESIDENT)
    return lambda connection: StoredUnitOfWork(connection, vault, policy, theirs)


def open_database(url: str, vault: Vault, policy: Policy) -> Database[ports.UnitOfWork]:
    """The database of the service, to be opened: `async with open_database(...) as database`."""
    return Database(url, stored(vault, policy))
