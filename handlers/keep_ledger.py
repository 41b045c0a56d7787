"""台账: the office keeps the rows of 附件2 by conversation, filled in from a concern, and gets them as a sheet (O5)."""

from datetime import date

from domain.draft import Answers, Draft, Json
from domain.ledger import LedgerRow, Trait, Written, choosable
from domain.messages import Button, Fact, Rows, Words, words
from domain.months import month_later, month_of
from domain.permissions import Deed
from domain.policy import Policy
from domain.privacy import find_likely_name, find_personal
from domain.relations import check
from domain.services.ledger_keeping import concern_of, enter, proposal, row_of, rows_of
from domain.services.outlook import unit_name
from domain.tracking import short_id
from handlers.kit.card import shortened
from handlers.kit.codes import Code, Codes, Several, Whole, codes_in
from handlers.kit.dialogue import Dialogue
from handlers.kit.feature import Feature, Handler
from handlers.kit.hearing import begin_and_ask
from handlers.kit.ledger_sheet import COLUMNS, ledger_sheet
from handlers.kit.months import code_of_month, month_in, month_name
from handlers.kit.paper import Look
from handlers.kit.sheets import Sheet
from handlers.kit.steps import Text
from handlers.kit.talk import Turn, button
from handlers.kit.unit import UnitChoice

PAGE = 8
SHORT, LONG = 100, 2000
NAME_SHOWN = 24
NAME_LONGEST = 4
"""Characters of a name; a post with its unit is longer."""
PEOPLE_OFFERED = (1, 5, 10, 50, 100)


def _list(turn: Turn, what: str = "") -> None:
    """The rows of a month (such as 2026-11) from a place on; of this month, unless another is named."""
    month_text, _, start = what.partition(".")
    month = month_in(month_text, turn.policy.calendar.day_of(turn.now))
    rows = rows_of(turn.uow, turn.me, month, turn.now)
    first = (
        min(int(start), max(len(rows) - 1, 0)) // PAGE * PAGE if start.isdecimal() and len(start) < 6 else 0
    )
    shown = rows[first : first + PAGE]
    lines: list[Fact] = [_line(place, row) for place, row in enumerate(shown, first + 1)]
    buttons = (*_row_buttons(shown, first), *_ways(turn, month, first, len(rows)))
    turn.show(
        "ledger.list" if rows else "ledger.empty", buttons, month=month_name(month), n=len(rows), lines=lines
    )


def _line(place: int, row: LedgerRow) -> Words:
    return words(
        "ledger.line",
        place=place,
        name=row.written.name,
        type=words(f"official.{row.written.type}"),
        trend=words(f"trend.{row.written.trend}"),
    )


def _row_buttons(rows: list[LedgerRow], first: int) -> Rows:
    return tuple(
        (
            button(
                "ledger.open",
                f"ledger:row.{row.id}",
                place=place,
                name=shortened(row.written.name, NAME_SHOWN),
            ),
        )
        for place, row in enumerate(rows, first + 1)
    )


def _ways(turn: Turn, month: date, first: int, count: int) -> Rows:
    code = code_of_month(month)
    this_month = month_of(turn.policy.calendar.day_of(turn.now))
    back = [button("kit.previous_page", f"ledger:list.{code}.{first - PAGE}")] if first else []
    more = [button("kit.next_page", f"ledger:list.{code}.{first + PAGE}")] if first + PAGE < count else []
    later = [_month_button("month.later", month, 1)] if month < this_month else []
    pages = (*back, *more)
    return (
        *((pages,) if pages else ()),
        (_month_button("month.earlier", month, -1), *later),
        (button("ledger.new", "ledger:new."), button("ledger.sheet", f"ledger:sheet.{code}")),
    )


def _month_button(key: str, month: date, later: int) -> Button:
    return button(key, f"ledger:list.{code_of_month(month_later(month, later))}")


def _show_row(turn: Turn, row_id: str) -> None:
    _card(turn, row_of(turn.uow, turn.me, row_id, turn.now), "")


def _card(turn: Turn, row: LedgerRow, hint: Fact) -> None:
    lines: list[Fact] = [
        words("kit.line", label=words("ledger.unit"), value=unit_name(turn.uow, row.written.unit))
    ]
    for head, _, read in COLUMNS:
        lines.append(words("kit.line", label=words(head), value=read(row.written)))
    rows = (
        (button("ledger.change", f"ledger:change.{row.id}"),),
        (button("ledger.back", "ledger:list."), *_concern(row)),
    )
    turn.show("ledger.card", rows, hint=hint, lines=lines, changed=row.changed_at)


def _concern(row: LedgerRow) -> list[Button]:
    return [button("button.card", f"card:{row.concern}")] if row.concern else []


def _about(turn: Turn, concern_id: str) -> None:
    """From the card of a concern: its row if there is one, else a new one with what the concern says."""
    concern = concern_of(turn.uow, turn.me, concern_id, turn.now)
    known = turn.uow.ledger.of_concern(concern.id)
    if known is not None:
        _show_row(turn, known.id)
        return
    said = proposal(turn.uow, concern, turn.now)
    plain = {name: turn.plain(one) if isinstance(one, Words) else one for name, one in said.items()}
    begin_and_ask(turn, LEDGER, concern.id, _beginning(turn, short_id()) | plain)


def _new(turn: Turn, _: str) -> None:
    check(Deed.KEEP_LEDGER, turn.me, turn.now)
    begin_and_ask(turn, LEDGER, "", _beginning(turn, short_id()))


def _change(turn: Turn, row_id: str) -> None:
    """All answers stand; each can be changed on the card before it is kept."""
    row = row_of(turn.uow, turn.me, row_id, turn.now)
    told: dict[str, Json] = {name: getattr(row.written, name) for name in Written.__slots__}
    told |= {
        "difficulties": list(row.written.difficulties),
        "traits": [str(trait) for trait in row.written.traits],
    }
    begin_and_ask(turn, LEDGER, row.concern, _beginning(turn, row.id) | told)


def _beginning(turn: Turn, row_id: str) -> dict[str, Json]:
    """What is no answer: the row, and the day by which the codes are chosen."""
    return {"row": row_id, "day": turn.policy.calendar.day_of(turn.now).isoformat()}


def _sheet_wanted(turn: Turn, what: str) -> None:
    check(Deed.KEEP_LEDGER, turn.me, turn.now)
    month = month_in(what, turn.policy.calendar.day_of(turn.now))
    turn.say("ledger.sheet_here", paper=f"ledger:{code_of_month(month)}", month=month_name(month))


def _paper(look: Look, what: str) -> Sheet:
    month = month_in(what, look.policy.calendar.day_of(look.now))
    return ledger_sheet(rows_of(look.uow, look.me, month, look.now), month, look.now)


def _submit(turn: Turn, draft: Draft) -> None:
    given = LEDGER.submitted(draft)
    text = {name: str(given[name] or "") for name in Written.__slots__}
    written = Written(
        unit=text["unit"],
        name=text["name"],
        type=text["type"],
        basics=text["basics"],
        measures=text["measures"],
        difficulties=tuple(codes_in(given["difficulties"])),
        trend=text["trend"],
        leader=text["leader"],
        owner=text["owner"],
        remark=text["remark"],
        people=int(text["people"] or 0),
        traits=tuple(Trait(code) for code in codes_in(given["traits"])),
    )
    row, is_new = enter(turn.uow, turn.me, str(draft.answers["row"]), draft.about, written, turn.now)
    turn.toast = words("ledger.kept")
    _card(turn, row, words("ledger.entered" if is_new else "ledger.changed"))


def _personal(text: str) -> Words | None:
    """A ledger holds matters: no name, no number of anybody."""
    finding = find_personal(text)
    return words(finding.key) if finding else None


def _no_name(text: str) -> Words | None:
    """A post and its unit; what is short as a name and looks like one is asked again."""
    if len(text.strip()) <= NAME_LONGEST and find_likely_name(text):
        return words("ledger.post_only")
    return _personal(text)


def _holding(which: str) -> Codes:
    def codes(policy: Policy, so_far: Answers) -> tuple[str, ...]:
        return choosable(
            getattr(policy.ledger, which), date.fromisoformat(str(so_far.get("day") or date.max))
        )

    return codes


def _traits(_policy: Policy, _so_far: Answers) -> list[str]:
    return [str(trait) for trait in Trait]


def _text(name: str, longest: int, optional: bool = False) -> Text:
    return Text(name, f"ledger.ask_{name}", longest=longest, refuses=_personal, optional=optional)


def _guard(turn: Turn, draft: Draft) -> None:
    """A concern that has gone out of the office's hands is not entered any more."""
    if draft.about:
        concern_of(turn.uow, turn.me, draft.about, turn.now)


LEDGER = Dialogue(
    "ledger",
    (
        UnitChoice("unit", "ledger.ask_unit"),
        _text("name", SHORT),
        Code("type", "ledger.ask_type", _holding("types"), "official."),
        _text("basics", LONG),
        _text("measures", LONG),
        Several(
            "difficulties",
            "ledger.ask_difficulties",
            _holding("difficulties"),
            "difficulty.",
            "ledger.no_difficulty",
        ),
        Code("trend", "ledger.ask_trend", _holding("trends"), "trend."),
        Text("leader", "ledger.ask_leader", longest=SHORT, refuses=_no_name),
        Text("owner", "ledger.ask_owner", longest=SHORT, refuses=_no_name),
        Whole("people", "ledger.ask_people", PEOPLE_OFFERED),
        Several("traits", "ledger.ask_traits", _traits, "trait.", "ledger.no_trait"),
        _text("remark", LONG, optional=True),
    ),
    _submit,
    review="ledger.review",
    guard=_guard,
)
_ROOMS: dict[str, Handler] = {
    "list": _list,
    "row": _show_row,
    "about": _about,
    "new": _new,
    "change": _change,
    "sheet": _sheet_wanted,
}


def _press(turn: Turn, what: str) -> None:
    """`room.what`; a room that we do not have leads to the list."""
    room, _, rest = what.partition(".")
    _ROOMS.get(room, _list)(turn, rest)


FEATURE = Feature(
    "ledger",
    commands={"ledger": _list},
    presses={"ledger": _press},
    dialogues=(LEDGER,),
    papers={"ledger": _paper},
)
