"""The buttons under a concern: each act open to this person now and no other, then what can be looked at."""

from domain.concern import Act, Concern
from domain.messages import Button, Rows
from domain.permissions import Deed, may, standing
from domain.relations import may_on
from handlers.kit.card_pages import OFFERED, two_pages
from handlers.kit.group import group_button
from handlers.kit.held import undo_buttons
from handlers.kit.same_reply import same_reply_button
from handlers.kit.sensible import sensible_acts
from handlers.kit.talk import Turn, button

REVIEW_ACTS = (Act.TAKE_REVIEW, Act.ASK_IN_REVIEW, Act.GIVE_OPINION, Act.GIVE_FINAL_OPINION)
"""Acts of those who review; their buttons belong to that feature."""
ACTS = (
    Act.SIGN_IN,
    Act.TAKE_OVER,
    Act.ACCEPT,
    Act.REPLY,
    Act.ASK,
    Act.NOTE,
    Act.LIST_CLAIMS,
    Act.CONCLUDE,
    Act.MEET,
    Act.MEET_AS_LEAD,
    Act.DECLINE,
    Act.POINT,
    Act.ASK_EXTENSION,
    Act.EXTEND,
    Act.REFUSE_EXTENSION,
    Act.OBJECT,
    Act.RETURN,
    Act.REFUSE_RETURN,
    Act.SORT,
    Act.TRANSFER,
    Act.ENTER_RECEIPT,
    Act.APPOINT,
    *REVIEW_ACTS,
    Act.BEGIN_HEARING,
    Act.END_HEARING,
    Act.CONTACT,
    Act.LEAVE_SIMPLE,
    Act.RING,
    *OFFERED,
)
"""The order in which they are offered."""
ASIDE = (
    Act.VIEW_CONTACT,
    Act.LINK,
    Act.MERGE,
    Act.SEPARATE,
    Act.SPLIT,
    Act.RECUSE,
    Act.STEP_ASIDE,
    Act.MEMO,
)
"""Acts that bring it no further."""
BESIDE = (Act.SUPERVISE, Act.URGE_UNIT, Act.PROMISE, Act.LEAD, Act.REPORT_URGENT, Act.CO_NOTE)
"""Acts behind the button of what is owed beside the clocks."""
DIALOGUES_OF_THEIR_OWN = (
    Act.POINT,
    Act.REPLY,
    Act.LIST_CLAIMS,
    Act.SORT,
    Act.TRANSFER,
    Act.ENTER_RECEIPT,
    Act.ASK_EXTENSION,
    Act.VIEW_CONTACT,
    Act.RECUSE,
    Act.APPOINT,
    Act.BEGIN_HEARING,
    Act.END_HEARING,
    Act.LEAVE_SIMPLE,
    Act.RING,
    Act.LINK,
    Act.MERGE,
    Act.SEPARATE,
    Act.SPLIT,
    Act.STEP_ASIDE,
    *OFFERED,
)
"""Acts with a dialogue in a feature of their own; each is that feature's button."""


def pages_of(turn: Turn, concern: Concern, parts: list[Button]) -> tuple[Rows, Rows]:
    """Two pages: the next steps stand on the first. `parts`: what the card itself has no room for."""
    acts = sensible_acts(turn, concern)
    deeds = [_act_button(act, concern) for act in ACTS if act in acts]
    deeds += same_reply_button(turn, concern) + undo_buttons(turn, concern)
    looks = [*parts, *_aside(turn, concern, acts), *_ways_on(turn, concern)]
    return two_pages(concern, deeds, looks)


def _aside(turn: Turn, concern: Concern, acts: set[Act]) -> list[Button]:
    """Acts that bring the concern no further, each behind its own button or that of the tasks."""
    tasks = bool(acts & set(BESIDE) or turn.uow.tasks.open_of(concern.id))
    own = [_act_button(act, concern) for act in ASIDE if act in acts]
    aid = [button("button.aid", f"aid:{concern.id}")] if Act.TELL_AID in acts else []
    return [
        *([button("button.tasks", f"tasks:{concern.id}")] if tasks else []),
        *aid,
        *own,
        *group_button(turn, concern),
    ]


def _ways_on(turn: Turn, concern: Concern) -> list[Button]:
    reviews = may_on(Deed.TAKE_REVIEW, turn.me, concern, turn.now)
    papers = [button("button.papers", f"review:papers.{concern.id}")] if reviews else []
    enters = may_on(Deed.ENTER_IN_LEDGER, turn.me, concern, turn.now)
    ledger = [button("button.ledger", f"ledger:about.{concern.id}")] if enters else []
    return [button("deadlines.how", f"deadlines:{concern.id}"), *papers, *ledger, _back(turn)]


def _back(turn: Turn) -> Button:
    """The list from which this person came: their own work, or what waits for review."""
    if may(Deed.VIEW_WORKLIST, standing(turn.me.roles(turn.now))):
        return button("button.todo", "todo:all")
    if may(Deed.VIEW_LED, standing(turn.me.roles(turn.now))):
        return button("menu.led", "led:")
    return button("button.reviews", "reviews:0")


def _act_button(act: Act, concern: Concern) -> Button:
    if act in REVIEW_ACTS:
        return button(f"button.{act}", f"review:{act}.{concern.id}")
    room = act if act in DIALOGUES_OF_THEIR_OWN else f"act:{act}"
    return button(f"button.{act}", f"{room}:{concern.id}")
