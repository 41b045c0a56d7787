"""Turns the files on answers and claims (answers.toml, claims.toml) into rules that agree with the categories."""

import re

from domain.answers import AnswerRules, Template
from domain.categories import Categories
from domain.claims import ClaimRules
from domain.concern import Kind
from domain.policy.reading import Entry


def answers_from(file: Entry, categories: Categories) -> AnswerRules:
    """How the district answers."""
    grounds = {}
    for entry in file.entries("ground", "category"):
        grounds[_category(entry, categories)] = entry.text("words")
        entry.finish()
    rules = AnswerRules(
        undo_seconds=file.whole("undo_seconds"),
        ground=file.text("general_ground"),
        grounds=grounds,
        templates=tuple(_template(entry, categories) for entry in file.entries("template", "name")),
        meetings=frozenset(file.texts("meetings")),
        meeting_days=file.whole("meeting_days"),
    )
    file.finish()
    unknown = rules.meetings - {str(kind) for kind in Kind} - categories.by_code.keys()
    if unknown:
        raise file.wrong(f"meetings must name kinds or categories, not {', '.join(sorted(unknown))}")
    return rules


def claims_from(file: Entry) -> ClaimRules:
    """How claims are found in words."""
    pattern, numerals = file.text("numbering"), file.texts("numerals")
    ends, asks = file.text("ends"), file.texts("asks")
    file.finish()
    try:
        numbering = re.compile(pattern, re.MULTILINE)
    except re.error as error:
        raise file.wrong(f"numbering is no pattern: {error}") from error
    if "n" not in numbering.groupindex:
        raise file.wrong("numbering must name its number: (?P<n>…)")
    return ClaimRules(numbering, numerals, ends, asks)


def _template(entry: Entry, categories: Categories) -> Template:
    template = Template(entry.text("name"), _category(entry, categories), entry.text("text"))
    entry.finish()
    return template


def _category(entry: Entry, categories: Categories) -> str:
    code = entry.text("category", "")
    if code and categories.get(code) is None:
        raise entry.wrong("this category does not exist")
    return code
