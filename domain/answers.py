"""How a district answers: templates, the legal grounds that a reply begins with, and where 三见面 is asked for."""

from dataclasses import dataclass

from domain.categories import parent_code
from domain.concern import Concern

BLANK = "____"
"""What a template leaves for its user to fill in."""


@dataclass(frozen=True, slots=True)
class Template:
    """A reply to begin with, for one category or all below it; `category` "": for every one."""

    name: str
    category: str
    text: str


@dataclass(frozen=True, slots=True)
class AnswerRules:
    """`undo_seconds`: how long a reply waits before it leaves. `ground`: where no category says more.

    `meetings`: categories and kinds whose concerns need the three stamps of 三见面; `meeting_days`: working days after
    which a resident who was asked and said nothing keeps nobody from concluding.
    """

    undo_seconds: int
    ground: str
    grounds: dict[str, str]
    templates: tuple[Template, ...]
    meetings: frozenset[str]
    meeting_days: int

    def ground_of(self, category: str) -> str:
        """The legal ground that a reply in this category begins with."""
        own = self.grounds.get(category) or self.grounds.get(parent_code(category))
        return own or self.ground

    def templates_of(self, category: str) -> tuple[Template, ...]:
        """The templates for this category, its own first."""
        fitting = (category, parent_code(category), "")
        return tuple(
            one for level in dict.fromkeys(fitting) for one in self.templates if one.category == level
        )

    def needs_meetings(self, concern: Concern) -> bool:
        """Whether unit lead, handler and resident must all have met before it is concluded."""
        return bool(self.meetings & {concern.category, parent_code(concern.category), str(concern.kind)})
