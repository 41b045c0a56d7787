"""What one file of handlers/ offers to the conversation: its commands, its buttons and its dialogues."""

from collections.abc import Callable
from dataclasses import dataclass, field

from handlers.kit.dialogue import Dialogue
from handlers.kit.paper import Draw
from handlers.kit.talk import Turn

Handler = Callable[[Turn, str], None]
"""A deed of a feature; the string is what follows the name in the command or the button data."""


@dataclass(frozen=True, slots=True)
class Feature:
    """`commands`: Latin name → handler; its Chinese word is the sentence `word.<name>`.

    `presses`: first part of the button data, before the first colon → handler. `dialogues`: those it runs.
    `papers`: first part of a message's `paper` → what draws it.
    """

    name: str
    commands: dict[str, Handler] = field(default_factory=dict)
    presses: dict[str, Handler] = field(default_factory=dict)
    dialogues: tuple[Dialogue, ...] = ()
    papers: dict[str, Draw] = field(default_factory=dict)
