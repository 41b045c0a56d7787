"""The golden calendar: every duty day of 2026 to 2028, written down by hand from the wall calendars of these years."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.duties import Every, begins, occurrences
from domain.policy import Policy

# 2026 with its notice (make-up Saturdays 14 and 28 February, 10 October; rest 15 to 23 February, 25 to 27 September),
# 2027 and 2028 by weekends alone. "?": provisional, no notice yet. A month and a day, four digits.
GOLDEN = {
    ("visiting_day", 2026): "0128 0228 0328 0428 0528 0628 0728 0828 0928 1028 1128 1228",
    ("visiting_day", 2027): "0128 0228 0328 0428 0528 0628 0728 0828 0928 1028 1128 1228",
    ("visiting_day", 2028): "0128 0228 0328 0428 0528 0628 0728 0828 0928 1028 1128 1228",
    ("mass_work_day", 2026): "0115 0215 0315 0415 0515 0615 0715 0815 0915 1015 1115 1215",
    ("mass_work_day", 2027): "0130 0228 0330 0430 0530 0630 0730 0830 0930 1030 1130 1230",
    ("mass_work_day", 2028): "0130 0229 0330 0430 0530 0630 0730 0830 0930 1030 1130 1230",
    ("mass_work_briefing", 2026): "0116 0224 0316 0416 0518 0616 0716 0817 0916 1016 1116 1216",
    ("mass_work_briefing", 2027): "0201? 0301? 0331? 0503? 0531? 0701? 0802? 0831? 1001? 1101? 1201? 1231?",
    ("mass_work_briefing", 2028): "0131? 0301? 0331? 0501? 0531? 0703? 0731? 0831? 1002? 1031? 1201?",
    ("visits_district", 2026): "0130 0228 0331 0430 0529 0630 0731 0831 0930 1030 1130 1231",
    ("visits_district", 2027): "0129? 0226? 0331? 0430? 0531? 0630? 0730? 0831? 0930? 1029? 1130? 1231?",
    ("visits_unit", 2028): "0131? 0229? 0331? 0428? 0531? 0630? 0731? 0831? 0929? 1031? 1130? 1229?",
    ("visit_round", 2026): "1031 1130",
    ("visit_round", 2027): "1031 1130",
    ("visit_round", 2028): "1031 1130",
    ("campaign_stage", 2026): "1210",
    ("campaign_stage", 2027): "0120? 0210? 0301?",
    ("reception_chief", 2026): (
        "0112 0126 0210 0225 0310 0325 0410 0427 0511 0525 0610 0625 "
        "0710 0727 0810 0825 0910 0928 1010 1026 1110 1125 1210 1225"
    ),
    ("reception_chief", 2027): (
        "0111? 0125? 0210? 0225? 0310? 0325? 0412? 0426? 0510? 0525? 0610? 0625? "
        "0712? 0726? 0810? 0825? 0910? 0927? 1011? 1025? 1110? 1125? 1210? 1227?"
    ),
    ("reception_chief", 2028): (
        "0110? 0125? 0210? 0225? 0310? 0327? 0410? 0425? 0510? 0525? 0612? 0626? "
        "0710? 0725? 0810? 0825? 0911? 0925? 1010? 1025? 1110? 1127? 1211? 1225?"
    ),
    ("monthly_report", 2026): "0123 0214 0323 0423 0522 0623 0723 0821 0923 1023 1123 1223",
    ("monthly_report", 2027): "0122? 0223? 0323? 0423? 0521? 0623? 0723? 0823? 0923? 1022? 1123? 1223?",
    ("monthly_report", 2028): "0121? 0223? 0323? 0421? 0523? 0623? 0721? 0823? 0922? 1023? 1123? 1222?",
    ("bulletin", 2026): (
        "0115 0130 0214 0228 0313 0331 0415 0430 0515 0529 0615 0630 "
        "0715 0731 0814 0831 0915 0930 1015 1030 1113 1130 1215 1231"
    ),
    ("bulletin", 2027): (
        "0115? 0129? 0215? 0226? 0315? 0331? 0415? 0430? 0514? 0531? 0615? 0630? "
        "0715? 0730? 0813? 0831? 0915? 0930? 1015? 1029? 1115? 1130? 1215? 1231?"
    ),
    ("quarter_review", 2026): "0331 0630 0930 1231",
    ("quarter_review", 2027): "0331? 0630? 0930? 1231?",
    ("quarter_review", 2028): "0331? 0630? 0929? 1229?",
    ("half_year_assessment", 2026): "0630 1231",
    ("half_year_assessment", 2027): "0630? 1231?",
    ("half_year_assessment", 2028): "0630? 1229?",
}
WEEKS = {  # by hand around the two long holidays of 2026
    ("case_meeting", "2026-02"): "0202 0209 0224",  # Monday 16 and 23 are rest days; both fall on Tuesday 24
    (
        "weekly_dispatch",
        "2026-02",
    ): "0206 0213 0214 0227",  # Friday 20 gives way to the make-up Saturday before
    ("reception_turn", "2026-02"): "0203 0205 0210 0212 0224 0226",
    ("reception_turn", "2026-10"): "1008 1013 1015 1020 1022 1027 1029",  # 1 and 6 October are rest days
    ("case_meeting", "2026-11"): "1102 1109 1116 1123 1130",
}


def days(policy: Policy, rule_id: str, first: date, last: date) -> str:
    rules = [rule for rule in policy.duties if rule.id == rule_id]
    found = [o for rule in rules for o in occurrences(rule, first, last, policy.calendar)]
    found.sort(key=lambda o: o.day)
    return " ".join(f"{o.day:%m%d}{'?' if o.provisional else ''}" for o in found)


@pytest.mark.parametrize(("rule_id", "year"), GOLDEN)
def test_the_duty_days_of_a_year(policy: Policy, rule_id: str, year: int) -> None:
    assert days(policy, rule_id, date(year, 1, 1), date(year, 12, 31)) == GOLDEN[rule_id, year]


@pytest.mark.parametrize(("rule_id", "month"), WEEKS)
def test_the_weekly_duty_days_of_a_month(policy: Policy, rule_id: str, month: str) -> None:
    first = date.fromisoformat(f"{month}-01")
    last = {2: 28, 10: 31, 11: 30}[first.month]
    assert days(policy, rule_id, first, first.replace(day=last)) == WEEKS[rule_id, month]


def test_every_duty_of_the_district_is_in_the_golden_calendar(policy: Policy) -> None:
    known = {name for name, _ in (*GOLDEN, *WEEKS)} | {"diary"}  # the diary has the days of the visiting day
    assert {rule.id for rule in policy.duties} == known


def test_a_year_without_its_table_says_so(policy: Policy) -> None:
    of_2026, of_2027 = (
        occurrences(policy.duties[0], date(y, 2, 1), date(y, 2, 28), policy.calendar)[0] for y in (2026, 2027)
    )
    assert (of_2026.calendar, of_2027.calendar) == ("国办发明电〔2025〕7号", "")


def test_what_can_be_done_early_begins_with_its_month_or_week(policy: Policy) -> None:
    by_id = {rule.id: rule for rule in policy.duties}
    span = (date(2026, 10, 25), date(2026, 10, 31))

    def begin(rule_id: str, **changes: Any) -> date:
        rule = replace(by_id[rule_id], **changes)
        return begins(occurrences(rule, *span, policy.calendar)[-1])

    assert begin("visits_district") == date(2026, 10, 1)
    assert begin("visit_round") == date(2026, 10, 1)
    weekly = {"every": Every.WEEK, "days": (5,), "times": 2, "valid_from": date(2025, 1, 1)}
    assert begin("visits_district", **weekly) == date(2026, 10, 26)
    assert begin("visiting_day", days=(30,)) == date(2026, 10, 30)


def test_source_and_name_stand_in_the_data(policy: Policy) -> None:
    assert [rule.id for rule in policy.duties if not rule.source] == []
