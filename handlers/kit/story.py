"""The question for one's own words: text, pictures, voice and a pin, in any order, in several messages."""

from dataclasses import dataclass
from typing import cast

from domain.draft import Answers, Json
from domain.messages import Fact, words
from domain.privacy import find_forbidden
from handlers.kit.dialogue import ANEW, Answer, NotUnderstood, Question, Reading, Setting
from handlers.kit.talk import Event, Heard

LONGEST = 8000
"""Characters in all; about four full messages of the channel."""


@dataclass(frozen=True, slots=True)
class Story:
    """Takes whatever comes. The answer: `parts` [[message number, text], …], `files` (how many), `pin` [lat, lon]."""

    name: str
    asks: str
    optional: bool = False
    takes_text: bool = True
    takes_media: bool = True

    def asked(self, so_far: Answers) -> bool:
        """Always."""
        return True

    def question(self, so_far: Answers, setting: Setting) -> Question:
        """The open question; while it is written anew, with the old words to copy from."""
        if so_far.get(f"~{self.name}") == ANEW:
            return Question(words(f"{self.asks}_anew", text=text_of(so_far.get(self.name))))
        return Question(words(self.asks))

    def read(self, heard: Heard, chosen: str, so_far: Answers, setting: Setting) -> Reading:
        """What is there already, with this message added."""
        text = heard.text.strip()
        if not (text or heard.files or heard.pin):
            return NotUnderstood(words("kit.text_needed"))
        finding = find_forbidden(text)
        if finding:
            return NotUnderstood(words(finding.key))
        story = _of(so_far.get(self.name))
        if so_far.get(f"~{self.name}") == ANEW and text:
            story = {**story, "parts": []}
        if len(text_of(story)) + len(text) > LONGEST:
            return NotUnderstood(words("kit.too_long", longest=LONGEST, length=len(text)))
        parts = [*_parts(story), *([[heard.message, text]] if text else [])]
        pin: Json = [heard.pin.latitude, heard.pin.longitude] if heard.pin else story.get("pin")
        files = files_of(story) + len(heard.files)
        says = words("kit.files_taken", n=files) if heard.files else None
        return Answer({"parts": cast(Json, parts), "files": files, "pin": pin}, says)

    def edit(self, heard: Heard, answer: Json) -> Json:
        """The answer with the edited message's text in its place."""
        story = _of(answer)
        text = heard.text.strip()
        if heard.event is not Event.EDIT or not text or find_forbidden(text):
            return answer
        parts = [[number, text if number == heard.message else old] for number, old in _parts(story)]
        return {**story, "parts": cast(Json, parts)}

    def shown(self, answer: Json, setting: Setting) -> Fact:
        """The words, and how many files came with them."""
        story = _of(answer)
        count = files_of(story)
        return words("kit.story", text=text_of(story), files=words("kit.files", n=count) if count else "")


def text_of(answer: Json) -> str:
    """All words of the story, in the order they came."""
    return "\n".join(text for _, text in _parts(_of(answer)))


def files_of(answer: Json) -> int:
    """How many files came with the story."""
    return int(str(_of(answer).get("files") or 0))


def _of(answer: Json) -> dict[str, Json]:
    return answer if isinstance(answer, dict) else {}


def _parts(story: dict[str, Json]) -> list[tuple[int | None, str]]:
    return cast("list[tuple[int | None, str]]", story.get("parts") or [])
