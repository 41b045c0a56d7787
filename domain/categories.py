"""What a concern is about: two levels in residents' words, and the suggestion made from those words."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from domain.clocks import Procedure


@dataclass(frozen=True, slots=True)
class Category:
    """One category; its name is the sentence `category.<code>`, its type of 附件2 `official.<official>`.

    `code`: "housing" at the top, "housing.repair" below; only the lower ones are chosen and carry `keywords`
    and the `procedure` for 求助 and 投诉. `order_days`: working days that an order of this category gives (K14).
    """

    code: str
    official: str
    procedure: Procedure
    keywords: tuple[str, ...] = ()
    order_days: int = 0

    @property
    def parent(self) -> str:
        """The code above, "" at the top."""
        return parent_code(self.code)


def parent_code(code: str) -> str:
    """The code one level up: "housing" for "housing.repair", "" for "housing"."""
    return code.rpartition(".")[0]


@dataclass(frozen=True, eq=False)
class Categories:
    """All categories in the order in which they are shown."""

    by_code: dict[str, Category]

    def get(self, code: str) -> Category | None:
        """The category of this code, or None."""
        return self.by_code.get(code)

    @property
    def top(self) -> tuple[Category, ...]:
        """The first level of the picker: residents' words."""
        return self.under("")

    def under(self, parent: str) -> tuple[Category, ...]:
        """The second level of the picker, below this code; letters to the leader have an entrance of their own."""
        below = (category for category in self.by_code.values() if category.parent == parent)
        return tuple(category for category in below if category.procedure is not Procedure.MAILBOX)

    @property
    def letter(self) -> Category | None:
        """The category of letters to the leader (领导信箱); None where the district has no such mailbox."""
        letters = (one for one in self.by_code.values() if one.procedure is Procedure.MAILBOX)
        return next((one for one in letters if one.parent), None)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A category that the words speak of, with the words that say so, as they were written."""

    category: Category
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Match:
    place: int
    length: int


def suggest(words: str, categories: Iterable[Category], limit: int = 3) -> tuple[Suggestion, ...]:
    """The categories whose keywords stand in the words: most matching letters first, then the earliest.

    Works on the words alone, without any network; never decides, the resident does (R2).
    """
    heard = unicodedata.normalize("NFC", words)
    plain = _same_length_fold(heard)
    found = [(category, _matches(plain, category.keywords)) for category in categories]
    rated = [(category, matches) for category, matches in found if matches]
    rated.sort(key=lambda pair: (-sum(_weight(m, plain) for m in pair[1]), pair[1][0].place))
    return tuple(Suggestion(category, _quotes(heard, matches)) for category, matches in rated[:limit])


@cache
def _longest_first(keywords: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_same_length_fold(keyword) for keyword in sorted(keywords, key=len, reverse=True))


def _matches(plain: str, keywords: tuple[str, ...]) -> tuple[_Match, ...]:
    """Longest keywords first; one inside another already matched does not count again. In order of place."""
    taken: list[_Match] = []
    for keyword in _longest_first(keywords):
        if keyword not in plain:
            continue
        for place in _places(plain, keyword):
            if all(place + len(keyword) <= m.place or m.place + m.length <= place for m in taken):
                taken.append(_Match(place, len(keyword)))
                break
    return tuple(sorted(taken, key=lambda match: match.place))


def _places(plain: str, keyword: str) -> Iterator[int]:
    """Every place of the keyword; a Latin one only as a whole word, an s added or not."""
    place = plain.find(keyword)
    while place >= 0:
        before, after = plain[:place][-1:], plain[place + len(keyword) :].removeprefix("s")[:1]
        if not keyword.isascii() or not (_is_latin(before) or _is_latin(after)):
            yield place
        place = plain.find(keyword, place + 1)


def _is_latin(letter: str) -> bool:
    return letter.isascii() and letter.isalnum()


def _weight(match: _Match, plain: str) -> int:
    """A Chinese character says about as much as three Latin letters."""
    quote = plain[match.place : match.place + match.length]
    return len(quote) if quote.isascii() else 3 * len(quote)


def _quotes(heard: str, matches: Iterable[_Match]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(heard[m.place : m.place + m.length] for m in matches))


def _same_length_fold(text: str) -> str:
    """Lower case letter by letter, so that places in it are places in the original."""
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
