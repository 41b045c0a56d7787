"""The two questions of a reply: which claims there are, and the answer to each of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from domain.answers import BLANK, Template
from domain.claims import as_lines, begins_numbered, listed, numbered, unanswered
from domain.draft import Answers, Json
from domain.messages import Fact, Words, words
from handlers.kit.dialogue import Answer, More, NotUnderstood, Option, Question, Reading, Setting
from handlers.kit.steps import refused_words
from handlers.kit.talk import Heard

LONGEST = 3000
"""Characters of one answer, and of a list of claims."""
RIGHT, USE, TEMPLATE = "right", "use", "template."


def claims_in(so_far: Answers) -> list[str]:
    """The claims that are settled so far."""
    return [str(claim) for claim in cast(Sequence[Json], so_far.get("claims") or [])]


def _checked(text: str) -> NotUnderstood | None:
    if not text:
        return NotUnderstood(words("kit.text_needed"))
    if len(text) > LONGEST:
        return NotUnderstood(words("kit.too_long", longest=LONGEST, length=len(text)))
    refused = refused_words(text)
    return NotUnderstood(refused) if refused else None


@dataclass(frozen=True, slots=True)
class ClaimList:
    """Which claims there are: the proposal (`proposed` of the answers) is right, or another list is written.

    Not asked where the record holds a list already (`listed` of the answers).
    """

    name: str
    asks: str
    optional: bool = False
    takes_text: bool = True
    takes_media: bool = False

    def asked(self, so_far: Answers) -> bool:
        """Unless they are written down already."""
        return not so_far.get("listed")

    def question(self, so_far: Answers, setting: Setting) -> Question:
        """The proposal, one press from being right."""
        proposed = cast(Sequence[str], so_far.get("proposed") or [])
        return Question(
            words(self.asks, claims=as_lines(proposed)), ((Option(words("claim.right"), RIGHT),),)
        )

    def read(self, heard: Heard, chosen: str, so_far: Answers, setting: Setting) -> Reading:
        """The proposal, or what was written: by number or a line each."""
        if chosen:
            return Answer(so_far.get("proposed"))
        text = heard.text.strip()
        return _checked(text) or Answer(list(listed(text, setting.policy.claims)))

    def shown(self, answer: Json, setting: Setting) -> Fact:
        """A numbered line each."""
        return words("claim.lines", claims=as_lines(cast(Sequence[str], answer)))


@dataclass(frozen=True, slots=True)
class ClaimAnswers:
    """The answer to each claim, in one text with numbers or one by one; a template may be the beginning.

    The part under way: `answers` by number, and `template`, the place of the one that is looked at.
    """

    name: str
    optional: bool = False
    takes_text: bool = True
    takes_media: bool = False

    def asked(self, so_far: Answers) -> bool:
        """Always."""
        return True

    def question(self, so_far: Answers, setting: Setting) -> Question:
        """The open question, the first claim without an answer, or the template that is looked at."""
        template = self._looked_at(so_far, setting)
        if template is not None:
            use = () if BLANK in template.text else ((Option(words("reply.use_template"), USE),),)
            return Question(words("reply.template_shown", text=template.text), use)
        options = tuple(
            (Option(words("reply.template", name=one.name), f"{TEMPLATE}{n}"),)
            for n, one in enumerate(_templates(so_far, setting))
        )
        return Question(self._asks(so_far), options)

    def read(self, heard: Heard, chosen: str, so_far: Answers, setting: Setting) -> Reading:
        """A template to look at, or words for one claim or several."""
        template = self._looked_at(so_far, setting)
        if chosen.startswith(TEMPLATE):
            given: Json = {str(n): text for n, text in self.given(so_far).items()}
            return More({"answers": given, "template": int(chosen.removeprefix(TEMPLATE))})
        text = template.text if chosen == USE and template else heard.text.strip()
        return _checked(text) or self.taken(text, so_far, setting)

    def taken(self, text: str, so_far: Answers, setting: Setting) -> Reading:
        """These words beside what was answered before; claims still open are asked for by name."""
        claims, given = claims_in(so_far), self.given(so_far)
        if len(claims) == 1:
            return Answer([text])
        rules = setting.policy.claims
        parts = numbered(text, rules) if begins_numbered(text, rules) else {_next(claims, given): text}
        beyond = [n for n in parts if n > len(claims)]
        if beyond:
            return NotUnderstood(words("claim.no_such", n=beyond[0], claims=len(claims)))
        answers = given | parts
        if unanswered(claims, answers):
            return More({"answers": {str(n): answer for n, answer in answers.items()}})
        return Answer([answers[n] for n in range(1, len(claims) + 1)])

    def given(self, so_far: Answers) -> dict[int, str]:
        """What was answered so far, by the number of its claim."""
        part = cast(dict[str, dict[str, str]], so_far.get(f"~{self.name}") or {})
        return {int(n): text for n, text in part.get("answers", {}).items()}

    def shown(self, answer: Json, setting: Setting) -> Fact:
        """The answer whole; a numbered paragraph each where there are several."""
        return _joined(answer)

    def _asks(self, so_far: Answers) -> Words:
        claims, given = claims_in(so_far), self.given(so_far)
        missing = unanswered(claims, given)
        if given and missing:
            return words("reply.ask_missing", n=missing[0], claim=missing[1])
        if so_far.get(self.name):
            return words("reply.ask_words_anew", text=_joined(so_far[self.name]))
        if len(claims) > 1:
            return words("reply.ask_answers", n=len(claims), claims=as_lines(claims))
        return words("reply.ask_words")

    def _looked_at(self, so_far: Answers, setting: Setting) -> Template | None:
        part = cast(dict[str, Json], so_far.get(f"~{self.name}") or {})
        place, templates = part.get("template"), _templates(so_far, setting)
        return templates[place] if isinstance(place, int) and place < len(templates) else None


def _joined(answer: Json) -> str:
    answers = cast(Sequence[str], answer)
    return answers[0] if len(answers) == 1 else "\n".join(f"{n}. {one}" for n, one in enumerate(answers, 1))


def _templates(so_far: Answers, setting: Setting) -> tuple[Template, ...]:
    return setting.policy.answers.templates_of(str(so_far.get("category") or ""))


def _next(claims: Sequence[str], given: dict[int, str]) -> int:
    missing = unanswered(claims, given)
    return missing[0] if missing else 1
