"""Updates seen, and updates our own code failed on."""

from domain.services.message_ports import Quarantined
from domain.services.ports import UnitOfWork
from storage import tables
from storage.unit_of_work import StoredUnitOfWork
from storage.vault import Vault
from tests.storage.moments import DAY, NOW


def test_an_update_is_new_once_whatever_its_number(uow: UnitOfWork) -> None:
    numbers = [7, 9, 7, 8, 2**40, 9]
    assert [uow.inbox.first_time(number, NOW) for number in numbers] == [True, True, False, True, True, False]


def test_old_updates_are_forgotten(uow: UnitOfWork) -> None:
    for age in range(10):
        uow.inbox.first_time(age, NOW - age * DAY)
    assert uow.inbox.forget_before(NOW - 7 * DAY) == 2
    assert not uow.inbox.first_time(7, NOW)
    assert uow.inbox.first_time(8, NOW)


def test_a_failed_update_is_kept_sealed_to_its_place(uow: StoredUnitOfWork, vault: Vault) -> None:
    uow.inbox.quarantine(7, '{"text": "13800000000"}', "KeyError", NOW)
    uow.inbox.quarantine(7, '{"text": "13800000001"}', "ValueError", NOW)
    row = uow._connection.execute(tables.quarantine.select()).one()
    assert b"13800000001" not in row.payload
    assert vault.unseal(row.payload, "quarantine", "payload", "7") == '{"text": "13800000001"}'
    assert vault.unseal(row.fault, "quarantine", "fault", "7") == "ValueError"


def test_quarantine_is_read_oldest_first_and_emptied_one_by_one(uow: UnitOfWork) -> None:
    uow.inbox.quarantine(9, "{}", "KeyError", NOW)
    uow.inbox.quarantine(2**40, '{"a": 1}', "ValueError", NOW - DAY)
    found = uow.inbox.quarantined()
    assert found == [
        Quarantined(2**40, '{"a": 1}', "ValueError", NOW - DAY),
        Quarantined(9, "{}", "KeyError", NOW),
    ]
    assert uow.inbox.release(9)
    assert not uow.inbox.release(9)
    assert [one.update for one in uow.inbox.quarantined()] == [2**40]
