"""帮扶救助 (条例 37): told at once in general; handed over to who gives it with the reporter's own consent alone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from domain.aid import AidKind, AidOffer, AidState
from domain.concern import Act, Concern
from domain.errors import Refusal
from domain.messages import Button, Message, Weight, words
from domain.people import Person
from domain.permissions import Deed
from domain.privacy import find_forbidden
from domain.relations import WORKERS, kept_out, may_on
from domain.services.outlook import unit_name
from domain.services.ports import UnitOfWork
from domain.services.stepping import check_step, take_step

WHY_NOT = {
    AidState.ASKED: "aid.asked_before",
    AidState.AGREED: "aid.agreed_before",
    AidState.REFUSED: "aid.refused_before",
    AidState.HANDED_OVER: "aid.handed_over_before",
}
"""Why nobody is asked again for one kind."""


def aid_kind(uow: UnitOfWork, kind: str) -> AidKind:
    """Refusal aid.unknown: the district's data know no such kind (any more)."""
    found = next((one for one in uow.policy.aids if one.id == kind), None)
    if found is None:
        raise Refusal("aid.unknown")
    return found


def aid_offer(uow: UnitOfWork, concern: Concern, kind: str) -> AidOffer | None:
    """What the reporter was asked about this kind, None if nothing."""
    return next((one for one in uow.aid_offers.of(concern.id) if one.kind == kind), None)


def tell_aid(
    uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, kind: str, written: str
) -> Concern:
    """A general pointer: what there is, who gives it, on what ground. Refusal aid.unknown, aid.told_before."""
    check_step(concern, Act.TELL_AID, actor, now)
    aid_kind(uow, kind)
    told = [row.words for row in uow.history.of(concern.id) if row.act is Act.TELL_AID]
    if written in told:
        raise Refusal("aid.told_before", number=concern.number)
    return take_step(uow, concern, Act.TELL_AID, actor, now, written)


def check_asking(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, kind: str) -> AidKind:
    """The kind that may be asked about. Refusal aid.unknown, aid.complained_about, aid.*_before."""
    check_step(concern, Act.ASK_AID, actor, now)
    found = aid_kind(uow, kind)
    if found.unit and found.unit == concern.about_unit:
        raise Refusal("aid.complained_about", unit=unit_name(uow, found.unit))
    before = aid_offer(uow, concern, kind)
    if before is not None:
        raise Refusal(WHY_NOT[before.state], number=concern.number)
    return found


def ask_aid(
    uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, kind: str, said: str, name: str
) -> Concern:
    """Ask the reporter whether exactly these words may be handed over; nothing leaves by that.

    `name`: the kind as people call it, which is all that the record holds. Refusal as `check_asking`, privacy.*.
    """
    found = check_asking(uow, concern, actor, now, kind)
    if finding := find_forbidden(said):
        raise Refusal(finding.key)
    after = take_step(uow, concern, Act.ASK_AID, actor, now, name)
    uow.aid_offers.add(AidOffer(concern.id, kind, AidState.ASKED, said, actor.id, now))
    _ask_reporter(uow, concern, found, said, now)
    return after


def agree_to_aid(
    uow: UnitOfWork, concern: Concern, me: Person, now: datetime, kind: str, name: str
) -> Concern:
    """The reporter consents. Refusal aid.not_asked, aid.*_before."""
    return _answer(uow, concern, me, now, kind, name, AidState.AGREED)


def refuse_aid(uow: UnitOfWork, concern: Concern, me: Person, now: datetime, kind: str, name: str) -> Concern:
    """The reporter refuses, or takes the consent back; the words are forgotten. Refusal as `agree_to_aid`."""
    return _answer(uow, concern, me, now, kind, name, AidState.REFUSED)


def hand_over_aid(
    uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, kind: str, name: str
) -> Concern:
    """What was consented to goes to the unit that gives it, word for word; where there is none, on paper.

    Refusal aid.no_consent: not asked, not answered, refused or taken back; aid.handed_over_before.
    """
    check_step(concern, Act.HAND_OVER_AID, actor, now)
    offer = aid_offer(uow, concern, kind)
    if offer is not None and offer.state is AidState.HANDED_OVER:
        raise Refusal(WHY_NOT[offer.state], number=concern.number)
    agreed = offer is not None and offer.state is AidState.AGREED
    if offer is None or not agreed or not uow.aid_offers.move(offer, AidState.HANDED_OVER):
        raise Refusal("aid.no_consent", number=concern.number)
    after = take_step(uow, concern, Act.HAND_OVER_AID, actor, now, name)
    for one in takers(uow, concern, aid_kind(uow, kind), now):
        sentence = words("aid.handed_to_you", number=concern.number, kind=name, words=offer.words)
        once = f"aid:{concern.id}:{kind}:{one.id}"
        uow.outbox.put(Message(one.chat, sentence, weight=Weight.MUST_ARRIVE, once=once), now)
    return after


def takers(uow: UnitOfWork, concern: Concern, kind: AidKind, now: datetime) -> Sequence[Person]:
    """Who takes it over in chat; nobody where it goes on paper."""
    there = uow.people.in_unit(kind.unit, WORKERS, now) if kind.unit else []
    return [one for one in there if not kept_out(one, concern, now)]


def _answer(
    uow: UnitOfWork,
    concern: Concern,
    me: Person,
    now: datetime,
    kind: str,
    name: str,
    to: AidState,
) -> Concern:
    act = Act.AGREE_TO_AID if to is AidState.AGREED else Act.REFUSE_AID
    check_step(concern, act, me, now)
    offer = aid_offer(uow, concern, kind)
    if offer is None:
        raise Refusal("aid.not_asked", number=concern.number)
    open_to = (AidState.ASKED, AidState.AGREED) if to is AidState.REFUSED else (AidState.ASKED,)
    if offer.state not in open_to or not uow.aid_offers.move(offer, to):
        raise Refusal(f"aid.answered_{offer.state}", number=concern.number)
    after = take_step(uow, concern, act, me, now, name)
    _tell_asker(uow, after, replace(offer, state=to), name, now)
    return after


def _ask_reporter(uow: UnitOfWork, concern: Concern, kind: AidKind, said: str, now: datetime) -> None:
    """The exact words stand in this message and nowhere else in the clear."""
    sentence = words(
        "aid.consent",
        number=concern.number,
        unit=unit_name(uow, concern.unit),
        kind=words(f"aid_kind.{kind.id}"),
        gives=kind.gives,
        words=said,
    )
    yes = Button(words("button.agree_to_aid"), f"aid_yes:{kind.id}.{concern.id}")
    no = Button(words("button.refuse_aid"), f"aid_no:{kind.id}.{concern.id}")
    chat = uow.people.get(concern.reporter).chat
    once = f"aid:{concern.id}:{kind.id}"
    rows = ((yes, no), (Button(words("button.follow"), f"mine:{concern.id}"),))
    message = Message(chat, sentence, rows, weight=Weight.MUST_ARRIVE, once=once, concern=concern.id)
    uow.outbox.put(message, now)


def _tell_asker(uow: UnitOfWork, concern: Concern, offer: AidOffer, name: str, now: datetime) -> None:
    """Whoever of the office asked hears the answer too."""
    asker = uow.people.get(offer.asked_by)
    if asker.id == concern.handler or not may_on(Deed.AID, asker, concern, now):
        return
    key = "notice.aid_agreed" if offer.state is AidState.AGREED else "notice.aid_refused"
    card = ((Button(words("button.card"), f"card:{concern.id}"),),)
    sentence = words(key, number=concern.number, words=name)
    once = f"aid:{concern.id}:{offer.kind}:{offer.state}"
    uow.outbox.put(
        Message(asker.chat, sentence, card, weight=Weight.MUST_ARRIVE, once=once, concern=concern.id), now
    )
