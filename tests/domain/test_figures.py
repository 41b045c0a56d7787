"""Rates with what they are counted of; and the dated data about figures, ledger and reports, wrong in every way."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from domain.figures import Figure, Overdue, Rate, UnitFigures, figures_of, together
from domain.ledger import LedgerCode, choosable
from domain.policy import PolicyError
from domain.policy.figure_rules import Target, targets_from, targets_on
from domain.policy.ledger_rules import ledger_rules_from
from domain.policy.reading import read
from domain.policy.report_rules import report_rules_from
from domain.tally import Count

UNIT = UnitFigures(
    "housing",
    Counter(
        {
            Count.RECEIVED: 12, Count.WITHDRAWN: 2, Count.ANSWERED: 7, Count.IN_TIME: 5, Count.LATE: 1,
            Count.CONTACT_OWED: 4, Count.CONTACTED_IN_TIME: 2, Count.CONTACTED_LATE: 1,
            Count.MEETINGS_OWED: 3, Count.MEETINGS_HELD: 1, Count.NOTICED_IN_TIME: 6,
        }
    ),
    owed=Overdue(2),
    rated=Counter({Count.ANSWERS: 6, Count.SATISFIED: 4, Count.SETTLED: 5}),
)  # fmt: skip


@pytest.mark.parametrize(
    "expected",
    [
        Figure(Rate.ANSWERED, 7, 10, 3, 100),
        Figure(Rate.NOTICE, 6, 6, 0),
        Figure(Rate.IN_TIME, 5, 8, 1),
        Figure(Rate.CONTACT, 2, 3, 1),
        Figure(Rate.MEETINGS, 1, 3, 2),
        Figure(Rate.SATISFIED, 4, 6, 0),
        Figure(Rate.SETTLED, 5, 6, 0),
    ],
)
def test_a_rate_says_what_it_is_counted_of(expected: Figure) -> None:
    found = {figure.rate: figure for figure in figures_of(UNIT, {Rate.ANSWERED: 100})}
    assert found[expected.rate] == expected


def test_who_was_answered_and_is_owed_something_again_stands_once_in_what_is_in_time() -> None:
    """One answered in time, one late; both sent back, and overdue by now: none of two, and nobody pending."""
    counts = Counter({Count.RECEIVED: 2, Count.ANSWERED: 2, Count.IN_TIME: 1, Count.LATE: 1})
    found = figures_of(UnitFigures("housing", counts, Overdue(2, 1, 1)), {})
    assert next(one for one in found if one.rate is Rate.IN_TIME) == Figure(Rate.IN_TIME, 0, 2, 0)


def test_nothing_is_nothing_of_nothing() -> None:
    empty = UnitFigures("housing", Counter())
    assert empty.is_empty and all(figure.of == figure.n == 0 for figure in figures_of(empty, {}))
    assert not UNIT.is_empty and together([UNIT, UNIT]).standing == 20 and together([]).is_empty


def test_a_code_may_be_chosen_while_it_holds() -> None:
    codes = (LedgerCode("old", date(2025, 1, 1), date(2026, 10, 31)), LedgerCode("new", date(2026, 11, 1)))
    assert choosable(codes, date(2026, 10, 31)) == ("old",) and choosable(codes, date(2026, 11, 1)) == (
        "new",
    )


def test_a_target_holds_for_periods_that_begin_in_its_time() -> None:
    targets = (
        Target(Rate.SETTLED, 80, date(2025, 1, 1), date(2026, 12, 31)),
        Target(Rate.SETTLED, 90, date(2027, 1, 1)),
    )
    assert targets_on(targets, date(2026, 12, 31)) == {Rate.SETTLED: 80}
    assert (
        targets_on(targets, date(2027, 1, 1)) == {Rate.SETTLED: 90}
        and targets_on(targets, date(2024, 1, 1)) == {}
    )


MONTHLY = '[monthly]\ndraft_day = 18\ndue_day = 23\nat = 09:00:00\nkinds = ["department"]\n'
TREND = '[[type]]\ncodes = ["a"]\nvalid_from = 2025-01-01\n[[difficulty]]\ncodes = ["b"]\nvalid_from = 2025-01-01\n'
PACK = '[[pack]]\nid = "weekly"\nspan = "week"\nat = 09:00:00\nlists = ["all"]\n'


@pytest.mark.parametrize(
    ("rules", "text", "why"),
    [
        (
            targets_from,
            '[[target]]\nrate = "settled"\npercent = 101\nvalid_from = 2025-01-01',
            "from 1 to 100",
        ),
        (targets_from, '[[target]]\nrate = "petitions"\npercent = 5\nvalid_from = 2025-01-01', "one of"),
        (ledger_rules_from, "", "type is missing"),
        (ledger_rules_from, TREND, "trend is missing"),
        (ledger_rules_from, f'{TREND}[[trend]]\ncodes = ["c"]\nvalid_from = 2025-01-01', "ends = true"),
        (ledger_rules_from, TREND.replace('["a"]', "[]"), "at least one"),
        (report_rules_from, MONTHLY.replace("23", "18"), "must come before"),
        (report_rules_from, MONTHLY.replace("23", "29"), "must come before"),
        (report_rules_from, MONTHLY + PACK, "no distribution"),
        (report_rules_from, f"{MONTHLY}extra = 1", "unknown key"),
    ],
)
def test_what_is_wrong_in_the_data_is_named(tmp_path: Path, rules: object, text: str, why: str) -> None:
    file = tmp_path / "file.toml"
    file.write_text(text)
    assert callable(rules)
    with pytest.raises(PolicyError, match=why):
        rules(read(file))
