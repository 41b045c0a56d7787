"""Reading the dated data: what a district may override, and the sentence each mistake gets."""

from datetime import date
from pathlib import Path

import pytest

from domain.clocks import Debtor, Event
from domain.policy import DEMO, NATIONAL, Policy, PolicyError, read_policy
from locales import load


@pytest.fixture(name="district")
def copy_of_the_demo(tmp_path: Path) -> Path:
    """A district folder of its own that holds every file, the national ones too."""
    for file in (*NATIONAL.glob("*.toml"), *DEMO.glob("*.toml")):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "holidays.toml").write_text("", encoding="utf-8")
    return tmp_path


def change(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text, "the example must still be in the file"
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


MISTAKES = [
    ("settings.toml", "amber_days = 5", "amber_days = 'five'", "amber_days must be a whole number"),
    ("settings.toml", "amber_days = 5", "amber_days = true", "amber_days must be a whole number"),
    ("settings.toml", "amber_days = 5", "amber_day = 5\namber_days = 5", "unknown key amber_day"),
    ("settings.toml", "[1, 2, 3, 4, 5]", "[1, 8]", "weekdays from 1 (Monday) to 7"),
    ("settings.toml", "[1, 2, 3, 4, 5]", "[]", "weekdays from 1 (Monday) to 7"),
    ("settings.toml", "to = 18:00:00", "to = 08:00:00", "working_hours must lie within one day"),
    ("settings.toml", "to = 08:00:00", "to = 09:00:00", "start outside quiet_hours"),
    ("settings.toml", "from = 08:30:00", "from = '08:30'", "from must be a time such as 09:00:00"),
    ("district.toml", 'code = "QH"', 'code = "青禾"', "code must be capital Latin letters"),
    (
        "district.toml",
        'parent = "shiqiao"',
        'parent = "nowhere"',
        "entry area liuyuan: parent must name an area",
    ),
    ("district.toml", 'id = "qiaonan"', 'id = "liuyuan"', "entry area liuyuan: this id is used twice"),
    (
        "district.toml",
        'level = "community"',
        'level = "village"',
        "level must be one of district, subdistrict",
    ),
    ("district.toml", "border = [[", "border = [[1.0, 2.0], [3.0, 4.0]]\nno = [[", "unknown key no"),
    (
        "district.toml",
        "border = [[116.97, 36.58], ",
        "border = [[116.97], ",
        "must be a list of [longitude, latitude]",
    ),
    (
        "district.toml",
        'area = "liuyuan"',
        'area = "nowhere"',
        "entry place 柳园小区: area nowhere is not in the tree",
    ),
    (
        "units.toml",
        'kind = "discipline"',
        'kind = "department"',
        "exactly one unit must be of the kind discipline",
    ),
    ("units.toml", 'superior = "office"', 'superior = "ofice"', "superior must name a unit further up"),
    ("units.toml", 'id = "health"', 'id = "housing"', "entry unit housing: this id is used twice"),
    (
        "units.toml",
        'id = "health"',
        'id = "community"',
        "entry unit community: this id is used twice or has another",
    ),
    ("units.toml", 'area = "qinghe"', 'area = "x"', "entry unit city: area x is not in the tree"),
    ("categories.toml", 'code = "school"', 'code = "housing"', "a code is used twice"),
    (
        "categories.toml",
        'procedure = "petition"',
        'procedure = "other"',
        "entry sub demolition: procedure must be one of",
    ),
    (
        "routes.toml",
        'to = "housing"',
        'to = "houses"',
        "entry route housing: to must be a unit, community or",
    ),
    (
        "routes.toml",
        'category = "school"',
        'category = "schools"',
        "entry route schools: this category does not exist",
    ),
    (
        "routes.toml",
        'category = "school"',
        'category = "housing"',
        "two rules of housing in qinghe hold on 2024-01-01",
    ),
    ("clocks.toml", "length = 15", "length = 0", "entry clock K2: length must be at least 1"),
    ("clocks.toml", "length = 15", "length = 15.0", "entry clock K2: length must be a whole number"),
    ("clocks.toml", "pauses = true", "pauses = 1", "pauses must be true or false"),
    (
        "clocks.toml",
        'length = 24\nmeasure = "hour"',
        'length = 0\nmeasure = "hour"',
        "entry clock K15: length must be at least 1; 0, as written on the order",
    ),
    (
        "categories.toml",
        'code = "amenities", official = "livelihood", procedure = "order", order_days = 10',
        'code = "amenities", official = "livelihood", procedure = "order"',
        "entry sub amenities: order_days goes with the procedure order",
    ),
    (
        "categories.toml",
        'procedure = "order", order_days = 10',
        'procedure = "hotline", order_days = 10',
        "entry sub amenities: order_days goes with the procedure order",
    ),
    (
        "categories.toml",
        'procedure = "petition"',
        'procedure = "discipline"',
        "entry sub demolition: procedure discipline follows from the kind",
    ),
    ("clocks.toml", 'id = "K4"', 'id = "K2"', "two rules of K2 hold on 2022-05-01"),
    (
        "clocks.toml",
        'met_by = ["assigned", "directed"]',
        "met_by = []",
        "met_by must name what meets the clock",
    ),
    ("clocks.toml", 'start = "received"', 'start = "recieved"', "start must be one of received, assigned"),
    ("clocks.toml", "valid_from = 2022-05-01", "valid_from = '2022'", "valid_from must be a date such as"),
    (
        "reminders.toml",
        "at = 09:00:00",
        "at = 07:00:00",
        "entry ladder unit: at must lie within the working hours",
    ),
    ("reminders.toml", "every = 7", "every = 0", "every must be at least 1"),
    ("reminders.toml", '["handler"]', '["boss"]', "receivers must be one of handler, unit_lead"),
    ("duties.toml", "day = 28", "day = 32", "entry duty visiting_day: day must lie between 1 and 31"),
    ("duties.toml", "[[duty]]", "[[duties]]", "unknown key duties"),
    ("duties.toml", "day = 28", "day = ", "is not valid TOML"),
    (
        "units.toml",
        '"安监局", valid_from = 2005',
        '"安监局", valid_from = 2025',
        "valid_to lies before valid_from",
    ),
    (
        "units.toml",
        '"应急局", valid_from = 2019-04-01',
        '"国土局"',
        "the name 国土局 stands for resources and",
    ),
    ("units.toml", '"应急局", valid_from', '"应急局", from', "unknown key from"),
    ("aids.toml", 'unit = "civil"', 'unit = "moon"', "entry aid temporary: unit moon does not exist"),
    ("aids.toml", 'id = "legal"', 'id = "temporary"', "an id is used twice"),
    ("aids.toml", 'article = "47"\n', "", "article goes with a law"),
    ("aids.toml", 'id = "legal"', 'id = "legal aid"', "id must be Latin letters"),
]


@pytest.mark.parametrize(("file", "old", "new", "told"), MISTAKES)
def test_a_mistake_is_told_with_file_and_entry(
    district: Path, file: str, old: str, new: str, told: str
) -> None:
    change(district, file, old, new)
    with pytest.raises(PolicyError) as refused:
        read_policy(district)
    assert str(refused.value).startswith(file)
    assert told in str(refused.value)


HOLIDAY_MISTAKES = [
    ("rest = [{ from = 2027-01-01, to = 2028-01-03 }]\nwork = []", "all days must lie in 2027"),
    ("rest = [{ from = 2027-01-03, to = 2027-01-01 }]\nwork = []", "to lies before from"),
    (
        "rest = [{ from = 2027-01-01, to = 2027-01-03 }]\nwork = [2027-01-02]",
        "2027-01-02 is named as rest and as",
    ),
    ("rest = []\nwork = ['2027-01-02']", "work must be a list of dates"),
]


@pytest.mark.parametrize(("days", "told"), HOLIDAY_MISTAKES)
def test_a_mistake_in_a_holiday_table(district: Path, days: str, told: str) -> None:
    table = f'[[year]]\nyear = 2027\nversion = "x"\n{days}\n'
    (district / "holidays.toml").write_text(table, encoding="utf-8")
    with pytest.raises(PolicyError) as refused:
        read_policy(district)
    assert str(refused.value).startswith("holidays.toml") and told in str(refused.value)


def test_a_missing_file_is_told(district: Path) -> None:
    (district / "units.toml").unlink()
    with pytest.raises(PolicyError, match=r"units.toml: cannot be read from folder"):
        read_policy(district)


def test_a_districts_own_rules_take_the_place_of_the_national_ones(district: Path, policy: Policy) -> None:
    hotline = 'length = 5\nmeasure = "working_day"\nmet_by = ["replied", "declined", "directed"]'
    change(district, "clocks.toml", hotline, hotline.replace("5", "3"))
    change(district, "duties.toml", "day = 28", "day = 15")
    change(district, "reminders.toml", "times = 12", "times = 2")
    own = read_policy(district)
    assert [rule.length for rule in own.clocks if rule.id == "K13"] == [3]
    assert (own.duties[0].days, policy.duties[0].days) == ((15,), (28,))
    assert own.ladders[Debtor.UNIT].rungs[-1].name == "D+17"
    assert own.calendar.known_until == date(2026, 12, 31), "the national holidays stay"


def test_the_rules_in_force_cite_their_articles(policy: Policy) -> None:
    cited = {rule.id: (rule.length, rule.measure.value, rule.law, rule.article) for rule in policy.clocks}
    assert cited == {
        "K2": (15, "day", "信访工作条例", "22"),
        "K4": (15, "day", "信访工作条例", "23"),
        "K6": (60, "day", "信访工作条例", "34"),
        "K5": (5, "working_day", "信访工作条例", "23"),
        "K7": (30, "day", "信访工作条例", "34"),
        "K8": (30, "day", "信访工作条例", "35"),
        "K9": (30, "day", "信访工作条例", "35"),
        "K10": (30, "day", "信访工作条例", "36"),
        "K11": (30, "day", "信访工作条例", "36"),
        "K8R": (30, "day", "信访工作条例", "35"),
        "K17": (5, "working_day", "setting", ""),
        "K20": (15, "working_day", "setting", ""),
        "K13": (5, "working_day", "setting", ""),
        "K3": (15, "day", "信访工作条例", "23"),
        "K12": (10, "working_day", "setting", ""),
        "K14": (0, "working_day", "setting", ""),
        "K15": (24, "hour", "setting", ""),
        "K18": (5, "working_day", "setting", ""),
    }
    assert {rule.id for rule in policy.clocks if rule.pauses} == {"K11"}, "the one lawful pause (条例 36)"


def named_by_data(policy: Policy) -> set[str]:
    """Every sentence key that the data, not the code, spells out."""
    categories = policy.categories.by_code.values()
    return {
        *(f"category.{category.code}" for category in categories),
        *(f"official.{category.official}" for category in categories if category.official),
        *(f"{part}.{rule.id}" for rule in policy.clocks for part in ("clock", "basis")),
        *(f"event.{event}" for event in Event),
        *(f"duty.{rule.id}" for rule in policy.duties),
        *(f"aid_kind.{one.id}" for one in policy.aids),
        *(f"official.{one.code}" for one in policy.ledger.types),
        *(f"difficulty.{one.code}" for one in policy.ledger.difficulties),
        *(f"trend.{one.code}" for one in policy.ledger.trends),
        *(f"pack.{one.id}" for one in policy.reports.packs),
        *(f"distribution.{one.id}" for one in policy.reports.lists),
    }


def test_every_name_in_the_data_has_its_sentence_in_every_language(policy: Policy) -> None:
    for language, sentences in load().sentences.items():
        missing = {key for key in named_by_data(policy) if key not in sentences}
        assert not missing, language


def test_no_sentence_is_left_for_a_category_that_is_gone(policy: Policy) -> None:
    for sentences in load().sentences.values():
        stale = {k for k in sentences if k.startswith(("category.", "official."))} - named_by_data(policy)
        assert not stale
