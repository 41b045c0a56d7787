"""帮扶救助: the kinds of aid behind the card, told at once or handed over with the reporter's consent (H22)."""

from domain.aid import SETTING, AidKind, AidOffer, AidState
from domain.concern import Act, Concern
from domain.draft import Draft
from domain.errors import Refusal
from domain.messages import Fact, Rows, Words, words
from domain.services import aiding
from domain.services.following import own_concern
from domain.services.stepping import check_step
from handlers.kit.card import seen, show_card
from handlers.kit.dialogue import Dialogue
from handlers.kit.feature import Feature
from handlers.kit.hearing import begin_and_ask
from handlers.kit.progress_card import show_progress
from handlers.kit.steps import Text, refused_words
from handlers.kit.talk import Turn, button

LONGEST = 1000
"""Characters that may be handed over."""


def _show(turn: Turn, what: str) -> None:
    """`aid:CONCERN` lists the kinds; `aid:KIND.CONCERN` shows one with what can be done."""
    kind, _, concern_id = what.rpartition(".")
    concern = seen(turn, concern_id)
    check_step(concern, Act.TELL_AID, turn.me, turn.now)
    if kind:
        _show_kind(turn, concern, aiding.aid_kind(turn.uow, kind))
        return
    asked = {offer.kind: offer for offer in turn.uow.aid_offers.of(concern.id)}
    rows = tuple(
        (button("aid.line", f"aid:{one.id}.{concern.id}", kind=_name(one), state=_state(asked.get(one.id))),)
        for one in turn.policy.aids
    )
    back = ((button("button.card", f"card:{concern.id}"),),)
    turn.show("aid.list", (*rows, *back), concern=concern.id, number=concern.number)


def _show_kind(turn: Turn, concern: Concern, kind: AidKind) -> None:
    offer = aiding.aid_offer(turn.uow, concern, kind.id)
    turn.show(
        "aid.one",
        _rows(concern, kind, offer),
        concern=concern.id,
        number=concern.number,
        aid=_pointer(kind),
        state=_state(offer),
        words=words("aid.exactly", words=offer.words) if offer and offer.words else "",
    )


def _rows(concern: Concern, kind: AidKind, offer: AidOffer | None) -> Rows:
    what = f"{kind.id}.{concern.id}"
    tell = ((button("button.tell_aid", f"tell_aid:{what}"),),)
    ask = ((button("button.ask_aid", f"ask_aid:{what}"),),) if offer is None else ()
    agreed = offer is not None and offer.state is AidState.AGREED
    give = ((button("button.hand_over_aid", f"hand_over_aid:{what}"),),) if agreed else ()
    return (*give, *tell, *ask, (button("aid.back", f"aid:{concern.id}"),))


def _name(kind: AidKind) -> Words:
    return words(f"aid_kind.{kind.id}")


def _state(offer: AidOffer | None) -> Fact:
    return words(f"aid_state.{offer.state}") if offer else ""


def _pointer(kind: AidKind) -> Words:
    own = kind.law == SETTING
    basis = words("aid.own") if own else words("aid.law", law=kind.law, article=kind.article)
    return words("aid.pointer", kind=_name(kind), gives=kind.gives, basis=basis)


def _told(turn: Turn, what: str) -> None:
    concern, kind = _asked_for(turn, what)
    after = aiding.tell_aid(turn.uow, concern, turn.me, turn.now, kind.id, turn.plain(_pointer(kind)))
    _done(turn, after, words("done.tell_aid"))


def _handed_over(turn: Turn, what: str) -> None:
    concern, kind = _asked_for(turn, what)
    offer = aiding.aid_offer(turn.uow, concern, kind.id)
    after = aiding.hand_over_aid(turn.uow, concern, turn.me, turn.now, kind.id, _written(turn, kind))
    in_chat = aiding.takers(turn.uow, concern, kind, turn.now)
    said = offer.words if offer else ""
    on_paper = words("done.hand_over_aid_paper", gives=kind.gives, words=said)
    _done(turn, after, words("done.hand_over_aid") if in_chat else on_paper)


def _asked(turn: Turn, draft: Draft) -> None:
    concern, kind = _asked_for(turn, draft.about)
    said = str(draft.answers["words"])
    after = aiding.ask_aid(turn.uow, concern, turn.me, turn.now, kind.id, said, _written(turn, kind))
    _done(turn, after, words("done.ask_aid"))


def _written(turn: Turn, kind: AidKind) -> str:
    """What the record holds: the kind and who gives it."""
    return turn.plain(words("aid.written", kind=_name(kind), gives=kind.gives))


def _asked_for(turn: Turn, what: str) -> tuple[Concern, AidKind]:
    kind, _, concern_id = what.rpartition(".")
    return seen(turn, concern_id), aiding.aid_kind(turn.uow, kind)


def _done(turn: Turn, after: Concern, done: Words) -> None:
    turn.toast = done if done.key != "done.hand_over_aid_paper" else words("done.hand_over_aid")
    show_card(turn, after, done)


def _guard(turn: Turn, draft: Draft) -> None:
    concern, kind = _asked_for(turn, draft.about)
    aiding.check_asking(turn.uow, concern, turn.me, turn.now, kind.id)


ASK = Dialogue(
    "ask_aid",
    (Text("words", "ask_aid.ask_words", longest=LONGEST, refuses=refused_words),),
    _asked,
    review="ask_aid.review",
    guard=_guard,
)


def _begin(turn: Turn, what: str) -> None:
    concern, kind = _asked_for(turn, what)
    aiding.check_asking(turn.uow, concern, turn.me, turn.now, kind.id)
    begin_and_ask(turn, ASK, what)


def _agree(turn: Turn, what: str) -> None:
    concern, kind = _mine(turn, what)
    after = aiding.agree_to_aid(turn.uow, concern, turn.me, turn.now, kind.id, _written(turn, kind))
    turn.toast = words("done.agree_to_aid")
    show_progress(turn, after, bound=True)


def _refuse(turn: Turn, what: str) -> None:
    concern, kind = _mine(turn, what)
    after = aiding.refuse_aid(turn.uow, concern, turn.me, turn.now, kind.id, _written(turn, kind))
    turn.toast = words("done.refuse_aid")
    show_progress(turn, after, bound=True)


def _mine(turn: Turn, what: str) -> tuple[Concern, AidKind]:
    """Refusal follow.not_yours, aid.not_asked."""
    kind, _, concern_id = what.rpartition(".")
    concern = own_concern(turn.uow, concern_id, turn.me, turn.now)
    found = next((one for one in turn.policy.aids if one.id == kind), None)
    if found is None:
        raise Refusal("aid.not_asked", number=concern.number)
    return concern, found


FEATURE = Feature(
    "aid",
    presses={
        "aid": _show,
        "tell_aid": _told,
        "ask_aid": _begin,
        "hand_over_aid": _handed_over,
        "aid_yes": _agree,
        "aid_no": _refuse,
    },
    dialogues=(ASK,),
)
