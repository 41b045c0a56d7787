"""The question for a unit: by its name, an older name or a part of it, or from the list of its kind."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from domain.draft import Answers, Json
from domain.messages import Fact, words
from domain.units import Match, UnitKind, Units
from handlers.kit.dialogue import Answer, More, NotUnderstood, Option, Question, Reading, Setting
from handlers.kit.steps import always
from handlers.kit.talk import Heard

KIND = "kind:"
SURE = frozenset({Match.NOW})
"""How a unit must have been found to be taken without asking."""


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """The answer: the id of a unit. The part: a kind whose list is open ("kind:…"), or what was found ("once:a,b").

    A name that is not in use any more, or that only looks alike, is asked about: did you mean …?
    """

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
        how, _, rest = str(so_far.get(f"~{self.name}") or "").partition(":")
        units = setting.policy.units
        if f"{how}:" == KIND:
            return self._listed(f"{self.asks}_list", [u.id for u in units.of_kind(UnitKind(rest))], units)
        if how in set(Match):
            asks = f"{self.asks}_list" if Match(how) in SURE else f"kit.unit_{how}"
            return self._listed(asks, rest.split(","), units)
        kinds = [kind for kind in UnitKind if units.of_kind(kind)]
        rows = tuple((Option(words(f"unit_kind.{kind}"), f"{KIND}{kind}"),) for kind in kinds)
        return Question(words(self.asks), rows)

    def _listed(self, asks: str, ids: Sequence[str], units: Units) -> Question:
        known = [units.by_id[one] for one in ids if one in units.by_id]
        rows = tuple((Option(words("kit.unit", name=unit.name), unit.id),) for unit in known)
        return Question(words(asks), (*rows, (Option(words("kit.unit_top"), KIND),)))

    def read(self, heard: Heard, chosen: str, so_far: Answers, setting: Setting) -> Reading:
        """A unit answers; a kind opens its list, unless it has one unit only; a part of a name gives those it fits."""
        units = setting.policy.units
        if chosen.startswith(KIND):
            return _opened(units, chosen)
        if chosen:
            return Answer(chosen)
        text, today = heard.text.strip(), setting.policy.calendar.day_of(heard.at)
        named = units.named(text, today)
        found, match = ((named,), Match.NOW) if named else units.search(text, today)
        if len(found) == 1 and match in SURE:
            return Answer(found[0].id)
        part = More(f"{match}:{','.join(unit.id for unit in found)}")
        return part if found else NotUnderstood(words("kit.unit_unknown"))

    def shown(self, answer: Json, setting: Setting) -> Fact:
        """The unit's name."""
        return setting.policy.units.get(str(answer)).name


def _opened(units: Units, chosen: str) -> Reading:
    kind = chosen.removeprefix(KIND)
    found = units.of_kind(UnitKind(kind)) if kind else ()
    return Answer(found[0].id) if len(found) == 1 else More(chosen if kind else "")
