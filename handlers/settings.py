"""What a person can set for themselves: the language."""

from dataclasses import replace

from domain.messages import Button, words
from handlers.kit.feature import Feature
from handlers.kit.talk import Turn, button


def _ask_language(turn: Turn, _: str) -> None:
    rows = tuple((_language_button(turn, name),) for name in turn.catalogues.languages())
    turn.say("language.ask", rows)


def _language_button(turn: Turn, name: str) -> Button:
    """Each language under its own name, as its own speakers call it."""
    own = turn.catalogues.plain(name, "language.name", {})
    return button("language.button", f"language:{name}", name=own)


def _set_language(turn: Turn, name: str) -> None:
    """Kept for those who are known; for others Telegram's own setting decides."""
    if name not in turn.catalogues.languages():
        _ask_language(turn, "")
        return
    turn.me = replace(turn.me, language=name)
    if turn.uow.people.by_chat(turn.me.chat):
        turn.uow.people.put(turn.me)
    turn.toast = words("language.set")
    turn.show("language.now", ((button("menu.report", "go:report"),), (button("menu.help", "go:help"),)))


FEATURE = Feature("settings", commands={"language": _ask_language}, presses={"language": _set_language})
