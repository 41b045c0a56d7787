"""民情日: when the next one is and why on that date, what to prepare, and the buttons to say how it went."""

from datetime import date

from domain.calendar import DAY
from domain.duties import Occurrence
from domain.errors import Refusal
from domain.messages import Button, Rows, Words, words
from domain.permissions import Deed, may, standing
from domain.services import announcing, rostering, serving
from handlers.kit.duty_lines import change_rows, moved_lines, occurrence_in, rule_lines
from handlers.kit.feature import Feature
from handlers.kit.talk import Turn, button

VISITS_OFFERED = ((0, 1, 2, 3, 4), (5, 6, 8, 10, 15))


def show(turn: Turn, _: str = "") -> None:
    """The next visiting day, the first duty of the district's file; the others are one tap away."""
    roles = turn.me.roles(turn.now)
    if not may(Deed.DO_DUTY, standing(roles)):
        raise Refusal("duty_day.not_yours")
    for rule in turn.policy.duties[:1]:
        occurrence = serving.next_occurrence(turn.uow, rule.id, turn.now)
        if occurrence:
            _show_one(turn, occurrence)


def _show_one(turn: Turn, occurrence: Occurrence) -> None:
    turn.say(
        "duty_day.card",
        _rows(turn, occurrence),
        duty=words(f"duty.{occurrence.rule.id}"),
        day=occurrence.day,
        when=_when(turn, occurrence.day),
        why=words("duty_day.lines", lines=[*rule_lines(occurrence.rule), *moved_lines(occurrence)]),
        where=announcing.where(turn.uow, turn.me, occurrence, turn.now),
        mine=_mine(turn, occurrence),
    )


def _when(turn: Turn, day: date) -> Words:
    days = (day - turn.policy.calendar.day_of(turn.now)).days
    return words("duty_day.in_days", days=days) if days else words("duty_day.today")


def _mine(turn: Turn, occurrence: Occurrence) -> Words:
    if not rostering.does(turn.uow, occurrence, turn.me, turn.now):
        owed = rostering.owes(turn.uow, occurrence.rule, turn.me, turn.now)
        return words("duty_day.mine.away" if owed else "duty_day.not_mine")
    given = serving.marks_of(turn.uow, turn.me, occurrence)
    state = serving.DONE if serving.DONE in given else serving.READY if serving.READY in given else "open"
    return words(f"duty_day.mine.{state}")


def _rows(turn: Turn, occurrence: Occurrence) -> Rows:
    """The marks of this one, the last one if it is still open, and for the office the last figures."""
    today = turn.policy.calendar.day_of(turn.now)
    last = serving.last_occurrence(turn.uow, occurrence.rule.id, turn.now)
    found = [_mark_row(turn, occurrence, today), *([_mark_row(turn, last, today)] if last else [])]
    if last and may(Deed.SEE_DUTY_BUNDLE, standing(turn.me.roles(turn.now))):
        found.append((button("duty_day.show_bundle", f"duty:bundle.{_name(last)}", day=last.day),))
    found += change_rows(turn, occurrence)
    why = button("duty_day.why", f"why:{_name(occurrence)}")
    found.append((why, button("duty_day.others", "go:duties")))
    return tuple(row for row in found if row)


def _mark_row(turn: Turn, occurrence: Occurrence, today: date) -> tuple[Button, ...]:
    if not rostering.does(turn.uow, occurrence, turn.me, turn.now):
        return ()
    given = serving.marks_of(turn.uow, turn.me, occurrence)
    what = announcing.open_mark(occurrence, today, given, turn.policy.calendar)
    label = f"duty_day.{what}" if occurrence.day >= today else "duty_day.done_late"
    return (button(label, f"duty:{what}.{_name(occurrence)}", day=occurrence.day),) if what else ()


def _name(occurrence: Occurrence) -> str:
    return f"{occurrence.rule.id}.{occurrence.day}"


def _press(turn: Turn, what: str) -> None:
    order, _, rest = what.partition(".")
    occurrence, count = occurrence_in(turn, rest)
    if order == serving.READY:
        _ready(turn, occurrence)
    elif order == serving.DONE:
        _done(turn, occurrence)
    elif order == "time":
        _one_more(turn, occurrence)
    elif order == "open":
        _open(turn, occurrence, f"duty_day.{count}")
    elif order == serving.VISITS and count.isdecimal():
        serving.tell_visits(turn.uow, turn.me, occurrence, int(count), turn.now)
        turn.show("duty_day.thanks_visits", ((button("duty_day.details", "go:duty"),),), n=int(count))
    else:
        of_units = serving.figures(turn.uow, turn.me, occurrence, turn.now)
        turn.answer(announcing.bundle(turn.uow, occurrence, of_units))


def _open(turn: Turn, occurrence: Occurrence, rung: str) -> None:
    """One of several duties that were told in one message, in all its words; the figures are not among them."""
    known = {f"duty_day.{one.name}" for one in occurrence.rule.rungs} - {announcing.BUNDLE}
    owed = rostering.does(turn.uow, occurrence, turn.me, turn.now)
    said = owed and rung in known and announcing.duty_said(turn.uow, turn.me, occurrence, rung, turn.now)
    if not said:
        raise Refusal("duty_day.nothing_left")
    turn.answer(*said)


def _ready(turn: Turn, occurrence: Occurrence) -> None:
    serving.mark(turn.uow, turn.me, occurrence, serving.READY, turn.now)
    eve = turn.policy.calendar.working_day_until(occurrence.day - DAY)
    turn.show(
        "duty_day.thanks_ready", ((button("duty_day.details", "go:duty"),),), day=occurrence.day, eve=eve
    )


def _done(turn: Turn, occurrence: Occurrence) -> None:
    """已完成, and one optional question: how many households."""
    serving.mark(turn.uow, turn.me, occurrence, serving.DONE, turn.now)
    counts = tuple(
        tuple(button("duty_day.count", f"duty:visits.{_name(occurrence)}.{n}", n=n) for n in row)
        for row in VISITS_OFFERED
    )
    turn.show(
        "duty_day.thanks_done", (*counts, (button("duty_day.no_count", "go:duty"),)), day=occurrence.day
    )


def _one_more(turn: Turn, occurrence: Occurrence) -> None:
    """记一次, once a day; what was written in the diary counts by itself."""
    today = turn.policy.calendar.day_of(turn.now)
    fresh = serving.tell_time(turn.uow, turn.me, occurrence, today.isoformat(), turn.now)
    turn.toast = words("duty_day.counted" if fresh else "duty_day.counted_before")
    turn.answer(announcing.pace(turn.uow, turn.me, occurrence, turn.now))


FEATURE = Feature("duty", commands={"duty": show}, presses={"duty": _press})
