"""Plans and words the reminders of sweeps: told while places are left, and the coverage to the office (O6)."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from domain.errors import Refusal
from domain.messages import Button, Fact, Message, Weight, Words, words
from domain.people import Person
from domain.reminders import Receiver, Rung
from domain.services.ports import Reminder, UnitOfWork
from domain.services.sweeping import Coverage, coverage_by_area, goes, own_coverage, round_of
from domain.sweeps import Round, rounds, sweep_ladder

SWEEP = "sweep:"
AHEAD = timedelta(days=40)
LASTS = timedelta(days=7)
"""How long the coverage of a round is worth telling."""


def plan_sweeps(uow: UnitOfWork, now: datetime) -> int:
    """Plan what is not yet planned, move what has moved; again changes nothing. The number of rows planned."""
    today = uow.policy.calendar.day_of(now)
    planned = [
        reminder
        for rule in uow.policy.sweeps.sweeps
        for round_ in rounds(rule, today, today + AHEAD)
        for reminder in _reminders(uow, round_, now)
    ]
    uow.reminders.plan_all(planned)
    return len(planned)


def sweep_message(uow: UnitOfWork, person: Person, reminder: Reminder, now: datetime) -> Message | None:
    """A rung for one person as things stand; None when no place is left, or there is no such round any more."""
    _, sweep, first = reminder.subject.split(":")
    try:
        round_ = round_of(uow, sweep, date.fromisoformat(first))
    except Refusal:
        return None
    if reminder.sentence == "sweeping.result":
        said = result(uow, round_, coverage_by_area(uow, round_))
        return _message(person, reminder, said)
    coverage = own_coverage(uow, round_, person, now)
    if not coverage.places or (round_.covers and not coverage.left):
        return None
    key = "sweeping.stage" if not round_.covers else reminder.sentence
    opens = goes(uow, round_, person, now) and round_.covers
    button = Button(words("sweeping.places"), f"sweep:round.{sweep}.{first}") if opens else None
    return _message(person, reminder, said_of(uow, round_, coverage, now, key), button)


def said_of(uow: UnitOfWork, round_: Round, coverage: Coverage, now: datetime, key: str) -> Words:
    """A round with its coverage and the working days left."""
    calendar = uow.policy.calendar
    return words(
        key,
        sweep=name_of(round_),
        first=round_.first,
        last=round_.last,
        done=len(coverage.done),
        all=len(coverage.places),
        found=len(coverage.found),
        days=max(calendar.working_days_between(calendar.day_of(now), round_.last), 0),
        source=round_.sweep.source,
    )


def name_of(round_: Round) -> Words:
    """The sweep with its stage, if it has stages."""
    sweep = words(f"sweep.{round_.sweep.id}")
    if not round_.stage:
        return sweep
    return words("sweeping.of_stage", sweep=sweep, stage=words(f"sweep_stage.{round_.stage}"))


def result(uow: UnitOfWork, round_: Round, found: list[tuple[str, Coverage]]) -> Words:
    """The coverage of all places by subdistrict, with what it is counted of; nobody's name."""
    lines: list[Fact] = [
        words(
            "sweeping.area",
            area=uow.policy.areas.by_id[area].name,
            done=len(of.done),
            all=len(of.places),
            found=len(of.found),
        )
        for area, of in found
    ]
    left: list[Fact] = [
        words("sweeping.left", area=uow.policy.areas.path_name(one)) for _, of in found for one in of.left
    ]
    return words(
        "sweeping.result",
        sweep=name_of(round_),
        first=round_.first,
        last=round_.last,
        done=sum(len(of.done) for _, of in found),
        all=sum(len(of.places) for _, of in found),
        lines=[*lines, *left],
    )


def _reminders(uow: UnitOfWork, round_: Round, now: datetime) -> Iterator[Reminder]:
    ladder = sweep_ladder(uow.policy.sweeps, round_, uow.policy.calendar, now)
    ends = [rung.due_at for rung in ladder[1:]]
    for rung, end in zip(ladder, [*ends, None], strict=True):
        for role in _roles(round_, rung):
            yield Reminder(
                key=f"{SWEEP}{round_.sweep.id}:{round_.first}:{rung.name}:{role}",
                subject=f"{SWEEP}{round_.sweep.id}:{round_.first}",
                audience=f"role:{role}",
                due_at=rung.due_at,
                sentence=f"sweeping.{rung.name}",
                facts={},
                expires_at=end or rung.due_at + LASTS,
            )


def _roles(round_: Round, rung: Rung) -> list[str]:
    found: list[str] = []
    for receiver in rung.receivers:
        owed = receiver is Receiver.THOSE_WHO_OWE
        found += sorted(round_.sweep.roles) if owed else [receiver]
    return found


def _message(person: Person, reminder: Reminder, said: Words, button: Button | None = None) -> Message:
    return Message(
        person.chat,
        said,
        ((button,),) if button else (),
        weight=Weight.COMES_AGAIN,
        once=f"remind:{person.id}:{reminder.key}",
        expires_at=reminder.expires_at,
    )
