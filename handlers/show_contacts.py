"""联系卡: who is my contact person and which duty room is near; the place told is not kept (T11)."""

from dataclasses import dataclass

from domain.draft import Answers, Draft, Json
from domain.messages import Button, Fact, Rows, words
from domain.people import Role
from domain.services.showing_contacts import ContactCard, contact_card
from handlers.kit.dialogue import Answer, Dialogue, NotUnderstood, Question, Reading, Setting
from handlers.kit.feature import Feature
from handlers.kit.hearing import begin_and_ask
from handlers.kit.paper import Look, Paper
from handlers.kit.qr import QrCode
from handlers.kit.talk import Heard, Turn, button

PREFIX = "contacts-"
"""What the start argument of a card begins with; the area's id follows."""
QR = "qr"
"""The picture that goes along; its link follows."""
LONGEST = 60
NAMED = 5


def show(turn: Turn, area: str = "") -> None:
    """The card of an area; without one the question for it."""
    if area:
        _card(turn, area)
    else:
        near = button("contacts.by_place", "own_place:")
        turn.say("contacts.ask", (*_below(turn, turn.policy.areas.district.id), (near,)))


def _press(turn: Turn, what: str) -> None:
    show(turn, what)


def _card(turn: Turn, area: str) -> None:
    """With the areas below it, if there are any, to come closer; the link also as a picture to scan."""
    card = contact_card(turn.uow, area, turn.now)
    link = f"{turn.door}{PREFIX}{card.area.id}"
    last = (button("menu.report", "go:report"), button("contacts.other", "go:contacts"))
    turn.say(
        "contacts.card",
        (*_below(turn, card.area.id), last),
        area=turn.policy.areas.path_name(card.area.id),
        unit=card.unit.name,
        contact=_contact(card),
        address=card.unit.address,
        duty=card.duty.name,
        phone=card.duty.phone or words("contacts.no_phone"),
        hours=card.duty.hours or words("contacts.no_hours"),
        link=link,
        paper=f"{QR}:{link}",
    )


def _qr(_look: Look, link: str) -> Paper:
    """For everybody: it holds nothing but the link."""
    return QrCode(link)


def _contact(card: ContactCard) -> Fact:
    if card.contact is None:
        return words("contacts.nobody")
    if card.contact is Role.INFORMATION_WORKER:
        return words("contacts.liaison")
    return words(f"role.{card.contact}")


def _below(turn: Turn, area: str) -> Rows:
    buttons: list[Button] = [
        button("contacts.area", f"contacts:{one.id}", name=one.name) for one in turn.policy.areas.under(area)
    ]
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """Where somebody is: a pin or a name. It is answered at once or not at all, so that nothing of it is kept."""

    name: str
    asks: str
    optional: bool = False
    takes_text: bool = True
    takes_media: bool = True

    def asked(self, so_far: Answers) -> bool:
        """Always."""
        return True

    def question(self, so_far: Answers, setting: Setting) -> Question:
        """With a key that hands over the own location."""
        return Question(words(self.asks), keys=((Button(words("kit.place_here"), asks="location"),),))

    def read(self, heard: Heard, chosen: str, so_far: Answers, setting: Setting) -> Reading:
        """The id of the area; a name that several places may have is asked for once more, in full."""
        areas = setting.policy.areas
        if heard.pin:
            area = areas.find_by_pin(heard.pin.latitude, heard.pin.longitude)
            return Answer(area.id) if area else NotUnderstood(words("kit.place_outside"))
        text = heard.text.strip()
        found = areas.search(text) if 0 < len(text) <= LONGEST else ()
        if len(found) == 1 and found[0].sure:
            return Answer(found[0].area)
        if not found:
            return NotUnderstood(words("kit.place_unknown"))
        lines: list[Fact] = [words("contacts.named", name=hit.name) for hit in found[:NAMED]]
        return NotUnderstood(words("contacts.which", lines=lines))

    def shown(self, answer: Json, setting: Setting) -> Fact:
        """The path of areas."""
        return setting.policy.areas.path_name(str(answer))


def _submit(turn: Turn, draft: Draft) -> None:
    _card(turn, str(draft.answers["place"]))


OWN_PLACE = Dialogue("own_place", (OwnPlace("place", "own_place.ask_place"),), _submit)


def _by_place(turn: Turn, _: str) -> None:
    begin_and_ask(turn, OWN_PLACE)


FEATURE = Feature(
    "contacts",
    commands={"contacts": show},
    presses={"contacts": _press, "own_place": _by_place},
    dialogues=(OWN_PLACE,),
    papers={QR: _qr},
)
