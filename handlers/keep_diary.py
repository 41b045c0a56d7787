"""写日记: a visit in four taps; the matter goes on only with consent, the personal part is the author's alone (W4)."""

from typing import cast

from domain.diary import DiaryEntry, Outcome
from domain.draft import Answers, Draft, Json
from domain.errors import Refusal
from domain.messages import Fact, Rows, Words, words
from domain.permissions import Deed, may, standing
from domain.privacy import find_personal
from domain.services import announcing
from domain.services.keeping_diary import (
    WRITERS,
    Visit,
    consented,
    give_consent,
    keep_note,
    own_entry,
    pass_matter_on,
    write_entry,
)
from domain.services.rostering import leaves, line_of
from domain.services.serving import find_occurrence, visit_quotas
from handlers.kit.category import CategoryChoice
from handlers.kit.dialogue import Dialogue
from handlers.kit.feature import Feature
from handlers.kit.hearing import begin_and_ask
from handlers.kit.steps import Choice, Text, refused_words
from handlers.kit.talk import Turn, button
from handlers.kit.visit import (
    NOTHING,
    Matter,
    Parts,
    VisitedDay,
    VisitedPlace,
    day_of,
    found_something,
    parts_in,
)

LISTED = 5
MOST_AREAS = 9


def _refused(text: str) -> Words | None:
    finding = find_personal(text)
    return words("diary.no_person", hint=words(finding.key)) if finding else None


def _submit(turn: Turn, draft: Draft) -> None:
    answers = DIARY.submitted(draft)
    place = cast("dict[str, str]", answers["place"])
    matter = "" if answers["matter"] == NOTHING else str(answers["matter"])
    visit = Visit(
        day_of(answers["visited"]),
        place["area"],
        place["name"],
        parts_in(answers["parts"]),
        matter,
        Outcome(str(answers.get("outcome") or Outcome.NONE)),
    )
    entry = write_entry(turn.uow, turn.me, visit, turn.now)
    quotas = visit_quotas(turn.uow, turn.me, entry.visited_on, turn.now)
    pace: list[Fact] = [announcing.pace(turn.uow, turn.me, one, turn.now) for one in quotas]
    turn.say("diary.saved", _rows(entry), day=entry.visited_on, pace=words("duty_day.lines", lines=pace))


DIARY = Dialogue(
    "diary",
    (
        VisitedDay("visited", "diary.ask_day"),
        VisitedPlace("place", "diary.ask_place"),
        Parts("parts", "diary.ask_parts"),
        Matter("matter", "diary.ask_matter", longest=500, refuses=_refused),
        Choice(
            "outcome",
            "diary.ask_outcome",
            tuple((one, f"diary_outcome.{one}") for one in (Outcome.SETTLED, Outcome.CONCERN, Outcome.NOTED)),
            when=found_something,
        ),
    ),
    _submit,
    review="diary.review",
)


def _keep_note(turn: Turn, draft: Draft) -> None:
    noted = keep_note(turn.uow, turn.me, draft.about, str(draft.answers["note"]), turn.now)
    assert noted.note_until
    turn.say("diary.note_kept", until=noted.note_until)


DIARY_NOTE = Dialogue(
    "diary_note", (Text("note", "diary.ask_note", longest=1000, refuses=refused_words),), _keep_note
)


def _pass_on(turn: Turn, draft: Draft) -> None:
    pass_matter_on(turn.uow, turn.me, draft.about, draft.id, str(draft.answers["category"]), turn.now)
    turn.say("diary.passed_on")


def _guard(turn: Turn, draft: Draft) -> None:
    consented(turn.uow, turn.me, draft.about)


DIARY_MATTER = Dialogue(
    "diary_matter",
    (CategoryChoice("category", "refer.ask_category", source="words"),),
    _pass_on,
    guard=_guard,
)


def start(turn: Turn, _: str = "") -> None:
    """A new entry of today; the place is known where the roster or the unit says it."""
    if not may(Deed.DO_DUTY, standing(turn.me.roles(turn.now))):
        raise Refusal("deed.not_yours")
    today = turn.policy.calendar.day_of(turn.now)
    areas = _areas(turn)
    occurrence = find_occurrence(turn.uow, turn.policy.duties[0].id, today)
    chosen = line_of(turn.uow, occurrence, turn.me, turn.now).place if occurrence else ""
    known = chosen or (areas[0] if len(areas) == 1 else "")
    place: Answers = {"place": {"area": known, "name": ""}} if known else {}
    answers: Answers = {"visited": today.isoformat(), "areas": cast(Json, areas), **place}
    begin_and_ask(turn, DIARY, answers=answers)


def _areas(turn: Turn) -> list[str]:
    """The smallest areas that the units of this person serve; none to choose from where they are too many."""
    units = (turn.policy.units.by_id.get(unit) for unit in turn.me.units(turn.now, *WRITERS))
    found = list(dict.fromkeys(area for unit in units if unit for area in leaves(turn.uow, unit.area)))
    return found if len(found) <= MOST_AREAS else []


def _rows(entry: DiaryEntry) -> Rows:
    """On to the unit where whoever it concerns agreed; a note for oneself."""
    own = (button("button.diary_note", f"diary:note.{entry.id}"), button("diary.mine", "diary:mine"))
    agreed = entry.outcome is Outcome.CONCERN
    if entry.concern or not (agreed or entry.outcome is Outcome.NOTED):
        return (own,)
    on = button("button.diary_matter" if agreed else "diary.agreed_now", f"diary:pass.{entry.id}")
    return ((on,), own)


def _press(turn: Turn, what: str) -> None:
    order, _, entry_id = what.partition(".")
    if order == "note":
        own_entry(turn.uow, turn.me, entry_id)
        begin_and_ask(turn, DIARY_NOTE, entry_id)
    elif order == "pass":
        entry = own_entry(turn.uow, turn.me, entry_id)
        if entry.outcome is Outcome.NOTED:
            turn.say("diary.ask_consent", ((button("diary.consented", f"diary:agreed.{entry_id}"),),))
        else:
            _begin_matter(turn, consented(turn.uow, turn.me, entry_id))
    elif order == "agreed":
        _begin_matter(turn, give_consent(turn.uow, turn.me, entry_id))
    else:
        _list(turn)


def _begin_matter(turn: Turn, entry: DiaryEntry) -> None:
    said: Json = {"parts": [[None, entry.matter]], "files": 0, "pin": None}
    begin_and_ask(turn, DIARY_MATTER, entry.id, {"words": said})


def _list(turn: Turn) -> None:
    """The own last entries with the own notes; nobody else reads them."""
    own = turn.uow.diaries.of_author(turn.me.id, LISTED)
    lines: list[Fact] = [_line(turn, entry) for entry in own]
    turn.say("diary.list" if own else "diary.none_yet", ((button("menu.diary", "go:diary"),),), lines=lines)


def _line(turn: Turn, entry: DiaryEntry) -> Words:
    concern = turn.uow.concerns.get(entry.concern) if entry.concern else None
    passed = words("observe.passed_on", number=concern.number) if concern else None
    outcome = passed or words(f"diary_outcome.{entry.outcome}")
    place = words("kit.place_shown", area=turn.policy.areas.path_name(entry.area), name=entry.place)
    note = words("diary.own_note", note=entry.note) if entry.note else ""
    return words(
        "diary.line",
        day=entry.visited_on,
        place=place,
        matter=entry.matter or words("diary.nothing_found"),
        outcome=outcome if entry.matter else "",
        note=note,
    )


FEATURE = Feature(
    "keep_diary",
    commands={"diary": start},
    presses={"diary": _press},
    dialogues=(DIARY, DIARY_NOTE, DIARY_MATTER),
)
