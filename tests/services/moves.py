"""Everything that anybody may try on a concern, by name, for random histories."""

from collections.abc import Callable
from datetime import datetime

from domain.concern import Act, Concern
from domain.opinion import Opinion, Outcome
from domain.people import Person, Role
from domain.rating import Satisfied, Solved
from domain.services import (
    delivered,
    extending,
    handling,
    holding,
    objecting,
    rating,
    remedying,
    reviewing,
    simplifying,
    withdrawing,
)
from domain.services.ports import UnitOfWork
from domain.services.stepping import take_step
from tests.services.story import adds

Move = Callable[[UnitOfWork, Concern, Person, datetime], object]
WORDS = "情况如此"
UNITS = ("police", "housing", "liuyuan_room", "office")


def asks_extension(uow: UnitOfWork, concern: Concern, me: Person, now: datetime) -> object:
    return extending.ask_extension(uow, concern, me, now, WORDS, 15)


def transfers(unit: str) -> Move:
    return lambda uow, concern, me, now: objecting.transfer(uow, concern, me, now, WORDS, unit, WORDS)


def with_words(deed: Callable[[UnitOfWork, Concern, Person, datetime, str], object]) -> Move:
    return lambda uow, concern, me, now: deed(uow, concern, me, now, WORDS)


def is_delivered(what: str) -> Move:
    return lambda uow, concern, _, now: delivered.delivered(uow, f"{what}:{concern.id}", now)


def gives_opinion(uow: UnitOfWork, concern: Concern, me: Person, now: datetime) -> object:
    opinion = Opinion(Outcome.EXPLAIN, WORDS, WORDS, WORDS, WORDS)
    return reviewing.give_opinion(uow, concern, me, now, opinion, WORDS)


def receives(uow: UnitOfWork, concern: Concern, me: Person, now: datetime) -> object:
    return take_step(uow, concern, Act.RECEIVE, me, now, WORDS)


def rates(uow: UnitOfWork, concern: Concern, me: Person, now: datetime) -> object:
    return rating.rate(uow, concern, me, rating.Answers(False, Solved.NO, Satisfied.NO), now)


REVIEWER, CITY = 31, 33
REVIEWERS = {REVIEWER: (Role.REVIEWER, "office"), CITY: (Role.REVIEWER, "city")}
MOVES: dict[str, Move] = {
    "sign_in": handling.sign_in,
    "accept": handling.accept,
    "decline": with_words(handling.decline),
    "note": with_words(handling.note),
    "ask": with_words(handling.ask),
    "reply": with_words(handling.reply),
    "conclude": handling.conclude,
    "take_over": handling.take_over,
    "object": with_words(objecting.object_to),
    "return": objecting.agree_to_return,
    "refuse_return": with_words(objecting.refuse_return),
    "ask_extension": asks_extension,
    "extend": extending.extend,
    "refuse_extension": with_words(extending.refuse_extension),
    "adds": with_words(adds),
    "rework": with_words(remedying.ask_rework),
    "review": with_words(remedying.request_review),
    "notice arrives": is_delivered("accepted"),
    "reply arrives": is_delivered("reply"),
    "opinion arrives": is_delivered("review"),
    "take_review": reviewing.take_review,
    "opinion": gives_opinion,
    "begin_hearing": with_words(holding.begin_hearing),
    "end_hearing": with_words(holding.end_hearing),
    "contact": simplifying.record_contact,
    "leave_simple": with_words(simplifying.leave_simple),
    "urge": withdrawing.urge,
    "withdraw": with_words(withdrawing.withdraw),
    "rate": rates,
    "receive": receives,
    **{f"transfer {unit}": transfers(unit) for unit in UNITS},
}
