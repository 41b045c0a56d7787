"""The list of a reception day for those who serve it, and what came of each place: told to the resident (T10)."""

from datetime import date

from domain.draft import Draft, Json
from domain.errors import Refusal
from domain.legal_routes import LegalRoute
from domain.messages import Button, Rows, words
from domain.reception import Booking, Outcome, Reception, beginning
from domain.services.briefing import brief, roster
from domain.services.seeing_off import Result, concern_of, promisable, record_outcome, to_record
from handlers.kit.category import CategoryChoice
from handlers.kit.coming_day import ComingDay
from handlers.kit.dialogue import Dialogue
from handlers.kit.feature import Feature
from handlers.kit.hearing import begin_and_ask
from handlers.kit.steps import Choice, Text, refused_words
from handlers.kit.talk import Turn, button

LONGEST = 1000


def _press(turn: Turn, what: str) -> None:
    order, _, rest = what.partition(".")
    if order == "day":
        _roster(turn, rest)
    elif order == "of":
        _ask_outcome(turn, rest)
    elif order == Outcome.ABSENT:
        _record(turn, rest, Result(Outcome.ABSENT, ""))
    else:
        _begin(turn, order, rest)


def _roster(turn: Turn, day_id: str) -> None:
    """Every place with its matter, and a button for each of which nothing is recorded yet."""
    day, booked = roster(turn.uow, turn.me, day_id, turn.now)
    has_begun = turn.now >= beginning(day, turn.policy.calendar)
    back = (button("menu.receptions", "go:receptions"),)
    turn.answer(
        brief(turn.uow, turn.me, day, turn.now), (*(_outcomes(day, booked) if has_begun else ()), back)
    )


def _outcomes(day: Reception, booked: list[Booking]) -> Rows:
    buttons = [_outcome(day, one) for one in booked if one.outcome is None]
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))


def _outcome(day: Reception, booking: Booking) -> Button:
    return button("received.record", f"received:of.{booking.id}", n=booking.number)


def _ask_outcome(turn: Turn, booking_id: str) -> None:
    _, booking = to_record(turn.uow, turn.me, booking_id, turn.now)
    rows = tuple(
        (button(f"received.choose.{outcome}", f"received:{outcome}.{booking.id}"),) for outcome in Outcome
    )
    turn.say("received.ask_outcome", rows, n=booking.number)


def _begin(turn: Turn, order: str, booking_id: str) -> None:
    _, booking = to_record(turn.uow, turn.me, booking_id, turn.now)
    owed = PROMISE if promisable(concern_of(turn.uow, booking)) else REGISTER
    dialogues: dict[str, Dialogue] = {
        Outcome.ANSWERED: ANSWER,
        Outcome.POINTED: POINTER,
        Outcome.PROMISED: owed,
    }
    if order not in dialogues:
        raise Refusal("booking.unknown")
    matter: Json = {"parts": [[0, booking.matter]]}
    begin_and_ask(turn, dialogues[order], booking.id, {"matter": matter})


def _answered(turn: Turn, draft: Draft) -> None:
    said = turn.plain(words("received_answer.written", words=str(draft.answers["words"])))
    _record(turn, draft.about, Result(Outcome.ANSWERED, said))


def _pointed(turn: Turn, draft: Draft) -> None:
    route = words(f"legal_route.{LegalRoute(str(draft.answers['route']))}")
    said = turn.plain(words("received_pointer.written", route=route, words=str(draft.answers["words"])))
    _record(turn, draft.about, Result(Outcome.POINTED, said))


def _promised(turn: Turn, draft: Draft) -> None:
    said, due_on = str(draft.answers["words"]), date.fromisoformat(str(draft.answers["day"]))
    written = turn.plain(words("received_promise.written", words=said, day=due_on))
    category = str(draft.answers.get("category") or "")
    _record(turn, draft.about, Result(Outcome.PROMISED, written, said, due_on, category))


def _record(turn: Turn, booking_id: str, result: Result) -> None:
    booking = record_outcome(turn.uow, turn.me, booking_id, result, turn.now)
    back = button("reception.open_roster", f"received:day.{booking.reception}")
    turn.say(f"received.done.{result.outcome}", ((back,),), n=booking.number)


def _words(name: str) -> Text:
    return Text("words", f"{name}.ask_words", longest=LONGEST, refuses=refused_words)


ANSWER = Dialogue("received_answer", (_words("received_answer"),), _answered, review="received_answer.review")
PROMISE = Dialogue(
    "received_promise",
    (_words("received_promise"), ComingDay("day", "received_promise.ask_day")),
    _promised,
    review="received_promise.review",
)
REGISTER = Dialogue(
    "received_register",
    (
        _words("received_register"),
        ComingDay("day", "received_register.ask_day"),
        CategoryChoice("category", "received_register.ask_category", source="matter"),
    ),
    _promised,
    review="received_register.review",
)
POINTER = Dialogue(
    "received_pointer",
    (
        Choice(
            "route", "received_pointer.ask_route", tuple((one, f"legal_route.{one}") for one in LegalRoute)
        ),
        _words("received_pointer"),
    ),
    _pointed,
    review="received_pointer.review",
)
FEATURE = Feature(
    "record_reception", presses={"received": _press}, dialogues=(ANSWER, PROMISE, REGISTER, POINTER)
)
