"""请求事项: what a reporter asks for, split out of their words, so that each demand gets an answer of its own."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.errors import Refusal

MOST = 9
"""So many claims are kept apart; what comes after stays with the last one."""


@dataclass(frozen=True, slots=True)
class ClaimRules:
    """How people number what they ask for, and which words ask for something; data of the language.

    `numbering`: finds the mark before a part, its number in the group `n`. `numerals`: each a row of signs for
    1, 2, 3 …; `ends`: signs that end a sentence; `asks`: words that ask.
    """

    numbering: re.Pattern[str]
    numerals: tuple[str, ...]
    ends: str
    asks: tuple[str, ...]


def numbered(text: str, rules: ClaimRules) -> dict[int, str]:
    """The numbered parts of a text, by number; a number that does not rise is no mark. {} when there are none."""
    marks = list(_marks(text, rules))
    ends = [start for _, start, _ in marks[1:]] + [len(text)] * bool(marks)
    parts = {number: text[after:end] for (number, _, after), end in zip(marks, ends, strict=True)}
    return {number: tidy for number, part in parts.items() if (tidy := _tidy(part, rules))}


def begins_numbered(text: str, rules: ClaimRules) -> bool:
    """Whether the text begins with a number and so speaks of claims by number."""
    return rules.numbering.match(text.strip()) is not None


def propose(text: str, rules: ClaimRules) -> tuple[str, ...]:
    """The claims as the words give them: numbered parts, else the sentences that ask, else the whole."""
    parts = numbered(text, rules)
    if len(parts) > 1 and min(parts) == 1:
        return _few(list(parts.values()))
    sentences = re.split(f"[{re.escape(rules.ends)}\n]+", text)
    asking = [one.strip() for one in sentences if any(word in one.lower() for word in rules.asks)]
    return _few(asking) if len(asking) > 1 else (text.strip(),)


def listed(text: str, rules: ClaimRules) -> tuple[str, ...]:
    """The claims as somebody wrote them down: by number, or a line each."""
    parts = numbered(text, rules) if begins_numbered(text, rules) else {}
    return _few(list(parts.values()) or [tidy for line in text.splitlines() if (tidy := _tidy(line, rules))])


def as_lines(claims: Iterable[str]) -> str:
    """The claims as one text, a numbered line each; `from_lines` reads it again."""
    return "\n".join(f"{n}. {' '.join(claim.split())}" for n, claim in enumerate(claims, 1))


def from_lines(text: str) -> tuple[str, ...]:
    """The claims that `as_lines` wrote."""
    return tuple(line.partition(". ")[2] for line in text.splitlines())


def unanswered(claims: Sequence[str], answers: Mapping[int, str]) -> tuple[int, str] | None:
    """(number, claim) of the first claim without an answer, or None."""
    open_ones = ((n, claim) for n, claim in enumerate(claims, 1) if not answers.get(n, "").strip())
    return next(open_ones, None)


def check_answered(claims: Sequence[str], answers: Sequence[str]) -> None:
    """Refusal claim.none, claim.unanswered (names the claim), claim.too_many unless each has its answer (销号)."""
    if not claims:
        raise Refusal("claim.none")
    missing = unanswered(claims, dict(enumerate(answers, 1)))
    if missing:
        raise Refusal("claim.unanswered", n=missing[0], claim=missing[1])
    if len(answers) > len(claims):
        raise Refusal("claim.too_many", n=len(answers), claims=len(claims))


def _marks(text: str, rules: ClaimRules) -> Iterable[tuple[int, int, int]]:
    """(number, where the mark begins, where it ends), in rising order."""
    last = 0
    for found in rules.numbering.finditer(text):
        number = _value(found["n"], rules)
        if number > last:
            last = number
            yield number, found.start(), found.end()


def _value(sign: str, rules: ClaimRules) -> int:
    if sign.isascii():
        return int(sign)
    return next((row.index(sign) + 1 for row in rules.numerals if sign in row), 0)


def _tidy(part: str, rules: ClaimRules) -> str:
    return part.strip().rstrip(rules.ends).strip()


def _few(claims: Sequence[str]) -> tuple[str, ...]:
    if len(claims) <= MOST:
        return tuple(claims)
    return (*claims[: MOST - 1], "\n".join(claims[MOST - 1 :]))
