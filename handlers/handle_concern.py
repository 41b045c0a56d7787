"""A cadre's work on one concern: the card, and every act that is open to this person now."""

from collections.abc import Callable
from datetime import datetime

from domain.concern import Act, Concern
from domain.draft import Answers, Draft
from domain.files import FileState
from domain.messages import Message, Words, words
from domain.people import Person
from domain.privacy import find_forbidden
from domain.services import extending, handling, meeting, objecting, simplifying
from domain.services.ports import UnitOfWork
from domain.services.stepping import check_step
from handlers.kit.asking import ask
from handlers.kit.card import guarded_by, seen, show_card, show_rest_of_card, whole_record
from handlers.kit.dialogue import Dialogue
from handlers.kit.feature import Feature
from handlers.kit.hearing import begin_and_ask
from handlers.kit.steps import Text
from handlers.kit.talk import Turn, button

LONGEST = 3000
"""Characters of what is written to a reporter."""

Written = Callable[[UnitOfWork, Concern, Person, datetime, str], Concern]
Pressed = Callable[[UnitOfWork, Concern, Person, datetime], Concern]


def _refused(text: str) -> Words | None:
    """Numbers of cards and secrets are not passed on, in either direction (R20)."""
    finding = find_forbidden(text)
    return words(finding.key) if finding else None


def _dialogue(act: Act, write: Written) -> Dialogue:
    """Words, then a look at them as the reporter will read them, then out."""

    def submit(turn: Turn, draft: Draft) -> None:
        concern = seen(turn, draft.about)
        after = write(turn.uow, concern, turn.me, turn.now, str(draft.answers["words"]))
        turn.toast = words(f"done.{act}")
        show_card(turn, after, words(f"done.{act}"))

    asks = Text("words", f"{act}.ask_words", longest=LONGEST, refuses=_refused)
    return Dialogue(act, (asks,), submit, review=f"{act}.review", guard=guarded_by(act))


WRITTEN = {
    Act.DECLINE: _dialogue(Act.DECLINE, handling.decline),
    Act.NOTE: _dialogue(Act.NOTE, handling.note),
    Act.ASK: _dialogue(Act.ASK, handling.ask),
    Act.MEMO: _dialogue(Act.MEMO, handling.memo),
    Act.OBJECT: _dialogue(Act.OBJECT, objecting.object_to),
    Act.REFUSE_RETURN: _dialogue(Act.REFUSE_RETURN, objecting.refuse_return),
    Act.REFUSE_EXTENSION: _dialogue(Act.REFUSE_EXTENSION, extending.refuse_extension),
}
PRESSED: dict[Act, Pressed] = {
    Act.SIGN_IN: handling.sign_in,
    Act.TAKE_OVER: handling.take_over,
    Act.ACCEPT: handling.accept,
    Act.CONCLUDE: handling.conclude,
    Act.RETURN: objecting.agree_to_return,
    Act.EXTEND: extending.extend,
    Act.MEET: meeting.meet,
    Act.MEET_AS_LEAD: meeting.meet_as_lead,
    Act.CONTACT: simplifying.record_contact,
}


def on_reply(turn: Turn, concern: Concern) -> None:
    """Words said as a reply to a notice: the card, with the words kept for whichever act is pressed next."""
    hint = words("card.what_with_words") if turn.heard.text else words("card.choose_act")
    show_card(turn, seen(turn, concern.id), hint, reply=True)


def _card(turn: Turn, concern_id: str) -> None:
    show_card(turn, seen(turn, concern_id))


def _more(turn: Turn, concern_id: str) -> None:
    show_rest_of_card(turn, seen(turn, concern_id))


def _act(turn: Turn, what: str) -> None:
    """`act:NAME:CONCERN`; a name that is no act of a cadre brings the card."""
    name, _, concern_id = what.partition(":")
    concern = seen(turn, concern_id)
    act = Act(name) if name in set(Act) else None
    if act in WRITTEN:
        _write(turn, concern, act)
    elif act is Act.CONCLUDE:
        _make_sure(turn, concern)
    elif act is Act.TAKE_OVER and concern.handler:
        _make_sure_of_taking_over(turn, concern)
    elif act in PRESSED:
        _do(turn, concern, act)
    else:
        show_card(turn, concern)


def _do(turn: Turn, concern: Concern, act: Act) -> None:
    after = PRESSED[act](turn.uow, concern, turn.me, turn.now)
    turn.toast = words(f"done.{act}")
    show_card(turn, after, words(f"done.{act}"))


def _make_sure(turn: Turn, concern: Concern) -> None:
    """办结 ends the matter: one more press."""
    check_step(concern, Act.CONCLUDE, turn.me, turn.now)
    yes = button("button.conclude_sure", f"conclude:{concern.id}")
    no = button("button.card", f"card:{concern.id}")
    turn.show("conclude.sure", ((yes,), (no,)), concern=concern.id, number=concern.number)


def _make_sure_of_taking_over(turn: Turn, concern: Concern) -> None:
    """From somebody else's hands: one more press."""
    check_step(concern, Act.TAKE_OVER, turn.me, turn.now)
    yes = button("button.take_over_sure", f"take_over:{concern.id}")
    no = button("button.card", f"card:{concern.id}")
    turn.show("take_over.sure", ((yes,), (no,)), concern=concern.id, number=concern.number)


def _take_over(turn: Turn, concern_id: str) -> None:
    _do(turn, seen(turn, concern_id), Act.TAKE_OVER)


def _conclude(turn: Turn, concern_id: str) -> None:
    _do(turn, seen(turn, concern_id), Act.CONCLUDE)


def _write(turn: Turn, concern: Concern, act: Act) -> None:
    """Go on with words begun before, or begin, with the words to which the card was a reply."""
    check_step(concern, act, turn.me, turn.now)
    begun = (d for d in turn.uow.drafts.of_person(turn.me.id) if (d.dialogue, d.about) == (act, concern.id))
    draft = next(begun, None)
    if draft is not None:
        turn.draft = draft.id
        ask(turn, WRITTEN[act], draft)
    else:
        begin_and_ask(turn, WRITTEN[act], concern.id, _words_at_hand(turn))


def _words_at_hand(turn: Turn) -> Answers:
    text = turn.heard.original.strip()
    usable = 0 < len(text) <= LONGEST and not _refused(text)
    return {"words": text} if usable else {}


def _words(turn: Turn, concern_id: str) -> None:
    concern = seen(turn, concern_id)
    turn.say("card.all_words", concern=concern.id, number=concern.number, words=concern.words)


def _record(turn: Turn, concern_id: str) -> None:
    concern = seen(turn, concern_id)
    lines = whole_record(turn, concern)
    turn.say("card.whole_record", concern=concern.id, number=concern.number, lines=lines)


def _files(turn: Turn, concern_id: str) -> None:
    """Send what is kept; say how much is still being fetched."""
    concern = seen(turn, concern_id)
    files = turn.uow.files.of(f"concern:{concern.id}")
    kept = tuple(file.id for file in files if file.state is FileState.KEPT)
    waiting = sum(file.state is FileState.NAMED for file in files)
    sentence = words("card.files_waiting" if waiting else "card.files_sent", number=concern.number, n=waiting)
    rows = ((button("button.card", f"card:{concern.id}"),),)
    message = Message(turn.heard.chat, sentence, rows, concern=concern.id, attachments=kept)
    turn.uow.outbox.put(message, turn.now)


FEATURE = Feature(
    "handle",
    presses={
        "card": _card,
        "more": _more,
        "act": _act,
        "conclude": _conclude,
        "take_over": _take_over,
        "words": _words,
        "files": _files,
        "record": _record,
    },
    dialogues=tuple(WRITTEN.values()),
)
