"""The QR picture of the contact card holds the very link that stands in its words, square by square."""

from io import BytesIO

import segno
from PIL import Image

from domain.files import FileKind
from handlers.kit.qr import BORDER, SCALE
from tests.handlers.chat import Town
from tests.handlers.drawing import drawn
from tests.handlers.residents import agreed


def squares(content: bytes) -> list[list[int]]:
    """The dark squares (1) that a phone's camera sees, without the border."""
    picture = Image.open(BytesIO(content)).convert("L")
    side = picture.width // SCALE - 2 * BORDER
    middle = SCALE // 2

    def dark(row: int, column: int) -> int:
        at = ((column + BORDER) * SCALE + middle, (row + BORDER) * SCALE + middle)
        shade = picture.getpixel(at)
        assert isinstance(shade, int)
        return int(shade < 128)

    return [[dark(row, column) for column in range(side)] for row in range(side)]


async def test_the_card_brings_the_picture_of_its_own_link(town: Town) -> None:
    resident = await agreed(town)
    await resident.says("/cancel")
    await resident.presses_data("contacts:liuyuan")
    card = resident.heard[-1][1]
    link = resident.last.rpartition("\n")[2]
    assert card.paper == f"qr:{link}"
    found = await drawn(town, card)
    assert found.kind is FileKind.PHOTO and found.content.startswith(b"\x89PNG")
    assert squares(found.content) == [list(row) for row in segno.make_qr(link, error="m").matrix]


async def test_another_link_is_another_picture(town: Town) -> None:
    resident = await agreed(town)
    pictures = []
    for area in ("liuyuan", "qiaonan"):
        await resident.presses_data(f"contacts:{area}")
        pictures.append((await drawn(town, resident.heard[-1][1])).content)
    assert pictures[0] != pictures[1]
