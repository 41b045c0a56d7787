"""A concern: what was reported, where it stands, and the one table of the steps of its life."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.people import Deed


class Kind(StrEnum):
    """诉求类型; it decides clock and route (DOMAIN.md 4)."""

    INQUIRY = "inquiry"
    HELP = "help"
    COMPLAINT = "complaint"
    SUGGESTION = "suggestion"
    MISCONDUCT = "misconduct"


class HowKnown(StrEnum):
    """How the reporter wants to be known (条例 19, 23)."""

    NAMED = "named"
    HANDLER_ONLY = "handler_only"
    ANONYMOUS = "anonymous"


class State(StrEnum):
    """Where a concern stands (DOMAIN.md 3)."""

    REGISTERED = "registered"
    ASSIGNED = "assigned"
    SIGNED_IN = "signed_in"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    IN_PROGRESS = "in_progress"
    AWAITING_RESIDENT = "awaiting_resident"
    REPLIED = "replied"
    CONCLUDED = "concluded"


class Act(StrEnum):
    """A step in the life of a concern; the history holds one row for each."""

    REGISTER = "register"
    ASSIGN = "assign"
    SIGN_IN = "sign_in"
    ACCEPT = "accept"
    DECLINE = "decline"
    NOTE = "note"
    ASK = "ask"
    ANSWER = "answer"
    SUPPLEMENT = "supplement"
    REPLY = "reply"
    CONCLUDE = "conclude"
    VIEW_CONTACT = "view_contact"
    HAND_BACK = "hand_back"
    TAKE_OVER = "take_over"


class News(StrEnum):
    """How soon the reporter hears of steps that no law wants told at once (T3)."""

    AT_ONCE = "at_once"
    DIGEST = "digest"
    MUTED = "muted"


@dataclass(frozen=True, slots=True)
class Edge:
    """One act: from which states, to which (None: it stays), with which permission, and whom it tells.

    `needs_words`: the act is refused without words. `tells`: audience → sentence key, where the
    audience is `reporter`, `unit` (all cadres of the lead unit), `handler` (the unit while there is none)
    or `colleagues` (the unit without the actor).
    """

    from_: frozenset[State]
    to: State | None
    deed: Deed | None
    needs_words: bool = False
    tells: tuple[tuple[str, str], ...] = ()


def _from(*states: State) -> frozenset[State]:
    return frozenset(states)


_IN_HAND = _from(State.ACCEPTED, State.IN_PROGRESS)
_OPEN_WORK = _IN_HAND | _from(State.AWAITING_RESIDENT)
_HANDLED = _OPEN_WORK | _from(State.SIGNED_IN, State.REPLIED)
_LIVE = frozenset(State) - {State.DECLINED, State.CONCLUDED}

LIFE: dict[Act, Edge] = {
    Act.ASSIGN: Edge(_from(State.REGISTERED), State.ASSIGNED, None, tells=(("unit", "notice.assigned"),)),
    Act.SIGN_IN: Edge(
        _from(State.ASSIGNED),
        State.SIGNED_IN,
        Deed.SIGN_IN,
        tells=(("reporter", "notice.signed_in"), ("colleagues", "notice.taken")),
    ),
    Act.ACCEPT: Edge(
        _from(State.SIGNED_IN), State.ACCEPTED, Deed.ACCEPT, tells=(("reporter", "notice.accepted"),)
    ),
    Act.DECLINE: Edge(
        _from(State.SIGNED_IN), State.DECLINED, Deed.DECLINE, True, (("reporter", "notice.declined"),)
    ),
    Act.NOTE: Edge(_IN_HAND, State.IN_PROGRESS, Deed.NOTE, True, (("reporter", "notice.noted"),)),
    Act.ASK: Edge(_OPEN_WORK, State.AWAITING_RESIDENT, Deed.ASK, True, (("reporter", "notice.asked"),)),
    Act.ANSWER: Edge(
        _from(State.AWAITING_RESIDENT),
        State.IN_PROGRESS,
        Deed.ANSWER,
        True,
        (("handler", "notice.answered"),),
    ),
    Act.SUPPLEMENT: Edge(_LIVE, None, Deed.SUPPLEMENT, True, (("handler", "notice.supplemented"),)),
    Act.REPLY: Edge(_OPEN_WORK, State.REPLIED, Deed.REPLY, True, (("reporter", "notice.replied"),)),
    Act.CONCLUDE: Edge(
        _from(State.REPLIED), State.CONCLUDED, Deed.CONCLUDE, tells=(("reporter", "notice.concluded"),)
    ),
    Act.VIEW_CONTACT: Edge(frozenset(State), None, Deed.VIEW_CONTACT),
    Act.HAND_BACK: Edge(_HANDLED, None, None),
    Act.TAKE_OVER: Edge(_HANDLED, None, Deed.TAKE_OVER, tells=(("colleagues", "notice.taken_over"),)),
}


@dataclass(frozen=True, slots=True)
class Pin:
    """A point on the map, in degrees (WGS 84)."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Concern:
    """What is reported, with its present state; who the reporter is stands in `Contact`, sealed.

    `code_digest`: keyed hash of the query code. `handler`: person id or "".
    """

    id: str
    number: str
    code_digest: bytes
    reporter: str
    kind: Kind
    category: str
    area: str
    place: str
    words: str
    known: HowKnown
    state: State
    unit: str
    registered_at: datetime
    pin: Pin | None = None
    handler: str = ""
    news: News = News.AT_ONCE


@dataclass(frozen=True, slots=True)
class Contact:
    """How the reporter can be reached, given by themselves; sealed in storage, hidden by default."""

    name: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One step, appended and never edited; each row's hash covers the one before it.

    `person` is the actor's id, "" for the service itself; residents are told the role and unit only.
    """

    concern: str
    sequence: int
    at: datetime
    act: Act
    state_before: str
    state_after: str
    person: str
    role: str
    unit: str
    words: str
    previous: str
    hash: str


def allowed_acts(state: State) -> tuple[Act, ...]:
    """Acts that the life cycle allows from this state, whoever asks."""
    return tuple(act for act, edge in LIFE.items() if state in edge.from_)
