"""One transaction's view of everything remembered; the services work on this and on nothing else."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import cast

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


class StoredUnitOfWork:
    """All repositories on one connection; fulfils `domain.services.ports.UnitOfWork`."""

    def __init__(
        self,
        connection: Connection,
        vault: Vault,
        policy: Policy,
        residents_clocks: frozenset[str],
    ) -> None:
        self._connection = connection
        connection = cast(Connection, known_to(connection.dialect.name).on(connection))
        self.people: staff_ports.People = StoredPeople(connection)
        self.badges: staff_ports.Badges = StoredBadges(connection, vault)
        self.invitations: staff_ports.Invitations = StoredInvitations(connection, vault)
        self.unreached: staff_ports.Unreachables = StoredUnreached(connection)
        self.drafts: draft_ports.Drafts = StoredDrafts(connection, vault)
        self.progress: draft_ports.Progresses = StoredProgress(connection, vault)
        self.concerns: ports.Concerns = StoredConcerns(connection, vault, residents_clocks)
        self.history: ports.History = StoredHistory(connection)
        self.clocks: ports.Clocks = StoredClocks(connection, residents_clocks)
        self.reminders: ports.Reminders = StoredReminders(connection)
        self.outbox: message_ports.Outbox = StoredOutbox(connection, vault)
        self.inbox: message_ports.Inbox = StoredInbox(connection, vault)
        self.files: ports.Files = StoredFiles(connection, vault)
        self.observations: field_ports.Observations = StoredObservations(connection)
        self.duties: field_ports.Duties = StoredDuties(connection)
        self.attempts: ports.Attempts = StoredAttempts(connection)
        self.ratings: remedy_ports.Ratings = StoredRatings(connection)
        self.tasks: task_ports.Tasks = StoredTasks(connection)
        self.receptions: reception_ports.Receptions = StoredReceptions(connection, vault)
        self.sayings: remedy_ports.Sayings = StoredSayings(connection)
        self.rosters: roster_ports.Rosters = StoredRosters(connection)
        self.diaries: diary_ports.Diaries = StoredDiaries(connection, vault)
        self.held_replies: answer_ports.HeldReplies = StoredHeldReplies(connection, vault)
        self.aid_offers: aid_ports.AidOffers = StoredAidOffers(connection, vault)
        self.ledger: figure_ports.Ledger = StoredLedger(connection)
        self.replicas: replica_ports.Replicas = StoredReplicas(connection)
        self.figures: figure_ports.Figures = StoredFigures(connection)
        self.reports: figure_ports.Reports = StoredReports(connection)
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
