"""Everything that anybody may try on a concern, by name, for random histories."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from domain.concern import Act, Concern
from domain.opinion import Opinion, Outcome
from domain.people import Person, Role
from domain.rating import Satisfied, Solved
from domain.services import (
    aiding,
    answering,
    convening,
    delivered,
    extending,
    grouping,
    handling,
    holding,
    lengthening,
    mediating,
    objecting,
    rating,
    regrouping,
    remedying,
    reviewing,
    simplifying,
    splitting,
    withdrawing,
)
from domain.services.intake import submit_concern
from domain.services.ports import UnitOfWork
from domain.services.stepping import take_step
from tests.services.story import REPORT, adds
from tests.workers import put_person

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


def offers_mediation(uow: UnitOfWork, concern: Concern, me: Person, now: datetime) -> object:
    return mediating.offer_mediation(uow, concern, me, now, WORDS, WORDS)


def asks_aid(uow: UnitOfWork, concern: Concern, me: Person, now: datetime) -> object:
    return aiding.ask_aid(uow, concern, me, now, "temporary", WORDS, WORDS)


def about_aid(deed: Callable[[UnitOfWork, Concern, Person, datetime, str, str], object]) -> Move:
    return lambda uow, concern, me, now: deed(uow, concern, me, now, "temporary", WORDS)


def calls_hearing(uow: UnitOfWork, concern: Concern, me: Person, now: datetime) -> object:
    return convening.call_hearing(uow, concern, me, now, WORDS, now.date() + timedelta(days=9), WORDS)


NEIGHBOUR = 901
"""Has reported the same, long ago: what a concern is joined to."""


def the_like(uow: UnitOfWork, concern: Concern, now: datetime) -> Concern:
    """The neighbour's concern, reported just now if it was not before."""
    neighbour = uow.people.by_chat(NEIGHBOUR) or put_person(uow, NEIGHBOUR)
    theirs = uow.concerns.of_reporter(neighbour.id)
    report = replace(REPORT, draft="like", kind=concern.kind)
    return theirs[0] if theirs else submit_concern(uow, neighbour, report, now)


def merges(uow: UnitOfWork, concern: Concern, me: Person, now: datetime) -> object:
    return grouping.merge(uow, concern, me, now, the_like(uow, concern, now), WORDS)


def leads(uow: UnitOfWork, concern: Concern, me: Person, now: datetime) -> object:
    """The neighbour's is joined to this one."""
    return grouping.merge(uow, the_like(uow, concern, now), me, now, concern, WORDS)


def lists_claims(uow: UnitOfWork, concern: Concern, me: Person, now: datetime) -> object:
    return answering.list_claims(uow, concern, me, now, ("请维修", "请赔偿", "请管管"))


def splits(unit: str) -> Move:
    def split(uow: UnitOfWork, concern: Concern, me: Person, now: datetime) -> object:
        claims, _ = answering.claims_of(uow, concern)
        return splitting.split(uow, concern, me, now, claims[-1:], unit, WORDS)

    return split


def lengthens(uow: UnitOfWork, concern: Concern, me: Person, now: datetime) -> object:
    day = now.date() + timedelta(days=20)
    return lengthening.lengthen(uow, concern, me, now, day, (WORDS, WORDS), WORDS)


def moves_date(uow: UnitOfWork, concern: Concern, me: Person, now: datetime) -> object:
    return lengthening.move_date(uow, concern, me, now, now.date() + timedelta(days=20), WORDS)


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
    "step_aside": with_words(reviewing.step_aside),
    "begin_hearing": with_words(holding.begin_hearing),
    "end_hearing": with_words(holding.end_hearing),
    "contact": simplifying.record_contact,
    "leave_simple": with_words(simplifying.leave_simple),
    "urge": withdrawing.urge,
    "withdraw": with_words(withdrawing.withdraw),
    "rate": rates,
    "offer_mediation": offers_mediation,
    "agree_to_mediation": mediating.agree_to_mediation,
    "decline_mediation": mediating.decline_mediation,
    "settle": with_words(mediating.settle),
    "end_mediation": with_words(mediating.end_mediation),
    "tell_aid": about_aid(aiding.tell_aid),
    "ask_aid": asks_aid,
    "agree_to_aid": about_aid(aiding.agree_to_aid),
    "refuse_aid": about_aid(aiding.refuse_aid),
    "hand_over_aid": about_aid(aiding.hand_over_aid),
    "call_hearing": calls_hearing,
    "join_hearing": convening.join_hearing,
    "leave_hearing": convening.leave_hearing,
    "lengthen": lengthens,
    "move_date": moves_date,
    "record_hearing": with_words(convening.record_hearing),
    "merge": merges,
    "lead": leads,
    "apart": grouping.separate,
    "comes along": regrouping.bring_along,
    "claims": lists_claims,
    **{f"split {unit}": splits(unit) for unit in UNITS},
    "receive": receives,
    **{f"transfer {unit}": transfers(unit) for unit in UNITS},
}
