"""Looks into files that people sent: takes everything but the picture out of pictures, refuses what is no such file."""

import warnings
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from domain.files import MAX_BYTES, FileKind

PIXELS = 60_000_000
_QUALITY = 90
_KEPT_FORMATS = {"JPEG": "JPEG", "PNG": "PNG", "WEBP": "WEBP", "GIF": "PNG", "BMP": "PNG", "TIFF": "JPEG"}
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_SOUNDS = (b"OggS", b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"\xff\xf1", b"fLaC")
_PAPERS = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")
_FILMS = (b"\x1a\x45\xdf\xa3",)


class Unfit(Exception):
    """A file that is not kept; the code is the sentence that tells why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def cleaned(kind: FileKind, content: bytes) -> bytes:
    """The content to keep. `Unfit`: empty, too large, or not what its kind promises (judged by its first bytes)."""
    if not content or len(content) > MAX_BYTES:
        raise Unfit("files.too_large" if content else "files.unreadable")
    if _is_picture(content):
        return _picture(content)
    if not _is_fit(kind, content):
        raise Unfit("files.unreadable")
    return content


def _is_fit(kind: FileKind, content: bytes) -> bool:
    match kind:
        case FileKind.PHOTO:
            return False  # a picture was recognised before
        case FileKind.VOICE:
            return content.startswith(_SOUNDS) or _is_mp4(content)
        case FileKind.VIDEO:
            return content.startswith(_FILMS) or _is_mp4(content)
        case FileKind.DOCUMENT:
            known = content.startswith((*_PAPERS, *_SOUNDS, *_FILMS))
            return known or _is_mp4(content) or _is_text(content)


def _is_picture(content: bytes) -> bool:
    return content.startswith(_PICTURES) or (content[:4] == b"RIFF" and content[8:12] == b"WEBP")


def _is_mp4(content: bytes) -> bool:
    return content[4:8] == b"ftyp"


def _is_text(content: bytes) -> bool:
    """Plain words: UTF-8 or GB 18030, no control characters, no script's first line."""
    if b"\x00" in content or content.startswith(b"#!"):
        return False
    for encoding in ("utf-8", "gb18030"):
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False


def _picture(content: bytes) -> bytes:
    """The pixels alone, turned upright: written anew, so that no place, camera or thumbnail comes along."""
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
