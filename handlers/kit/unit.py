"""The question for a unit: by its name, an older name or a part of it, or from the list of its kind."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from domain.draft import Answers, Json
from domain.messages import Fact, words
from domain.units import Unit, UnitKind, Units
from handlers.kit.dialogue import Answer, More, NotUnderstood, Option, Question, Reading, Setting
from handlers.kit.steps import always
from handlers.kit.talk import Heard

KIND = "kind:"
MOST_FOUND = 8


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """The answer: the id of a unit. The part: a kind whose list is open ("kind:…"), or what was typed."""

    name: str
    asks: str
    optional: bool = False
    when: Callable[[Answers], bool] = always
    takes_text: bool = True
    takes_media: bool = False

    def asked(self, so_far: Answers) -> bool:
        """Whether the answers so far lead here."""
        return self.when(so_far)

    def question(self, so_far: Answers, setting: Setting) -> Question:
        """The kinds; once one is open or something was typed, the units themselves."""
        part = str(so_far.get(f"~{self.name}") or "")
        units = setting.policy.units
        if part.startswith(KIND):
            return self._listed(units.of_kind(UnitKind(part.removeprefix(KIND))))
        if part:
            return self._listed(_found(units, part))
        kinds = [kind for kind in UnitKind if units.of_kind(kind)]
        rows = tuple((Option(words(f"unit_kind.{kind}"), f"{KIND}{kind}"),) for kind in kinds)
        return Question(words(self.asks), rows)

    def _listed(self, found: Sequence[Unit]) -> Question:
        rows = tuple((Option(words("kit.unit", name=unit.name), unit.id),) for unit in found)
        return Question(words(f"{self.asks}_list"), (*rows, (Option(words("kit.unit_top"), KIND),)))

    def read(self, heard: Heard, chosen: str, so_far: Answers, setting: Setting) -> Reading:
        """A unit answers; a kind opens its list, unless it has one unit only; a part of a name gives those it fits."""
        units = setting.policy.units
        if chosen.startswith(KIND):
            return _opened(units, chosen)
        if chosen:
            return Answer(chosen)
        text = heard.text.strip()
        named = units.named(text) if text else None
        found = (named,) if named else _found(units, text)
        if len(found) == 1:
            return Answer(found[0].id)
        return More(text[:40]) if found else NotUnderstood(words("kit.unit_unknown"))

    def shown(self, answer: Json, setting: Setting) -> Fact:
        """The unit's name."""
        return setting.policy.units.get(str(answer)).name


def _opened(units: Units, chosen: str) -> Reading:
    kind = chosen.removeprefix(KIND)
    found = units.of_kind(UnitKind(kind)) if kind else ()
    return Answer(found[0].id) if len(found) == 1 else More(chosen if kind else "")


def _found(units: Units, text: str) -> tuple[Unit, ...]:
    """Units that are or were called so in part, in the order of the file."""
    part = text.strip()
    if not part:
        return ()
    named = (unit for unit in units.by_id.values() if any(part in name for name in _names(unit)))
    return tuple(named)[:MOST_FOUND]


def _names(unit: Unit) -> tuple[str, ...]:
    return (unit.name, *(alias.name for alias in unit.aliases))
