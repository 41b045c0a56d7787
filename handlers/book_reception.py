"""领导接访 for residents: who receives when, booking a place, changing it, taking it back (T10)."""

from collections.abc import Callable

from domain.draft import Answers, Draft
from domain.errors import Refusal
from domain.messages import Button, Fact, Rows, Words, words
from domain.reception import Booking, Reception, beginning
from domain.services import booking as places
from domain.services.seeing_off import told
from handlers.kit.category import category_name
from handlers.kit.dialogue import Dialogue
from handlers.kit.feature import Feature
from handlers.kit.hearing import begin, begin_and_ask
from handlers.kit.steps import Text, refused_words
from handlers.kit.talk import Turn, button
from handlers.kit.typed import Labels

LONGEST = 500
"""Characters of the matter, for whoever has no concern yet."""
LONGEST_NAME = 20
CONCERNS = 5
OTHER = "book:other."
"""Begins the data of the button for a matter that is no concern yet."""
PAST = 3
GONE = frozenset(
    {
        "reception.unknown",
        "reception.day_called_off",
        "reception.past",
        "reception.closed",
        "reception.full",
        "reception.taken",
        "reception.twice",
    }
)
"""Refusals after which another day is offered."""


def _schedule(turn: Turn, _: str = "") -> None:
    """The public schedule, below what this person has booked and what came of earlier days."""
    own = places.own_coming(turn.uow, turn.me, turn.now)
    days = places.coming(turn.uow, turn.now)[: places.SHOWN]
    lines: list[Fact] = [places.day_line(turn.uow, day, free, turn.now) for day, free in days]
    mine: list[Fact] = [_own_line(turn, one, day) for one, day in own]
    free = _free_rows(turn)
    turn.show(
        "reception.schedule_empty"
        if not lines
        else "reception.schedule"
        if free
        else "reception.schedule_full",
        (*(_own_buttons(one) for one, _ in own), *free),
        lines=lines,
        mine=words("reception.mine", lines=mine) if mine else "",
        past=_past(turn),
    )


def _past(turn: Turn) -> Fact:
    lines: list[Fact] = [
        words(
            "reception.past_line",
            when=beginning(day, turn.policy.calendar),
            title=day.title,
            outcome=told(one),
            words=one.said,
        )
        for one, day in places.own_past(turn.uow, turn.me)[:PAST]
    ]
    return words("reception.past_list", lines=lines) if lines else ""


def _free_rows(turn: Turn, order: str = "day.") -> Rows:
    free = [day for day, n in places.coming(turn.uow, turn.now) if n > 0][: places.SHOWN]
    return tuple((_day_button(turn, day, f"book:{order}{day.id}"),) for day in free)


def _day_button(turn: Turn, day: Reception, data: str) -> Button:
    return button("reception.day", data, when=beginning(day, turn.policy.calendar), title=day.title)


def _own_line(turn: Turn, booking: Booking, day: Reception) -> Words:
    return words(
        "reception.own_line",
        when=places.when(turn.uow, day, booking.number),
        title=day.title,
        venue=day.venue,
        about=_about(turn, booking),
    )


def _about(turn: Turn, booking: Booking) -> Fact:
    concern = turn.uow.concerns.get(booking.concern) if booking.concern else None
    if concern is None:
        return booking.matter
    return words("reception.about", number=concern.number, category=category_name(concern.category))


def _own_buttons(booking: Booking) -> tuple[Button, ...]:
    change = button("booking.change", f"book:change.{booking.id}")
    return (change, button("booking.cancel", f"book:cancel.{booking.id}"))


def _press(turn: Turn, what: str) -> None:
    """Whatever is gone meanwhile is said with the days that are free."""
    try:
        with turn.uow.savepoint():
            _order(turn, what)
    except Refusal as refusal:
        if refusal.code not in GONE:
            raise
        turn.answer(Words(refusal.code, refusal.facts), _free_rows(turn))


def _order(turn: Turn, what: str) -> None:
    order, _, rest = what.partition(".")
    if order in ORDERS:
        first, second, third, *_ = [*rest.split("."), "", "", ""]
        ORDERS[order](turn, first, second, third)
    else:
        _schedule(turn)


def _day(turn: Turn, day_id: str, *_: str) -> None:
    """Its free times; where people are called by number, straight on."""
    day = places.open_day(turn.uow, day_id, turn.now)
    if day.minutes:
        turn.say("reception.ask_turn", _turns(turn, day, f"book:turn.{day.id}"), title=day.title)
    else:
        _turn(turn, day.id, "0")


def _turns(turn: Turn, day: Reception, data: str) -> Rows:
    buttons = [
        button("reception.time", f"{data}.{number}", n=number, time=day.turn_of(number).isoformat("minutes"))
        for number in places.free_numbers(turn.uow, day)
    ]
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))


def _turn(turn: Turn, day_id: str, number: str, *_: str) -> None:
    """What it is about: one of the own concerns, or something else in a few words."""
    day = places.open_day(turn.uow, day_id, turn.now)
    concerns = places.bookable(turn.uow, turn.me, day, turn.now)[:CONCERNS]
    if not concerns:
        _other(turn, day_id, number)
        return
    rows = tuple(
        (
            button(
                "reception.about_button",
                f"book:about.{day_id}.{number}.{one.id}",
                number=one.number,
                category=words(f"category.{one.category}"),
            ),
        )
        for one in concerns
    )
    other = (button("reception.other", f"{OTHER}{day_id}.{number}"),)
    turn.say("reception.ask_about", (*rows, other), title=day.title)


def _with_concern(turn: Turn, day_id: str, number: str, concern_id: str) -> None:
    done = places.book(turn.uow, turn.me, day_id, _number(number), turn.now, concern_id)
    _confirm(turn, done, "booking.made")


def _other(turn: Turn, day_id: str, number: str, *_: str) -> None:
    """Ask for the matter; what was written already for a place that was gone is kept."""
    day = places.open_day(turn.uow, day_id, turn.now)
    answers: Answers = {"reception": day.id, "number": _number(number)}
    waiting = next((d for d in turn.uow.drafts.of_person(turn.me.id) if d.dialogue == BOOK.name), None)
    if waiting is None:
        begin_and_ask(turn, BOOK, answers=answers)
        return
    turn.uow.drafts.drop(waiting.id)
    begin_and_ask(turn, BOOK, answers={**waiting.answers, **answers})


def matter_begun(turn: Turn, offered: Labels) -> Draft | None:
    """Where “which concern?” is what was asked last: a new booking for that place, to take the words as its matter.

    A place that is gone meanwhile is said at the end, with the words kept.
    """
    asked = next((data for _, data in offered if data.startswith(OTHER)), "")
    day, _, number = asked.removeprefix(OTHER).partition(".")
    return begin(turn, BOOK, answers={"reception": day, "number": _number(number)}) if asked else None


def _submit(turn: Turn, draft: Draft) -> None:
    """Book it; where somebody was quicker the words stay and another place is offered."""
    given, number = draft.answers, int(str(draft.answers["number"]))
    matter, called = str(given["matter"]), str(given.get("called") or "")
    try:
        done = places.book(
            turn.uow, turn.me, str(given["reception"]), number, turn.now, matter=matter, called=called
        )
    except Refusal as refusal:
        if refusal.code not in GONE:
            raise
        begin(turn, BOOK, answers=given)
        turn.answer(Words(refusal.code, refusal.facts), _free_rows(turn))
        return
    _confirm(turn, done, "booking.made")


BOOK = Dialogue(
    "book",
    (
        Text("matter", "book.ask_matter", longest=LONGEST, refuses=refused_words),
        Text("called", "book.ask_called", longest=LONGEST_NAME, refuses=refused_words, optional=True),
    ),
    _submit,
    review="book.review",
    from_resident=True,
)


def _change(turn: Turn, booking_id: str, *_: str) -> None:
    """Where to; the words and the concern come along."""
    places.own_booking(turn.uow, turn.me, booking_id)
    rows = _free_rows(turn, f"to.{booking_id}.")
    turn.say("booking.ask_change" if rows else "booking.no_change", rows)


def _to(turn: Turn, booking_id: str, day_id: str, *_: str) -> None:
    day = places.open_day(turn.uow, day_id, turn.now)
    if day.minutes:
        turn.say("reception.ask_turn", _turns(turn, day, f"book:move.{booking_id}.{day.id}"), title=day.title)
    else:
        _move(turn, booking_id, day_id, "0")


def _move(turn: Turn, booking_id: str, day_id: str, number: str) -> None:
    done = places.change(turn.uow, turn.me, booking_id, day_id, _number(number), turn.now)
    _confirm(turn, done, "booking.changed")


def _cancel(turn: Turn, booking_id: str, *_: str) -> None:
    """Ask once more: the place may be gone a moment later; of a day that is over there is nothing to ask."""
    booking = places.standing_booking(turn.uow, turn.me, booking_id, turn.now)
    yes = button("booking.really", f"book:drop.{booking.id}")
    turn.say("booking.ask_cancel", ((yes,), (button("booking.keep", f"book:keep.{booking.id}"),)))


def _drop(turn: Turn, booking_id: str, *_: str) -> None:
    places.cancel(turn.uow, turn.me, booking_id, turn.now)
    turn.show("booking.cancelled", ((button("menu.reception", "go:reception"),),))


def _keep(turn: Turn, booking_id: str, *_: str) -> None:
    _confirm(turn, places.own_booking(turn.uow, turn.me, booking_id), "booking.kept")


def _confirm(turn: Turn, booking: Booking, key: str) -> None:
    day = turn.uow.receptions.get(booking.reception)
    assert day is not None
    turn.answer(words(key, place=_own_line(turn, booking, day)), (_own_buttons(booking),))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 3 else 0


ORDERS: dict[str, Callable[[Turn, str, str, str], None]] = {
    "day": _day,
    "turn": _turn,
    "about": _with_concern,
    "other": _other,
    "change": _change,
    "to": _to,
    "move": _move,
    "cancel": _cancel,
    "drop": _drop,
    "keep": _keep,
}
FEATURE = Feature(
    "book_reception", commands={"reception": _schedule}, presses={"book": _press}, dialogues=(BOOK,)
)
