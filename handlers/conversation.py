"""Leads each turn to the feature it belongs to, and remembers where the person stands."""

from dataclasses import replace
from itertools import takewhile

from domain.draft import Draft, Progress
from domain.messages import words
from domain.people import Role
from handlers import (
    agree_privacy,
    answer_group,
    book_reception,
    divert_emergency,
    enrol,
    find_work,
    follow_concern,
    handle_concern,
    log_observation,
    look_up,
    report_concern,
    show_contacts,
    unreached,
    welcome,
)
from handlers.features import COMMANDS, DIALOGUES, PRESSES
from handlers.kit.asking import ask
from handlers.kit.hearing import hear
from handlers.kit.once import heard_before
from handlers.kit.talk import AGAIN, NOT_SHOWN, Event, Heard, Turn
from handlers.kit.typed import begun, whole

COMING_AND_GOING = {Event.BLOCKED: unreached.on_block, Event.UNBLOCKED: unreached.on_return}
NEEDS_AGREEMENT = ("report", "mailbox", "book", "own_place")
"""Commands after which something personal would be stored (PIPL 13, 17, 39)."""


def take(turn: Turn) -> None:
    """One turn: route what was heard, then save the open draft and the buttons offered."""
    if turn.heard.event is Event.OTHER:
        return
    if turn.heard.event in COMING_AND_GOING and turn.heard.private:
        COMING_AND_GOING[turn.heard.event](turn)
        return
    if not turn.heard.private:
        answer_group.answer(turn, COMMANDS)
        return
    progress = turn.uow.progress.get(turn.me.id)
    turn.draft = progress.draft
    _route(turn, progress)
    if turn.me.agreed_at or turn.uow.people.by_chat(turn.me.chat):
        before = progress.offered if turn.draft == progress.draft else ()
        offered = tuple(turn.offered) or before
        turn.uow.progress.put(Progress(turn.me.id, turn.draft, offered))


def _route(turn: Turn, progress: Progress) -> None:
    heard = turn.heard
    if heard.event is Event.PRESS:
        _press(turn, heard.press)
    elif heard.event is Event.EDIT:
        _edit(turn)
    elif heard.command:
        _command(turn, heard.command, heard.argument)
    else:
        _message(turn, progress)


def _press(turn: Turn, data: str) -> None:
    """`feature:what` goes to its feature, `go:command` is a command, `again:what` says the original words again,
    `agreed:data` presses on after the yes, `draft.step=value` belongs to a dialogue."""
    head, colon, what = data.partition(":")
    if colon and head == "go":
        _command(turn, what, "")
    elif colon and head == "again":
        _again(turn, what)
    elif colon and head == "agreed":
        agree_privacy.agree(turn)
        _press(turn, what)
    elif colon and head in NEEDS_AGREEMENT and turn.me.agreed_at is None:
        agree_privacy.ask_agreement(turn, "again:agreed" if head == "report" else f"agreed:{data}")
    elif colon and head in PRESSES:
        PRESSES[head](turn, what)
        if head == "language":
            _ask_again(turn)
    else:
        _press_in_dialogue(turn, data)


def _press_in_dialogue(turn: Turn, data: str) -> None:
    """A button of an old question or an old draft just brings the present question again; “go on” opens its own."""
    owner, _, what = data.partition(".")
    resumed = _own_draft(turn, owner) if what == "!resume" else None
    draft = resumed or _open_draft(turn) or _own_draft(turn, owner)
    if draft is None:
        turn.toast = words("kit.over")
        welcome.menu(turn)
    elif draft.id == owner:
        turn.draft = draft.id
        hear(turn, DIALOGUES[draft.dialogue], draft)
    else:
        ask(turn, DIALOGUES[draft.dialogue], draft)


def _again(turn: Turn, what: str) -> None:
    """Take the message that the pressed one was a reply to as if it had just been said; once.

    A yes pressed `late`, after one that was typed, may bring words of a matter that has its number already.
    """
    how, _, rest = what.partition(".")
    late = how == "agreed" and turn.me.agreed_at is not None
    if how == "agreed":
        agree_privacy.agree(turn)
    turn.heard = heard = _original(turn)
    if heard.original_album:
        turn.say("kit.album_again")
    if not (how == "concern" or heard.text or heard.files or heard.pin):
        _command(turn, "report", "")
    elif turn.me.agreed_at and heard.message and heard_before(turn, f"{what} {heard.message}"):
        _press_in_dialogue(turn, "")
    elif how == "concern":
        follow_concern.about(turn, rest)
    elif (how == "safe" or late) and not _open_draft(turn) and follow_concern.has_live(turn):
        follow_concern.ask_which(turn)
    else:
        _start_report(turn, checked=how in ("safe", "new") or rest == "safe")


def _original(turn: Turn) -> Heard:
    """The message under the press, as it was said; a command is no story, nor is its word."""
    heard = turn.heard
    said = replace(heard, event=Event.MESSAGE, press="", message=heard.original_message)
    if heard.original.startswith("/") or _command_word(turn, heard.original):
        return said
    return replace(said, text=heard.original, files=heard.original_files, pin=heard.original_pin)


def _ask_again(turn: Turn) -> None:
    """The present question anew, if there is one: what it is asked in has changed."""
    draft = _open_draft(turn)
    if draft:
        ask(turn, DIALOGUES[draft.dialogue], draft)


def _edit(turn: Turn) -> None:
    draft = _open_draft(turn)
    if divert_emergency.names_danger(turn):
        divert_emergency.show_numbers(turn)
    if draft:
        hear(turn, DIALOGUES[draft.dialogue], draft)
    elif Role.INFORMATION_WORKER in turn.me.roles(turn.now):
        log_observation.on_edit(turn)
    else:
        follow_concern.on_edit(turn)


def _command(turn: Turn, name: str, argument: str) -> None:
    draft = _open_draft(turn)
    if name == "start" and argument.startswith(enrol.PREFIX):
        enrol.join(turn, argument)
    elif name == "start" and argument in COMMANDS:
        _command(turn, argument, "")
    elif name == "start" and argument.startswith(show_contacts.PREFIX):
        show_contacts.show(turn, argument.removeprefix(show_contacts.PREFIX))
    elif name in ("start", "cancel") and draft:
        turn.heard = replace(turn.heard, event=Event.PRESS, press=f"{draft.id}.!cancel")
        hear(turn, DIALOGUES[draft.dialogue], draft)
    elif name in NEEDS_AGREEMENT and turn.me.agreed_at is None:
        agree_privacy.ask_agreement(turn, "again:agreed" if name == "report" else f"agreed:go:{name}")
    elif name in COMMANDS:
        COMMANDS[name](turn, argument)
    else:
        welcome.unknown_command(turn)


def _message(turn: Turn, progress: Progress) -> None:
    heard = turn.heard
    spoken_of = turn.uow.outbox.concern_of(heard.chat, heard.reply_to) if heard.reply_to else ""
    draft = _open_draft(turn)
    if spoken_of:
        _about_concern(turn, spoken_of)
    elif draft:
        _in_dialogue(turn, draft)
    elif agree_privacy.answered(turn):
        return
    elif typed := _typed_button(turn, progress):
        _press_by_typing(turn, typed)
    elif word := _command_word(turn, heard.text):
        _command(turn, word, "")
    elif typed := begun(heard.text, progress.offered):
        _press_by_typing(turn, typed)
    elif matter := _matter_to_book(turn, progress):
        hear(turn, DIALOGUES[matter.dialogue], matter)
    else:
        _free(turn)


def _matter_to_book(turn: Turn, progress: Progress) -> Draft | None:
    """A booking begun for words that answer “which concern?”; danger and numbers to look up go their own way."""
    text = turn.heard.text
    if not text or look_up.number_in(text) or look_up.is_meant(text) or divert_emergency.names_danger(turn):
        return None
    return book_reception.matter_begun(turn, progress.offered)


def _command_word(turn: Turn, text: str) -> str:
    """The command that a word stands for, or ""."""
    word = (turn.meaning(text) or "").removeprefix("word.")
    return word if word in COMMANDS else ""


def _about_concern(turn: Turn, concern: str) -> None:
    """A reply to a message of a concern goes to that concern: the resident's own, or the cadre's work."""
    found = turn.uow.concerns.get(concern)
    if found is not None and found.reporter != turn.me.id:
        handle_concern.on_reply(turn, found)
    elif divert_emergency.names_danger(turn):
        divert_emergency.divert(turn, f"again:concern.{concern}")
    else:
        follow_concern.about(turn, concern)


def _in_dialogue(turn: Turn, draft: Draft) -> None:
    dialogue = DIALOGUES[draft.dialogue]
    if (dialogue.collects or dialogue.from_resident) and divert_emergency.names_danger(turn):
        divert_emergency.divert(turn)
    else:
        hear(turn, dialogue, draft)


def _typed_button(turn: Turn, progress: Progress) -> str:
    """The data of a button last offered, if its number or its label was typed; else ""."""
    text = turn.heard.text.strip()
    shown = [data for _, data in takewhile(lambda one: tuple(one) != NOT_SHOWN, progress.offered)]
    if text.isdecimal() and 0 < int(text[:4]) <= len(shown):
        return shown[int(text[:4]) - 1]
    return whole(text, progress.offered)


def _press_by_typing(turn: Turn, data: str) -> None:
    """Words that ride under a button come along only when it is pressed: typing its number would lose them."""
    if data.startswith(AGAIN):
        turn.say("kit.press_it")
    else:
        _press(turn, data)


def _free(turn: Turn) -> None:
    """Words out of the blue: a number to look up, an observation, more about a concern, or a new one."""
    heard = turn.heard
    roles = turn.me.roles(turn.now)
    number = look_up.number_in(heard.text)
    if find_work.search(turn, number or heard.text):
        return
    if look_up.is_meant(heard.text):
        look_up.try_words(turn)
    elif Role.INFORMATION_WORKER in roles:
        log_observation.on_message(turn)
    elif divert_emergency.names_danger(turn):
        divert_emergency.divert(turn)
    elif roles != {Role.RESIDENT}:
        welcome.not_understood(turn)
    elif not (heard.text or heard.files or heard.pin):
        welcome.strange(turn)
    elif follow_concern.has_live(turn):
        follow_concern.ask_which(turn)
    else:
        _start_report(turn, checked=False)


def _start_report(turn: Turn, checked: bool) -> None:
    """Begin a report with the words just said, after the emergency divert (R4) and the agreement (R22)."""
    if not checked and divert_emergency.names_danger(turn):
        divert_emergency.divert(turn)
    elif turn.me.agreed_at is None:
        agree_privacy.ask_agreement(turn, "again:agreed.safe" if checked else "again:agreed")
    elif draft := _open_draft(turn):
        hear(turn, DIALOGUES[draft.dialogue], draft)
    else:
        report_concern.start_with(turn)


def _open_draft(turn: Turn) -> Draft | None:
    return _own_draft(turn, turn.draft) if turn.draft else None


def _own_draft(turn: Turn, draft: str) -> Draft | None:
    found = turn.uow.drafts.get(draft)
    return found if found and found.person == turn.me.id and found.dialogue in DIALOGUES else None
