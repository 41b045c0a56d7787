"""The contact card: the nearest unit, its contact person by role, and a duty room that has a phone."""

from dataclasses import replace

import pytest

from domain.errors import Refusal
from domain.people import Role
from domain.services.ports import UnitOfWork
from domain.services.showing_contacts import ContactCard, contact_card
from domain.units import Units
from tests.handlers.chat import Town
from tests.workers import hired


async def card(town: Town, area: str) -> ContactCard:
    return await town.run(lambda uow: contact_card(uow, area, town.now))


@pytest.mark.parametrize(
    ("area", "unit", "duty"),
    [
        ("liuyuan", "liuyuan_room", "liuyuan_room"),
        ("tianjing", "tianjing_room", "wangchuan_station"),
        ("shiqiao", "shiqiao_station", "shiqiao_station"),
        ("qinghe", "office", "office"),
    ],
)
async def test_the_nearest_unit_and_the_nearest_phone(town: Town, area: str, unit: str, duty: str) -> None:
    found = await card(town, area)
    assert (found.unit.id, found.duty.id, found.contact) == (unit, duty, None)


async def test_the_contact_person_is_who_can_be_reached(town: Town) -> None:
    await hired(town, 11, Role.CADRE, "liuyuan_room")
    await hired(town, 12, Role.INFORMATION_WORKER, "liuyuan_room")
    assert (await card(town, "liuyuan")).contact is Role.INFORMATION_WORKER

    def leaves(uow: UnitOfWork) -> None:
        uow.people.put(replace(uow.people.get("person-12"), reachable=False))

    await town.run(leaves)
    assert (await card(town, "liuyuan")).contact is Role.CADRE


async def test_without_any_phone_the_office_is_named(town: Town) -> None:
    def silent(uow: UnitOfWork) -> ContactCard:
        units = {one.id: replace(one, phone="") for one in uow.policy.units.by_id.values()}
        uow.policy = replace(uow.policy, units=Units(units))
        return contact_card(uow, "liuyuan", town.now)

    assert (await town.run(silent)).duty.id == "office"
    with pytest.raises(Refusal):
        await card(town, "nowhere")
