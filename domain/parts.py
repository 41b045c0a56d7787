"""The parts that 条例 32 wants in a written decision: the request, facts and reasons, the opinion, the legal ground."""

from dataclasses import dataclass

from domain.errors import Refusal
from domain.messages import Words, words


@dataclass(frozen=True, slots=True)
class Parts:
    """What is written to the reporter; `facts` "" where they stand in the opinion. The remedy is added when told."""

    request: str
    facts: str
    opinion: str
    ground: str

    def check(self) -> None:
        """Refusal parts.missing unless what was asked, the opinion and its ground all say something."""
        if not all(part.strip() for part in (self.request, self.opinion, self.ground)):
            raise Refusal("parts.missing")

    def written(self) -> Words:
        """The parts as one text, each under its heading."""
        if not self.facts.strip():
            return words("parts.brief", request=self.request, opinion=self.opinion, ground=self.ground)
        return words(
            "parts.written",
            request=self.request,
            facts=self.facts,
            opinion=self.opinion,
            ground=self.ground,
        )
