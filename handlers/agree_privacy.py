"""Before the first answer is stored: what happens to personal data, and the person's yes or no (PIPL 17, 39)."""

from dataclasses import replace
from typing import Any

from domain.people import Role
from handlers.kit.feature import Feature
from handlers.kit.once import heard_before
from handlers.kit.talk import Turn, button

NOTICE = "notice"
"""What is kept of a notice that was shown: that it was, as a keyed digest of the chat."""


def ask_agreement(turn: Turn, go_on: str = "again:agreed") -> None:
    """The notice, as a reply to what was said, so that nothing need be stored to go on with it after the yes."""
    heard_before(turn, NOTICE)
    rows = ((button("privacy.agree", go_on),), (button("privacy.refuse", "privacy:refuse"),))
    turn.say("privacy.notice", rows, reply=True, **_office(turn))


def agree(turn: Turn) -> None:
    """Remember the yes and its moment; from now on the person is known."""
    turn.me = replace(turn.me, agreed_at=turn.me.agreed_at or turn.now)
    turn.uow.people.put(turn.me)


def answered(turn: Turn) -> bool:
    """Whether a yes or a no was typed instead of pressed, and taken; who works here or has agreed says other things.

    A yes before the notice was read is none (PIPL 14): the notice comes first.
    """
    if turn.me.agreed_at is not None or turn.me.roles(turn.now) != {Role.RESIDENT}:
        return False
    meaning = turn.meaning(turn.heard.text)
    if meaning == "word.agree" and not heard_before(turn, NOTICE):
        ask_agreement(turn, "agreed:go:report")
    elif meaning == "word.agree":
        agree(turn)
        turn.say("privacy.agreed_by_word")
    elif meaning == "word.refuse":
        _refuse(turn, "")
    return meaning in ("word.agree", "word.refuse")


def _refuse(turn: Turn, _: str) -> None:
    """Nothing is stored; the equal other ways in are told."""
    turn.show("privacy.refused", **_office(turn))


def _read_again(turn: Turn, _: str) -> None:
    heard_before(turn, NOTICE)
    key = "privacy.agreed_before" if turn.me.agreed_at else "privacy.notice"
    rows = () if turn.me.agreed_at else ((button("privacy.agree", "again:agreed"),),)
    turn.say(key, rows, **_office(turn))


def _office(turn: Turn) -> dict[str, Any]:
    office = turn.policy.units.office
    return {"office": office.name, "address": office.address}


FEATURE = Feature("privacy", commands={"privacy": _read_again}, presses={"privacy": _refuse})
