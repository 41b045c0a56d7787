"""A message that came by itself: its buttons can be typed too, like those of an answer."""

from dataclasses import replace

from domain.messages import Message
from domain.services.ports import UnitOfWork
from handlers.kit.talk import NOT_SHOWN
from handlers.kit.typed import Labels, whole

MOST = 40
"""Labels that are kept of messages that came by themselves, the latest first."""


def offer(uow: UnitOfWork, message: Message, labels: Labels) -> None:
    """Keep the labels of a delivered message as what its receiver may type; an open draft is not disturbed.

    `labels`: (label in the receiver's language, button data). Numbers go on to mean the buttons of the last answer, and
    a label that stands under both now means the later message.
    """
    if message.is_conversation or not labels:
        return
    person = uow.people.by_chat(message.chat)
    progress = uow.progress.get(person.id) if person else None
    if progress is None or (progress.draft and uow.drafts.get(progress.draft)):
        return
    earlier = tuple(("", data) if whole(label, labels) else (label, data) for label, data in progress.offered)
    shown = earlier.index(NOT_SHOWN) if NOT_SHOWN in earlier else len(earlier)
    pushed = (*labels, *(one for one in earlier[shown:] if one[0]))[:MOST]
    uow.progress.offer(replace(progress, offered=(*earlier[:shown], NOT_SHOWN, *pushed)))
