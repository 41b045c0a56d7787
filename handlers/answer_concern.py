"""答复: the claims, an answer to each, a look at the four parts, then out; it can be taken back before it leaves."""

from typing import cast

from domain.concern import Act, Concern
from domain.draft import Answers, Draft, Json
from domain.errors import Refusal
from domain.messages import Rows, words
from domain.services.answering import Reply, claims_of, hold_reply, list_claims, undo_reply
from domain.services.carrying import WITH, undo_along
from domain.services.stepping import check_step
from handlers.kit.along import Along, carry, joined_numbers
from handlers.kit.asking import ask, setting
from handlers.kit.card import guarded_by, seen, show_card
from handlers.kit.claims import LONGEST, ClaimAnswers, ClaimList, claims_in
from handlers.kit.dialogue import Answer, Dialogue, More
from handlers.kit.feature import Feature
from handlers.kit.hearing import BEGUN, begin, begin_and_ask
from handlers.kit.same_reply import same_reply
from handlers.kit.steps import Text, refused_words
from handlers.kit.talk import Turn, button

GROUND = 500
"""Characters of the legal ground."""
ANSWERS = ClaimAnswers("words")


def _submit(turn: Turn, draft: Draft) -> None:
    """Written down and held back; a button takes it back until it leaves."""
    concern = seen(turn, draft.about)
    reply = _reply(draft.answers)
    written = turn.plain(reply.parts().written())
    held = hold_reply(turn.uow, concern, turn.me, turn.now, written, draft.answers)
    seconds = turn.policy.answers.undo_seconds
    turn.toast = words("reply.held_toast", seconds=seconds)
    turn.show(
        "reply.held",
        _undo_rows(concern),
        concern=concern.id,
        number=concern.number,
        seconds=seconds,
        written=written,
        carried=carry(turn, concern, held, reply) or "",
    )


def _undo_rows(concern: Concern) -> Rows:
    undo = button("button.undo_reply", f"undo_reply:{concern.id}")
    return ((undo, button("button.card", f"card:{concern.id}")),)


def _reply(answers: Answers) -> Reply:
    given = [str(one) for one in cast(list[Json], answers.get("words") or [])]
    return Reply(claims_in(answers), given, str(answers.get("facts") or ""), str(answers.get("ground") or ""))


def _listed(turn: Turn, draft: Draft) -> None:
    concern = seen(turn, draft.about)
    after = list_claims(turn.uow, concern, turn.me, turn.now, claims_in(draft.answers))
    turn.toast = words("done.list_claims")
    show_card(turn, after, words("done.list_claims"))


REPLY = Dialogue(
    "reply",
    (
        ClaimList("claims", "claim.ask"),
        ANSWERS,
        Text("facts", "reply.ask_facts", longest=LONGEST, refuses=refused_words, optional=True),
        Text("ground", "reply.ask_ground", longest=GROUND, refuses=refused_words),
        Along("along", "reply.ask_along"),
    ),
    _submit,
    review="reply.review",
    guard=guarded_by(Act.REPLY),
)
LIST_CLAIMS = Dialogue(
    "list_claims",
    (ClaimList("claims", "claim.ask"),),
    _listed,
    review="list_claims.review",
    guard=guarded_by(Act.LIST_CLAIMS),
)


def _begin(turn: Turn, concern_id: str) -> None:
    """Go on with a reply begun before, or begin, with the words to which the card was a reply."""
    concern = seen(turn, concern_id)
    check_step(concern, Act.REPLY, turn.me, turn.now)
    mine = (
        d for d in turn.uow.drafts.of_person(turn.me.id) if (d.dialogue, d.about) == (REPLY.name, concern.id)
    )
    draft = next(mine, None)
    if draft is None:
        begin_and_ask(turn, REPLY, concern.id, _with_words(turn, _beginning(turn, concern)))
    else:
        turn.draft = draft.id
        ask(turn, REPLY, draft)


def _begin_same(turn: Turn, concern_id: str) -> None:
    """用同组答复: the whole reply stands on the review card, each part of it to be changed.

    Refusal reply.none_alike: there is none any more.
    """
    concern = seen(turn, concern_id)
    check_step(concern, Act.REPLY, turn.me, turn.now)
    told = same_reply(turn, concern)
    if told is None:
        raise Refusal("reply.none_alike", number=concern.number)
    claims, _ = claims_of(turn.uow, concern)
    own: dict[str, Json] = {"claims": list(claims), "words": [told.opinion]}
    begun = _beginning(turn, concern) | own
    begin_and_ask(turn, REPLY, concern.id, begun | {"facts": told.facts or None, "ground": told.ground})


def _beginning(turn: Turn, concern: Concern) -> dict[str, Json]:
    """What is known before a word is written: a single claim, the facts left to the answer, the usual ground."""
    claims, listed = claims_of(turn.uow, concern)
    settled: dict[str, Json] = {"claims": list(claims)} if listed or len(claims) == 1 else {}
    ground = turn.policy.answers.ground_of(concern.category)
    proposed: list[Json] = list(claims)
    known: dict[str, Json] = {"category": concern.category, "proposed": proposed, "listed": listed}
    joined = joined_numbers(turn, concern)
    begun: dict[str, Json] = {**settled, "facts": None, "ground": ground}
    return {**known, **begun, **joined, BEGUN: begun}


def _with_words(turn: Turn, answers: dict[str, Json]) -> Answers:
    """The words at hand as the answer, or as the first of several."""
    text = turn.heard.original.strip()
    if not 0 < len(text) <= LONGEST or refused_words(text):
        return answers
    match ANSWERS.taken(text, {"claims": answers["proposed"], **answers}, setting(turn)):
        case Answer(value):
            return {**answers, "words": value}
        case More(part):
            return {**answers, "~words": part}
        case _:
            return answers


def _begin_list(turn: Turn, concern_id: str) -> None:
    concern = seen(turn, concern_id)
    check_step(concern, Act.LIST_CLAIMS, turn.me, turn.now)
    claims, _ = claims_of(turn.uow, concern)
    begin_and_ask(turn, LIST_CLAIMS, concern.id, {"proposed": list(claims)})


def _undo(turn: Turn, concern_id: str) -> None:
    """As if it had never been sent off, to anybody: the preview is back, to be changed."""
    concern = seen(turn, concern_id)
    held = undo_reply(turn.uow, concern, turn.me, turn.now)
    undo_along(turn.uow, concern)
    turn.toast = words("reply.undone")
    own = {name: answer for name, answer in held.answers.items() if name != WITH}
    ask(turn, REPLY, begin(turn, REPLY, concern.id, own), words("reply.undone"))


FEATURE = Feature(
    "answer",
    presses={"reply": _begin, "same_reply": _begin_same, "list_claims": _begin_list, "undo_reply": _undo},
    dialogues=(REPLY, LIST_CLAIMS),
)
