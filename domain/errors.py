"""What is understood and still not allowed: a refusal, whose code is the sentence that the person reads."""

from domain.messages import Fact


class Refusal(Exception):
    """A request that is refused with a sentence; nothing of it is kept.

    `code` is the sentence key, `facts` fill it. Anything else that is raised is a fault of ours.
    """

    def __init__(self, code: str, **facts: Fact) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
