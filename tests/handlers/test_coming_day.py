"""Days to come as people write them; a day that is past or is none is asked again."""

from datetime import date

import pytest

from handlers.kit.day import day_in

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-12-05", date(2026, 12, 5)),
        ("2026年12月5日", date(2026, 12, 5)),
        ("12月5日", date(2026, 12, 5)),
        ("12.5", date(2026, 12, 5)),
        ("11-24", date(2026, 11, 24)),
        ("1月5日", date(2027, 1, 5)),
        ("2月29日", None),
        ("2026-02-30", None),
        ("11月", None),
        ("下周", None),
        ("", None),
        ("2026-11-01", date(2026, 11, 1)),
    ],
)
def test_a_written_day(written: str, day: date | None) -> None:
    assert day_in(written, TODAY, ahead=True) == day
