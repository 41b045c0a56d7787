"""Concerns of the housing bureau that are replied to and rated, for tests of figures over many."""

from domain.concern import Concern
from domain.people import Person
from domain.rating import Satisfied, Solved
from domain.services import handling, rating
from domain.services.ports import UnitOfWork
from tests.handlers.chat import Town
from tests.services.story import CADRE
from tests.workers import RESIDENT, reported


async def answered(town: Town, count: int, rated: bool = True) -> list[Concern]:
    """So many are solved and replied to now; the first reporter is not satisfied."""
    found = await reported(town, count)

    def work(uow: UnitOfWork) -> list[Concern]:
        cadre, me = uow.people.by_chat(CADRE), uow.people.by_chat(RESIDENT)
        assert cadre and me
        return [_answer(uow, concern, cadre, me, n, rated) for n, concern in enumerate(found)]

    def _answer(uow: UnitOfWork, concern: Concern, cadre: Person, me: Person, n: int, rated: bool) -> Concern:
        for deed in (handling.sign_in, handling.accept):
            concern = deed(uow, concern, cadre, town.now)
        concern = handling.reply(uow, concern, cadre, town.now, "已办好")
        if rated:
            said = rating.Answers(True, Solved.YES, Satisfied.YES if n else Satisfied.NO)
            rating.rate(uow, concern, me, said, town.now)
        return concern

    answered = await town.run(work)
    await town.delivers()
    return answered
