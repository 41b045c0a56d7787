"""Charts: bars with Chinese text, as a picture for the chat or as pages to print."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from domain.files import FileKind
from domain.messages import Fact, Words
from handlers.kit.fonts import chinese_font
from handlers.kit.paper import Drawn
from locales import Catalogues
from locales.facts import clean

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

WIDTH, ROW, EDGE, HEAD, FOOT = 1240, 58, 40, 170, 80
"""In points of the finished picture; 1240 is the width of A4 at 150 to the inch."""
LABEL, SAYS = 330, 300
"""Room left and right of the bars."""
FINER = 2
"""Drawn so many times larger and then made smaller, for smooth letters."""
TALLEST_PHOTO = 1400
"""A taller picture goes as a file, for the chat makes photos smaller until nobody can read them."""
A_PAGE = 24
"""Bars on one printed page."""
INCH = 150
COLOURS = ("#2e7d32", "#f9a825", "#c62828")
INK, FAINT, GROUND = "#222222", "#777777", "#eeeeee"
SIZES = range(24, 9, -1)


@dataclass(frozen=True, slots=True)
class Bar:
    """One line: its name, its parts in the order of the legend, and what stands at its end."""

    label: Fact
    parts: Sequence[int]
    says: Fact


@dataclass(frozen=True, slots=True)
class Chart:
    """`file`: its name without the ending; `note`: below the bars; `printed`: pages to print instead of a picture."""

    file: Words
    title: Words
    note: Words
    legend: Sequence[Words]
    bars: Sequence[Bar]
    made_at: datetime
    printed: bool = False

    def drawn(self, catalogues: Catalogues, language: str) -> Drawn:
        """A photo, or a file where it is too tall for one. Refusal chart.no_font."""
        painter = _Painter(self, catalogues, language)
        name = painter.plain(self.file)
        content = BytesIO()
        if self.printed:
            first, *others = painter.pages(A_PAGE)
            made = self.made_at.astimezone(catalogues.timezone).timetuple()
            first.save(
                content,
                "PDF",
                resolution=INCH,
                save_all=True,
                append_images=others,
                title=painter.plain(self.title),
                creationDate=made,
                modDate=made,
            )
            return Drawn(f"{name}.pdf", FileKind.DOCUMENT, content.getvalue())
        [picture] = painter.pages(max(len(self.bars), 1))
        picture.save(content, "PNG", optimize=True)
        kind = FileKind.PHOTO if picture.height <= TALLEST_PHOTO else FileKind.DOCUMENT
        return Drawn(f"{name}.png", kind, content.getvalue())


class _Painter:
    """Paints one chart; the library for it is read from the disk only when somebody wants a chart."""

    def __init__(self, chart: Chart, catalogues: Catalogues, language: str) -> None:
        from PIL import Image, ImageDraw, ImageFont

        self._image, self._pencil, self._letters = Image, ImageDraw, ImageFont
        self._file, self._face = chinese_font()
        self._chart = chart
        self._catalogues = catalogues
        self._language = language
        self._most = max((sum(bar.parts) for bar in chart.bars), default=0) or 1

    def pages(self, most: int) -> Iterator["Image"]:
        """Pictures with so many bars each; one at least."""
        bars = self._chart.bars
        for at in range(0, max(len(bars), 1), most):
            yield self._page(bars[at : at + most])

    def plain(self, fact: Fact) -> str:
        """The words in the reader's language, on one line."""
        if isinstance(fact, Words):
            fact = self._catalogues.plain(self._language, fact.key, fact.facts)
        return clean(str(fact)).replace("\n", " ")

    def _page(self, bars: Sequence[Bar]) -> "Image":
        height = HEAD + ROW * max(len(bars), 1) + FOOT
        image = self._image.new("RGB", (WIDTH * FINER, height * FINER), "white")
        pencil = self._pencil.Draw(image)
        middle = WIDTH // 2
        self._write(pencil, (middle, 50), self._chart.title, 34, WIDTH - 2 * EDGE, "mm")
        self._paint_legend(pencil)
        for row, bar in enumerate(bars):
            self._paint_bar(pencil, HEAD + ROW * row, bar)
        self._write(pencil, (middle, height - FOOT // 2), self._chart.note, 20, WIDTH - 2 * EDGE, "mm", FAINT)
        return image.resize((WIDTH, height), self._image.Resampling.LANCZOS)

    def _paint_legend(self, pencil: "ImageDraw") -> None:
        left = EDGE + LABEL
        for words, colour in zip(self._chart.legend, COLOURS, strict=False):
            self._box(pencil, left, 105, 26, 26, colour)
            self._write(pencil, (left + 36, 118), words, 22, 250, "lm")
            left += 60 + self._width(self.plain(words), 22)

    def _paint_bar(self, pencil: "ImageDraw", top: int, bar: Bar) -> None:
        room, left, middle = WIDTH - 2 * EDGE - LABEL - SAYS, EDGE + LABEL, top + ROW // 2
        self._write(pencil, (left - 16, middle), bar.label, 24, LABEL - 16, "rm")
        self._box(pencil, left, top + 12, room, ROW - 24, GROUND)
        done = 0
        for n, colour in zip(bar.parts, COLOURS, strict=False):
            begin, end = left + room * done // self._most, left + room * (done + n) // self._most
            if n:
                self._box(pencil, begin, top + 12, max(end - begin, 2), ROW - 24, colour)
            done += n
        self._write(pencil, (left + room + 16, middle), bar.says, 22, SAYS - 16, "lm")

    def _box(self, pencil: "ImageDraw", left: int, top: int, width: int, height: int, colour: str) -> None:
        corners = (left, top, left + width, top + height)
        pencil.rectangle([corner * FINER for corner in corners], fill=colour)

    def _write(
        self,
        pencil: "ImageDraw",
        at: tuple[int, int],
        fact: Fact,
        size: int,
        room: int,
        anchor: str,
        colour: str = INK,
    ) -> None:
        """The words, smaller where they would not fit; none are left out."""
        text = self.plain(fact)
        fitting = next((n for n in SIZES if n <= size and self._width(text, n) <= room), SIZES[-1])
        wished = size if self._width(text, size) <= room else fitting
        pencil.text((at[0] * FINER, at[1] * FINER), text, colour, self._font(wished), anchor=anchor)

    def _width(self, text: str, size: int) -> int:
        return int(self._font(size).getlength(text)) // FINER + 1

    def _font(self, size: int) -> "FreeTypeFont":
        return self._letters.truetype(self._file, size * FINER, index=self._face)
