"""Sheets read back: every text is a text, nothing is cut in silence, and nothing turns the writing around."""

from datetime import UTC, date, datetime
from io import BytesIO
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell as Read
from openpyxl.worksheet.worksheet import Worksheet

from domain.messages import words
from handlers.kit import sheets
from handlers.kit.sheets import LONGEST, Cell, Column, Share, Sheet
from locales import load
from locales.facts import UNSAFE, clean

CATALOGUES = load()
NOON = datetime(2026, 11, 24, 4, tzinfo=UTC)
DANGEROUS = ["=1+1", "+8613800001234", "-2", "@SUM(A1)", "\t=1", "  =cmd|' /C calc'!A0", '=HYPERLINK("x")']


def pages(*rows: tuple[Cell, ...]) -> list[Worksheet]:
    columns = [Column(words("kit.unit", name=f"第{n}列")) for n in range(len(rows[0]))]
    title = words("kit.unit", name="统计[1]: 11月/2026 的很长很长很长很长很长很长很长很长很长的标题")
    sheet = Sheet(words("kit.unit", name="统计"), title, columns, rows, NOON)
    drawn = sheet.drawn(CATALOGUES, "zh_Hans")
    assert drawn.name == "统计.xlsx"
    return list(load_workbook(BytesIO(drawn.content)).worksheets)


def column(page: Worksheet, number: int = 1) -> list[Read]:
    """The cells below the title of a column."""
    found = [page.cell(row, number) for row in range(2, page.max_row + 1)]
    return [cell for cell in found if isinstance(cell, Read)]


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_looks_like_a_formula_is_a_text(text: str) -> None:
    [page] = pages((text,))
    [cell] = column(page)
    assert (cell.value, cell.data_type) == (clean(text), "s")
    assert cell.quotePrefix


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=20))
def test_any_text_comes_back_without_what_breaks_a_reader(texts: list[str]) -> None:
    [page] = pages(*((text,) for text in texts))
    read = ["" if cell.value is None else str(cell.value) for cell in column(page)]
    assert read == [clean(text) for text in texts]
    assert not any(cell.data_type == "f" for cell in column(page))
    assert not any(UNSAFE.search(text) for text in read)


def test_a_text_too_long_for_a_cell_goes_on_below() -> None:
    long, many = "长" * (2 * LONGEST + 5), "\n".join(str(n) for n in range(600))
    [page] = pages((long, many, 7), ("短", "后", 8))
    assert "".join(str(cell.value or "") for cell in column(page)) == f"{long}短"
    lines = [str(cell.value) for cell in column(page, 2) if cell.value]
    assert "\n".join(lines[:-1]) == many and lines[-1] == "后"
    assert [cell.value for cell in column(page, 3) if cell.value] == [7, 8]


def test_more_rows_than_a_page_takes_go_on_on_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 3)
    found = pages(*((n,) for n in range(7)))
    assert [[cell.value for cell in column(page)] for page in found] == [[0, 1, 2], [3, 4, 5], [6]]
    assert len({page.title for page in found}) == 3 and all(len(page.title) <= 31 for page in found)


def test_numbers_days_and_shares_are_no_texts() -> None:
    [page] = pages((3, date(2026, 2, 28), NOON, Share(1, 4), Share(0, 0), None))
    row = [page.cell(2, number) for number in range(1, 7)]
    assert [str(cell.value) for cell in row[1:3]] == ["2026-02-28 00:00:00", "2026-11-24 00:00:00"]
    assert [row[place].value for place in (0, 3, 4, 5)] == [3, 0.25, "—", None]
    assert row[3].number_format == "0.0%"


@pytest.mark.full
def test_a_million_strings_come_back() -> None:
    """D8: every plane, every control and direction character, beginnings of formulas, in sheets of 20,000 cells."""
    draw = Random(6)
    letters = [
        chr(n) for n in (*range(0x250), *range(0x2000, 0x2070), *range(0xD7F0, 0xE010), 0xFFFE, 0xFFFF)
    ]
    letters += [chr(draw.randrange(0x10FFFF)) for _ in range(5000)] + list("=+-@中文_x000D_&<>\"'\n")
    for _ in range(50):
        texts = ["".join(draw.choices(letters, k=draw.randrange(12))) for _ in range(20_000)]
        [page] = pages(*(tuple(texts[at : at + 20]) for at in range(0, len(texts), 20)))
        read = [str(cell or "") for row in page.iter_rows(min_row=2, values_only=True) for cell in row]
        assert read == [clean(text) for text in texts]


def test_a_row_is_as_tall_as_its_text_and_no_taller_than_a_program_shows() -> None:
    """LibreOffice makes no room by itself: without this it showed the first line only."""
    [page] = pages(("短",), ("一\n二\n三",), ("长" * 60,), ("长" * 5000,))
    heights = [page.row_dimensions[row].height for row in range(2, 6)]
    assert heights[0] < heights[1] < heights[2] < heights[3] <= 409
