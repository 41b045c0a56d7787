"""What a reporter sees of a concern: where it stands, its record, and the one card of what comes next (T2)."""

from domain.aid import AidOffer, AidState
from domain.concern import OVER, Act, Concern, HistoryRow
from domain.messages import Rows, Words, words
from domain.services.following import timeline
from domain.services.outlook import next_step, unit_name
from handlers.kit.category import full_category
from handlers.kit.sensible import sensible_acts
from handlers.kit.talk import Turn, button

QUOTE = 200
"""Characters of each row's words that the record shows."""
ANSWERS = (Act.REPLY, Act.POINT, Act.DECLINE, Act.GIVE_OPINION, Act.GIVE_FINAL_OPINION)
"""What a reporter may want to read again, whole."""


def show_progress(turn: Turn, concern: Concern, bound: bool, rest: bool = False) -> None:
    """Where the concern stands, its record, and the one card of what comes next.

    `bound`: in the chat that reported it, where more can be done than looking. `rest`: with what is rarely needed;
    what stands on the other page can be typed all the same.
    """
    first, second = _card_pages(turn, concern) if bound else ((), ())
    shown, other = (second, first) if rest else (first, second)
    turn.show(
        "follow.card",
        shown,
        concern=concern.id if bound else "",
        number=concern.number,
        state=words(f"state.{concern.state}"),
        category=full_category(concern.category, turn.policy.categories),
        unit=unit_name(turn.uow, concern.unit),
        record=[_row(turn, row) for row in timeline(turn.uow, concern)],
        next=next_step(turn.uow, concern),
    )
    turn.can_be_typed(other)


DOORS = {
    Act.MEET_AS_REPORTER: "met",
    Act.AGREE_TO_MEDIATION: "mediation:yes",
    Act.DECLINE_MEDIATION: "mediation:no",
    Act.JOIN_HEARING: "join_hearing",
    Act.LEAVE_HEARING: "leave_hearing",
    Act.URGE: "urge",
    Act.REWORK: "rate",
    Act.REQUEST_REVIEW: "ask_review",
    Act.REQUEST_FINAL_REVIEW: "ask_review",
    Act.WITHDRAW: "withdraw",
}
"""What the reporter may do beyond adding, and the button that begins it."""
RARE = (Act.WITHDRAW,)
"""Behind “more”, with the news, the code and the report of retaliation."""


def _card_pages(turn: Turn, concern: Concern) -> tuple[Rows, Rows]:
    acts = sensible_acts(turn, concern)
    doors = {act: f"{door}{'.' if ':' in door else ':'}{concern.id}" for act, door in DOORS.items()}
    deeds = {act: (button(f"button.{act}", door),) for act, door in doors.items() if act in acts}
    aid = tuple(row for offer in turn.uow.aid_offers.of(concern.id) for row in _aid_row(concern, offer))
    add = () if concern.state in OVER else ((button("follow.add", f"mine:add.{concern.id}"),),)
    why = (button("deadlines.how", f"deadlines:{concern.id}"),)
    news = (button("news.choose", f"news:{concern.id}"),)
    code = (button("follow.lost_code", f"mine:code.{concern.id}"),)
    suffer = (button("button.retaliation", f"retaliation:{concern.id}"),)
    more = (button("button.more", f"mine:more.{concern.id}"),)
    back = (button("button.less", f"mine:{concern.id}"),)
    often = tuple(row for act, row in deeds.items() if act not in RARE)
    rare = tuple(row for act, row in deeds.items() if act in RARE)
    return (*add, *aid, *often, why, more, (button("menu.mine", "go:mine"),)), (
        *rare,
        news,
        code,
        suffer,
        back,
    )


def _aid_row(concern: Concern, offer: AidOffer) -> Rows:
    """The answer that is still open to the reporter: yes or no, or taking a yes back before it is handed over."""
    kind, what = words(f"aid_kind.{offer.kind}"), f"{offer.kind}.{concern.id}"
    yes = button("aid.yes", f"aid_yes:{what}", kind=kind)
    no = button("aid.no", f"aid_no:{what}", kind=kind)
    back = button("aid.take_back", f"aid_no:{what}", kind=kind)
    return {AidState.ASKED: ((yes, no),), AidState.AGREED: ((back,),)}.get(offer.state, ())


def _row(turn: Turn, row: HistoryRow) -> Words:
    text = row.words if row.act in ANSWERS else row.words[:QUOTE]
    said = words("follow.said", text=text) if text else ""
    if row.act is Act.VIEW_CONTACT:
        who = words("staff.role_in_unit", role=words(f"role.{row.role}"), unit=unit_name(turn.uow, row.unit))
        return words("follow.opened", at=row.at, who=who, said=said)
    return words("follow.row", at=row.at, act=words(f"act.{row.act}"), said=said)
