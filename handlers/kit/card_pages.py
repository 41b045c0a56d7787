"""The two pages of a card: the next steps on the first, what is rarely needed behind “more”."""

from collections.abc import Sequence

from domain.concern import Act, Concern
from domain.messages import Button, Rows
from handlers.kit.talk import button

OFFERED = (
    Act.OFFER_MEDIATION,
    Act.SETTLE,
    Act.END_MEDIATION,
    Act.CALL_HEARING,
    Act.RECORD_HEARING,
    Act.LENGTHEN,
    Act.MOVE_DATE,
)
"""What may be offered beside the life, and the dates told anew; each with a dialogue of its own."""
RARE = frozenset(
    {
        Act.LIST_CLAIMS,
        Act.POINT,
        Act.ASK_EXTENSION,
        Act.LENGTHEN,
        Act.MOVE_DATE,
        Act.OFFER_MEDIATION,
        Act.CALL_HEARING,
        Act.ENTER_RECEIPT,
        Act.LEAVE_SIMPLE,
        Act.RING,
        Act.LINK,
        Act.MERGE,
        Act.SEPARATE,
        Act.SPLIT,
        Act.STEP_ASIDE,
        Act.RECUSE,
        Act.MEMO,
    }
)
"""Acts behind “more”, where a card would otherwise hold more buttons than anybody reads."""
LOOKS = ("aid:", "deadlines:", "ledger:about.")
"""What else is looked at there."""
MOST = 8
"""So many buttons stand on one page; a card with more has two."""


def two_pages(concern: Concern, deeds: Sequence[Button], looks: Sequence[Button]) -> tuple[Rows, Rows]:
    """Deeds, then looks, of which the last leads back to a list. The second page is empty where all fit on one."""
    if len(deeds) + len(looks) <= MOST:
        return (*_pairs(deeds), *_pairs(looks)), ()
    rooms = [room for act in RARE for room in (f"{act}:", f"act:{act}:")]
    rare = {f"{room}{concern.id}" for room in (*rooms, *LOOKS)}
    often, back = [one for one in looks[:-1] if one.data not in rare], looks[-1]
    more = button("button.more", f"more:{concern.id}")
    first = (*_pairs([one for one in deeds if one.data not in rare]), *_pairs([*often, more, back]))
    less = button("button.less", f"card:{concern.id}")
    return first, _pairs([*(one for one in (*deeds, *looks) if one.data in rare), less])


def _pairs(buttons: Sequence[Button]) -> Rows:
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
