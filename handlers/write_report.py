"""月报告: the unit lead reads the draft, writes section by section, sends it; the office reads what was sent (S2)."""

from dataclasses import dataclass
from datetime import date

from domain.draft import Answers, Draft
from domain.errors import Refusal
from domain.messages import Fact, Rows, Words, words
from domain.months import month_later, month_of
from domain.people import Role
from domain.privacy import find_personal
from domain.reports import Section
from domain.services.monthly_reporting import MonthReport, report_of, send, sent_reports, write_section
from domain.services.outlook import unit_name
from handlers.kit.dialogue import Dialogue, Question, Setting
from handlers.kit.feature import Feature, Handler
from handlers.kit.hearing import begin_and_ask
from handlers.kit.letters import Letter
from handlers.kit.months import code_of_month, month_in, month_name
from handlers.kit.paper import Look
from handlers.kit.steps import Text
from handlers.kit.talk import Turn, button

LONGEST = 3000
LISTED = 40
"""Reports of a month with a button each; the keyboard has no room for more."""


def _start(turn: Turn, _: str = "") -> None:
    """Own units first; office and leaders see which reports of this month have come."""
    units = turn.me.units(turn.now, Role.UNIT_LEAD)
    month = month_of(turn.policy.calendar.day_of(turn.now))
    if len(units) == 1:
        _show(turn, f"{units[0]}.{code_of_month(month)}")
    elif units:
        rows = tuple(
            (
                button(
                    "kit.unit", f"monthly:show.{unit}.{code_of_month(month)}", name=unit_name(turn.uow, unit)
                ),
            )
            for unit in units
        )
        turn.show("monthly.which", rows)
    else:
        _list(turn, code_of_month(month))


def _list(turn: Turn, code: str) -> None:
    month = _month(turn, code)
    reports = sent_reports(turn.uow, turn.me, month, turn.now)
    lines: list[Fact] = [
        words("monthly.line_sent", unit=unit_name(turn.uow, unit), at=at)
        if at
        else words("monthly.line_open", unit=unit_name(turn.uow, unit))
        for unit, at in reports
    ]
    sent = [unit for unit, at in reports if at]
    buttons = [
        button("kit.unit", f"monthly:show.{unit}.{code_of_month(month)}", name=unit_name(turn.uow, unit))
        for unit in sent[:LISTED]
    ]
    rows = (
        *(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)),
        *_other_months(turn, month, "list"),
    )
    turn.show("monthly.list", rows, month=month_name(month), sent=len(sent), of=len(reports), lines=lines)


def _other_months(turn: Turn, month: date, room: str) -> Rows:
    this = month_of(turn.policy.calendar.day_of(turn.now))
    earlier = button("month.earlier", f"monthly:{room}.{code_of_month(month_later(month, -1))}")
    later = button("month.later", f"monthly:{room}.{code_of_month(month_later(month, 1))}")
    return ((earlier, later),) if month < this else ((earlier,),)


def _show(turn: Turn, what: str) -> None:
    """`unit.2026-11`."""
    unit, month = _asked(turn, what)
    _card(turn, report_of(turn.uow, turn.me, unit, month, turn.now), "")


def _card(turn: Turn, report: MonthReport, hint: Fact) -> None:
    lines: list[Fact] = [
        words("monthly.section", name=words(f"section.{section}"), text=text)
        for section, text in report.sections.items()
    ]
    missing: list[Fact] = [words("monthly.missing_one", name=words(f"section.{one}")) for one in report.gaps]
    state = (
        words("monthly.state_sent", at=report.sent_at)
        if report.sent_at
        else words("monthly.state_open", due=report.due_on)
    )
    turn.show(
        "monthly.card",
        _rows(turn, report),
        hint=hint,
        unit=unit_name(turn.uow, report.unit),
        month=month_name(report.month),
        state=state,
        lines=lines,
        missing=words("monthly.missing", gaps=missing) if missing else "",
    )


def _rows(turn: Turn, report: MonthReport) -> Rows:
    what = f"{report.unit}.{code_of_month(report.month)}"
    document = (button("monthly.document", f"monthly:document.{what}"),)
    if report.unit not in turn.me.units(turn.now, Role.UNIT_LEAD):
        return (document, (button("monthly.back", f"monthly:list.{code_of_month(report.month)}"),))
    edits = [
        button("monthly.edit", f"monthly:edit.{what}.{section}", name=words(f"section.{section}"))
        for section in Section
    ]
    sends = () if report.sent_at else ((button("monthly.send", f"monthly:send.{what}"),),)
    return (tuple(edits[:2]), tuple(edits[2:]), document, *sends, *_months_of(turn, report))


def _months_of(turn: Turn, report: MonthReport) -> Rows:
    return _other_months(turn, report.month, f"show.{report.unit}")


def _edit(turn: Turn, what: str) -> None:
    """The text as it stands is shown, to be copied, changed and sent back."""
    place, _, section = what.rpartition(".")
    unit, month = _asked(turn, place)
    report = report_of(turn.uow, turn.me, unit, month, turn.now)
    if section not in set(Section) or unit not in turn.me.units(turn.now, Role.UNIT_LEAD):
        raise Refusal("deed.not_yours")
    about: Answers = {
        "unit": unit,
        "month": code_of_month(month),
        "section": section,
        "before": _plain(turn, report.sections[Section(section)]),
    }
    begin_and_ask(turn, MONTHLY, "", about)


def _plain(turn: Turn, text: Words | str) -> str:
    return turn.plain(text) if isinstance(text, Words) else text


def _submit(turn: Turn, draft: Draft) -> None:
    unit, section = str(draft.answers["unit"]), Section(str(draft.answers["section"]))
    month = _month(turn, str(draft.answers["month"]))
    write_section(turn.uow, turn.me, unit, month, section, str(draft.answers["words"]), turn.now)
    kept = words("monthly.kept", name=words(f"section.{section}"))
    _card(turn, report_of(turn.uow, turn.me, unit, month, turn.now), kept)


def _send(turn: Turn, what: str) -> None:
    """With gaps it asks once more; `unit.2026-11.yes` is the answer."""
    place, _, sure = what.rpartition(".")
    unit, month = _asked(turn, place if sure == "yes" else what)
    report = report_of(turn.uow, turn.me, unit, month, turn.now)
    if report.gaps and sure != "yes":
        gaps: list[Fact] = [words("monthly.missing_one", name=words(f"section.{one}")) for one in report.gaps]
        code = f"{unit}.{code_of_month(month)}"
        rows = (
            (button("monthly.send_anyway", f"monthly:send.{code}.yes"),),
            (button("monthly.go_on", f"monthly:show.{code}"),),
        )
        turn.show("monthly.really", rows, gaps=gaps)
        return
    texts = {section: _plain(turn, text) for section, text in report.sections.items()}
    new = send(turn.uow, turn.me, unit, month, texts, turn.now)
    said = words("monthly.sent" if new else "monthly.sent_before")
    _card(turn, report_of(turn.uow, turn.me, unit, month, turn.now), said)


def _document_wanted(turn: Turn, what: str) -> None:
    unit, month = _asked(turn, what)
    report_of(turn.uow, turn.me, unit, month, turn.now)
    name = unit_name(turn.uow, unit)
    turn.say("monthly.document_here", paper=f"monthly:{what}", unit=name, month=month_name(month))


def _paper(look: Look, what: str) -> Letter:
    unit, _, code = what.rpartition(".")
    month = month_in(code, look.policy.calendar.day_of(look.now))
    report = report_of(look.uow, look.me, unit, month, look.now)
    name = look.policy.units.get(unit).name
    note = words("monthly.note_sent", unit=name, at=report.sent_at) if report.sent_at else None
    return Letter(
        file=words("monthly.file", unit=name, month=code),
        title=words("monthly.title", unit=name, month=month_name(month)),
        note=note or words("monthly.note_draft", unit=name, at=look.now),
        parts=[(words(f"section.{section}"), text) for section, text in report.sections.items()],
        made_at=look.now,
    )


def _asked(turn: Turn, what: str) -> tuple[str, date]:
    """Unit and month of a button. Refusal monthly.unknown: no such unit."""
    unit, _, code = what.rpartition(".")
    if unit not in turn.policy.units.by_id:
        raise Refusal("monthly.unknown")
    return unit, _month(turn, code)


def _month(turn: Turn, code: str) -> date:
    return month_in(code, turn.policy.calendar.day_of(turn.now))


def _personal(text: str) -> Words | None:
    """A report holds matters: no name, no number of anybody."""
    finding = find_personal(text)
    return words(finding.key) if finding else None


@dataclass(frozen=True, slots=True)
class SectionText(Text):
    """The question shows the text as it stands."""

    def question(self, so_far: Answers, setting: Setting) -> Question:
        """Which section, and what it says now."""
        section = words(f"section.{so_far.get('section') or Section.PRACTICE}")
        return Question(words(self.asks, section=section, text=str(so_far.get("before") or "")))


MONTHLY = Dialogue(
    "monthly",
    (SectionText("words", "monthly.ask_words", longest=LONGEST, refuses=_personal),),
    _submit,
)
_ROOMS: dict[str, Handler] = {
    "list": _list,
    "show": _show,
    "edit": _edit,
    "send": _send,
    "document": _document_wanted,
}


def _press(turn: Turn, what: str) -> None:
    """`room.what`; a room that we do not have leads to the beginning."""
    room, _, rest = what.partition(".")
    _ROOMS.get(room, _start)(turn, rest)


FEATURE = Feature(
    "monthly",
    commands={"monthly": _start},
    presses={"monthly": _press},
    dialogues=(MONTHLY,),
    papers={"monthly": _paper},
)
