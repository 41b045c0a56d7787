"""A key is tried on what is sealed, in every table that has something."""

from collections.abc import Callable
from pathlib import Path

import pytest

from domain.concern import Contact
from domain.draft import Draft, Progress
from domain.files import FileKind, FileNamed, FileState, StoredFile
from domain.invitation import Invitation
from domain.messages import Message, Words
from domain.people import Person, Role
from domain.policy import Policy
from domain.services.ports import UnitOfWork
from storage.connection import writing_engine
from storage.probing import SEALED, key_opens
from storage.unit_of_work import stored
from storage.vault import Vault
from tests.builders import NOW, a_concern

OLD, NEW = b"o" * 32, b"n" * 32


def with_contact(uow: UnitOfWork) -> None:
    uow.concerns.add(a_concern(reporter="ann"))
    uow.concerns.put_contact("c0ffee", Contact("陈", "13800000000"))


def with_file(uow: UnitOfWork) -> None:
    uow.files.add(StoredFile("f", "draft:x", FileNamed("h", FileKind.PHOTO, 1), FileState.NAMED, NOW))


SEALS: dict[str, Callable[[UnitOfWork], object]] = {
    "progress": lambda uow: uow.progress.put(Progress("ann")),
    "draft": lambda uow: uow.drafts.put(Draft("d", "ann", "report", "", {}, "", NOW, NOW)),
    "contact": with_contact,
    "badge": lambda uow: uow.badges.put("ann", "何敏"),
    "file": with_file,
    "outbox": lambda uow: uow.outbox.put(Message(1, Words("plain")), NOW),
    "quarantine": lambda uow: uow.inbox.quarantine(1, "{}", "x", NOW),
    "invitation": lambda uow: uow.invitations.put(Invitation(b"dig", Role.CADRE, "housing", NOW)),
}


def sealed_with(url: str, policy: Policy, key: bytes, deed: Callable[[UnitOfWork], object]) -> None:
    """Do something in a transaction of its own, with this key."""
    engine = writing_engine(url)
    with engine.begin() as connection:
        uow = stored(Vault([key]), policy)(connection)
        uow.people.put(Person("ann", 1, "zh_Hans"))
        deed(uow)
    engine.dispose()


def test_every_table_is_tried() -> None:
    assert SEALS.keys() == SEALED.keys()


@pytest.mark.parametrize("table", SEALS)
def test_a_key_that_does_not_open_what_is_there_is_told(url: str, policy: Policy, table: str) -> None:
    sealed_with(url, policy, OLD, SEALS[table])
    assert key_opens(url, Vault([OLD]))
    assert key_opens(url, Vault([NEW, OLD]))
    assert not key_opens(url, Vault([NEW]))


def test_an_empty_database_is_opened_by_any_key(url: str, policy: Policy) -> None:
    assert key_opens(url, Vault([NEW]))


def test_no_database_yet_is_no_trouble(empty_url: str, tmp_path: Path) -> None:
    assert key_opens(empty_url, Vault([NEW]))
    assert list(tmp_path.iterdir()) == []


def test_what_has_been_sent_holds_nothing_to_open(url: str, policy: Policy) -> None:
    def sent(uow: UnitOfWork) -> None:
        uow.outbox.put(Message(1, Words("plain")), NOW)
        [leased] = uow.outbox.lease(NOW, NOW, 1)
        uow.outbox.sent(leased, (), NOW)

    sealed_with(url, policy, OLD, sent)
    assert key_opens(url, Vault([NEW]))
