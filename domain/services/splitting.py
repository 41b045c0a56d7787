"""拆单: what several units must answer becomes several concerns of one reporter; no clock starts anew (H11, D6)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from domain.claims import as_lines
from domain.concern import Act, Concern, State
from domain.errors import Refusal
from domain.files import FileState
from domain.messages import Fact, Message, Weight, words
from domain.people import Person
from domain.permissions import Deed
from domain.relations import capacity
from domain.services.answering import claims_of
from domain.services.following import code_purpose
from domain.services.outlook import next_step, unit_name
from domain.services.ports import UnitOfWork
from domain.services.pushing_down import is_pushed_down
from domain.services.recording import record
from domain.services.stepping import check_step, take_step
from domain.services.timing import plan, rule_of, running
from domain.tracking import new_code, new_id, new_number


def split(
    uow: UnitOfWork,
    concern: Concern,
    actor: Person,
    now: datetime,
    picked: Sequence[str],
    unit: str,
    reason: str,
    word: str = "",
) -> Concern:
    """The picked claims as a concern of their own with that unit; the others stay. The new one.

    `word`: why a department's matter goes to a community after all, for its people and the record (H6).
    Refusal split.single (there is one claim), split.none, split.all, split.changed (the claims are others by now),
    split.pushed_down (no word), step.words_needed, reply.waits, transfer.unknown_unit, transfer.same_unit,
    transfer.complained_about.
    """
    whole = uow.concerns.hold(concern.id) or concern
    check_step(whole, Act.SPLIT, actor, now)
    if not reason.strip():
        raise Refusal("step.words_needed")
    left = _left(uow, whole, picked)
    _check_unit(uow, whole, unit)
    pushed_down = is_pushed_down(uow, whole, unit, now)
    if pushed_down and not word.strip():
        raise Refusal("split.pushed_down", unit=uow.policy.units.get(unit).name)
    code = new_code()
    part = _added(uow, whole, code, picked, now)
    kept = take_step(uow, whole, Act.SPLIT, actor, now, f"{part.number} {reason.strip()}")
    take_step(uow, kept, Act.KEEP_CLAIMS, None, now, as_lines(left))
    assigned = _begin(uow, whole, part, actor, now, unit)
    _tell_reporter(uow, whole, assigned, code, reason, now)
    return take_step(uow, assigned, Act.PUSH_DOWN, actor, now, word) if pushed_down else assigned


def _left(uow: UnitOfWork, concern: Concern, picked: Sequence[str]) -> list[str]:
    """The claims that stay."""
    claims, _ = claims_of(uow, concern)
    if len(claims) < 2:
        raise Refusal("split.single", number=concern.number)
    if uow.held_replies.of(concern.id):
        raise Refusal("reply.waits", number=concern.number)
    if not picked:
        raise Refusal("split.none")
    if not set(picked) <= set(claims):
        raise Refusal("split.changed", number=concern.number)
    left = [claim for claim in claims if claim not in picked]
    if not left:
        raise Refusal("split.all")
    return left


def _check_unit(uow: UnitOfWork, concern: Concern, unit: str) -> None:
    """Another unit, and never the one complained about."""
    units = uow.policy.units
    if unit not in units.by_id:
        raise Refusal("transfer.unknown_unit")
    if unit == concern.about_unit:
        raise Refusal("transfer.complained_about", unit=units.get(unit).name)
    if unit == concern.unit:
        raise Refusal("transfer.same_unit", unit=units.get(unit).name)


def _added(uow: UnitOfWork, whole: Concern, code: str, picked: Sequence[str], now: datetime) -> Concern:
    """The same reporter, place, kind and day of receipt; nobody has it yet, and who stepped out stays out."""
    local, part_id = now.astimezone(uow.policy.calendar.zone), new_id()
    while True:
        part = replace(
            whole,
            id=part_id,
            number=new_number(uow.policy.settings.code, local),
            code_digest=uow.secrets.digest(code_purpose(part_id), code),
            words=picked[0] if len(picked) == 1 else as_lines(picked),
            state=State.REGISTERED,
            unit="",
            handler="",
            asked_days=0,
            review_unit="",
            reviewer="",
            leader="",
            co_units=(),
            joined_to="",
        )
        if uow.concerns.add(part):
            return part


def _begin(
    uow: UnitOfWork, whole: Concern, part: Concern, actor: Person, now: datetime, unit: str
) -> Concern:
    """Registered by the office, with the clocks of the whole as they stand, and assigned."""
    contact = uow.concerns.contact(whole.id)
    if contact:
        uow.concerns.put_contact(part.id, contact)
    who = capacity(Deed.DIRECT, actor, whole, now)
    record(uow, "", part, Act.REGISTER, actor.id, who, now, whole.number)
    _inherit_clocks(uow, whole, part)
    _share_files(uow, whole, part, now)
    assigned = take_step(uow, part, Act.ASSIGN, None, now, unit=unit)
    for clock in running(uow, assigned):
        plan(uow, assigned, clock, rule_of(uow, clock), now)
    return assigned


def _inherit_clocks(uow: UnitOfWork, whole: Concern, part: Concern) -> None:
    """Every clock began when it began, and ends when it ends; one that is known never starts a second time."""
    for clock in uow.clocks.of(whole.id):
        uow.clocks.put(part.id, clock)


def _share_files(uow: UnitOfWork, whole: Concern, part: Concern, now: datetime) -> None:
    """Pictures and voices belong to both: they are fetched once more for the new one."""
    for file in uow.files.of(f"concern:{whole.id}"):
        if file.state is not FileState.REFUSED:
            again = replace(file, id=new_id(), owner=f"concern:{part.id}", state=FileState.NAMED)
            uow.files.add(replace(again, added_at=now, tries=0, not_before=None))


def _tell_reporter(
    uow: UnitOfWork, whole: Concern, part: Concern, code: str, reason: str, now: datetime
) -> None:
    """The new number with its query code and why, told once and surely."""
    reporter = uow.people.get(part.reporter)
    facts: dict[str, Fact] = {
        "whole": whole.number,
        "number": part.number,
        "code": code,
        "words": part.words,
        "unit": unit_name(uow, part.unit),
        "reason": reason.strip(),
        "next": next_step(uow, part),
    }
    message = Message(
        reporter.chat,
        words("split.told", **facts),
        weight=Weight.MUST_ARRIVE,
        once=f"number:{part.id}",
        concern=part.id,
    )
    uow.outbox.put(message, now)
