"""The files that people and the bot have sent, kept in memory under the ids that Telegram would give them."""

import hashlib
import io
from dataclasses import dataclass
from typing import Any

from PIL import Image, UnidentifiedImageError

from bot.playground.refusal import bad

DOWNLOAD_LIMIT = 20 * 1024 * 1024
THUMBNAILS = (90, 320)


@dataclass(frozen=True)
class File:
    """One stored file. `kind` is what it was sent as: photo, voice, video, document, ..."""

    file_id: str
    kind: str
    name: str
    type: str
    data: bytes
    width: int = 0
    height: int = 0

    @property
    def unique_id(self) -> str:
        """The id that stays the same for the same content."""
        return hashlib.sha256(self.data).hexdigest()[:15]

    @property
    def path(self) -> str:
        """Where the bot finds it, below `/file/bot<token>/`."""
        ending = self.name.rpartition(".")[2] if "." in self.name else "bin"
        return f"{self.kind}s/file_{self.file_id.rpartition('-')[2]}.{ending}"

    def identity(self) -> dict[str, Any]:
        """The three fields that every file has in Telegram's messages."""
        return {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": len(self.data)}

    def page_view(self) -> dict[str, Any]:
        """As the page sees it."""
        return {"file_id": self.file_id, "name": self.name, "type": self.type, "size": len(self.data)}


class Files:
    """All files, those of earlier runs included. `last`: how many numbers have been given to files."""

    def __init__(self) -> None:
        self.last = 0
        self._by_id: dict[str, File] = {}

    def all(self) -> list[File]:
        """Every file, in the order they came."""
        return list(self._by_id.values())

    def put(self, file: File) -> None:
        """A file from an earlier run."""
        self._by_id[file.file_id] = file

    def get(self, file_id: str) -> File | None:
        """The file with this id, if there is one."""
        return self._by_id.get(file_id)

    def at(self, path: str) -> File | None:
        """The file at this download path, if there is one."""
        return next((file for file in self._by_id.values() if file.path == path), None)

    def keep(self, kind: str, name: str, type_: str, data: bytes) -> dict[str, Any]:
        """Store a file and return what a message of this kind says about it, in Telegram's shape."""
        if kind == "photo":
            return {"photo": self._sizes(name, data)}
        file = self._add(kind, name, type_, data)
        return self._told(file)

    def again(self, file_id: str, kind: str) -> dict[str, Any]:
        """What a message says about a file that was sent before."""
        file = self.get(file_id)
        if file is None:
            raise bad("wrong file identifier/HTTP URL specified")
        if file.kind != kind:
            raise bad(f"can't use file of type {file.kind.capitalize()} as {kind.capitalize()}")
        if kind == "photo":
            return {"photo": [_size(file)]}
        return self._told(file)

    def _told(self, file: File) -> dict[str, Any]:
        """An animation is told a second time as a document, for bots that know none."""
        facts = file.identity() | _details(file)
        if file.kind == "animation":
            return {"animation": facts, "document": file.identity() | {"mime_type": file.type}}
        return {file.kind: facts}

    def _add(self, kind: str, name: str, type_: str, data: bytes, width: int = 0, height: int = 0) -> File:
        self.last += 1
        file_id = f"AgAC-{kind}-{self.last}"
        file = File(file_id, kind, name, type_, data, width, height)
        self._by_id[file_id] = file
        return file

    def _sizes(self, name: str, data: bytes) -> list[dict[str, Any]]:
        picture = _picture(data)
        sizes = []
        for longest in THUMBNAILS:
            if max(picture.size) > longest:
                small = picture.copy()
                small.thumbnail((longest, longest))
                out = io.BytesIO()
                small.convert("RGB").save(out, "JPEG")
                sizes.append(self._add("photo", name, "image/jpeg", out.getvalue(), *small.size))
        sizes.append(self._add("photo", name, "image/jpeg", data, *picture.size))
        return [_size(file) for file in sizes]


def _size(file: File) -> dict[str, Any]:
    return file.identity() | {"width": file.width, "height": file.height}


def _picture(data: bytes) -> Image.Image:
    try:
        picture = Image.open(io.BytesIO(data))
        picture.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise bad("IMAGE_PROCESS_FAILED") from error
    width, height = picture.size
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise bad("PHOTO_INVALID_DIMENSIONS")
    return picture


def _details(file: File) -> dict[str, Any]:
    """What a message says of a file of this kind, beside its ids and size."""
    if file.kind == "voice":
        return {"duration": 3, "mime_type": file.type}
    if file.kind == "video_note":
        return {"duration": 3, "length": 240}
    named = {"mime_type": file.type, "file_name": file.name}
    if file.kind in ("video", "animation"):
        return {"duration": 3, "width": 640, "height": 360} | named
    return ({"duration": 3} | named) if file.kind == "audio" else named
