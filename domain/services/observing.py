"""Saves what an information worker saw, at once; lets them name its kind, and take it back for a while."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.concern import Pin
from domain.danger import danger_in
from domain.errors import Refusal
from domain.files import FileNamed, FileState, StoredFile
from domain.observation import Observation, ObservationKind
from domain.people import Person, Role
from domain.permissions import Deed, may, standing
from domain.privacy import Finding, find_likely_name, find_personal
from domain.seen import seen_at
from domain.services.alarming import add_place, alarm, call_off
from domain.services.ports import UnitOfWork
from domain.tracking import new_id

PIN_JOINS = timedelta(minutes=2)
"""A pin alone, sent so soon after an observation without one, says where that was."""


@dataclass(frozen=True, slots=True)
class Sight:
    """One message from the field: words, files and a pin in any mix; `album` groups the parts of one.

    `no_name`: whoever sent it was asked, and says that what looks like a name in it is none.
    """

    sent_at: datetime
    words: str = ""
    files: Sequence[FileNamed] = ()
    pin: Pin | None = None
    album: str = ""
    no_name: bool = False


def observe(uow: UnitOfWork, actor: Person, sight: Sight, now: datetime) -> Observation:
    """Save the message, or join it to the album or the observation that it belongs to.

    Refusal: observe.not_yours (permission), observe.empty, privacy.* (it speaks of a person, PRODUCT.md O2);
    nothing is stored then. A part of a refused album comes back undone.
    """
    if not may(Deed.OBSERVE, standing(actor.roles(now))):
        raise Refusal("observe.not_yours")
    if finding := finding_in(sight):
        raise Refusal(finding.key)
    if not (sight.words.strip() or sight.files or sight.pin):
        raise Refusal("observe.empty")
    before = _belongs_to(uow, actor, sight, now)
    if before and before.undone_at:
        return before
    saved = _joined(uow, before, sight) if before else _new(uow, actor, sight, now)
    uow.observations.put(saved)
    for named in sight.files:
        uow.files.add(StoredFile(new_id(), owner(saved), named, FileState.NAMED, now))
    if before and before.alarmed_at and saved.pin and not before.pin:
        add_place(uow, saved, now)
    danger = danger_in(saved.words)
    return alarm(uow, saved, danger, now) if danger and not saved.alarmed_at else saved


def finding_in(sight: Sight) -> Finding | None:
    """What in the words or in the names of files says who somebody is (O2), or may say it and was not asked about."""
    texts = (sight.words, *(file.name.replace("_", " ") for file in sight.files))
    finds = (find_personal,) if sight.no_name else (find_personal, find_likely_name)
    return next((found for find in finds for text in texts if (found := find(text))), None)


def refuse_album(uow: UnitOfWork, actor: Person, sight: Sight, now: datetime) -> bool:
    """One part speaks of a person: forget the parts that came before, and let none that follow be saved.

    False where they told of a danger: it stands as it was told, and this part alone is not kept.
    """
    begun = uow.observations.of_album(actor.id, sight.album) or _new(uow, actor, sight, now)
    if begun.alarmed_at and not begun.undone_at:
        return False
    _empty(uow, begun, now)
    return True


def name_kind(uow: UnitOfWork, actor: Person, observation: str, kind: ObservationKind) -> Observation:
    """Say what it is about. Refusal: observe.not_yours, observe.undone_before."""
    named = replace(own_observation(uow, actor, observation), kind=kind)
    uow.observations.put(named)
    return named


def undo(uow: UnitOfWork, actor: Person, observation: str, now: datetime) -> Observation:
    """Take it back: words, place and files are forgotten. Refusal: observe.too_late, refer.done_before."""
    saved = own_observation(uow, actor, observation)
    if not can_undo(uow, saved, now):
        passed = saved.settled_at or saved.concern
        raise Refusal("refer.done_before") if passed else _too_late(uow)
    if saved.alarmed_at:
        call_off(uow, saved, actor, now)
    return _empty(uow, saved, now)


def seen_when_sent(uow: UnitOfWork, actor: Person, observation: str) -> Observation:
    """The words were no time: it was seen when it was sent. Refusal: those of `own_observation`."""
    saved = own_observation(uow, actor, observation)
    corrected = replace(saved, observed_at=saved.sent)
    uow.observations.put(corrected)
    return corrected


def can_undo(uow: UnitOfWork, observation: Observation, now: datetime) -> bool:
    """Whether it may still be taken back."""
    limit = timedelta(minutes=uow.policy.settings.undo_minutes)
    still = not (observation.undone_at or observation.settled_at or observation.concern)
    return still and now - observation.saved_at <= limit


def owner(observation: Observation) -> str:
    """Under which name its files are kept."""
    return f"observation:{observation.id}"


def _too_late(uow: UnitOfWork) -> Refusal:
    return Refusal("observe.too_late", minutes=uow.policy.settings.undo_minutes)


def own_observation(uow: UnitOfWork, actor: Person, observation: str) -> Observation:
    """One's own, not taken back. Refusal observe.not_yours, observe.undone_before."""
    found = uow.observations.get(observation)
    if found is None or found.person != actor.id:
        raise Refusal("observe.not_yours")
    if found.undone_at:
        raise Refusal("observe.undone_before")
    return found


def _belongs_to(uow: UnitOfWork, actor: Person, sight: Sight, now: datetime) -> Observation | None:
    if sight.album:
        return uow.observations.of_album(actor.id, sight.album)
    last = next(iter(uow.observations.latest(actor.id, 1)), None)
    if last is None or last.settled_at or last.concern or abs(sight.sent_at - last.sent) > PIN_JOINS:
        return None
    return last if _completes(uow, last, sight) else None


def _completes(uow: UnitOfWork, last: Observation, sight: Sight) -> bool:
    """A pin alone, sent after what has none; or words sent before a pin alone that overtook them."""
    if sight.sent_at < last.sent:
        only_pin = last.pin is not None and not last.words and not uow.files.of(owner(last))
        return only_pin and sight.pin is None
    return last.pin is None and sight.pin is not None and not (sight.words or sight.files)


def _new(uow: UnitOfWork, actor: Person, sight: Sight, now: datetime) -> Observation:
    units = actor.units(now, Role.INFORMATION_WORKER)
    return Observation(
        id=new_id(),
        person=actor.id,
        unit=units[0] if units else "",
        kind=None,
        words=sight.words.strip(),
        area=_area(uow, sight.pin),
        pin=sight.pin,
        album=sight.album,
        observed_at=seen_at(sight.words, sight.sent_at, uow.policy.calendar) or sight.sent_at,
        saved_at=now,
        sent_at=sight.sent_at,
    )


def _joined(uow: UnitOfWork, before: Observation, sight: Sight) -> Observation:
    """The observation with what this message adds; the moment its words name counts, else the earliest sending.

    Where whoever saw it said that the words are no time, they stay none.
    """
    named = seen_at(before.words, before.sent, uow.policy.calendar)
    put_back = named is not None and before.observed_at == before.sent
    words = "\n".join(part for part in (before.words, sight.words.strip()) if part)
    pin = before.pin or sight.pin
    sent = min(before.sent, sight.sent_at)
    seen = (None if put_back else seen_at(words, sent, uow.policy.calendar)) or sent
    return replace(before, words=words, pin=pin, area=_area(uow, pin), observed_at=seen, sent_at=sent)


def _area(uow: UnitOfWork, pin: Pin | None) -> str:
    found = uow.policy.areas.find_by_pin(pin.latitude, pin.longitude) if pin else None
    return found.id if found else ""


def _empty(uow: UnitOfWork, observation: Observation, now: datetime) -> Observation:
    uow.files.drop(owner(observation))
    gone = replace(observation, kind=None, words="", area="", pin=None, undone_at=now)
    uow.observations.put(gone)
    return gone
