"""A QR picture of a link, for a phone to scan; drawn at sending, the link itself always stands in the words too."""

from dataclasses import dataclass
from io import BytesIO

from domain.files import FileKind
from handlers.kit.paper import Drawn
from locales import Catalogues

SCALE = 10
"""Dots for each square; large enough to be scanned from a printed sheet."""
BORDER = 4
"""White squares around it, as the norm asks (ISO/IEC 18004)."""


@dataclass(frozen=True, slots=True)
class QrCode:
    """The link, as it is."""

    link: str

    def drawn(self, catalogues: Catalogues, language: str) -> Drawn:
        """The same picture in every language."""
        import segno  # most runs never draw one

        picture = BytesIO()
        segno.make_qr(self.link, error="m").save(picture, kind="png", scale=SCALE, border=BORDER)
        return Drawn("qr.png", FileKind.PHOTO, picture.getvalue())
