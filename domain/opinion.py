"""The opinion on 复查 or 复核, with the parts that 条例 32 wants: request, facts and reasons, outcome, legal ground."""

from dataclasses import dataclass
from enum import StrEnum

from domain.errors import Refusal
from domain.parts import Parts


class Outcome(StrEnum):
    """支持, 解释说明 or 不支持 (条例 32)."""

    SUPPORT = "support"
    EXPLAIN = "explain"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a reviewer finds; every part is owed to the reporter."""

    outcome: Outcome
    request: str
    facts: str
    opinion: str
    ground: str

    @property
    def parts(self) -> Parts:
        """All of it but the outcome."""
        return Parts(self.request, self.facts, self.opinion, self.ground)

    def check(self) -> None:
        """Refusal opinion.part_missing unless every part says something."""
        if not all(part.strip() for part in (self.request, self.facts, self.opinion, self.ground)):
            raise Refusal("opinion.part_missing")
