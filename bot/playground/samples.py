"""Made-up files, so that nobody needs a camera to try a photo with a place hidden in it."""

import io
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image, ImageDraw
from PIL.ExifTags import GPS, IFD, Base

from bot.playground.refusal import Unclear


@dataclass(frozen=True)
class Sample:
    """A file as a person would pick it: name, media type, content."""

    name: str
    type: str
    data: bytes


def photo(width: int = 800, height: int = 600) -> bytes:
    """A JPEG of a street with a broken lamp; its EXIF names a camera and a place."""
    picture = Image.new("RGB", (width, height), "#31465f")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, height * 0.72, width, height), fill="#5b5f66")
    pen.rectangle((width * 0.48, height * 0.2, width * 0.5, height * 0.74), fill="#c9ccd1")
    pen.ellipse((width * 0.45, height * 0.13, width * 0.53, height * 0.22), fill="#20242b", outline="#c9ccd1")
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85, exif=_exif())
    return out.getvalue()


def _exif() -> Image.Exif:
    exif = Image.Exif()
    exif[Base.Make] = "Playground"
    exif[Base.Model] = "Made-up camera"
    exif[Base.DateTime] = "2026:01:02 03:04:05"
    place = exif.get_ifd(IFD.GPSInfo)
    place[GPS.GPSLatitudeRef] = "N"
    place[GPS.GPSLatitude] = (30.0, 34.0, 21.0)
    place[GPS.GPSLongitudeRef] = "E"
    place[GPS.GPSLongitude] = (114.0, 18.0, 36.0)
    return exif


def voice() -> bytes:
    """The opening pages of an Ogg Opus file (header and comment), long enough to be told as one."""
    head = b"OpusHead" + bytes([1, 1, 0, 0]) + (48000).to_bytes(4, "little") + bytes(3)
    words = b"OpusTags" + (10).to_bytes(4, "little") + b"playground" + bytes(4)
    return _ogg_page(head, 0, first=True) + _ogg_page(words, 1, first=False)


def _ogg_page(packet: bytes, number: int, first: bool) -> bytes:
    start = b"OggS" + bytes([0, 2 if first else 0]) + bytes(8) + (1).to_bytes(4, "little")
    return start + number.to_bytes(4, "little") + bytes(4) + bytes([1, len(packet)]) + packet


def video() -> bytes:
    """The first boxes of an MP4 file."""
    kind = b"ftypisom" + (512).to_bytes(4, "big") + b"isomiso2avc1mp41"
    return (len(kind) + 4).to_bytes(4, "big") + kind + (8).to_bytes(4, "big") + b"free"


def document() -> bytes:
    """A PDF of one empty page."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
    )
    out = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%sendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 4\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start


_MADE: dict[str, tuple[str, str, Callable[[], bytes]]] = {
    "photo": ("photo.jpg", "image/jpeg", photo),
    "voice": ("voice.ogg", "audio/ogg", voice),
    "video": ("video.mp4", "video/mp4", video),
    "document": ("document.pdf", "application/pdf", document),
}


def sample(kind: str, size: int | None = None) -> Sample:
    """A made-up file of a kind, filled up with zeros to `size` bytes if asked."""
    if kind not in _MADE:
        raise Unclear(f"no sample of kind {kind!r}; there are {', '.join(_MADE)}")
    name, type_, make = _MADE[kind]
    return Sample(name, type_, make().ljust(size or 0, b"\0"))
