"""Draws what a message brings along: read without holding up any writer, drawn on a thread of its own."""

import asyncio

from bot.clock import Clock
from bot.parcels import Parcel
from domain.people import Person
from domain.services.ports import UnitOfWork
from handlers.features import PAPERS
from handlers.kit.paper import Drawn, Look, Paper
from locales import Catalogues
from storage.engine import Database


class Drawing:
    """Makes the file of a message at sending, for its receiver and in their language."""

    def __init__(self, database: Database[UnitOfWork], catalogues: Catalogues, clock: Clock) -> None:
        self._database = database
        self._catalogues = catalogues
        self._clock = clock

    async def draw(self, parcel: Parcel) -> Drawn:
        """The file; somebody of whom nothing is stored gets what is for everybody.

        Refusal: the receiver may not see it (any more), or a part to draw with is missing.
        """
        name, _, what = parcel.leased.message.paper.partition(":")
        chat = parcel.leased.message.chat

        def read(uow: UnitOfWork) -> Paper:
            me = uow.people.by_chat(chat) or Person("", chat, parcel.language)
            return PAPERS[name](Look(uow, me, self._clock.now()), what)

        paper = await self._database.survey(read)
        return await asyncio.to_thread(paper.drawn, self._catalogues, parcel.language)
