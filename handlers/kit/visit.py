"""The questions of a diary entry: which day, where, what one was there (四员), what was found."""

from dataclasses import dataclass
from datetime import date
from typing import cast

from domain.diary import Part
from domain.draft import Answers, Json
from domain.messages import Fact, words
from domain.privacy import find_personal
from domain.seen import names_future, seen_at
from handlers.kit.day import Day, day_in
from handlers.kit.dialogue import Answer, NotUnderstood, Option, Question, Reading, Setting
from handlers.kit.steps import Text
from handlers.kit.talk import Heard
from locales.facts import fold

ALL_PARTS = "1234"
NOTHING = "-"
"""The answer of a visit on which nothing was found."""
LONGEST_PLACE = 100


@dataclass(frozen=True, slots=True)
class VisitedDay(Day):
    """Today, yesterday, or a day that is over; never one to come."""

    def read(self, heard: Heard, chosen: str, so_far: Answers, setting: Setting) -> Reading:
        """Also in words, such as three days ago."""
        calendar = setting.policy.calendar
        today = calendar.day_of(heard.at)
        if chosen:
            return Day.read(self, heard, chosen, so_far, setting)
        moment = seen_at(heard.text, heard.at, calendar)
        day = day_in(heard.text, today) or (calendar.day_of(moment) if moment else None)
        if names_future(heard.text) or (day and day > today):
            return NotUnderstood(words("diary.not_yet"))
        return Answer(day.isoformat()) if day else NotUnderstood(words("kit.day_wrong"))


@dataclass(frozen=True, slots=True)
class VisitedPlace:
    """One of the unit's areas in one tap (`areas` among the answers), or a pin, or the name of a place.

    The answer: `area` (id) and `name` (as written, may be "").
    """

    name: str
    asks: str
    optional: bool = False
    takes_text: bool = True
    takes_media: bool = True

    def asked(self, so_far: Answers) -> bool:
        """Always."""
        return True

    def question(self, so_far: Answers, setting: Setting) -> Question:
        """The areas as buttons."""
        areas = cast("list[str]", so_far.get("areas") or [])
        path = setting.policy.areas.path_name
        return Question(
            words(self.asks), tuple((Option(words("diary.area", area=path(one)), one),) for one in areas)
        )

    def read(self, heard: Heard, chosen: str, so_far: Answers, setting: Setting) -> Reading:
        """Without a place there is no entry, and whose home it was is not written."""
        areas, text = setting.policy.areas, heard.text.strip()
        if chosen:
            return _place(chosen, "")
        if heard.pin:
            found = areas.find_by_pin(heard.pin.latitude, heard.pin.longitude)
            return _place(found.id, "") if found else NotUnderstood(words("kit.place_outside"))
        if not text or len(text) > LONGEST_PLACE:
            return NotUnderstood(words("diary.no_place"))
        if finding := find_personal(text):
            return NotUnderstood(words(finding.key))
        hits = areas.search(text)
        if hits and hits[0].sure:
            return _place(hits[0].area, text)
        return NotUnderstood(words("diary.no_place"))

    def shown(self, answer: Json, setting: Setting) -> Fact:
        """The path of areas and the name as written."""
        place = cast("dict[str, str]", answer)
        area = setting.policy.areas.path_name(place["area"])
        return words("kit.place_shown", area=area, name=place["name"])


def _place(area: str, name: str) -> Answer:
    return Answer({"area": area, "name": name})


@dataclass(frozen=True, slots=True)
class Parts:
    """四员: one box in one tap, all in one tap, several by typing their numbers in one go (13). The answer: "13"."""

    name: str
    asks: str
    optional: bool = False
    takes_text: bool = True
    takes_media: bool = False

    def asked(self, so_far: Answers) -> bool:
        """Always."""
        return True

    def question(self, so_far: Answers, setting: Setting) -> Question:
        """The boxes, and all of them."""
        boxes = [Option(words(f"diary_part.{part}"), str(n)) for n, part in enumerate(Part, 1)]
        return Question(
            words(self.asks),
            (tuple(boxes[:2]), tuple(boxes[2:]), (Option(words("diary.all_parts"), ALL_PARTS),)),
        )

    def read(self, heard: Heard, chosen: str, so_far: Answers, setting: Setting) -> Reading:
        """Numbers of boxes, in any order."""
        typed = {one for one in chosen or heard.text if not one.isspace()}
        known = typed <= set(ALL_PARTS) and bool(typed)
        return Answer("".join(sorted(typed))) if known else NotUnderstood(words("diary.parts_wrong"))

    def shown(self, answer: Json, setting: Setting) -> Fact:
        """Their names."""
        return " · ".join(setting.plain(words(f"diary_part.{part}")) for part in parts_in(answer))


def parts_in(answer: Json) -> tuple[Part, ...]:
    """The boxes of an answer."""
    order = tuple(Part)
    return tuple(order[int(one) - 1] for one in str(answer))


@dataclass(frozen=True, slots=True)
class Matter(Text):
    """What was found, about no person; or nothing, in one tap."""

    def question(self, so_far: Answers, setting: Setting) -> Question:
        """Open, with one button."""
        return Question(words(self.asks), ((Option(words("diary.nothing_found"), NOTHING),),))

    def read(self, heard: Heard, chosen: str, so_far: Answers, setting: Setting) -> Reading:
        """Words of one's own; a mere no is the button."""
        none = setting.plain(words("diary.nothing_typed")).split("|")
        if chosen or fold(heard.text).rstrip("。.!") in none:
            return Answer(NOTHING)
        return Text.read(self, heard, chosen, so_far, setting)

    def shown(self, answer: Json, setting: Setting) -> Fact:
        """The words, or that there was nothing."""
        return words("diary.nothing_found") if answer == NOTHING else str(answer)


def found_something(so_far: Answers) -> bool:
    """Whether a matter was written."""
    return so_far.get("matter") not in (None, NOTHING)


def day_of(answer: Json) -> date:
    """The day of an answer."""
    return date.fromisoformat(str(answer))
