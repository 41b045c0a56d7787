"""Looks into files that people sent: takes everything but the picture out of pictures, refuses what is no such file."""

from domain.files import MAX_BYTES, FileKind, Unfit

_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_SOUNDS = (b"OggS", b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"\xff\xf1", b"fLaC")
_PAPERS = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")
_FILMS = (b"\x1a\x45\xdf\xa3",)


def cleaned(kind: FileKind, content: bytes) -> bytes:
    """The content to keep. `Unfit`: empty, too large, or not what its kind promises (judged by its first bytes)."""
    if not content or len(content) > MAX_BYTES:
        raise Unfit("files.too_large" if content else "files.unreadable")
    if _is_picture(content):
        from bot.pictures import bare_picture  # loads when the first one comes

        return bare_picture(content)
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
