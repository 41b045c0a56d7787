"""A resident reports a concern: own words first, then kind, category, place, how to be known, review, submit."""

from typing import cast

from domain.concern import Contact, HowKnown, Kind, Pin
from domain.draft import Answers, Draft, Json
from domain.messages import Button, words
from domain.services.intake import Report, submit_concern
from handlers.kit.asking import ask, review, setting
from handlers.kit.category import CategoryChoice
from handlers.kit.contact import ContactDetails
from handlers.kit.dialogue import Dialogue
from handlers.kit.feature import Feature
from handlers.kit.hearing import begin, begin_and_ask, hear
from handlers.kit.place import Place
from handlers.kit.steps import Choice
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
    turn.tick(review(REPORT_CONCERN, draft, setting(turn)), words("report.handed_in"))
    submit_concern(turn.uow, turn.me, _report(draft.id, REPORT_CONCERN.submitted(draft)), turn.now)


STORY = Story("words", asks="report.ask_words")

CONTACT = ContactDetails("contact", "report.ask_contact", when=_gives_contact)
REPORT_CONCERN = Dialogue(
    "report",
    steps=(
        STORY,
        Choice("kind", "report.ask_kind", options=tuple((kind, f"kind.{kind}") for kind in Kind)),
        UnitChoice("about", "report.ask_about", optional=True, when=_complains),
        CategoryChoice("category", "report.ask_category", source="words"),
        Place("place", "report.ask_place", source="words"),
        Choice("known", "report.ask_known", options=tuple((how, f"known.{how}") for how in HowKnown)),
        CONTACT,
    ),
    submit=_submit,
    review="report.review",
    collects=STORY,
    amends=CONTACT,
)


def _report(draft: str, answers: dict[str, Json]) -> Report:
    place = cast("dict[str, Json]", answers["place"])
    contact = cast("dict[str, str] | None", answers.get("contact"))
    pin = cast("list[float] | None", place["pin"])
    return Report(
        draft=draft,
        kind=Kind(str(answers["kind"])),
        category=str(answers["category"]),
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
    begun = [draft for draft in _drafts(turn) if draft.answers]
    if not begun:
        _begin(turn)
        return
    waiting = tuple((_waiting(draft),) for draft in begun)
    anew = ((button("report.begin_anew", "report:new"),),) if len(begun) < MOST_DRAFTS else ()
    turn.say("report.begun_before" if anew else "report.too_many", (*waiting, *anew), count=len(begun))


def _drafts(turn: Turn) -> list[Draft]:
    return [d for d in turn.uow.drafts.of_person(turn.me.id) if d.dialogue == REPORT_CONCERN.name]


def _begin(turn: Turn) -> None:
    """A new draft, or the one in which nothing was written yet."""
    empty = next((draft for draft in _drafts(turn) if not draft.answers), None)
    if empty is None:
        begin_and_ask(turn, REPORT_CONCERN)
    else:
        _go_on(turn, empty)


def _go_on(turn: Turn, draft: Draft) -> None:
    turn.draft = draft.id
    ask(turn, REPORT_CONCERN, draft)


def _waiting(draft: Draft) -> Button:
    text = text_of(draft.answers.get("words"))
    label = f"{text[:SHORT]}…" if len(text) > SHORT else text
    return button("report.go_on", f"report:resume.{draft.id}", text=label, begun=draft.created_at)


def start_with(turn: Turn) -> None:
    """Begin a report with what was just said as its first words."""
    hear(turn, REPORT_CONCERN, begin(turn, REPORT_CONCERN))


def _press(turn: Turn, what: str) -> None:
    order, _, draft_id = what.partition(".")
    mine = _drafts(turn)
    draft = next((d for d in mine if d.id == draft_id), None)
    if draft is not None:
        _go_on(turn, draft)
    elif order == "new" and len(mine) < MOST_DRAFTS:
        _begin(turn)
    else:
        start(turn)


FEATURE = Feature(
    "report", commands={"report": start}, presses={"report": _press}, dialogues=(REPORT_CONCERN,)
)
