"""The record of a concern cannot be changed in silence."""

from dataclasses import replace
from datetime import timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.concern import Act, HistoryRow
from domain.history import BEGINNING, chained, seal, verify_chain
from tests.builders import NOW, a_row

TAMPERED: dict[str, Any] = {
    "concern": "another",
    "sequence": 99,
    "at": NOW + timedelta(seconds=1),
    "act": Act.REPLY,
    "state_before": "replied",
    "state_after": "concluded",
    "person": "somebody",
    "role": "office",
    "unit": "police",
    "words": "已到现场。",
    "previous": BEGINNING.replace("0", "f"),
    "hash": BEGINNING,
}


def a_record(count: int = 4) -> list[HistoryRow]:
    rows: list[HistoryRow] = []
    for number in range(count):
        rows.append(chained(a_row(words=f"第{number}步"), rows[-1] if rows else None))
    return rows


def test_rows_are_numbered_and_linked() -> None:
    rows = a_record()
    assert [row.sequence for row in rows] == [1, 2, 3, 4]
    assert [row.previous for row in rows] == [BEGINNING, *(row.hash for row in rows[:-1])]
    assert verify_chain(rows) is None
    assert verify_chain([]) is None


@pytest.mark.parametrize("field", TAMPERED)
@pytest.mark.parametrize("place", range(4))
def test_a_change_of_any_field_of_any_row_is_found(place: int, field: str) -> None:
    rows = a_record()
    rows[place] = replace(rows[place], **{field: TAMPERED[field]})
    assert verify_chain(rows) is not None


@pytest.mark.parametrize("place", range(4))
def test_a_changed_row_that_was_sealed_anew_is_found_by_the_next(place: int) -> None:
    rows = a_record(5)
    forged = replace(rows[place], words="改过")
    rows[place] = replace(forged, hash=seal(forged))
    assert verify_chain(rows) == place + 2


def test_a_missing_a_doubled_and_a_swapped_row_are_found() -> None:
    rows = a_record()
    assert verify_chain([rows[0], *rows[2:]]) == 3
    assert verify_chain([rows[0], rows[0], *rows[1:]]) == 1
    assert verify_chain([rows[1], rows[0], *rows[2:]]) == 2
    assert verify_chain(rows[1:]) == 2


def test_fields_cannot_flow_into_each_other() -> None:
    assert seal(a_row(role="ab", unit="c")) != seal(a_row(role="a", unit="bc"))


def test_the_same_moment_in_another_zone_is_the_same_row() -> None:
    shanghai = timezone(timedelta(hours=8))
    assert seal(a_row(at=NOW.astimezone(shanghai))) == seal(a_row())


@given(st.text(), st.text())
def test_any_words_can_be_sealed_and_told_apart(one: str, other: str) -> None:
    assert (seal(a_row(words=one)) == seal(a_row(words=other))) == (one == other)


def test_even_half_a_character_can_be_sealed() -> None:
    assert seal(a_row(words="\ud83d"))
