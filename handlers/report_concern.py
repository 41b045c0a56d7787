"""A resident reports a concern: own words first, then kind, category, place, how to be known, review, submit.

A letter to the leader (领导信箱, H21) is the same dialogue without kind and category, which the office decides.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import cast

from domain.concern import Concern, Contact, HowKnown, Kind, Pin
from domain.draft import Answers, Draft, Json
from domain.messages import Button, words
from domain.people import Person
from domain.services.intake import Report, submit_concern
from domain.services.mailing import check_mailbox, write_to_leader
from domain.services.ports import UnitOfWork
from handlers.kit.asking import ask, review, setting
from handlers.kit.category import CategoryChoice
from handlers.kit.contact import ContactDetails
from handlers.kit.dialogue import Dialogue
from handlers.kit.feature import Feature
from handlers.kit.hearing import begin, begin_and_ask, hear
from handlers.kit.place import Place
from handlers.kit.steps import Choice, always
from handlers.kit.story import Story, text_of
from handlers.kit.talk import Turn, button
from handlers.kit.unit import UnitChoice

MOST_DRAFTS = 5
"""Reports that may wait unfinished for one person."""
SHORT = 12
"""Characters of the words on a button."""


def _gives_contact(so_far: Answers) -> bool:
    return so_far.get("known") in (HowKnown.NAMED, HowKnown.HANDLER_ONLY)


def _complains(so_far: Answers) -> bool:
    return so_far.get("kind") in (Kind.COMPLAINT, Kind.MISCONDUCT)


def _submit(turn: Turn, draft: Draft) -> None:
    dialogue = FORMS[draft.dialogue]
    turn.tick(review(dialogue, draft, setting(turn)), words("report.handed_in"))
    SUBMITS[draft.dialogue](turn.uow, turn.me, _report(draft.id, dialogue.submitted(draft)), turn.now)


STORY = Story("words", asks="report.ask_words")
LETTER_STORY = replace(STORY, asks="mailbox.ask_words")
ABOUT = UnitChoice("about", "report.ask_about", optional=True, when=_complains)
PLACE = Place("place", "report.ask_place", source="words")
KNOWN = Choice("known", "report.ask_known", options=tuple((how, f"known.{how}") for how in HowKnown))
CONTACT = ContactDetails("contact", "report.ask_contact", when=_gives_contact)
REPORT_CONCERN = Dialogue(
    "report",
    steps=(
        STORY,
        Choice("kind", "report.ask_kind", options=tuple((kind, f"kind.{kind}") for kind in Kind)),
        ABOUT,
        CategoryChoice("category", "report.ask_category", source="words"),
        PLACE,
        KNOWN,
        CONTACT,
    ),
    submit=_submit,
    review="report.review",
    collects=STORY,
    amends=CONTACT,
)
MAILBOX = Dialogue(
    "mailbox",
    steps=(LETTER_STORY, replace(ABOUT, when=always), PLACE, KNOWN, CONTACT),
    submit=_submit,
    review="mailbox.review",
    collects=LETTER_STORY,
    amends=CONTACT,
)
FORMS = {dialogue.name: dialogue for dialogue in (REPORT_CONCERN, MAILBOX)}
SUBMITS: dict[str, Callable[[UnitOfWork, Person, Report, datetime], Concern]] = {
    REPORT_CONCERN.name: submit_concern,
    MAILBOX.name: write_to_leader,
}


def _report(draft: str, answers: dict[str, Json]) -> Report:
    """Of a letter the office decides kind and category; until then it counts as a wish for help."""
    place = cast("dict[str, Json]", answers["place"])
    contact = cast("dict[str, str] | None", answers.get("contact"))
    pin = cast("list[float] | None", place["pin"])
    return Report(
        draft=draft,
        kind=Kind(str(answers.get("kind") or Kind.HELP)),
        category=str(answers.get("category") or ""),
        area=str(place["area"]),
        place=str(place["name"]),
        words=text_of(answers["words"]),
        known=HowKnown(str(answers["known"])),
        pin=Pin(*pin) if pin else None,
        contact=Contact(contact["name"], contact["phone"]) if contact else None,
        about_unit=str(answers.get("about") or ""),
    )


def start(turn: Turn, _: str = "") -> None:
    """Begin a report, or offer to go on with those that were begun; a few may wait at the same time."""
    _start(turn, REPORT_CONCERN)


def _write(turn: Turn, _: str = "") -> None:
    """The same for a letter. Refusal mailbox.not_here: this district has no such mailbox."""
    check_mailbox(turn.uow)
    _start(turn, MAILBOX)


def _start(turn: Turn, form: Dialogue) -> None:
    begun = [draft for draft in _drafts(turn, form) if draft.answers]
    if not begun:
        _begin(turn, form)
        return
    waiting = tuple((_waiting(draft),) for draft in begun)
    anew = ((button("report.begin_anew", f"{form.name}:new"),),) if len(begun) < MOST_DRAFTS else ()
    turn.say("report.begun_before" if anew else "report.too_many", (*waiting, *anew), count=len(begun))


def _drafts(turn: Turn, form: Dialogue) -> list[Draft]:
    return [d for d in turn.uow.drafts.of_person(turn.me.id) if d.dialogue == form.name]


def _begin(turn: Turn, form: Dialogue) -> None:
    """A new draft, or the one in which nothing was written yet."""
    empty = next((draft for draft in _drafts(turn, form) if not draft.answers), None)
    if empty is None:
        begin_and_ask(turn, form)
    else:
        _go_on(turn, empty)


def _go_on(turn: Turn, draft: Draft) -> None:
    turn.draft = draft.id
    ask(turn, FORMS[draft.dialogue], draft)


def _waiting(draft: Draft) -> Button:
    text = text_of(draft.answers.get("words"))
    label = f"{text[:SHORT]}…" if len(text) > SHORT else text
    resume = f"{draft.dialogue}:resume.{draft.id}"
    return button("report.go_on", resume, text=label, begun=draft.created_at)


def start_with(turn: Turn) -> None:
    """Begin a report with what was just said as its first words."""
    hear(turn, REPORT_CONCERN, begin(turn, REPORT_CONCERN))


def _press(turn: Turn, what: str) -> None:
    _pressed(turn, what, REPORT_CONCERN)


def _press_mailbox(turn: Turn, what: str) -> None:
    check_mailbox(turn.uow)
    _pressed(turn, what, MAILBOX)


def _pressed(turn: Turn, what: str, form: Dialogue) -> None:
    order, _, draft_id = what.partition(".")
    mine = _drafts(turn, form)
    draft = next((d for d in mine if d.id == draft_id), None)
    if draft is not None:
        _go_on(turn, draft)
    elif order == "new" and len(mine) < MOST_DRAFTS:
        _begin(turn, form)
    else:
        _start(turn, form)


FEATURE = Feature(
    "report",
    commands={"report": start, "mailbox": _write},
    presses={"report": _press, "mailbox": _press_mailbox},
    dialogues=(REPORT_CONCERN, MAILBOX),
)
