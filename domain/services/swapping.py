"""Two who have a duty swap: whose turn it is on two days, or their places on one; each change is told (W3)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from domain.duties import Occurrence
from domain.errors import Refusal
from domain.messages import Button, Fact, Message, Weight, Words, words
from domain.people import Person, Role
from domain.roster import RosterLine, Swap, SwapEnd
from domain.services.calling import called
from domain.services.ports import UnitOfWork
from domain.services.rostering import choose_place, doers, does, line_of, place_of, unit_of
from domain.services.serving import ROSTER_AHEAD, occurrence_on, occurrences_between
from domain.tracking import new_id

Partner = tuple[Person, Occurrence]


def partners(uow: UnitOfWork, actor: Person, occurrence: Occurrence, now: datetime) -> list[Partner]:
    """With whom the actor could swap, and their day: other turns to come, or colleagues of the unit on the same day."""
    rule = occurrence.rule
    if not rule.by_turn:
        unit = unit_of(uow, occurrence, actor, now)
        same = [one for one in doers(uow, occurrence, now) if unit_of(uow, occurrence, one, now) == unit]
        return [(one, occurrence) for one in same if one.id != actor.id]
    today = uow.policy.calendar.day_of(now)
    coming = occurrences_between(uow, rule.id, today, today + ROSTER_AHEAD)
    pairs = [(one, other) for other in coming for one in doers(uow, other, now) if one.id != actor.id]
    return [
        (one, other) for one, other in pairs if other.day != occurrence.day and _has_day(uow, other, one, now)
    ]


def elsewhere(
    uow: UnitOfWork, actor: Person, occurrence: Occurrence, found: list[Partner], now: datetime
) -> list[Partner]:
    """Those of the partners with whom a swap would change something: on one day they are in another place."""
    if occurrence.rule.by_turn:
        return found
    here = place_of(uow, occurrence, actor, now)
    return [(one, day) for one, day in found if place_of(uow, day, one, now) != here]


def ask_swap(uow: UnitOfWork, actor: Person, occurrence: Occurrence, partner: Partner, now: datetime) -> Swap:
    """Ask a colleague; nothing changes until they agree.

    Refusal: those of `check_own`; roster.not_possible; roster.same_place: it would change nothing; roster.crossing:
    one of the two has a wish that waits.
    """
    check_own(uow, actor, occurrence, now)
    other, other_day = partner
    if not (_has_day(uow, occurrence, actor, now) and _has_day(uow, other_day, other, now)):
        raise Refusal("roster.not_possible")
    _check_places(uow, actor, occurrence, other, now)
    swap = Swap(new_id(), occurrence.rule.id, occurrence.day, actor.id, other_day.day, other.id, now)
    for waiting in uow.rosters.open_swaps(swap.rule):
        if waiting.touches(actor.id, swap.day) or waiting.touches(other.id, swap.other_day):
            raise Refusal("roster.crossing")
    uow.rosters.put_swap(swap)
    answers = [Button(words(f"roster.{one}"), f"swap:{one}.{swap.id}") for one in ("agree", "refuse")]
    tell(uow, (other,), _of(uow, "roster.swap_asked", swap, actor, now), now, *answers)
    return swap


def change_place(
    uow: UnitOfWork, actor: Person, occurrence: Occurrence, area: str, now: datetime
) -> RosterLine:
    """Another place for oneself; a wish that counted on the old one is over. Refusal: those of `choose_place`."""
    before = place_of(uow, occurrence, actor, now)
    line = choose_place(uow, actor, occurrence, area, now)
    if area != before:
        overtake(uow, line.rule, actor, occurrence.day, now)
    return line


def _check_places(uow: UnitOfWork, actor: Person, day: Occurrence, other: Person, now: datetime) -> None:
    """On one day places are swapped, so they must differ."""
    place = place_of(uow, day, actor, now)
    if not day.rule.by_turn and place == place_of(uow, day, other, now):
        raise Refusal("roster.same_place", place=uow.policy.areas.path_name(place))


def _has_day(uow: UnitOfWork, occurrence: Occurrence, person: Person, now: datetime) -> bool:
    """Whether it is theirs to give: a turn only to whom it was drawn, not to who does it for somebody."""
    line = uow.rosters.get(occurrence.rule.id, occurrence.wished, person.id)
    return does(uow, occurrence, person, now) and (line is not None or not occurrence.rule.by_turn)


def answer_swap(uow: UnitOfWork, actor: Person, swap_id: str, agrees: bool, now: datetime) -> Swap:
    """The one who was asked says yes or no; the asker, and with a yes those above them, hear of it.

    Refusal: roster.swap_over (answered, taken back or overtaken), roster.not_yours, roster.past (a yes, once one of
    the two days is over).
    """
    swap = _open(uow, swap_id)
    if swap.other != actor.id:
        raise Refusal("roster.not_yours")
    ended = replace(swap, ended_at=now, end=SwapEnd.AGREED if agrees else SwapEnd.REFUSED)
    uow.rosters.put_swap(ended)
    asker = uow.people.get(swap.asker)
    if not agrees:
        tell(uow, (asker,), _of(uow, "roster.swap_refused", swap, actor, now), now)
        return ended
    first, second = _days(uow, swap)
    if not (does(uow, first, asker, now) and does(uow, second, actor, now)):
        raise Refusal("roster.swap_over")
    if min(first.day, second.day) < uow.policy.calendar.day_of(now):
        raise Refusal("roster.past", day=min(first.day, second.day))
    _change(uow, first, asker, second, actor, now)
    for person, day in ((asker, swap.day), (actor, swap.other_day)):
        overtake(uow, swap.rule, person, day, now)
    above = {
        one.id: one
        for day, person in ((first, asker), (second, actor))
        for one in _above(uow, day, person, now)
    }
    told = [asker, *(one for one in above.values() if one.id not in (asker.id, actor.id))]
    tell(uow, told, _of(uow, "roster.swap_agreed", swap, actor, now), now)
    return ended


def take_swap_back(uow: UnitOfWork, actor: Person, swap_id: str, now: datetime) -> None:
    """The asker no longer wishes it. Refusal: roster.swap_over, roster.not_yours."""
    swap = _open(uow, swap_id)
    if swap.asker != actor.id:
        raise Refusal("roster.not_yours")
    uow.rosters.put_swap(replace(swap, ended_at=now, end=SwapEnd.TAKEN_BACK))
    tell(uow, (uow.people.get(swap.other),), _of(uow, "roster.swap_taken_back", swap, actor, now), now)


def overtake(uow: UnitOfWork, rule: str, person: Person, day: date, now: datetime) -> None:
    """What this person does that day has changed: wishes that counted on it are over, and both sides hear of it."""
    for swap in uow.rosters.open_swaps(rule):
        if swap.touches(person.id, day):
            uow.rosters.put_swap(replace(swap, ended_at=now, end=SwapEnd.OVERTAKEN))
            both = (uow.people.get(swap.asker), uow.people.get(swap.other))
            tell(uow, both, _of(uow, "roster.swap_overtaken", swap, person, now), now)


def check_own(uow: UnitOfWork, actor: Person, occurrence: Occurrence, now: datetime) -> None:
    """Refusal roster.not_yours (they do not do it), roster.past (the day is over), roster.no_day (done on any day)."""
    if occurrence.rule.by_day or occurrence.rule.times:
        raise Refusal("roster.no_day")
    if not does(uow, occurrence, actor, now):
        raise Refusal("roster.not_yours")
    if uow.policy.calendar.day_of(now) > occurrence.day:
        raise Refusal("roster.past", day=occurrence.day)


def tell(uow: UnitOfWork, people: Iterable[Person], sentence: Words, now: datetime, *buttons: Button) -> None:
    """Each of them, so that it arrives; in the night it waits for the morning."""
    rows = (buttons,) if buttons else ()
    later = uow.policy.calendar.after_quiet(now)
    for one in people:
        message = Message(one.chat, sentence, rows, weight=Weight.MUST_ARRIVE, not_before=later)
        uow.outbox.put(message, now)


def concerned(uow: UnitOfWork, occurrence: Occurrence, actor: Person, now: datetime) -> list[Person]:
    """Who else is told of a change: the leads of the unit; of a turn, and where there are none, the office."""
    return [one for one in _above(uow, occurrence, actor, now) if one.id != actor.id]


def _above(uow: UnitOfWork, occurrence: Occurrence, person: Person, now: datetime) -> list[Person]:
    unit = unit_of(uow, occurrence, person, now)
    leads = [one for one in uow.people.in_unit(unit, (Role.UNIT_LEAD,), now) if one.id != person.id]
    office = uow.people.with_roles((Role.OFFICE,), now) if occurrence.rule.by_turn or not leads else []
    return [*leads, *office]


def _open(uow: UnitOfWork, swap_id: str) -> Swap:
    swap = uow.rosters.swap(swap_id)
    if swap is None or swap.ended_at is not None:
        raise Refusal("roster.swap_over")
    return swap


def _days(uow: UnitOfWork, swap: Swap) -> tuple[Occurrence, Occurrence]:
    return occurrence_on(uow, swap.rule, swap.day), occurrence_on(uow, swap.rule, swap.other_day)


def _change(
    uow: UnitOfWork, first: Occurrence, asker: Person, second: Occurrence, other: Person, now: datetime
) -> None:
    """By turn the days change hands; on one day the places."""
    lines = line_of(uow, first, asker, now), line_of(uow, second, other, now)
    if first.rule.by_turn:
        for line, new in zip(lines, (other, asker), strict=True):
            uow.rosters.drop(line)
            uow.rosters.put(RosterLine(line.rule, line.day, new.id, unit_of(uow, first, new, now)))
        return
    places = place_of(uow, second, other, now), place_of(uow, first, asker, now)
    for line, place in zip(lines, places, strict=True):
        uow.rosters.put(replace(line, place=place))


def _of(uow: UnitOfWork, key: str, swap: Swap, who: Person, now: datetime) -> Words:
    """The wish in words: who says so, who swaps with whom, on which days."""
    asker, other = uow.people.get(swap.asker), uow.people.get(swap.other)
    first, second = _days(uow, swap)
    facts: dict[str, Fact] = {
        "duty": words(f"duty.{swap.rule}"),
        "who": called(uow, who, unit_of(uow, first, who, now), now),
        "asker": called(uow, asker, unit_of(uow, first, asker, now), now),
        "other": called(uow, other, unit_of(uow, second, other, now), now),
    }
    return Words(key, facts | {"what": _what(uow, swap, first, (asker, other), facts, now)})


def _what(
    uow: UnitOfWork,
    swap: Swap,
    day: Occurrence,
    both: tuple[Person, Person],
    names: dict[str, Fact],
    now: datetime,
) -> Words:
    """The two days; on one day, who is where as things stand."""
    if day.rule.by_turn:
        return words("roster.days", first=swap.day, second=swap.other_day)
    first, second = (uow.policy.areas.path_name(place_of(uow, day, one, now)) for one in both)
    facts: dict[str, Fact] = {"day": swap.day, "first": first, "second": second}
    return Words("roster.places", facts | {"asker": names["asker"], "other": names["other"]})
