"""Sheets: tables as xlsx in which every text stays a text, and nothing is cut in silence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from domain.files import FileKind
from domain.messages import Fact, Words
from handlers.kit.paper import Drawn
from locales import Catalogues
from locales.facts import clean

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LONGEST = 16_000
"""Characters in one cell: Excel takes 32,767 units of which some characters need two."""
MOST_LINES = 250
"""Lines in one cell; Excel takes 253."""
MOST_ROWS = 1_000_000
"""Rows on one page of the book; Excel takes 1,048,576."""
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings that a program may take for a formula."""
LINE, TALLEST = 17, 405
"""Points of one line, and of the tallest row that Excel shows."""
FITS = 200
"""Characters of Latin text that can be read across one page; a wider sheet goes on on the next."""
NAME_LENGTH = 31
FORBIDDEN_IN_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, shown as a percentage; of none at all it is no number."""

    n: int
    of: int


Cell = Fact | Share | None


@dataclass(frozen=True, slots=True)
class Column:
    """`width` in characters of Latin text."""

    title: Words
    width: int = 12


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. `file`: its name without the ending; `title`: printed above each page; `made_at`: when it was read."""

    file: Words
    title: Words
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    made_at: datetime

    def drawn(self, catalogues: Catalogues, language: str) -> Drawn:
        """As xlsx; titles in the first row of each page."""
        name = catalogues.plain(language, self.file.key, self.file.facts)
        content = _Book(self, catalogues, language).content()
        return Drawn(f"{name}.xlsx", FileKind.DOCUMENT, content)


class _Book:
    """Writes one sheet; the library is read from the disk only when somebody wants a sheet."""

    def __init__(self, sheet: Sheet, catalogues: Catalogues, language: str) -> None:
        from xlsxwriter.workbook import Workbook

        self._sheet = sheet
        self._catalogues = catalogues
        self._language = language
        self._file = BytesIO()
        plain_texts = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self._book: Workbook = Workbook(self._file, {"in_memory": True, **plain_texts})
        made = sheet.made_at.astimezone(catalogues.timezone).replace(tzinfo=None)
        self._book.set_properties({"title": self._plain(sheet.title), "created": made})
        body = {"valign": "top", "text_wrap": True, "border": 1}
        self._text = self._book.add_format({**body, "num_format": "@"})
        self._quoted = self._book.add_format({**body, "num_format": "@", "quote_prefix": True})
        self._number = self._book.add_format({**body, "num_format": "0"})
        self._share = self._book.add_format({**body, "num_format": "0.0%"})
        self._day = self._book.add_format({**body, "num_format": "yyyy-mm-dd"})
        self._head = self._book.add_format({**body, "bold": True, "align": "center", "bg_color": "#DDE7F0"})

    def content(self) -> bytes:
        """The finished file."""
        rows = list(self._sheet.rows)
        parts = [rows[at : at + MOST_ROWS] for at in range(0, len(rows), MOST_ROWS)] or [[]]
        for number, part in enumerate(parts, 1):
            self._page(part, number)
        self._book.close()
        return self._file.getvalue()

    def _page(self, rows: Sequence[Sequence[Cell]], number: int) -> None:
        name = self._plain(self._sheet.title).translate(FORBIDDEN_IN_NAME)
        ending = f" {number}" if number > 1 else ""
        page = self._book.add_worksheet(f"{name[: NAME_LENGTH - len(ending)].strip()}{ending}")
        self._prepare(page)
        for column, head in enumerate(self._sheet.columns):
            page.set_column(column, column, head.width)
            self._write(page, 0, column, self._plain(head.title), self._head)
        page.set_row(0, self._height([head.title for head in self._sheet.columns]))
        at = 1
        for row in rows:
            for line in self._lines(row):
                page.set_row(at, self._height(line))
                for column, cell in enumerate(line):
                    self._put(page, at, column, cell)
                at += 1

    def _prepare(self, page: "Worksheet") -> None:
        """For paper: across, the titles on each page, and the first column too where one page is not wide enough."""
        page.set_landscape()
        page.set_paper(9)
        page.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        page.repeat_rows(0)
        if sum(head.width for head in self._sheet.columns) <= FITS:
            page.fit_to_pages(1, 0)
            page.freeze_panes(1, 0)
        else:
            page.repeat_columns(0)
            page.freeze_panes(1, 1)
        page.set_header("&C" + self._plain(self._sheet.title).replace("&", "&&"))
        page.set_footer("&C&P / &N")

    def _lines(self, row: Sequence[Cell]) -> Iterator[list[Cell]]:
        """The row, and below it what did not fit into its cells."""
        cells = [self._pieces(cell) for cell in row]
        for number in range(max((len(pieces) for pieces in cells), default=0)):
            yield [pieces[number] if number < len(pieces) else None for pieces in cells]

    def _height(self, line: Sequence[Cell]) -> int:
        """Room for all that stands in the row: not every program makes it by itself."""
        widths = (head.width for head in self._sheet.columns)
        lines = (self._lines_in(cell, width) for cell, width in zip(line, widths, strict=True))
        return min(LINE * max(lines, default=1) + 2, TALLEST)

    def _lines_in(self, cell: Cell, width: int) -> int:
        if cell is None or isinstance(cell, int | Share | date):
            return 1
        return sum(1 + _breadth(part) // width for part in self._plain(cell).split("\n"))

    def _pieces(self, cell: Cell) -> list[Cell]:
        if cell is None or isinstance(cell, int | Share | date):
            return [cell]
        return list(pieces(self._plain(cell)))

    def _put(self, page: "Worksheet", row: int, column: int, cell: Cell) -> None:
        match cell:
            case None:
                _sure(page.write_blank(row, column, None, self._text))
            case Share(n, of):
                self._put_share(page, row, column, n, of)
            case int():
                _sure(page.write_number(row, column, cell, self._number))
            case datetime():
                there = cell.astimezone(self._catalogues.timezone).date()
                _sure(page.write_datetime(row, column, there, self._day))
            case date():
                _sure(page.write_datetime(row, column, cell, self._day))
            case _:
                text = self._plain(cell)
                self._write(page, row, column, text, self._quoted if _is_dangerous(text) else self._text)

    def _put_share(self, page: "Worksheet", row: int, column: int, n: int, of: int) -> None:
        if of:
            _sure(page.write_number(row, column, n / of, self._share))
        else:
            self._write(page, row, column, "—", self._text)

    def _write(self, page: "Worksheet", row: int, column: int, text: str, look: "Format") -> None:
        _sure(
            page.write_string(row, column, text, look) if text else page.write_blank(row, column, None, look)
        )

    def _plain(self, fact: Fact) -> str:
        """The words in the reader's language, without control characters and marks that turn the writing."""
        if isinstance(fact, Words):
            return self._catalogues.plain(self._language, fact.key, fact.facts)
        if isinstance(fact, str):
            return clean(fact)
        if isinstance(fact, int | date):
            return str(fact)
        return "\n".join(self._plain(one) for one in fact)


def pieces(text: str) -> Iterator[str]:
    """The text in parts that fit into a cell each; one part, if it fits."""
    lines = text.split("\n")
    for at in range(0, len(lines), MOST_LINES):
        part = "\n".join(lines[at : at + MOST_LINES])
        for start in range(0, max(len(part), 1), LONGEST):
            yield part[start : start + LONGEST]


def _breadth(text: str) -> int:
    """In letters of Latin text; a Chinese one takes the room of two."""
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in text)


def _is_dangerous(text: str) -> bool:
    return text.lstrip(" ").startswith(DANGEROUS)


def _sure(status: int) -> None:
    """The library says with a number what it left out; here nothing may be left out."""
    if status:
        raise ValueError("the sheet cannot hold a cell")
