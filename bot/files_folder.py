"""The folder with the bytes of files: each sealed with our key, each safely on the disk before it counts."""

import os
from pathlib import Path
from secrets import token_hex
from shutil import disk_usage

from storage.vault import Vault

_TABLE, _COLUMN = "file", "content"
_PART = ".part"
_KEPT_FREE = 0.1


class FilesFolder:
    """Keeps the content of files under their ids. All calls touch the disk: call them on a thread."""

    def __init__(self, folder: Path, vault: Vault) -> None:
        self._folder = folder
        self._vault = vault

    def prepare(self) -> None:
        """Make the folder if it is missing; OSError if that is impossible."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def keep(self, file: str, content: bytes) -> None:
        """Seal and write; returns once it is durable. Nobody ever finds a half-written file, nor one of two writers."""
        sealed = self._vault.seal_bytes(content, _TABLE, _COLUMN, file)
        part = self._folder / f"{file}-{token_hex(4)}{_PART}"
        with part.open("wb") as writing:
            writing.write(sealed)
            writing.flush()
            os.fsync(writing.fileno())
        part.replace(self._folder / file)
        self._sync()

    def has_room(self, size: int) -> bool:
        """Whether a tenth of the disk stays free with so many bytes more: the memory itself must always find room."""
        disk = disk_usage(self._folder)
        return disk.free - size >= disk.total * _KEPT_FREE

    def read(self, file: str) -> bytes:
        """The content; OSError if it is not there, WrongKey if it cannot be opened."""
        return self._vault.unseal_bytes((self._folder / file).read_bytes(), _TABLE, _COLUMN, file)

    def has(self, file: str) -> bool:
        """Whether the content is there."""
        return (self._folder / file).exists()

    def drop(self, file: str) -> None:
        """Remove the content, if it is there."""
        (self._folder / file).unlink(missing_ok=True)

    def mark(self, name: str) -> None:
        """Leave a mark that others who share the folder can see; OSError if nothing can be written there."""
        (self._folder / f"{name}{_PART}").touch()

    def unmark(self, name: str) -> None:
        """Take the mark away."""
        (self._folder / f"{name}{_PART}").unlink(missing_ok=True)

    def is_marked(self, name: str) -> bool:
        """Whether somebody left this mark."""
        return (self._folder / f"{name}{_PART}").exists()

    def older_than(self, seconds: float) -> list[str]:
        """Ids of all that was written longer ago than that, by the disk's own clock."""
        mark = self._folder / f"now{_PART}"
        mark.touch()
        latest = mark.stat().st_mtime - seconds
        files = (path for path in self._folder.iterdir() if path != mark and path.is_file())
        return [path.name for path in files if path.stat().st_mtime < latest]

    def _sync(self) -> None:
        place = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(place)
        finally:
            os.close(place)
