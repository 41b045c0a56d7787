"""What is kept of files that people sent, and what is refused."""

import io
import struct
import zlib

import pytest
from PIL import Image

from bot.cleaning import cleaned
from bot.playground import samples
from domain.files import MAX_BYTES, FileKind, Unfit

SECRET = b"Made-up camera"


def picture(form: str, size: tuple[int, int] = (40, 20), **extra: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#336699").save(out, form, **extra)
    return out.getvalue()


def bomb() -> bytes:
    """A PNG of a few bytes that claims to be 60,000 × 60,000."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    )


def test_a_photo_loses_its_place_and_camera_and_nothing_else() -> None:
    sent = samples.photo()
    assert SECRET in sent
    kept = cleaned(FileKind.PHOTO, sent)
    assert SECRET not in kept
    with Image.open(io.BytesIO(kept)) as seen:
        assert (seen.format, seen.size, dict(seen.getexif())) == ("JPEG", (800, 600), {})


def test_a_photo_taken_sideways_stands_upright() -> None:
    exif = Image.Exif()
    exif[274] = 6
    kept = cleaned(FileKind.PHOTO, picture("JPEG", (40, 20), exif=exif))
    with Image.open(io.BytesIO(kept)) as seen:
        assert seen.size == (20, 40)


@pytest.mark.parametrize("form", ["PNG", "WEBP", "GIF", "BMP", "TIFF"])
def test_a_picture_sent_as_a_file_is_cleaned_as_well(form: str) -> None:
    sent = picture(form, comment=b"where I live") if form == "GIF" else picture(form)
    kept = cleaned(FileKind.DOCUMENT, sent)
    assert b"where I live" not in kept
    with Image.open(io.BytesIO(kept)) as seen:
        assert seen.size == (40, 20)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_colour_profile_may_name_its_maker_and_is_gone(form: str) -> None:
    sent = picture(form, icc_profile=b"where I live")
    assert b"ICC" in sent.upper()
    with Image.open(io.BytesIO(cleaned(FileKind.PHOTO, sent))) as seen:
        assert "icc_profile" not in seen.info


def test_words_hidden_in_a_png_are_gone() -> None:
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Comment", "where I live")
    sent = picture("PNG", pnginfo=info)
    assert b"where I live" in sent
    assert b"where I live" not in cleaned(FileKind.PHOTO, sent)


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (FileKind.VOICE, samples.voice()),
        (FileKind.VIDEO, samples.video()),
        (FileKind.DOCUMENT, samples.document()),
        (FileKind.DOCUMENT, b"PK\x03\x04 a letter"),
        (FileKind.DOCUMENT, "路灯坏了".encode("gb18030")),
    ],
)
def test_other_files_stay_as_they_are(kind: FileKind, content: bytes) -> None:
    assert cleaned(kind, content) == content


@pytest.mark.parametrize(
    ("kind", "content", "code"),
    [
        (FileKind.PHOTO, b"", "files.unreadable"),
        (FileKind.PHOTO, b"no picture", "files.unreadable"),
        (FileKind.PHOTO, samples.photo()[:2000], "files.unreadable"),
        (FileKind.PHOTO, bomb(), "files.unreadable"),
        (FileKind.VOICE, b"MZ\x90\x00", "files.unreadable"),
        (FileKind.DOCUMENT, b"MZ\x90\x00", "files.unreadable"),
        (FileKind.DOCUMENT, b"\x7fELF\x00", "files.unreadable"),
        (FileKind.DOCUMENT, b"#!/bin/sh", "files.unreadable"),
        (FileKind.DOCUMENT, b"%PDF-" + bytes(MAX_BYTES), "files.too_large"),
    ],
)
def test_what_is_refused(kind: FileKind, content: bytes, code: str) -> None:
    with pytest.raises(Unfit) as caught:
        cleaned(kind, content)
    assert caught.value.code == code
