"""Letters: documents with a title and headings, as docx."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from domain.files import FileKind
from domain.messages import Fact, Words
from handlers.kit.paper import Drawn
from locales import Catalogues
from locales.facts import clean

BODY, HEADING = "FangSong", "SimHei"
"""The letters of official documents; where a machine lacks them, its own take their place."""

A4 = (210, 297)
"""Width and height of a sheet, in mm."""


@dataclass(frozen=True, slots=True)
class Letter:
    """`file`: its name without the ending; `note`: one line below the title; `parts`: heading and text of each."""

    file: Words
    title: Words
    note: Words
    parts: Sequence[tuple[Words, Fact]]
    made_at: datetime

    def drawn(self, catalogues: Catalogues, language: str) -> Drawn:
        """As docx; each line of a text is a paragraph of its own."""
        from docx import Document
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.oxml.ns import qn
        from docx.shared import Mm

        def plain(fact: Fact) -> str:
            if isinstance(fact, Words):
                return catalogues.plain(language, fact.key, fact.facts)
            return clean(str(fact))

        document = Document()
        page = document.sections[0]
        page.page_width, page.page_height = Mm(A4[0]), Mm(A4[1])
        made = self.made_at.astimezone(catalogues.timezone).replace(tzinfo=None)
        properties = document.core_properties
        properties.author, properties.comments, properties.title = "", "", plain(self.title)
        properties.created = properties.modified = made
        for style, letters in (("Normal", BODY), ("Title", HEADING), ("Heading 1", HEADING)):
            fonts = document.styles[style].element.get_or_add_rPr().get_or_add_rFonts()
            fonts.set(qn("w:eastAsia"), letters)
        document.add_paragraph(plain(self.title), "Title").alignment = WD_ALIGN_PARAGRAPH.CENTER
        document.add_paragraph(plain(self.note)).alignment = WD_ALIGN_PARAGRAPH.CENTER
        for heading, text in self.parts:
            document.add_heading(plain(heading), 1)
            for line in plain(text).splitlines():
                document.add_paragraph(line)
        file = BytesIO()
        document.save(file)
        return Drawn(f"{plain(self.file)}.docx", FileKind.DOCUMENT, file.getvalue())
