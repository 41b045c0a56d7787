"""The question for how the reporter can be reached: a name and a number, typed together or shared by a key."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.draft import Answers, Json
from domain.messages import Button, Fact, words
from handlers.kit.dialogue import Answer, More, NotUnderstood, Question, Reading, Setting
from handlers.kit.talk import Heard

if TYPE_CHECKING:
    from domain.phones import Phone

LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class ContactDetails:
    """The answer: `name`, `phone` (E.164 or "")."""

    name: str
    asks: str
    when: Callable[[Answers], bool]
    optional: bool = False
    takes_text: bool = True
    takes_media: bool = False

    def asked(self, so_far: Answers) -> bool:
        """Only of those who do not stay anonymous."""
        return self.when(so_far)

    def question(self, so_far: Answers, setting: Setting) -> Question:
        """With a key that hands over the own number; once it is known, only the name is asked."""
        if so_far.get(f"~{self.name}"):
            return Question(words("kit.contact_name_needed"))
        return Question(words(self.asks), keys=((Button(words("kit.contact_share"), asks="contact"),),))

    def read(self, heard: Heard, chosen: str, so_far: Answers, setting: Setting) -> Reading:
        """A name is needed, a number is welcome; a number shared by the key may come before the name."""
        known = so_far.get(f"~{self.name}")
        phone = str(known) if known else ""
        text = heard.text.strip()
        for found in _phones(heard.phone or text):
            phone = found.number
            text = "" if heard.phone else (text[: found.start] + text[found.end :])
        called = text.strip(" ,.;:\uff0c\u3002\uff1b\uff1a\u3001\n")
        if len(called) > LONGEST_NAME or any(letter.isdigit() for letter in called):
            return NotUnderstood(words("kit.contact_unclear"))
        if not called:
            return More(phone) if phone else NotUnderstood(words("kit.contact_name_needed"))
        return Answer({"name": called, "phone": phone})

    def amend(self, heard: Heard, answer: Json, setting: Setting) -> Json:
        """A number that comes after the name, alone or with the name once more: it is no part of the story."""
        name = str(answer.get("name")) if isinstance(answer, dict) else ""
        if heard.files:
            return None
        match self.read(heard, "", {}, setting):
            case More(phone):
                return {"name": name, "phone": phone}
            case Answer(dict(later)) if later["phone"] and _alike(name, str(later["name"])):
                return later
        return None

    def shown(self, answer: Json, setting: Setting) -> Fact:
        """Name and number."""
        details = answer if isinstance(answer, dict) else {}
        return words(
            "kit.contact_shown", name=str(details.get("name")), phone=str(details.get("phone") or "—")
        )


def _phones(text: str) -> "Iterable[Phone]":
    from domain.phones import all_phones_in  # loads with the first text

    return all_phones_in(text)


def _alike(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)
