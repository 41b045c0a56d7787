"""The card of a concern as those who handle it see it: no contact data, and only what may be done now."""

from collections.abc import Callable

from domain.clocks import Clock, Debtor
from domain.concern import Act, Concern, HistoryRow, State
from domain.draft import Draft
from domain.errors import Refusal
from domain.files import FileState
from domain.messages import Button, Fact, Rows, Words, words
from domain.permissions import Deed
from domain.relations import absent_handlers, capacity, may_on
from domain.services.linking import links
from domain.services.objecting import objection_time
from domain.services.outlook import unit_name
from domain.services.stepping import check_step
from domain.services.task_reminding import task_words
from domain.services.timing import rule_of
from handlers.kit.card_buttons import pages_of
from handlers.kit.category import full_category
from handlers.kit.group import group_lines
from handlers.kit.held import held_lines
from handlers.kit.lights import light
from handlers.kit.talk import Turn, button

LONGEST = 500
"""Characters of the reporter's words on the card; the rest is one press away."""
LAST_STEPS = 5
LONGEST_STEP = 80


def seen(turn: Turn, concern_id: str) -> Concern:
    """The concern. Refusal card.unknown: none, or none that this person may see; both sound the same."""
    concern = turn.uow.concerns.get(concern_id)
    if concern is None or not may_on(Deed.VIEW_CARD, turn.me, concern, turn.now):
        raise Refusal("card.unknown")
    return concern


def guarded_by(act: Act) -> Callable[[Turn, Draft], None]:
    """The guard of a dialogue that ends in this act: Refusal card.unknown, step.not_yours or step.moved_on."""

    def guard(turn: Turn, draft: Draft) -> None:
        check_step(seen(turn, draft.about), act, turn.me, turn.now)

    return guard


def show_card(turn: Turn, concern: Concern, hint: Words | None = None, reply: bool = False) -> None:
    """The card, in place of the pressed message; as a new one with `reply`. `hint` is said above it.

    What stands behind “more” can be typed all the same.
    """
    first, second = card_pages(turn, concern)
    _say_card(turn, concern, first, hint, reply)
    turn.can_be_typed(second)


def show_rest_of_card(turn: Turn, concern: Concern) -> None:
    """The same card with what is rarely needed; the first page where it has no second."""
    first, second = card_pages(turn, concern)
    _say_card(turn, concern, second or first, None, False)
    turn.can_be_typed(first)


def _say_card(turn: Turn, concern: Concern, rows: Rows, hint: Words | None, reply: bool) -> None:
    lines = [*([hint] if hint else []), *_lines(turn, concern)]
    if reply:
        turn.say("card.main", rows, concern=concern.id, reply=True, lines=lines)
    else:
        turn.show("card.main", rows, concern=concern.id, lines=lines)


def card_pages(turn: Turn, concern: Concern) -> tuple[Rows, Rows]:
    """Its buttons, on two pages; the second is empty where everything fits on one."""
    return pages_of(turn, concern, _parts(turn, concern))


def _parts(turn: Turn, concern: Concern) -> list[Button]:
    """What the card has no room for."""
    there = {
        "words": len(concern.words) > LONGEST,
        "record": _is_cut_short(turn.uow.history.of(concern.id)),
        "files": bool(_files(turn, concern)),
    }
    return [button(f"button.{part}", f"{part}:{concern.id}") for part, is_there in there.items() if is_there]


def _lines(turn: Turn, concern: Concern) -> list[Fact]:
    files = _files(turn, concern)
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
        *(words("card.link", link=one) for one in links(turn.uow, concern)),
        *group_lines(turn, concern),
        *(_clock(turn, clock) for clock in turn.uow.clocks.of(concern.id)),
        *_objection(turn, concern),
        *(task_words(turn.uow, task, turn.now) for task in turn.uow.tasks.open_of(concern.id)),
        *held_lines(turn, concern),
        *_history(turn, concern),
    ]


def _files(turn: Turn, concern: Concern) -> int:
    """How many files there are to see, now or soon; those that could not be kept are none."""
    files = turn.uow.files.of(f"concern:{concern.id}")
    return sum(file.state is not FileState.REFUSED for file in files)


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
    if clock.paused_on is not None:
        return words("card.clock_paused", clock=words(f"clock.{clock.rule}"), since=clock.paused_on)
    theirs = rule_of(turn.uow, clock).debtor == Debtor.RESIDENT
    sign = words("light.theirs") if theirs else light(turn, clock.due_on)
    key = "card.clock_provisional" if clock.provisional else "card.clock"
    return words(key, light=sign, clock=words(f"clock.{clock.rule}"), due=clock.ends)


def _objection(turn: Turn, concern: Concern) -> list[Words]:
    """Until when the unit may say that the matter is not its own."""
    clock = objection_time(turn.uow, concern) if concern.state is State.SIGNED_IN else None
    return [words("card.objection", due=clock.due_on)] if clock else []


def _history(turn: Turn, concern: Concern) -> list[Words]:
    rows = turn.uow.history.of(concern.id)
    earlier = [words("card.earlier", n=len(rows) - LAST_STEPS)] if len(rows) > LAST_STEPS else []
    return [words("card.history"), *earlier, *(_step(row) for row in rows[-LAST_STEPS:])]


def _is_cut_short(rows: list[HistoryRow]) -> bool:
    """Whether the card leaves out steps or words of them."""
    return len(rows) > LAST_STEPS or any(len(row.words) > LONGEST_STEP for row in rows)


def whole_record(turn: Turn, concern: Concern) -> list[Words]:
    """Every step with all its words, oldest first."""
    rows = turn.uow.history.of(concern.id)
    return [_step(row, longest=len(row.words)) for row in rows]


def _step(row: HistoryRow, longest: int = LONGEST_STEP) -> Words:
    said = words("card.said", words=shortened(row.words, longest)) if row.words else ""
    return words("card.step", at=row.at, act=words(f"act.{row.act}"), said=said)


def shortened(text: str, longest: int) -> str:
    """The text, or its beginning with a sign that there is more."""
    return text if len(text) <= longest else f"{text[:longest]}…"
