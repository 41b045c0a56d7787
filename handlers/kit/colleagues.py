"""Colleagues of a unit to choose from, as buttons."""

from collections.abc import Sequence

from domain.concern import Concern
from domain.messages import Rows
from domain.people import Person
from domain.services.calling import called
from handlers.kit.talk import Turn, button

MOST = 12
"""Colleagues that are shown to choose from."""


def colleague_rows(turn: Turn, concern: Concern, people: Sequence[Person], press: str) -> Rows:
    """One button for each; pressed, it is `press:CONCERN.PERSON`."""
    return tuple(
        (
            button(
                "appoint.person",
                f"{press}:{concern.id}.{one.id}",
                who=called(turn.uow, one, concern.unit, turn.now),
            ),
        )
        for one in people[:MOST]
    )
