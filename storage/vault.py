"""Locks what must not be readable in the file of the database; makes digests of secrets."""

import hmac
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Sequence
from functools import cache, partial
from os import urandom

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_KEY = 32
_NONCE = 12
_FORMAT = b"\x01"


class WrongKey(Exception):
    """A sealed text that none of our keys opens: another key, another place, or altered."""


class Vault:
    """Seals text to one place of the database (AES-256-GCM) and makes keyed digests (HMAC-SHA256).

    `keys`: 32 bytes each; the first seals and digests, all of them open.
    """

    def __init__(self, keys: Sequence[bytes]) -> None:
        if not keys or any(len(key) != _KEY for key in keys):
            raise ValueError("a key is 32 bytes")
        self._ciphers = tuple(AESGCM(_derived(key, "field")) for key in keys)
        self._digest_key = cache(partial(_derived, keys[0]))

    @classmethod
    def from_setting(cls, setting: str) -> "Vault":
        """From MINQING_KEY: keys in base64, the present one first, older ones after commas.

        Errors name no part of the setting.
        """
        try:
            keys = [b64decode(part.strip(), validate=True) for part in setting.split(",")]
        except (NotBase64, ValueError):
            raise ValueError("a key must be written in base64") from None
        return cls(keys)

    def seal(self, text: str, table: str, column: str, row: str) -> bytes:
        """The text, readable only with our key and only when found in this table, column and row."""
        return self.seal_bytes(_bytes(text), table, column, row)

    def unseal(self, sealed: bytes, table: str, column: str, row: str) -> str:
        """The sealed text; `WrongKey` if it was sealed elsewhere, altered, or with a key we do not have."""
        return _text(self.unseal_bytes(sealed, table, column, row))

    def seal_bytes(self, content: bytes, table: str, column: str, row: str) -> bytes:
        """The same for what is no text, such as the content of a file."""
        nonce = urandom(_NONCE)
        locked = self._ciphers[0].encrypt(nonce, content, _place(table, column, row))
        return _FORMAT + nonce + locked

    def unseal_bytes(self, sealed: bytes, table: str, column: str, row: str) -> bytes:
        """The sealed content; errors as for `unseal`."""
        nonce, locked = sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
        for cipher in self._ciphers if sealed[:1] == _FORMAT and len(nonce) == _NONCE else ():
            try:
                return cipher.decrypt(nonce, locked, _place(table, column, row))
            except InvalidTag:
                continue
        raise WrongKey(f"{table}.{column} cannot be opened with the keys given")

    def digest(self, purpose: str, text: str) -> bytes:
        """A keyed digest, 32 bytes; the same text has unrelated digests for different purposes."""
        return hmac.digest(self._digest_key(f"digest {purpose}"), _bytes(text), "sha256")

    def same(self, one: bytes, other: bytes) -> bool:
        """Whether two digests are equal, compared in constant time."""
        return hmac.compare_digest(one, other)


def _derived(key: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), _KEY, salt=None, info=f"minqing {purpose}".encode()).derive(key)


def _place(table: str, column: str, row: str) -> bytes:
    """Each name with its length, so that no two places read alike."""
    return _column(table, column) + _named(row)


@cache
def _column(table: str, column: str) -> bytes:
    return _named(table) + _named(column)


def _named(name: str) -> bytes:
    part = _bytes(name)
    return len(part).to_bytes(4, "big") + part


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _text(content: bytes) -> str:
    return content.decode("utf-8", "surrogatepass")
