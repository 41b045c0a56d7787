"""The reviewers' side of 复查 and 复核: what waits, take it, ask the reporter, write the opinion (H16)."""

from math import ceil

from domain.concern import Act, Concern
from domain.draft import Draft
from domain.messages import Words, words
from domain.opinion import Opinion, Outcome
from domain.permissions import Deed
from domain.relations import REVIEWING, check
from domain.services.listing import seen_by
from domain.services.ports import WorkFilter, WorkItem
from domain.services.reviewing import ask_in_review, give_opinion, opinion_act, take_review
from domain.services.stepping import check_step
from handlers.kit.card import guarded_by, seen, show_card
from handlers.kit.dialogue import Dialogue
from handlers.kit.feature import Feature
from handlers.kit.hearing import begin_and_ask
from handlers.kit.lights import light
from handlers.kit.steps import Choice, Text, refused_words
from handlers.kit.talk import Turn, button

PAGE = 8
LONGEST = 2000
PAPERS = (Act.REPLY, Act.REWORK, Act.REQUEST_REVIEW, Act.GIVE_OPINION, Act.REQUEST_FINAL_REVIEW)
CLAIM = 600
"""Characters of the reporter's request with which an opinion begins."""


def _reviews(turn: Turn, what: str) -> None:
    """What the own unit has for 复查 or 复核, due first; `page` from 0."""
    check(Deed.VIEW_REVIEWS, turn.me, turn.now)
    own = WorkFilter(turn.me.units(turn.now, *REVIEWING), in_review=True)
    wanted = seen_by(turn.me, own, turn.now)
    count = turn.uow.concerns.count(wanted)
    pages = max(1, ceil(count / PAGE))
    page = min(int(what) if what.isdecimal() else 0, pages - 1)
    items = turn.uow.concerns.worklist(wanted, page * PAGE, PAGE)
    lines = [_line(turn, item) for item in items]
    rows = [(button("reviews.button", f"card:{i.concern.id}", number=i.concern.number),) for i in items]
    if page + 1 < pages:
        rows.append((button("todo.later", f"reviews:{page + 1}"),))
    turn.show("reviews.list" if items else "reviews.empty", tuple(rows), count=count, lines=lines)


def _line(turn: Turn, item: WorkItem) -> Words:
    return words(
        "reviews.line",
        light=light(turn, item.due_on),
        number=item.concern.number,
        state=words(f"state.{item.concern.state}"),
        due=words("todo.due", due=item.due_on) if item.due_on else "",
    )


def _asked(turn: Turn, draft: Draft) -> None:
    concern = seen(turn, draft.about)
    after = ask_in_review(turn.uow, concern, turn.me, turn.now, str(draft.answers["words"]))
    show_card(turn, after, words("done.ask"))


def _decided(turn: Turn, draft: Draft) -> None:
    """The four parts become one written opinion, worded as 条例 32 has it."""
    concern = seen(turn, draft.about)
    given = {name: str(value) for name, value in OPINION.submitted(draft).items()}
    opinion = Opinion(
        Outcome(given["outcome"]), given["request"], given["facts"], given["opinion"], given["ground"]
    )
    written = turn.plain(
        words(
            "opinion.written",
            outcome=words(f"outcome.{opinion.outcome}"),
            parts=opinion.parts.written(),
        )
    )
    after = give_opinion(turn.uow, concern, turn.me, turn.now, opinion, written)
    turn.toast = words("done.give_opinion")
    show_card(turn, after, words("done.give_opinion"))


ASK_IN_REVIEW = Dialogue(
    "ask_in_review",
    (Text("words", "ask_in_review.ask_words", longest=LONGEST, refuses=refused_words),),
    _asked,
    review="ask_in_review.review",
    guard=guarded_by(Act.ASK_IN_REVIEW),
)
OPINION = Dialogue(
    "give_opinion",
    (
        Choice("outcome", "give_opinion.ask_outcome", tuple((one, f"outcome.{one}") for one in Outcome)),
        Text("request", "give_opinion.ask_request", longest=LONGEST, refuses=refused_words),
        Text("facts", "give_opinion.ask_facts", longest=LONGEST, refuses=refused_words),
        Text("opinion", "give_opinion.ask_opinion", longest=LONGEST, refuses=refused_words),
        Text("ground", "give_opinion.ask_ground", longest=LONGEST, refuses=refused_words),
    ),
    _decided,
    review="give_opinion.review",
)


def _press(turn: Turn, what: str) -> None:
    """`review:ACT.CONCERN`; a name that is no act of a reviewer brings the card."""
    name, _, concern_id = what.partition(".")
    concern = seen(turn, concern_id)
    if name == Act.TAKE_REVIEW:
        after = take_review(turn.uow, concern, turn.me, turn.now)
        show_card(turn, after, words("done.take_review"))
    elif name == Act.ASK_IN_REVIEW:
        check_step(concern, Act.ASK_IN_REVIEW, turn.me, turn.now)
        begin_and_ask(turn, ASK_IN_REVIEW, concern.id)
    elif name in (Act.GIVE_OPINION, Act.GIVE_FINAL_OPINION):
        _write_opinion(turn, concern)
    elif name == "papers":
        _papers(turn, concern)
    else:
        show_card(turn, concern)


def _papers(turn: Turn, concern: Concern) -> None:
    """The reply and the opinions so far with every request against them, whole, oldest first."""
    rows = [row for row in turn.uow.history.of(concern.id) if row.act in PAPERS]
    for row in rows:
        turn.say(
            "review.paper",
            concern=concern.id,
            number=concern.number,
            act=words(f"act.{row.act}"),
            at=row.at,
            words=row.words,
        )


def _write_opinion(turn: Turn, concern: Concern) -> None:
    check_step(concern, opinion_act(concern), turn.me, turn.now)
    asked = (Act.REQUEST_REVIEW, Act.REQUEST_FINAL_REVIEW)
    requests = [row.words for row in turn.uow.history.of(concern.id) if row.act in asked]
    begin_and_ask(turn, OPINION, concern.id, {"request": requests[-1][:CLAIM]})


FEATURE = Feature(
    "review",
    commands={"reviews": _reviews},
    presses={"review": _press, "reviews": _reviews},
    dialogues=(ASK_IN_REVIEW, OPINION),
)
