"""The question for the place of the problem: a pin, a name that is searched, or the list of areas."""

from dataclasses import dataclass
from typing import cast

from domain.draft import Answers, Json
from domain.messages import Button, Fact, words
from domain.privacy import find_forbidden
from handlers.kit.dialogue import Answer, More, NotUnderstood, Option, Question, Reading, Setting
from handlers.kit.talk import Heard

LIST = "*"
LONGEST = 200
"""Characters of a place in words; whatever is longer is no name of a place."""


@dataclass(frozen=True, slots=True)
class Place:
    """The answer: `area` (id), `name` (as written, may be ""), `pin` [lat, lon] or None.

    A pin sent with the story (`source`) is offered as the place.
    """

    name: str
    asks: str
    source: str
    optional: bool = False
    takes_text: bool = True
    takes_media: bool = True

    def asked(self, so_far: Answers) -> bool:
        """Always."""
        return True

    def question(self, so_far: Answers, setting: Setting) -> Question:
        """At first with keys for the own location and the list; then the list or the places found."""
        part = _of(so_far.get(f"~{self.name}"))
        if "found" in part:
            return self._found(cast("list[list[str]]", part["found"]), str(part.get("text")), setting)
        if "under" in part:
            return self._list(str(part["under"]), setting)
        here = self._pinned_area(so_far, setting)
        if here:
            return self._offered(here, setting)
        keys = ((Button(words("kit.place_here"), asks="location"),), (Button(words("kit.place_list")),))
        return Question(words(self.asks), keys=keys)

    def _offered(self, area: str, setting: Setting) -> Question:
        """The place of the pin that came with the story, to be confirmed."""
        name = setting.policy.areas.path_name(area)
        yes, no = Option(words("kit.place_yes"), f"pin:{area}"), Option(words("kit.place_other"), LIST)
        return Question(words(f"{self.asks}_pinned", area=name), ((yes,), (no,)))

    def _found(self, found: list[list[str]], text: str, setting: Setting) -> Question:
        areas = setting.policy.areas
        rows = tuple(
            (Option(words("kit.place_found", name=name, area=areas.path_name(area)), f"at:{number}"),)
            for number, (name, area) in enumerate(found)
        )
        return Question(
            words(f"{self.asks}_found", text=text), (*rows, (Option(words("kit.place_list"), LIST),))
        )

    def _list(self, under: str, setting: Setting) -> Question:
        options = [
            Option(words("kit.place_area", name=a.name), f"in:{a.id}")
            for a in setting.policy.areas.under(under)
        ]
        return Question(words(f"{self.asks}_list"), tuple((option,) for option in options))

    def read(self, heard: Heard, chosen: str, so_far: Answers, setting: Setting) -> Reading:
        """A pin inside the district, a name that is sure, or an option."""
        areas = setting.policy.areas
        if chosen:
            return self._read_option(chosen, so_far, setting)
        if heard.pin:
            area = areas.find_by_pin(heard.pin.latitude, heard.pin.longitude)
            pin: Json = [heard.pin.latitude, heard.pin.longitude]
            return (
                self._answer(area.id, "", pin, setting) if area else NotUnderstood(words("kit.place_outside"))
            )
        text = heard.text.strip()
        if text == setting.plain(words("kit.place_list")):
            return More({"under": areas.district.id})
        if len(text) > LONGEST:
            return NotUnderstood(words("kit.too_long", longest=LONGEST, length=len(text)))
        if finding := find_forbidden(text):
            return NotUnderstood(words(finding.key))
        return self._search(text, setting) if text else NotUnderstood(words("kit.place_needed"))

    def _search(self, text: str, setting: Setting) -> Reading:
        found = setting.policy.areas.search(text)
        if len(found) == 1 and found[0].sure:
            return self._answer(found[0].area, text, None, setting)
        if not found:
            return NotUnderstood(words("kit.place_unknown"))
        return More({"found": [[hit.name, hit.area] for hit in found], "text": text})

    def _read_option(self, chosen: str, so_far: Answers, setting: Setting) -> Reading:
        areas = setting.policy.areas
        how, _, value = chosen.partition(":")
        part = _of(so_far.get(f"~{self.name}"))
        if how == "pin":
            return self._answer(value, "", _of(so_far.get(self.source)).get("pin"), setting)
        if how == "at":
            name, area = cast("list[list[str]]", part["found"])[int(value)]
            return self._answer(area, _named(str(part.get("text")), name), None, setting)
        if how == "in" and not areas.under(value):
            return self._answer(value, "", None, setting)
        return More({"under": value if how == "in" else areas.district.id})

    def _answer(self, area: str, name: str, pin: Json, setting: Setting) -> Answer:
        value: Json = {"area": area, "name": name, "pin": pin}
        return Answer(value, words("kit.place_noted", place=self.shown(value, setting)))

    def _pinned_area(self, so_far: Answers, setting: Setting) -> str:
        pin = _of(so_far.get(self.source)).get("pin")
        if not isinstance(pin, list) or f"~{self.name}" in so_far:
            return ""
        latitude, longitude = cast("list[float]", pin)
        area = setting.policy.areas.find_by_pin(latitude, longitude)
        return area.id if area else ""

    def shown(self, answer: Json, setting: Setting) -> Fact:
        """The path of areas and the name as written."""
        place = _of(answer)
        area = setting.policy.areas.path_name(str(place["area"]))
        return words("kit.place_shown", area=area, name=str(place.get("name") or ""))


def _named(text: str, name: str) -> str:
    """What was typed, if it says more than the name that was found ("柳园小区3号楼")."""
    return text if name in text else name


def _of(answer: Json) -> dict[str, Json]:
    return answer if isinstance(answer, dict) else {}
