"""An information worker sends what they see in one message; it is saved at once, the rest is one tap."""

from domain.danger import danger_in
from domain.errors import Refusal
from domain.messages import Button, Fact, Rows, Words, words
from domain.observation import Observation, ObservationKind
from domain.privacy import Finding, FindingKind
from domain.services.observing import (
    Sight,
    can_undo,
    finding_in,
    name_kind,
    observe,
    owner,
    refuse_album,
    seen_when_sent,
    undo,
)
from handlers.kit.feature import Feature
from handlers.kit.once import heard_before
from handlers.kit.talk import Turn, button

LISTED = 5
FIRST_WORDS = 24
ALBUM = {FindingKind.LIKELY_NAME: Finding(FindingKind.NAME)}
"""What is not asked about in an album."""


def on_message(turn: Turn) -> None:
    """Save the message and confirm it in one reply with the kinds as buttons."""
    heard = turn.heard
    sight = Sight(heard.at, heard.text, heard.files, heard.pin, heard.album)
    finding = Finding(FindingKind.PHONE) if heard.phone else finding_in(sight)
    if finding:
        _refuse(turn, sight, finding)
        return
    _save(turn, sight)


def _save(turn: Turn, sight: Sight) -> None:
    saved = observe(turn.uow, turn.me, sight, turn.now)
    if not saved.undone_at:
        key = "alarm.saved" if saved.alarmed_at else "observe.saved"
        turn.say(key, _rows(turn, saved), reply=True, what=_what(turn, saved), minutes=_minutes(turn))


def _refuse(turn: Turn, sight: Sight, finding: Finding) -> None:
    """Nothing is kept; where the words name a danger, the numbers to call come with the hint.

    What may be no name is asked about, and a yes brings the message along; of an album only one part would come.
    """
    gone = not sight.album or refuse_album(turn.uow, turn.me, sight, turn.now)
    finding = ALBUM.get(finding.kind, finding) if sight.album else finding
    hint = words(finding.key)
    if danger_in(sight.words):
        hint = words("kit.two", first=hint, second=words("danger.numbers"))
    asks = finding.kind is FindingKind.LIKELY_NAME
    rows = ((button("observe.no_name", "obs:keep"),),) if asks else ()
    turn.answer(hint, rows, reply=asks, apart=not gone, late=True)


def _keep(turn: Turn) -> None:
    """不是人名: the message under the press is saved as if it came now, at the time it was sent; once."""
    heard = turn.heard
    if not (heard.original or heard.original_files):
        turn.say("kit.press_it")
    elif heard_before(turn, f"no_name {heard.original_message}"):
        turn.say("observe.kept_before", ((button("observe.mine", "obs:mine"),),))
    else:
        at = heard.original_at or heard.at
        _save(turn, Sight(at, heard.original, heard.original_files, heard.original_pin, no_name=True))


def on_edit(turn: Turn) -> None:
    """What is saved stays as it was sent; taking back and sending anew is the way."""
    turn.say("observe.edited")


def explain(turn: Turn, _: str = "") -> None:
    """随手记: how it works, and the way to one's own last ones."""
    turn.say("observe.explained", ((button("observe.mine", "obs:mine"),),))


def _minutes(turn: Turn) -> int:
    return turn.policy.settings.undo_minutes


def _what(turn: Turn, saved: Observation) -> Words:
    """What was saved, so that the sender sees that nothing is missing."""
    files = len(turn.uow.files.of(owner(saved)))
    first = saved.words[:FIRST_WORDS]
    short = first if first == saved.words else f"{first}…"
    parts: list[Fact] = [
        *([words("observe.words", text=short)] if short else []),
        *([words("observe.files", n=files)] if files else []),
        *([_place(turn, saved)] if saved.pin else []),
        _when(saved),
        *_outcome(turn, saved),
    ]
    return words("observe.what", parts=parts)


def _when(saved: Observation) -> Words:
    if saved.observed_at == saved.sent:
        return words("observe.seen", at=saved.observed_at)
    return words("observe.seen_as", at=saved.observed_at, sent=saved.sent)


def _outcome(turn: Turn, saved: Observation) -> list[Words]:
    """What became of it."""
    concern = turn.uow.concerns.get(saved.concern) if saved.concern else None
    if concern:
        return [words("observe.passed_on", number=concern.number)]
    return [words("observe.settled", words=saved.settled)] if saved.settled_at else []


def _place(turn: Turn, saved: Observation) -> Words:
    area = turn.policy.areas.path_name(saved.area)
    return words("observe.place", area=area) if area else words("observe.outside")


def _kind(saved: Observation) -> Words:
    return words(f"observation.{saved.kind}" if saved.kind else "observation.none")


def _rows(turn: Turn, saved: Observation) -> Rows:
    """Two kinds a row; below danger, the time as it was sent, and 撤销 as long as it works."""
    kinds = [button(f"observation.{kind}", f"obs:kind.{saved.id}.{kind}") for kind in ObservationKind]
    danger = [] if saved.alarmed_at else [button("alarm.raise", f"alarm:ask.{saved.id}")]
    other_time = saved.observed_at != saved.sent
    sent = [button("observe.just_now", f"obs:sent.{saved.id}")] if other_time else []
    further = (*danger, *sent)
    return (tuple(kinds[:2]), tuple(kinds[2:]), *((further,) if further else ()), *_undo_row(turn, saved))


def _undo_row(turn: Turn, saved: Observation) -> Rows:
    return ((_undo_button(saved),),) if can_undo(turn.uow, saved, turn.now) else ()


def _undo_button(saved: Observation) -> Button:
    return button("observe.undo", f"obs:undo.{saved.id}")


def _press(turn: Turn, what: str) -> None:
    order, _, rest = what.partition(".")
    if order == "keep":
        _keep(turn)
        return
    observation, _, kind = rest.partition(".")
    if order == "kind" and kind in set(ObservationKind):
        _name_kind(turn, name_kind(turn.uow, turn.me, observation, ObservationKind(kind)))
    elif order == "change":
        _change(turn, observation)
    elif order == "sent":
        seen_when_sent(turn.uow, turn.me, observation)
        _change(turn, observation)
    elif order == "undo":
        undo(turn.uow, turn.me, observation, turn.now)
        turn.show("observe.undone")
    else:
        _list(turn)


def _name_kind(turn: Turn, named: Observation) -> None:
    change = button("observe.change", f"obs:change.{named.id}")
    undo_button = [_undo_button(named)] if can_undo(turn.uow, named, turn.now) else []
    is_open = not (named.settled_at or named.concern)
    turn.show(
        "observe.named",
        (*(_next_rows(named) if is_open else ()), (change, *undo_button)),
        kind=_kind(named),
        what=_what(turn, named),
        next=words("observe.next") if is_open else "",
    )


def _next_rows(named: Observation) -> Rows:
    """当场解决, or on to the unit."""
    settle = button("button.settle_there", f"refer:settle.{named.id}")
    return ((settle, button("button.refer", f"refer:pass.{named.id}")),)


def _change(turn: Turn, observation: str) -> None:
    found = turn.uow.observations.get(observation)
    if found is None or found.person != turn.me.id:
        raise Refusal("observe.not_yours")
    turn.show("observe.saved", _rows(turn, found), what=_what(turn, found), minutes=_minutes(turn))


def _list(turn: Turn) -> None:
    """The own last observations; those that can still be taken back have a button."""
    own = turn.uow.observations.in_order_seen(turn.me.id, LISTED)
    if not own:
        turn.say("observe.none_yet")
        return
    lines: list[Fact] = [
        words("observe.line", n=n, kind=_kind(seen), what=_what(turn, seen)) for n, seen in enumerate(own, 1)
    ]
    undoable = [(n, seen) for n, seen in enumerate(own, 1) if can_undo(turn.uow, seen, turn.now)]
    rows = tuple((button("observe.undo_this", f"obs:undo.{seen.id}", n=n),) for n, seen in undoable)
    turn.say("observe.list", rows, lines=lines)


FEATURE = Feature("observe", commands={"observe": explain}, presses={"obs": _press})
