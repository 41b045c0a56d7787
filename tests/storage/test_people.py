"""Persons, roles, invitations and counted tries, as they are remembered."""

from dataclasses import replace
from datetime import timedelta, timezone

import pytest
from sqlalchemy import insert, select

from domain.invitation import Invitation
from domain.people import Binding, Person, Role
from domain.services.ports import UnitOfWork
from storage import tables
from storage.unit_of_work import StoredUnitOfWork
from tests.storage.moments import DAY, MINUTE, NOW


def test_a_person_is_found_by_chat_and_by_id(uow: UnitOfWork) -> None:
    person = Person("dan", -100_123_456_789_012, "en", agreed_at=NOW, reachable=False)
    uow.people.put(person)
    assert uow.people.by_chat(person.chat) == person == uow.people.get("dan")
    assert uow.people.by_chat(99) is None
    with pytest.raises(LookupError):
        uow.people.get("nobody")


def test_a_person_changes_without_losing_roles(uow: UnitOfWork) -> None:
    uow.people.bind("ann", Binding(Role.CADRE, "water", NOW))
    person = replace(uow.people.get("ann"), chat=77, language="en")
    uow.people.put(replace(person, bindings=()))
    assert uow.people.get("ann") == person
    assert uow.people.by_chat(1) is None


def test_roles_are_held_for_their_period_only(uow: UnitOfWork) -> None:
    uow.people.bind("ann", Binding(Role.CADRE, "water", NOW, NOW + DAY))
    held = {
        moment: [person.id for person in uow.people.in_unit("water", [Role.CADRE], NOW + moment)]
        for moment in (-MINUTE, 0 * DAY, DAY - MINUTE, DAY)
    }
    assert list(held.values()) == [[], ["ann"], ["ann"], []]


def test_a_role_can_be_ended(uow: UnitOfWork) -> None:
    uow.people.bind("ann", Binding(Role.CADRE, "water", NOW))
    uow.people.bind("ann", Binding(Role.CADRE, "water", NOW, NOW + DAY))
    assert uow.people.get("ann").bindings == (Binding(Role.CADRE, "water", NOW, NOW + DAY),)


def test_people_of_a_unit_come_once_each_with_all_their_roles(uow: UnitOfWork) -> None:
    for name, role, unit in (
        ("cai", Role.CADRE, "water"),
        ("ann", Role.UNIT_LEAD, "water"),
        ("ann", Role.CADRE, "water"),
        ("ann", Role.OFFICE, "office"),
        ("bo", Role.CADRE, "roads"),
    ):
        uow.people.bind(name, Binding(role, unit, NOW))
    found = uow.people.in_unit("water", [Role.CADRE, Role.UNIT_LEAD], NOW)
    assert [person.id for person in found] == ["ann", "cai"]
    assert len(found[0].bindings) == 3
    assert [person.id for person in uow.people.with_roles([Role.CADRE], NOW)] == ["ann", "bo", "cai"]
    assert uow.people.in_unit("water", [], NOW) == []


def test_a_bond_needs_a_person(uow: UnitOfWork) -> None:
    with pytest.raises(Exception, match=r"FOREIGN KEY|fk_binding_person"), uow.savepoint():
        uow.people.bind("nobody", Binding(Role.CADRE, "water", NOW))


def test_times_come_back_in_utc_and_naive_ones_are_refused(uow: UnitOfWork) -> None:
    there = NOW.astimezone(timezone(timedelta(hours=8)))
    uow.people.put(Person("dan", 4, "en", agreed_at=there))
    agreed = uow.people.get("dan").agreed_at
    assert agreed is not None
    assert (agreed, agreed.utcoffset()) == (NOW, timedelta(0))
    with pytest.raises(Exception, match="without a zone"):
        uow.people.put(Person("dan", 4, "en", agreed_at=NOW.replace(tzinfo=None)))


def test_an_invitation_works_once(uow: UnitOfWork) -> None:
    invitation = Invitation(b"digest", Role.CADRE, "water", NOW + DAY)
    uow.invitations.put(invitation)
    assert uow.invitations.take(b"other", "ann", NOW) is None
    assert uow.invitations.take(b"digest", "ann", NOW) == replace(invitation, used_by="ann")
    assert uow.invitations.take(b"digest", "bo", NOW) is None
    assert uow.invitations.take(b"digest", "ann", NOW) is None


def test_an_invitation_ends(uow: UnitOfWork) -> None:
    uow.invitations.put(Invitation(b"digest", Role.CADRE, "water", NOW + DAY))
    assert uow.invitations.take(b"digest", "ann", NOW + DAY) is None
    assert uow.invitations.take(b"digest", "ann", NOW + DAY - MINUTE) is not None


def test_tries_are_counted_by_subject_and_time(uow: UnitOfWork) -> None:
    for age in (0, 1, 2):
        uow.attempts.add(b"one", NOW - age * DAY)
    uow.attempts.add(b"other", NOW)
    assert uow.attempts.count(b"one", NOW - DAY) == 2
    assert uow.attempts.count(b"other", NOW - DAY) == 1
    assert uow.attempts.count(b"none", NOW - DAY) == 0


def test_a_stand_in_holds_the_role_of_the_absent_beside_their_own(uow: UnitOfWork) -> None:
    own, until = Binding(Role.CADRE, "water", NOW - DAY), NOW + DAY
    instead = Binding(Role.UNIT_LEAD, "water", NOW, until, "bo")
    uow.people.bind("ann", own)
    uow.people.bind("ann", instead)
    uow.people.bind("ann", replace(instead, instead_of="cai"))
    assert uow.people.get("ann").bindings == (own, instead, replace(instead, instead_of="cai"))
    held = {
        moment: [person.id for person in uow.people.in_unit("water", [Role.UNIT_LEAD], NOW + moment)]
        for moment in (-MINUTE, 0 * DAY, DAY - MINUTE, DAY)
    }
    assert list(held.values()) == [[], ["ann"], ["ann"], []]
    assert [person.id for person in uow.people.with_roles([Role.UNIT_LEAD], NOW)] == ["ann"]
    assert uow.people.in_unit("roads", [Role.UNIT_LEAD], NOW) == []


def test_stand_ins_of_somebody_are_those_present_and_to_come(uow: UnitOfWork) -> None:
    for name, since in (("ann", NOW), ("bo", NOW + DAY), ("bo", NOW - 2 * DAY)):
        uow.people.bind(name, Binding(Role.CADRE, "water", since - DAY))
        uow.people.bind(name, Binding(Role.CADRE, "water", since, since + DAY, "cai"))
    found = uow.people.stand_ins_of("cai", NOW)
    assert [(name, binding.since) for name, binding in found] == [("ann", NOW), ("bo", NOW + DAY)]
    assert uow.people.stand_ins_of("ann", NOW) == []


def test_a_stand_in_can_end_early(uow: UnitOfWork) -> None:
    uow.people.bind("ann", Binding(Role.CADRE, "water", NOW - DAY))
    instead = Binding(Role.CADRE, "water", NOW, NOW + DAY, "bo")
    uow.people.bind("ann", instead)
    uow.people.bind("ann", replace(instead, until=NOW + MINUTE))
    assert uow.people.stand_ins_of("bo", NOW + MINUTE) == []


def test_names_on_badges_are_sealed(uow: StoredUnitOfWork) -> None:
    uow.badges.put("ann", "何敏")
    uow.badges.put("ann", "何小敏")
    uow.badges.put("bo", "林国栋")
    assert uow.badges.of(["ann", "cai"]) == {"ann": "何小敏"}
    assert uow.badges.of([]) == {}
    kept = [bytes(name) for name in uow._connection.execute(select(tables.badge.c.name)).scalars()]
    assert not [name for name in kept if "敏".encode() in name]
    uow.badges.drop("ann")
    assert uow.badges.of(["ann", "bo"]) == {"bo": "林国栋"}


def test_an_invitation_says_for_whom_it_is_and_who_made_it(uow: StoredUnitOfWork) -> None:
    invitation = Invitation(b"digest", Role.CADRE, "water", NOW + DAY, name="何敏", invited_by="bo")
    uow.invitations.put(invitation)
    kept = uow._connection.execute(select(tables.invitation.c.name)).scalar_one()
    assert "何敏".encode() not in bytes(kept)
    assert uow.invitations.waiting(NOW) == [invitation]
    assert uow.invitations.waiting(NOW + DAY) == []
    assert uow.invitations.take(b"digest", "ann", NOW) == replace(invitation, used_by="ann")
    assert uow.invitations.waiting(NOW) == []


def test_an_invitation_of_an_older_release_has_neither(uow: StoredUnitOfWork) -> None:
    row = {"digest": b"old", "role": Role.CADRE, "unit": "water", "expires_at": NOW + DAY, "used_by": ""}
    uow._connection.execute(insert(tables.invitation).values(row))
    assert uow.invitations.waiting(NOW) == [Invitation(b"old", Role.CADRE, "water", NOW + DAY)]


def test_an_invitation_can_be_taken_back_once(uow: UnitOfWork) -> None:
    uow.invitations.put(Invitation(b"digest", Role.CADRE, "water", NOW + DAY))
    assert uow.invitations.withdraw(b"digest", NOW)
    assert not uow.invitations.withdraw(b"digest", NOW)
    assert uow.invitations.take(b"digest", "ann", NOW) is None
