"""Finds a sentence by its key in the receiver's language and fills in its facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from functools import cache, lru_cache
from html import escape
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.messages.pofile import read_po

from domain.messages import Fact, Words
from locales.facts import clean, fold
from locales.markup import TELEGRAM_LIMIT, pieces, untagged

DEFAULT = "zh_Hans"
FOREIGN = "en"
WORD = "word."
_STOPS = "。.!~… "
_SHOWN = 2000
"""Days and moments whose shown form is kept at hand."""
HERE = Path(__file__).parent
CHINA = ZoneInfo("Asia/Shanghai")

Sentences = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Catalogues:
    """The sentences of every language, kept in memory.

    `sentences`: language → key → sentence with named {facts} and Telegram's HTML tags.
    `typed`: language → folded word → key, for what people type instead of pressing.
    """

    sentences: Mapping[str, Sentences]
    typed: Mapping[str, Sentences]
    timezone: tzinfo

    def languages(self) -> tuple[str, ...]:
        """All languages there are, the default first."""
        return tuple(sorted(self.sentences, key=lambda language: (language != DEFAULT, language)))

    def pick(self, language_code: str | None) -> str:
        """The language we have for one of Telegram's codes ("zh-hans", "en-US", None)."""
        if not language_code:
            return DEFAULT
        spoken = _family(language_code)
        return next((language for language in self.languages() if _family(language) == spoken), FOREIGN)

    def sentence(self, language: str, key: str, facts: Mapping[str, Fact]) -> str:
        """The sentence as Telegram's HTML, each fact cleaned and escaped exactly once.

        KeyError: no language has the key, or the sentence names a fact that is not given.
        """
        shown = {name: self._html(language, fact) for name, fact in facts.items()}
        return self._template(language, key).format_map(shown)

    def plain(self, language: str, key: str, facts: Mapping[str, Fact]) -> str:
        """The same without any markup: for button labels and callback answers."""
        bare = _bare(self._template(language, key))
        if not facts and "{" not in bare:
            return bare
        return bare.format_map({name: self._text(language, fact) for name, fact in facts.items()})

    def pieces(self, html: str, limit: int = TELEGRAM_LIMIT) -> tuple[str, ...]:
        """A long text cut at line ends into well-formed parts of at most `limit` UTF-16 units each."""
        return pieces(html, limit)

    def meaning(self, language: str, word: str) -> str | None:
        """The key of the command a typed word stands for, a full stop behind it or not; own language first."""
        said = fold(word).rstrip(_STOPS)
        for known in (language, *self.languages()):
            key = self.typed.get(known, {}).get(said)
            if key:
                return key
        return None

    def names_listed(self, key: str, text: str) -> bool:
        """Whether a text holds one of the words that the sentence lists (separated by |), in any language."""
        said = fold(text)
        lists = (_listed(sentences.get(key, "")) for sentences in self.sentences.values())
        return any(word in said for words in lists for word in words)

    def _template(self, language: str, key: str) -> str:
        own = self.sentences.get(language, {}).get(key)
        return self.sentences[DEFAULT][key] if own is None else own

    def _html(self, language: str, fact: Fact) -> str:
        if isinstance(fact, Words):
            return self.sentence(language, fact.key, fact.facts)
        if isinstance(fact, str | int | date):
            shown = self._single(language, fact)
            return shown if shown.isalnum() else escape(shown)
        return "\n".join(self._html(language, one) for one in fact)

    def _text(self, language: str, fact: Fact) -> str:
        if isinstance(fact, Words):
            return self.plain(language, fact.key, fact.facts)
        if isinstance(fact, str | int | date):
            return self._single(language, fact)
        return "\n".join(self._text(language, one) for one in fact)

    def _single(self, language: str, fact: str | int | date) -> str:
        if isinstance(fact, datetime):
            return self._moment(language, fact)
        if isinstance(fact, date):
            return _day(fact, self._template(language, "shape.date"), language)
        return clean(str(fact))

    def _moment(self, language: str, moment: datetime) -> str:
        if moment.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be shown")
        there = moment.astimezone(self.timezone)
        return _wall(there.replace(tzinfo=None), self._template(language, "shape.moment"), language)


@lru_cache(_SHOWN)
def _day(day: date, shape: str, language: str) -> str:
    """As it is shown; the same few days stand in all messages of a morning."""
    return format_date(day, shape, language)


@lru_cache(_SHOWN)
def _wall(time: datetime, shape: str, language: str) -> str:
    """A moment as the clock on the wall shows it: two zones may show one moment differently."""
    return format_datetime(time, shape, locale=language)


@cache
def _bare(template: str) -> str:
    """The sentence without tags; there are as many as there are sentences."""
    return untagged(template)


@cache
def _listed(sentence: str) -> tuple[str, ...]:
    """The words of a sentence that is a list, folded."""
    return tuple(fold(word) for word in sentence.split("|") if word)


def load(folder: Path = HERE, timezone: tzinfo = CHINA) -> Catalogues:
    """Read every language of the folder into memory; a language is one folder of sentences."""
    found = sorted(folder.glob("*/LC_MESSAGES/minqing.po"))
    sentences = {path.parent.parent.name: _read(path) for path in found}
    typed = {language: _words(own) for language, own in sentences.items()}
    return Catalogues(sentences, typed, timezone)


def _read(path: Path) -> dict[str, str]:
    with path.open("rb") as file:
        catalogue = read_po(file, abort_invalid=True)
    return {str(message.id): str(message.string) for message in catalogue if message.id and message.string}


def _words(sentences: Sentences) -> dict[str, str]:
    lists = {key: listed for key, listed in sentences.items() if key.startswith(WORD)}
    return {fold(word): key for key, listed in lists.items() for word in listed.split("|")}


def _family(code: str) -> str:
    return code.replace("_", "-").split("-")[0].lower()
