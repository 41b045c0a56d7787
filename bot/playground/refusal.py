"""What Telegram answers when it refuses a request: a number, words, and sometimes when to come back."""

from typing import Any


class Refused(Exception):
    """A refusal in Telegram's own words."""

    def __init__(self, words: str, code: int = 400, **parameters: Any) -> None:
        super().__init__(words)
        self.words = words
        self.code = code
        self.parameters = parameters

    def view(self) -> dict[str, Any]:
        """The JSON body of the refusal."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.words}
        return body | ({"parameters": self.parameters} if self.parameters else {})


class Unclear(Exception):
    """The page or a test asked for something that is not possible; told to it in plain words."""

    def __init__(self, words: str, code: int = 400) -> None:
        super().__init__(words)
        self.words = words
        self.code = code


def bad(words: str) -> Refused:
    """The most common refusal: 400, and the words after `Bad Request: `."""
    return Refused(f"Bad Request: {words}")
