"""当场解决 with what shows it, or 转单位办理: the observation becomes a concern, and its result is told (O3)."""

from dataclasses import dataclass
from typing import cast

from domain.draft import Answers, Draft, Json
from domain.messages import words
from domain.observation import Observation
from domain.privacy import find_personal
from domain.services.observing import Sight, finding_in
from domain.services.referring import Referral, own_open, refer, settle_on_spot
from domain.units import UnitKind
from handlers.kit.category import CategoryChoice
from handlers.kit.dialogue import Dialogue, NotUnderstood, Reading, Setting
from handlers.kit.feature import Feature
from handlers.kit.hearing import begin_and_ask
from handlers.kit.place import Place
from handlers.kit.story import Story, text_of
from handlers.kit.talk import Heard, Turn


@dataclass(frozen=True, slots=True)
class Evidence(Story):
    """Words or pictures of what was done; like the observation itself they speak of no person (O2)."""

    def read(self, heard: Heard, chosen: str, so_far: Answers, setting: Setting) -> Reading:
        """What is there already, with this message added."""
        finding = finding_in(Sight(heard.at, heard.text, heard.files, no_name=True))
        return (
            NotUnderstood(words(finding.key)) if finding else Story.read(self, heard, chosen, so_far, setting)
        )

    def edit(self, heard: Heard, answer: Json) -> Json:
        """As it was, where the edited message speaks of a person."""
        return answer if find_personal(heard.text) else Story.edit(self, heard, answer)


def _settle(turn: Turn, draft: Draft) -> None:
    settle_on_spot(turn.uow, turn.me, draft.about, text_of(draft.answers.get("evidence")), draft.id, turn.now)
    turn.say("settle_there.done")


def _refer(turn: Turn, draft: Draft) -> None:
    answers = REFER.submitted(draft)
    place = cast("dict[str, Json]", answers["place"])
    referral = Referral(draft.id, str(answers["category"]), str(place["area"]), str(place["name"]))
    refer(turn.uow, turn.me, draft.about, referral, turn.now)
    turn.say("refer.done")


def _guard(turn: Turn, draft: Draft) -> None:
    own_open(turn.uow, turn.me, draft.about)


EVIDENCE = Evidence("evidence", asks="settle_there.ask_evidence")
SETTLE = Dialogue(
    "settle_there", (EVIDENCE,), _settle, review="settle_there.review", collects=EVIDENCE, guard=_guard
)
REFER = Dialogue(
    "refer",
    (
        CategoryChoice("category", "refer.ask_category", source="words"),
        Place("place", "refer.ask_place", source="words"),
    ),
    _refer,
    guard=_guard,
)


def _press(turn: Turn, what: str) -> None:
    order, _, observation = what.partition(".")
    seen = own_open(turn.uow, turn.me, observation)
    if order == "settle":
        begin_and_ask(turn, SETTLE, seen.id)
    elif not seen.words:
        turn.say("refer.no_words")
    else:
        begin_and_ask(turn, REFER, seen.id, _known(turn, seen))


def _known(turn: Turn, seen: Observation) -> Answers:
    """The words, and the place of the pin; without one the community of whoever saw it."""
    words_so_far: Json = {"parts": [[None, seen.words]], "files": 0, "pin": None}
    unit = turn.policy.units.by_id.get(seen.unit)
    own = unit.area if unit and unit.kind is UnitKind.COMMUNITY else ""
    area = seen.area or ("" if seen.pin else own)
    place: dict[str, Json] = {"place": {"area": area, "name": "", "pin": None}} if area else {}
    return {"words": words_so_far, **place}


FEATURE = Feature("refer_observation", presses={"refer": _press}, dialogues=(SETTLE, REFER))
