"""What was asked about aid: once for each kind and concern, sealed, moved on by one alone."""

from dataclasses import replace

from domain.aid import AidOffer, AidState
from domain.services.aid_ports import AidOffers
from domain.services.ports import UnitOfWork
from storage import tables
from tests.builders import a_concern
from tests.storage.moments import MINUTE, NOW

OFFER = AidOffer("c1", "temporary", AidState.ASKED, "家里有人住院", "bo", NOW)


def known(uow: UnitOfWork) -> None:
    for n in ("1", "2"):
        assert uow.concerns.add(a_concern(id=f"c{n}", number=f"QH-2611-0000{n}-0", reporter="ann"))


def test_it_comes_back_as_it_was_and_is_asked_once(uow: UnitOfWork) -> None:
    known(uow)
    later = replace(OFFER, kind="legal", asked_at=NOW + MINUTE)
    assert uow.aid_offers.of("c1") == []
    assert uow.aid_offers.add(later) and uow.aid_offers.add(OFFER)
    assert not uow.aid_offers.add(replace(OFFER, words="别的话"))
    assert uow.aid_offers.of("c1") == [OFFER, later]
    assert uow.aid_offers.of("c2") == []


def test_only_the_first_moves_it_on(uow: UnitOfWork) -> None:
    known(uow)
    uow.aid_offers.add(OFFER)
    assert uow.aid_offers.move(OFFER, AidState.AGREED)
    assert not uow.aid_offers.move(OFFER, AidState.REFUSED)
    (agreed,) = uow.aid_offers.of("c1")
    assert agreed == replace(OFFER, state=AidState.AGREED)


def test_what_is_refused_loses_its_words(uow: UnitOfWork) -> None:
    known(uow)
    uow.aid_offers.add(OFFER)
    assert uow.aid_offers.move(OFFER, AidState.REFUSED)
    assert uow.aid_offers.of("c1") == [replace(OFFER, state=AidState.REFUSED, words="")]


def test_nothing_leads_from_a_person_to_what_they_were_offered() -> None:
    assert {column.name for column in tables.aid_offer.c} == {
        *("concern", "kind", "state", "words", "asked_by", "asked_at")
    }
    asked = [name for name in vars(AidOffers) if not name.startswith("_")]
    assert sorted(asked) == ["add", "move", "of"]
