"""An edge of a concern's life, and the sets of states that many edges begin in."""

from dataclasses import dataclass

from domain.concern import OVER, WITH_REVIEWERS, State
from domain.permissions import Deed


@dataclass(frozen=True, slots=True)
class Edge:
    """One act: from which states, to which (None: it stays), with which permission, and whom it tells.

    `needs_words`: the act is refused without words. `tells`: audience → sentence key, where the
    audience is `reporter`, `unit` (all cadres of the lead unit), `handler` (the unit while there is none),
    `colleagues` (the unit without the actor), `former_unit` (the unit that lost it), `office`, `deciders` (the
    office where its word on an objection or on another unit was awaited), `lead_leader` (包案), `leadership` (all
    leaders), `co_units` (协办), `unit_lead` or `reviewers` (of the reviewing unit).
    """

    from_: frozenset[State]
    to: State | None
    deed: Deed | None
    needs_words: bool = False
    tells: tuple[tuple[str, str], ...] = ()


def states(*some: State) -> frozenset[State]:
    """These states."""
    return frozenset(some)


IN_HAND = states(State.ACCEPTED, State.IN_PROGRESS)
OPEN_WORK = IN_HAND | states(State.AWAITING_RESIDENT)
UNDER_WAY = OPEN_WORK | states(State.HEARING)
WRITTEN = UNDER_WAY | states(State.DECLINED, State.DIRECTED, State.REPLIED, State.CONCLUDED)
HANDLED = UNDER_WAY | states(State.SIGNED_IN, State.REPLIED)
LIVE = frozenset(State) - OVER
ANSWERED = states(State.REPLIED, State.CONCLUDED)
NOT_ACCEPTED = states(State.REGISTERED, State.ASSIGNED, State.SIGNED_IN, State.OBJECTED, State.RETURNED)
MET = UNDER_WAY | states(State.REPLIED)
WITH_UNIT = UNDER_WAY | states(State.ASSIGNED, State.SIGNED_IN)
TAKEN_UP = frozenset(State) - states(State.REGISTERED, State.DECLINED, State.WITHDRAWN)
PAST_WORK = states(State.CONCLUDED, State.REVIEWED, State.FINALLY_REVIEWED)
AIDED = frozenset(State) - states(State.REGISTERED, State.WITHDRAWN)
BEFORE_REPLY = LIVE - WITH_REVIEWERS - {State.REPLIED}
