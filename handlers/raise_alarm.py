"""Danger seen in the field: one tap tells the duty office, and one tap there says that somebody takes care of it."""

from domain.danger import Danger
from domain.errors import Refusal
from domain.files import FileState, StoredFile
from domain.messages import Message, Words, words
from domain.observation import Observation
from domain.services.alarming import heed_alarm, may_see_alarm, raise_alarm
from domain.services.observing import owner
from handlers.kit.feature import Feature
from handlers.kit.talk import Turn, button


def _press(turn: Turn, what: str) -> None:
    order, _, rest = what.partition(".")
    observation, _, danger = rest.partition(".")
    if order == "ask":
        rows = tuple((button(f"danger_kind.{one}", f"alarm:raise.{observation}.{one}"),) for one in Danger)
        turn.say("alarm.ask", rows)
    elif order == "raise" and danger in set(Danger):
        raise_alarm(turn.uow, turn.me, observation, Danger(danger), turn.now)
        turn.show("alarm.raised_now")
    elif order == "heed":
        heed_alarm(turn.uow, turn.me, observation, turn.now)
        turn.tick(_alarm(turn, observation), words("alarm.yours"))
    else:
        _files(turn, observation)


def _alarm(turn: Turn, observation: str) -> Words:
    seen = turn.uow.observations.get(observation)
    return words("alarm.short", words=seen.words if seen else "")


def _files(turn: Turn, observation: str) -> None:
    """The pictures of it, as far as they are fetched. Refusal deed.not_yours."""
    seen = turn.uow.observations.get(observation)
    if seen is None or not may_see_alarm(turn.me, seen, turn.now):
        raise Refusal("deed.not_yours")
    files = _files_of(turn, seen)
    kept = tuple(file.id for file in files if file.state is FileState.KEPT)
    waiting = sum(file.state is FileState.NAMED for file in files)
    sentence = words("alarm.files_sent", n=len(kept), waiting=waiting) if files else words("alarm.no_files")
    turn.uow.outbox.put(Message(turn.heard.chat, sentence, attachments=kept), turn.now)


def _files_of(turn: Turn, seen: Observation) -> list[StoredFile]:
    """What came with it; of one that was passed on these are the files with which its concern began."""
    concern = turn.uow.concerns.get(seen.concern) if seen.concern else None
    if concern is None:
        return turn.uow.files.of(owner(seen))
    of_concern = turn.uow.files.of(f"concern:{concern.id}")
    return [file for file in of_concern if file.added_at <= concern.registered_at]


FEATURE = Feature("raise_alarm", presses={"alarm": _press})
