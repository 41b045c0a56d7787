"""What a message brings along, drawn as at its sending, and read back with a library that others wrote."""

from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from domain.messages import Message
from domain.services.ports import UnitOfWork
from handlers.features import PAPERS
from handlers.kit.paper import Drawn, Look, Paper
from tests.handlers.chat import Town

Table = list[list[Any]]


async def drawn(town: Town, message: Message) -> Drawn:
    """The file of the message; Refusal as its receiver would read it."""
    name, _, what = message.paper.partition(":")

    def read(uow: UnitOfWork) -> Paper:
        me = uow.people.by_chat(message.chat)
        assert me
        return PAPERS[name](Look(uow, me, town.now), what)

    paper = await town.database.read(read)
    return paper.drawn(town.catalogues, "zh_Hans")


def table_of(content: bytes) -> Table:
    """The cells of the first page, row by row; "" where nothing stands."""
    page = load_workbook(BytesIO(content)).worksheets[0]
    rows = [["" if cell.value is None else cell.value for cell in row] for row in page.iter_rows()]
    assert not any(cell.data_type == "f" for row in page.iter_rows() for cell in row)
    return rows
