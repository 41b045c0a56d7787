"""Over all pairs of units: a concern about unit X, wherever it lies, never reaches X in any way (H5)."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from domain.clocks import Event
from domain.concern import Concern, Kind, State
from domain.errors import Refusal
from domain.messages import Message, Weight, words
from domain.people import Binding, Person, Role
from domain.policy import Policy
from domain.services import objecting
from domain.services.following import add_words
from domain.services.listing import seen_by
from domain.services.phoning import see_phoning_list
from domain.services.ports import UnitOfWork, WorkFilter
from domain.services.reaching import missed
from domain.services.recusing import recuse
from domain.services.reminding import remind
from domain.services.timing import climb, happened
from storage.connection import writing_engine
from storage.unit_of_work import stored
from storage.vault import Vault
from tests.builders import LONG_AGO, a_concern
from tests.handlers.chat import NOON
from tests.workers import RESIDENT, put_person

OVERDUE = NOON + timedelta(days=91)
THERE = {2000 + n: role for n, role in enumerate(role for role in Role if role is not Role.RESIDENT)}
"""Everybody in the unit complained about, one of each role."""
STAND_IN = 3000
"""Works there too, and stands in for every handler anywhere."""


@pytest.fixture
def uow(built: Path, tmp_path: Path, policy: Policy) -> Iterator[UnitOfWork]:
    engine = writing_engine(f"sqlite:///{shutil.copy(built, tmp_path / 'pairs.db')}")
    with engine.connect() as connection:
        connection.begin()
        yield stored(Vault([b"k" * 32]), policy)(connection)
        connection.rollback()
    engine.dispose()


def peopled(uow: UnitOfWork, about: str) -> list[Person]:
    """A cadre everywhere; who is there in the unit complained about."""
    others = {unit: 1000 + n for n, unit in enumerate(uow.policy.units.by_id) if unit != about}
    put_person(uow, RESIDENT)
    for unit, chat in others.items():
        put_person(uow, chat, Binding(Role.CADRE, unit, LONG_AGO))
    until = OVERDUE + timedelta(days=400)
    instead = (Binding(Role.CADRE, u, LONG_AGO, until, f"person-{chat}") for u, chat in others.items())
    put_person(uow, STAND_IN, Binding(Role.CADRE, about, LONG_AGO), *instead)
    for chat, role in THERE.items():
        put_person(uow, chat, Binding(role, about, LONG_AGO))
    return [one for chat in (STAND_IN, *THERE) if (one := uow.people.by_chat(chat))]


def lives(uow: UnitOfWork, about: str, unit: str) -> Concern:
    """It lies there for whatever reason, and much happens to it: words, a lost notice, a recusal, a deadline."""
    (handler,) = [one for one in uow.people.in_unit(unit, (Role.CADRE,), NOON) if not one.stands_in(NOON)]
    concern = a_concern(
        State.IN_PROGRESS,
        id=f"{about}-{unit}",
        number=f"QH-{about}-{unit}",
        kind=Kind.COMPLAINT,
        reporter=f"person-{RESIDENT}",
        unit=unit,
        handler=handler.id,
        about_unit=about,
    )
    assert uow.concerns.add(concern)
    happened(uow, concern, Event.ACCEPTED, NOON)
    add_words(uow, concern, uow.people.get(concern.reporter), "今天更严重了", NOON)
    lost = Message(handler.chat, words("notice.assigned"), weight=Weight.MUST_ARRIVE, concern=concern.id)
    missed(uow, lost, f"lost {concern.id}", NOON)
    missed(uow, replace(lost, chat=RESIDENT), f"untold {concern.id}", NOON)
    return recuse(uow, concern, handler, NOON)


def one_rung_of_each(uow: UnitOfWork) -> None:
    """Of the overdue ladder the rung that climbs highest; the lower ones speak to fewer."""
    assert climb(uow, uow.reminders.due(OVERDUE, 5000), OVERDUE)
    due = uow.reminders.due(OVERDUE, 5000)
    assert {reminder.audience.split(":")[1] for reminder in due} >= {"unit_lead", "office", "leader"}
    uow.reminders.fired((reminder.key for reminder in due if ":D+10" not in reminder.key), OVERDUE)


def told(uow: UnitOfWork) -> list[Message]:
    """Everything that waits to be sent to anybody."""
    found: list[Message] = []
    while leases := uow.outbox.lease(OVERDUE, OVERDUE + timedelta(minutes=1), 500):
        for lease in leases:
            uow.outbox.sent(lease, [lease.id], OVERDUE)
            found.append(lease.message)
    return found


def nothing_is_listed(uow: UnitOfWork, person: Person, concerns: list[Concern]) -> None:
    """In no list, and on no list for phoning; nor may they give it to themselves."""
    every = seen_by(person, WorkFilter(tuple(uow.policy.units.by_id)), OVERDUE)
    for wanted in (every, replace(every, number="QH"), replace(every, waiting=True)):
        assert uow.concerns.count(wanted) == 0 and uow.concerns.worklist(wanted, 0, 100) == []
    if Role.OFFICE in person.roles(NOON):
        lines = [str(line.said) for line in see_phoning_list(uow, person, OVERDUE)]
        assert not [line for line in lines if concerns[0].about_unit in line and "QH-" in line]
    with pytest.raises(Refusal):
        objecting.transfer(uow, concerns[0], person, OVERDUE, "理由", concerns[0].about_unit)


def test_nothing_of_it_reaches_the_unit(uow: UnitOfWork) -> None:
    units = tuple(uow.policy.units.by_id)
    for about in units:
        with pytest.raises(Done), uow.savepoint():
            there = peopled(uow, about)
            concerns = [lives(uow, about, unit) for unit in units if unit != about]
            one_rung_of_each(uow)
            assert remind(uow, OVERDUE)
            said = [(message.chat, str(message.words)) for message in told(uow)]
            chats = {person.chat for person in there}
            assert [text for chat, text in said if chat in chats and "QH-" in text] == []
            heard = " ".join(text for chat, text in said if chat not in chats)
            assert all(concern.number in heard for concern in concerns)
            for person in there:
                nothing_is_listed(uow, person, concerns)
            assert (
                uow.concerns.count(WorkFilter(tuple(one for one in units if one != about))) == len(units) - 1
            )
            raise Done


class Done(Exception):
    """Everything of this unit is undone, so that the next begins with nobody at work."""
