"""A letter as it is printed: on A4, in the letters of official documents."""

from datetime import UTC, datetime
from io import BytesIO

from docx import Document

from domain.messages import words
from handlers.kit.letters import Letter
from locales import load


def test_a_letter_is_printed_on_a4() -> None:
    title = words("section.practice")
    letter = Letter(title, title, title, [(title, "第一行\n第二行")], datetime(2026, 11, 23, 1, tzinfo=UTC))
    found = Document(BytesIO(letter.drawn(load(), "zh_Hans").content))
    (page,) = found.sections
    assert page.page_width and page.page_height
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    assert [one.text for one in found.paragraphs][-2:] == ["第一行", "第二行"]
