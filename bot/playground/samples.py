"""Made-up files, so that nobody needs a camera to try a photo with a place hidden in it."""

import io
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image, ImageDraw
from PIL.ExifTags import GPS, IFD, Base

from bot.playground.refusal import Unclear

# Sky, houses, lamp, road, light: night, dusk, rain, morning, noon.
SCENES = (
    ("#2b3a52", "#3d4d66", "#141b28", "#4a4f58", "#f2d692"),
    ("#c9846a", "#8d5a55", "#33272d", "#6a5a58", "#ffe3b0"),
    ("#8b9aa3", "#6d7b84", "#2b3338", "#5b6368", "#dfe6e6"),
    ("#e6d3bb", "#b79f86", "#4a3f36", "#8b8076", "#fff4d9"),
    ("#a9cbd6", "#cdb99a", "#3b4749", "#9a948a", "#fdfaf0"),
)


@dataclass(frozen=True)
class Sample:
    """A file as a person would pick it: name, media type, content."""

    name: str
    type: str
    data: bytes


def photo(width: int = 800, height: int = 600, number: int = 0) -> bytes:
    """A JPEG of a street with a dark lamp, a little different for each number; its EXIF names a camera and a place."""
    sky, far, near, ground, light = SCENES[number % len(SCENES)]
    picture = Image.new("RGB", (width, height), sky)
    pen = ImageDraw.Draw(picture)
    sun = width * (0.16 + number * 37 % 60 / 100)
    pen.ellipse((sun, height * 0.1, sun + height * 0.13, height * 0.23), fill=light)
    _houses(pen, (width, height * 0.74), far, light, number)
    pen.rectangle((0, height * 0.74, width, height), fill=ground)
    for mark in range(5):
        pen.rectangle(
            (width * mark / 4.4, height * 0.87, width * (mark / 4.4 + 0.1), height * 0.89), fill=far
        )
    _lamp(pen, width * (0.3 + number * 23 % 40 / 100), height, near)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85, exif=_exif())
    return out.getvalue()


def _houses(pen: ImageDraw.ImageDraw, size: tuple[float, float], wall: str, light: str, number: int) -> None:
    """A row of houses that stands on the ground, with light in some windows."""
    width, ground = size
    each = width / 5
    for house in range(5):
        left, top = house * each, ground * (0.42 + (number + house) * 17 % 30 / 100)
        pen.rectangle((left + 4, top, left + each - 4, ground), fill=wall)
        for window in range(6):
            x, y = left + each * (0.2 + window % 2 * 0.36), top + 24 + window // 2 * 54
            if (number + house * 5 + window) % 3 and y + 30 < ground:
                pen.rectangle((x, y, x + each * 0.22, y + 28), fill=light)


def _lamp(pen: ImageDraw.ImageDraw, x: float, height: float, colour: str) -> None:
    """A lamp post whose lamp is out."""
    pen.rectangle((x, height * 0.26, x + 13, height * 0.82), fill=colour)
    pen.rectangle((x, height * 0.26, x + 74, height * 0.28), fill=colour)
    pen.ellipse((x + 46, height * 0.265, x + 96, height * 0.335), fill=colour)


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
    "animation": ("animation.mp4", "video/mp4", video),
    "video_note": ("note.mp4", "video/mp4", video),
    "audio": ("song.ogg", "audio/ogg", voice),
    "document": ("document.pdf", "application/pdf", document),
}


def sample(kind: str, size: int | None = None, number: int = 0) -> Sample:
    """A made-up file of a kind, filled up with zeros to `size` bytes if asked; photos differ by number."""
    if kind not in _MADE:
        raise Unclear(f"no sample of kind {kind!r}; there are {', '.join(_MADE)}")
    name, type_, make = _MADE[kind]
    data = photo(number=number) if kind == "photo" else make()
    return Sample(name, type_, data.ljust(size or 0, b"\0"))
