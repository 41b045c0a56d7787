"""The peers' sentences and buttons, and how a concern gets its number with them."""

import secrets
import tomllib
from html import escape
from pathlib import Path
from typing import Any

SENTENCES: dict[str, Any] = tomllib.loads(Path(__file__).with_name("sentences.toml").read_text("utf-8"))
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

Buttons = list[list[tuple[str, str]]]
"""Rows of (label, data)."""


def buttons(step: str) -> Buttons:
    """The buttons under the question of a step, one to a row."""
    return [[(label, data)] for data, label in SENTENCES["options"][step].items()]


def menu() -> Buttons:
    """What can be done here, two to a row."""
    pairs = [(label, f"go:{data}") for data, label in SENTENCES["menu"].items()]
    return [pairs[at : at + 2] for at in range(0, len(pairs), 2)]


def review(answers: dict[str, str]) -> str:
    """The review card."""
    return str(SENTENCES["review"]).format_map({name: escape(value) for name, value in answers.items()})


def ticked(step: str, data: str, answers: dict[str, str]) -> str:
    """The question with the chosen answer below it, for the message that was pressed."""
    question = review(answers) if step == "review" else SENTENCES[step]
    chosen = SENTENCES["handed_in"] if step == "review" else SENTENCES["options"][step][data]
    return str(SENTENCES["ticked"]).format(question=question, answer=escape(chosen))


def numbered(number: str, code: str) -> str:
    """The last word: the tracking number and the query code."""
    return str(SENTENCES["number"]).format(number=number, code=code)


def new_number() -> str:
    """A random tracking number."""
    return "DM-2611-" + "".join(secrets.choice(_LETTERS) for _ in range(5)) + "-0"


def new_code() -> str:
    """A random query code."""
    return f"{secrets.randbelow(10**8):08d}"
