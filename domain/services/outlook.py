"""What comes next for a concern: who acts, by when, and on what ground."""

from domain.clocks import Clock, Debtor, Event
from domain.concern import Concern, State
from domain.messages import Fact, Words, words
from domain.services.ports import UnitOfWork
from domain.services.timing import procedure, rule_of
from domain.units import Unit

BEFORE_NOTICE = (State.REGISTERED, State.ASSIGNED, State.SIGNED_IN, State.OBJECTED, State.RETURNED)
"""States in which the notice of acceptance or declining is still to be given."""


def deadline(uow: UnitOfWork, concern: Concern) -> Clock | None:
    """The nearest running clock that an office owes; a notice already on its way is owed no more."""
    running = [clock for clock in uow.clocks.of(concern.id) if clock.met_at is None]
    owed = [clock for clock in running if is_owed(uow, concern, clock)]
    return min(owed, key=lambda clock: (clock.due_on, clock.due_at is None), default=None)


def remedy_time(uow: UnitOfWork, concern: Concern) -> Clock | None:
    """The resident's running time for 复查 (条例 35), once the reply is delivered."""
    running = [clock for clock in uow.clocks.of(concern.id) if clock.met_at is None]
    return next((clock for clock in running if rule_of(uow, clock).debtor == Debtor.RESIDENT), None)


def next_step(uow: UnitOfWork, concern: Concern) -> Words:
    """One sentence: what is next, by whom, by which day and on what ground."""
    facts: dict[str, Fact] = {
        "unit": unit_name(uow, concern.unit),
        "above": unit_name(uow, concern.review_unit),
        "by": by_when(uow, concern),
    }
    match concern.state:
        case State.REPLIED | State.CONCLUDED:
            return Words(f"next.{concern.state}", {**facts, "remedy": remedy(uow, concern)})
        case State.REVIEWED:
            return Words("next.reviewed", {**facts, "remedy": final_remedy(uow, concern)})
        case State.DECLINED | State.DIRECTED:
            return Words(f"next.{concern.state}", {**facts, **_above(uow, concern)})
        case _:
            return Words(f"next.{concern.state}", facts)


def by_when(uow: UnitOfWork, concern: Concern) -> Fact:
    """The last day with its ground, as a line; "" where no period runs."""
    clock = deadline(uow, concern)
    return due_line(clock) if clock else ""


def due_line(clock: Clock) -> Words:
    """One clock in words; a date past the known calendar says that it may still change (D3)."""
    if clock.paused_on is not None:
        return words("due.paused", clock=words(f"clock.{clock.rule}"), since=clock.paused_on)
    key = "due.provisional" if clock.provisional else "due.line"
    name, basis = words(f"clock.{clock.rule}"), words(f"basis.{clock.rule}")
    if clock.extended_by or clock.moved_to:
        basis = words("due.made_longer", basis=basis)
    return words(key, clock=name, due=clock.ends, basis=basis)


def remedy(uow: UnitOfWork, concern: Concern) -> Words:
    """What a resident can do who disagrees with the reply: 复查 where 条例 35 gives it, else the office."""
    after_reply = (rule for rule in uow.policy.clocks if rule.start == Event.REPLY_DELIVERED)
    review = next((rule for rule in after_reply if procedure(uow, concern) in rule.procedures), None)
    clock = remedy_time(uow, concern)
    above = _above(uow, concern)
    if review is None:
        return Words("remedy.office", above)
    if clock is None:
        return Words("remedy.review", {**above, "days": review.length})
    return Words("remedy.review_until", {**above, "due": clock.due_on})


def final_remedy(uow: UnitOfWork, concern: Concern) -> Words:
    """What a resident can do who disagrees with the review opinion (条例 36)."""
    clock, above = remedy_time(uow, concern), unit_above(uow, concern.review_unit)
    facts: dict[str, Fact] = {"superior": above.name, "address": above.address}
    if clock is None:
        return Words("remedy.final_review", facts)
    return Words("remedy.final_review_until", {**facts, "due": clock.due_on})


def unit_name(uow: UnitOfWork, unit: str) -> str:
    """The unit's present name; the id itself if it is no longer in the data, "" before assignment."""
    known = uow.policy.units.by_id.get(unit)
    return known.name if known else unit


def is_owed(uow: UnitOfWork, concern: Concern, clock: Clock) -> bool:
    """Whether an office still has to act for this clock, unless it is met; a notice on its way is owed no more.

    A notice to somebody who cannot be reached by chat is on no way: it goes on paper, and its receipt is entered.
    """
    rule = rule_of(uow, clock)
    written = Event.NOTICE_DELIVERED in rule.met_by and concern.state not in BEFORE_NOTICE
    on_its_way = written and uow.people.get(concern.reporter).reachable
    return rule.debtor != Debtor.RESIDENT and not on_its_way


def _above(uow: UnitOfWork, concern: Concern) -> dict[str, Fact]:
    above = unit_above(uow, concern.unit)
    return {"superior": above.name, "address": above.address}


def unit_above(uow: UnitOfWork, unit: str) -> Unit:
    """The unit above this one, which reviews what it does; the office where the data name none."""
    units = uow.policy.units
    above = units.superiors(unit) if unit in units.by_id else ()
    return units.get(above[0]) if above else units.office
