"""The card of a concern as those who handle it see it: no contact data, and only what may be done now."""

from domain.clocks import Clock, Debtor
from domain.concern import Act, Concern, HistoryRow, HowKnown, State
from domain.messages import Button, Fact, Rows, Words, words
from domain.people import Deed
from domain.relations import absent_handlers, capacity
from domain.services.outlook import unit_name
from domain.services.stepping import open_acts
from domain.services.timing import rule_of
from handlers.kit.category import full_category
from handlers.kit.lights import light
from handlers.kit.talk import Turn, button

LONGEST = 500
"""Characters of the reporter's words on the card; the rest is one press away."""
LAST_STEPS = 5
LONGEST_STEP = 80
ACTS = (Act.SIGN_IN, Act.TAKE_OVER, Act.ACCEPT, Act.REPLY, Act.ASK, Act.NOTE, Act.CONCLUDE, Act.DECLINE)


def show_card(turn: Turn, concern: Concern, hint: Words | None = None, reply: bool = False) -> None:
    """The card, in place of the pressed message; as a new one with `reply`. `hint` is said above it."""
    lines = [*([hint] if hint else []), *_lines(turn, concern)]
    rows = card_rows(turn, concern)
    if reply:
        turn.say("card.main", rows, concern=concern.id, reply=True, lines=lines)
    else:
        turn.show("card.main", rows, concern=concern.id, lines=lines)


def card_rows(turn: Turn, concern: Concern) -> Rows:
    """A button for each act open to this person now and no other, then what can be looked at."""
    acts = set(open_acts(concern, turn.me, turn.now))
    deeds = [_act_button(act, concern) for act in ACTS if act in acts]
    looks = [button("button.words", f"words:{concern.id}")] if len(concern.words) > LONGEST else []
    if turn.uow.files.of(f"concern:{concern.id}"):
        looks.append(button("button.files", f"files:{concern.id}"))
    if Act.VIEW_CONTACT in acts and concern.known != HowKnown.ANONYMOUS:
        looks.append(_act_button(Act.VIEW_CONTACT, concern))
    looks.append(button("deadlines.how", f"deadlines:{concern.id}"))
    back = button("button.todo", "todo:all")
    return (*_pairs(deeds), *_pairs([*looks, back]))


def _act_button(act: Act, concern: Concern) -> Button:
    return button(f"button.{act}", f"act:{act}:{concern.id}")


def _pairs(buttons: list[Button]) -> Rows:
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))


def _lines(turn: Turn, concern: Concern) -> list[Fact]:
    files = len(turn.uow.files.of(f"concern:{concern.id}"))
    return [
        words("card.head", number=concern.number, state=words(f"state.{concern.state}")),
        words(
            "card.what",
            kind=words(f"kind_name.{concern.kind}"),
            category=full_category(concern.category, turn.policy.categories),
        ),
        words("card.place", place=_place(turn, concern)),
        words("card.known", known=words(f"card.{concern.known}")),
        words("card.who", unit=unit_name(turn.uow, concern.unit), who=_who(turn, concern)),
        words("card.words", words=shortened(concern.words, LONGEST)),
        *([words("card.files", n=files)] if files else []),
        *(_clock(turn, clock) for clock in turn.uow.clocks.of(concern.id)),
        *_history(turn, concern),
    ]


def _place(turn: Turn, concern: Concern) -> str:
    area = turn.policy.areas.path_name(concern.area)
    return " · ".join(part for part in (area, concern.place) if part)


def _who(turn: Turn, concern: Concern) -> Fact:
    if not concern.handler:
        return words("card.nobody" if concern.state is State.ASSIGNED else "card.vacant")
    if concern.handler == turn.me.id:
        return words("card.you")
    if concern.handler in absent_handlers(turn.me, concern.unit, turn.now):
        return words("card.standing_in")
    handler = turn.uow.people.get(concern.handler)
    role, _ = capacity(Deed.SIGN_IN, handler, concern, turn.now)
    return words(f"role.{role}")


def _clock(turn: Turn, clock: Clock) -> Words:
    if clock.met_at is not None:
        return words("card.clock_met", clock=words(f"clock.{clock.rule}"), at=clock.met_at)
    theirs = rule_of(turn.uow, clock).debtor == Debtor.RESIDENT
    sign = words("light.theirs") if theirs else light(turn, clock.due_on)
    key = "card.clock_provisional" if clock.provisional else "card.clock"
    return words(key, light=sign, clock=words(f"clock.{clock.rule}"), due=clock.due_on)


def _history(turn: Turn, concern: Concern) -> list[Words]:
    rows = turn.uow.history.of(concern.id)
    earlier = [words("card.earlier", n=len(rows) - LAST_STEPS)] if len(rows) > LAST_STEPS else []
    return [words("card.history"), *earlier, *(_step(row) for row in rows[-LAST_STEPS:])]


def _step(row: HistoryRow) -> Words:
    said = words("card.said", words=shortened(row.words, LONGEST_STEP)) if row.words else ""
    return words("card.step", at=row.at, act=words(f"act.{row.act}"), said=said)


def shortened(text: str, longest: int) -> str:
    """The text, or its beginning with a sign that there is more."""
    return text if len(text) <= longest else f"{text[:longest]}…"
