"""The question for the category: suggested from the words or picked from the list; the person decides."""

from dataclasses import dataclass

from domain.categories import Categories, Suggestion, suggest
from domain.draft import Answers, Json
from domain.messages import Fact, Words, words
from handlers.kit.dialogue import Answer, More, NotUnderstood, Option, Question, Reading, Setting
from handlers.kit.story import text_of
from handlers.kit.talk import Heard

ALL = "*"
"""The part that opens the whole list."""


@dataclass(frozen=True, slots=True)
class CategoryChoice:
    """`source`: name of the step whose words are looked through for suggestions."""

    name: str
    asks: str
    source: str
    optional: bool = False
    takes_text: bool = True
    takes_media: bool = False

    def asked(self, so_far: Answers) -> bool:
        """Always."""
        return True

    def question(self, so_far: Answers, setting: Setting) -> Question:
        """Suggestions with the words that speak for them, or the level of the list that was opened."""
        opened = str(so_far.get(f"~{self.name}") or "")
        categories = setting.policy.categories
        found = self._suggestions(so_far, opened, setting)
        if found:
            return self._suggested(found)
        under = categories.under("" if opened.startswith("?") or opened == ALL else opened)
        options = [Option(_name(category.code), category.code) for category in under]
        rows = tuple(tuple(options[at : at + 2]) for at in range(0, len(options), 2))
        if opened and categories.get(opened):
            return Question(
                words(f"{self.asks}_below", above=_name(opened)), (*rows, (_all("kit.category_top"),))
            )
        return Question(words(f"{self.asks}_list"), rows)

    def _suggestions(self, so_far: Answers, opened: str, setting: Setting) -> tuple[Suggestion, ...]:
        """From the words of the story, or (part "?…") from what was typed here; none while the list is open."""
        heard = (
            opened[1:] if opened.startswith("?") else text_of(so_far.get(self.source)) if not opened else ""
        )
        return suggest(heard, setting.policy.categories.by_code.values()) if heard else ()

    def _suggested(self, found: tuple[Suggestion, ...]) -> Question:
        reasons: list[Fact] = [
            words("kit.category_reason", name=_name(hit.category.code), words=" · ".join(hit.words))
            for hit in found
        ]
        rows = tuple((Option(_name(hit.category.code), hit.category.code),) for hit in found)
        return Question(words(self.asks, reasons=reasons), (*rows, (_all("kit.category_all"),)))

    def read(self, heard: Heard, chosen: str, so_far: Answers, setting: Setting) -> Reading:
        """A lower category answers; an upper one opens its list; typed words give new suggestions.

        Who types just the word for which the only suggestion stands there already has chosen it.
        """
        categories = setting.policy.categories
        if chosen == ALL:
            return More(ALL)
        if chosen:
            return More(chosen) if categories.under(chosen) else Answer(chosen)
        found = suggest(heard.text, categories.by_code.values()) if heard.text else ()
        if len(found) == 1 and heard.text.strip() in found[0].words:
            shown = self._suggestions(so_far, str(so_far.get(f"~{self.name}") or ""), setting)
            if [one.category for one in shown] == [found[0].category]:
                return Answer(found[0].category.code)
        return More(f"?{heard.text[:100]}") if found else NotUnderstood(words("kit.category_unknown"))

    def shown(self, answer: Json, setting: Setting) -> Fact:
        """The category's name with the one above it and its official type."""
        return full_category(str(answer), setting.policy.categories)


def category_name(code: str) -> Words:
    """「住房 · 漏水维修」"""
    return words("kit.category_path", above=_name(code.partition(".")[0]), name=_name(code))


def full_category(code: str, categories: Categories) -> Words:
    """The same with the official type (附件2) behind; without it when the code is no longer in the data."""
    known = categories.get(code)
    if known is None:
        return category_name(code)
    return words(
        "kit.category_full", category=category_name(code), official=words(f"official.{known.official}")
    )


def _name(code: str) -> Words:
    return words(f"category.{code}")


def _all(label: str) -> Option:
    return Option(words(label), ALL)
