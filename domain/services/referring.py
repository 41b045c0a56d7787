"""What becomes of an observation: settled on the spot with evidence, or passed on as a concern to its unit (O3)."""

from dataclasses import dataclass, replace
from datetime import datetime

from domain.concern import Concern, HowKnown, Kind
from domain.errors import Refusal
from domain.observation import Observation
from domain.people import Person
from domain.privacy import find_personal
from domain.services.intake import Report, submit_concern
from domain.services.observing import own_observation, owner
from domain.services.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Referral:
    """What a concern needs besides what was seen. `draft`: id of the dialogue's draft."""

    draft: str
    category: str
    area: str
    place: str = ""


def own_open(uow: UnitOfWork, actor: Person, observation: str) -> Observation:
    """One's own that nothing has become of yet. Refusal observe.not_yours, observe.undone_before, refer.done_before."""
    seen = own_observation(uow, actor, observation)
    if seen.settled_at or seen.concern:
        raise Refusal("refer.done_before")
    return seen


def settle_on_spot(
    uow: UnitOfWork,
    actor: Person,
    observation: str,
    evidence: str,
    draft: str,
    now: datetime,
) -> Observation:
    """当场解决: put right, with words or with pictures (files of the draft) that show it.

    Refusal: those of `own_open`, refer.no_evidence, privacy.* (the words speak of a person).
    """
    seen = own_open(uow, actor, observation)
    if finding := find_personal(evidence):
        raise Refusal(finding.key)
    if not (evidence.strip() or uow.files.of(f"draft:{draft}")):
        raise Refusal("refer.no_evidence")
    settled = replace(seen, settled=evidence.strip(), settled_at=now)
    uow.observations.put(settled)
    uow.files.give(f"draft:{draft}", f"{owner(seen)}:settled")
    return settled


def refer(uow: UnitOfWork, actor: Person, observation: str, referral: Referral, now: datetime) -> Concern:
    """The observation becomes a concern of its unit; every step of it is told to whoever saw it.

    Refusal: those of `own_open`; refer.no_words: a concern needs words.
    """
    seen = own_open(uow, actor, observation)
    if not seen.words:
        raise Refusal("refer.no_words")
    report = Report(
        draft=referral.draft,
        kind=Kind.HELP,
        category=referral.category,
        area=referral.area,
        place=referral.place,
        words=seen.words,
        known=HowKnown.ANONYMOUS,
        pin=seen.pin,
    )
    concern = submit_concern(uow, actor, report, now)
    uow.observations.put(replace(seen, concern=concern.id))
    uow.files.give(owner(seen), f"concern:{concern.id}")
    return concern
