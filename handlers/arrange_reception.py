"""领导接访 for the office and its leaders: publishing days, moving them, calling them off (T10)."""

from collections.abc import Sequence
from datetime import date, time

from domain.draft import Draft
from domain.errors import Refusal
from domain.messages import Button, Fact, Rows, Words, words
from domain.people import Role
from domain.permissions import Deed
from domain.reception import Booking, Reception, beginning, closing, proposed_days
from domain.relations import check
from domain.services import receiving
from domain.services.calling import called
from handlers.kit.coming_day import ComingDay
from handlers.kit.dialogue import Dialogue
from handlers.kit.feature import Feature
from handlers.kit.hearing import begin_and_ask
from handlers.kit.number import Number
from handlers.kit.proposed_day import PROPOSED, ProposedDay
from handlers.kit.staff import code_of
from handlers.kit.steps import Choice, Text, refused_words
from handlers.kit.talk import Turn, button
from handlers.kit.time_of_day import TimeOfDay

SHOWN = 10
TITLE, VENUE, REASON = 40, 100, 200
"""Characters of these texts."""
PLACES = (4, 6, 8, 10, 12, 20)
MINUTES = ("0", "10", "15", "20", "30")


def _list(turn: Turn, _: str = "") -> None:
    """The days that this person serves, with how many places are booked; nobody's name."""
    days = receiving.days_of(turn.uow, turn.me, turn.now)[:SHOWN]
    taken = turn.uow.receptions.taken([day.id for day in days])
    lines: list[Fact] = [_line(turn, day, taken.get(day.id, 0)) for day in days]
    rows = tuple((_day_button(turn, day),) for day in days)
    new = ((button("receptions.new", "receptions:new"),),) if _arranges(turn) else ()
    turn.show("receptions.list" if lines else "receptions.none", (*rows, *new), lines=lines)


def _arranges(turn: Turn) -> bool:
    return Role.OFFICE in turn.me.roles(turn.now)


def _line(turn: Turn, day: Reception, taken: int) -> Words:
    at = beginning(day, turn.policy.calendar)
    return words("receptions.line", when=at, title=day.title, venue=day.venue, taken=taken, places=day.places)


def _day_button(turn: Turn, day: Reception) -> Button:
    at = beginning(day, turn.policy.calendar)
    return button("receptions.day", f"receptions:day.{day.id}", when=at, title=day.title)


def _press(turn: Turn, what: str) -> None:
    order, _, rest = what.partition(".")
    if order in ORDERS:
        ORDERS[order](turn, rest)
    else:
        _list(turn)


def _show_day(turn: Turn, day_id: str) -> None:
    """One day with what can be done about it now."""
    days = {day.id: day for day in receiving.days_of(turn.uow, turn.me, turn.now)}
    if day_id not in days:
        raise Refusal("reception.unknown")
    day = days[day_id]
    taken = turn.uow.receptions.taken([day.id]).get(day.id, 0)
    closes = closing(day, turn.policy.receptions, turn.policy.calendar)
    turn.show(
        "receptions.card",
        _day_rows(turn, day, turn.now >= closes),
        line=_line(turn, day, taken),
        leader=called(turn.uow, turn.uow.people.get(day.leader), turn.policy.units.office.id, turn.now),
        closes=closes,
    )


def _day_rows(turn: Turn, day: Reception, closed: bool) -> Rows:
    roster = ((button("reception.open_roster", f"received:day.{day.id}"),),) if closed else ()
    still = turn.now < beginning(day, turn.policy.calendar)
    move = button("button.move_reception", f"receptions:move.{day.id}")
    off = button("button.call_off", f"receptions:off.{day.id}")
    deeds = ((move, off),) if still and _arranges(turn) else ()
    return (*roster, *deeds, (button("menu.receptions", "go:receptions"),))


def _choose(turn: Turn, _: str) -> None:
    """Which leader. Refusal reception.no_leader: there is none to choose."""
    check(Deed.ARRANGE_RECEPTION, turn.me, turn.now)
    found = receiving.leaders(turn.uow, turn.now)
    if not found:
        raise Refusal("reception.no_leader")
    office = turn.policy.units.office.id
    rows = tuple(
        (
            button(
                "receptions.leader",
                f"receptions:leader.{code_of(one.id)}",
                who=called(turn.uow, one, office, turn.now),
            ),
        )
        for one in found
    )
    turn.show("receptions.ask_leader", rows)


def _begin(turn: Turn, code: str) -> None:
    check(Deed.ARRANGE_RECEPTION, turn.me, turn.now)
    found = [one.id for one in receiving.leaders(turn.uow, turn.now) if code_of(one.id) == code]
    if not found:
        raise Refusal("reception.no_leader")
    calendar = turn.policy.calendar
    days = proposed_days(turn.policy.receptions, calendar.day_of(turn.now), calendar)
    begin_and_ask(turn, PUBLISH, answers={"leader": found[0], PROPOSED: [day.isoformat() for day in days]})


def _published(turn: Turn, draft: Draft) -> None:
    given = {name: str(value) for name, value in draft.answers.items()}
    plan = receiving.Plan(
        leader=given["leader"],
        title=given["title"],
        day=date.fromisoformat(given["day"]),
        start=time.fromisoformat(given["start"]),
        venue=given["venue"],
        places=int(given["places"]),
        minutes=int(given["minutes"]),
    )
    day = receiving.publish(turn.uow, turn.me, plan, turn.now)
    _said(turn, words("receptions.published", line=_line(turn, day, 0)))


def _moved(turn: Turn, draft: Draft) -> None:
    given = {name: str(value) for name, value in draft.answers.items()}
    day, start = date.fromisoformat(given["day"]), time.fromisoformat(given["start"])
    moved = receiving.move(turn.uow, turn.me, draft.about, day, start, given["reason"], turn.now)
    booked = turn.uow.receptions.bookings(moved.id)
    line, lost = _line(turn, moved, len(booked)), _lost(turn, booked)
    _said(turn, words("receptions.moved", line=line, n=len(booked), lost=lost))


def _called_off(turn: Turn, draft: Draft) -> None:
    booked = turn.uow.receptions.bookings(draft.about)
    receiving.cancel_day(turn.uow, turn.me, draft.about, str(draft.answers["reason"]), turn.now)
    _said(turn, words("receptions.called_off", n=len(booked), lost=_lost(turn, booked)))


def _lost(turn: Turn, booked: Sequence[Booking]) -> Fact:
    """How many of them have stopped the bot: somebody should be there when they come."""
    n = sum(not turn.uow.people.get(one.person).reachable for one in booked)
    return words("receptions.lost", n=n) if n else ""


def _said(turn: Turn, sentence: Words) -> None:
    turn.answer(sentence, ((button("menu.receptions", "go:receptions"),),))


PUBLISH = Dialogue(
    "reception_day",
    (
        Text("title", "reception_day.ask_title", longest=TITLE, refuses=refused_words),
        ProposedDay("day", "reception_day.ask_day"),
        TimeOfDay("start", "reception_day.ask_start"),
        Text("venue", "reception_day.ask_venue", longest=VENUE, refuses=refused_words),
        Number("places", "reception_day.ask_places", PLACES, receiving.MOST_PLACES),
        Choice(
            "minutes",
            "reception_day.ask_minutes",
            tuple((one, f"reception_day.minutes_{one}") for one in MINUTES),
        ),
    ),
    _published,
    review="reception_day.review",
)
MOVE = Dialogue(
    "move_reception",
    (
        ComingDay("day", "move_reception.ask_day"),
        TimeOfDay("start", "move_reception.ask_start"),
        Text("reason", "move_reception.ask_reason", longest=REASON, refuses=refused_words),
    ),
    _moved,
    review="move_reception.review",
)
CALL_OFF = Dialogue(
    "call_off",
    (Text("reason", "call_off.ask_reason", longest=REASON, refuses=refused_words),),
    _called_off,
    review="call_off.review",
)


def _begin_move(turn: Turn, day_id: str) -> None:
    _begin_about(turn, MOVE, day_id)


def _begin_off(turn: Turn, day_id: str) -> None:
    _begin_about(turn, CALL_OFF, day_id)


def _begin_about(turn: Turn, dialogue: Dialogue, day_id: str) -> None:
    check(Deed.ARRANGE_RECEPTION, turn.me, turn.now)
    begin_and_ask(turn, dialogue, receiving.standing_day(turn.uow, day_id, turn.now).id)


ORDERS = {
    "day": _show_day,
    "new": _choose,
    "leader": _begin,
    "move": _begin_move,
    "off": _begin_off,
}
FEATURE = Feature(
    "arrange_reception",
    commands={"receptions": _list},
    presses={"receptions": _press},
    dialogues=(PUBLISH, MOVE, CALL_OFF),
)
