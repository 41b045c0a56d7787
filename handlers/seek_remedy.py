"""After a reply: the three questions of the call-back, and what a reporter who does not agree can ask for (T7, T8)."""

from functools import partial

from domain.concern import Act, Concern
from domain.draft import Answers, Draft
from domain.errors import Refusal
from domain.messages import Fact, words
from domain.rating import Satisfied, Solved
from domain.services import rating
from domain.services.following import own_concern
from domain.services.outlook import unit_name
from domain.services.remedying import ask_rework, next_reviewer, remedy_open, request_review
from domain.services.stepping import check_step
from handlers.kit.asking import ask
from handlers.kit.dialogue import Dialogue
from handlers.kit.feature import Feature
from handlers.kit.hearing import begin, begin_and_ask
from handlers.kit.steps import Choice, Text, refused_words
from handlers.kit.talk import Turn, button

LONGEST = 2000
CLAIM = 600
"""Characters of the reporter's own words with which a request begins."""
QUOTE = 300
"""Characters of the reply that is quoted."""
REWORK, REVIEW, LEAVE = "rework", "review", "leave"
YES_NO = (("yes", "rate.yes"), ("no", "rate.no"))


def _dissatisfied(so_far: Answers) -> bool:
    return so_far.get("satisfied") == Satisfied.NO


def _asks_for(what: tuple[str, ...], so_far: Answers) -> bool:
    return _dissatisfied(so_far) and so_far.get("wish") in what


def _rated(turn: Turn, draft: Draft) -> None:
    """Keep the answers; what was asked for begins at once, or with a look at the request."""
    concern = own_concern(turn.uow, draft.about, turn.me, turn.now)
    given = RATE.submitted(draft)
    answers = rating.Answers(
        given["contacted"] == "yes", Solved(str(given["solved"])), Satisfied(str(given["satisfied"]))
    )
    rating.rate(turn.uow, concern, turn.me, answers, turn.now)
    wish, reason = given.get("wish"), str(given.get("reason") or "")
    if wish == REWORK:
        ask_rework(turn.uow, concern, turn.me, turn.now, reason)
        _thank(turn, concern, "rate.rework_asked")
    elif wish == REVIEW:
        _offer_request(turn, concern, reason)
    else:
        _thank(turn, concern, "rate.thanks")


def _thank(turn: Turn, concern: Concern, key: str) -> None:
    follow = ((button("button.follow", f"mine:{concern.id}"),),)
    turn.say(key, follow, concern=concern.id, number=concern.number)


def _offer_request(turn: Turn, concern: Concern, reason: str) -> None:
    """The request is written already; one press brings it up for a last look."""
    check_step(concern, remedy_open(concern), turn.me, turn.now)
    draft = begin(turn, ASK_REVIEW, concern.id, {"claim": concern.words[:CLAIM], "reason": reason})
    rows = ((button("rate.see_request", f"{draft.id}.!resume"),),)
    above = next_reviewer(turn.uow, concern)
    turn.say("rate.request_ready", rows, concern=concern.id, number=concern.number, superior=above.name)


def _requested(turn: Turn, draft: Draft) -> None:
    """What the reporter wants and why, in their own words; the receipt comes as a notice."""
    concern = own_concern(turn.uow, draft.about, turn.me, turn.now)
    written = turn.plain(
        words("ask_review.written", claim=str(draft.answers["claim"]), reason=str(draft.answers["reason"]))
    )
    request_review(turn.uow, concern, turn.me, turn.now, written)
    turn.toast = words("done.request_review")


RATE = Dialogue(
    "rate",
    (
        Choice("contacted", "rate.ask_contacted", YES_NO),
        Choice("solved", "rate.ask_solved", tuple((one, f"rate.solved_{one}") for one in Solved)),
        Choice("satisfied", "rate.ask_satisfied", tuple((one, f"rate.satisfied_{one}") for one in Satisfied)),
        Choice(
            "wish",
            "rate.ask_wish",
            tuple((one, f"rate.wish_{one}") for one in (REWORK, REVIEW, LEAVE)),
            when=_dissatisfied,
        ),
        Text(
            "reason",
            "rate.ask_reason",
            longest=LONGEST,
            refuses=refused_words,
            when=partial(_asks_for, (REWORK, REVIEW)),
        ),
    ),
    _rated,
)
ASK_REVIEW = Dialogue(
    "ask_review",
    (
        Text("claim", "ask_review.ask_claim", longest=LONGEST, refuses=refused_words),
        Text("reason", "ask_review.ask_reason", longest=LONGEST, refuses=refused_words),
    ),
    _requested,
    review="ask_review.review",
)


def _rate(turn: Turn, concern_id: str) -> None:
    concern = own_concern(turn.uow, concern_id, turn.me, turn.now)
    if rating.last_reply(turn.uow, concern) is None:
        raise Refusal("rate.no_reply", number=concern.number)
    begin_and_ask(turn, RATE, concern.id)


def _ask_review(turn: Turn, concern_id: str) -> None:
    """The request, filled in from the concern and the reply as far as can be; only the reason is asked."""
    concern = own_concern(turn.uow, concern_id, turn.me, turn.now)
    check_step(concern, remedy_open(concern), turn.me, turn.now)
    draft = begin(turn, ASK_REVIEW, concern.id, {"claim": concern.words[:CLAIM]})
    ask(turn, ASK_REVIEW, draft, words("ask_review.against", **_against(turn, concern)))


def _against(turn: Turn, concern: Concern) -> dict[str, Fact]:
    """What the request is about: which answer, of which unit, and where it goes."""
    final = remedy_open(concern) is Act.REQUEST_FINAL_REVIEW
    what = (Act.GIVE_OPINION,) if final else (Act.REPLY,)
    row = [row for row in turn.uow.history.of(concern.id) if row.act in what][-1]
    return {
        "number": concern.number,
        "unit": unit_name(turn.uow, row.unit),
        "at": row.at,
        "quote": row.words[:QUOTE],
        "superior": next_reviewer(turn.uow, concern).name,
    }


FEATURE = Feature("remedy", presses={"rate": _rate, "ask_review": _ask_review}, dialogues=(RATE, ASK_REVIEW))
