"""Takes everything but the picture out of a picture."""

import warnings
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from domain.files import Unfit

PIXELS = 60_000_000
_QUALITY = 90
_KEPT_FORMATS = {"JPEG": "JPEG", "PNG": "PNG", "WEBP": "WEBP", "GIF": "PNG", "BMP": "PNG", "TIFF": "JPEG"}


def bare_picture(content: bytes) -> bytes:
    """The pixels alone, turned upright: written anew, so that no place, camera or thumbnail comes along.

    `Unfit`: cannot be read, or has more than `PIXELS`.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _rewritten(content)
    except (
        UnidentifiedImageError,
        Image.DecompressionBombWarning,
        Image.DecompressionBombError,
        OSError,
        ValueError,
        SyntaxError,
        ArithmeticError,
    ):
        raise Unfit("files.unreadable") from None


def _rewritten(content: bytes) -> bytes:
    with Image.open(BytesIO(content), formats=tuple(_KEPT_FORMATS)) as picture:
        if picture.width * picture.height > PIXELS:
            raise Unfit("files.unreadable")
        form = _KEPT_FORMATS[picture.format or ""]
        upright = ImageOps.exif_transpose(picture)
    bare = upright.convert("RGB" if form == "JPEG" else "RGBA")
    bare.info.clear()
    out = BytesIO()
    bare.save(out, form, quality=_QUALITY)
    return out.getvalue()
