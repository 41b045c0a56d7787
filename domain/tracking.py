"""Tracking numbers and query codes: what a reporter quotes, and the secret beside it."""

import re
import secrets
from datetime import datetime
from uuid import uuid4

from stdnum.iso7064 import mod_37_36

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O, U, so that a number read aloud or copied by hand stays right."""

_LOOKS_ALIKE = str.maketrans("ILOU", "110V")
_SHAPE = re.compile(r"^([A-Z0-9]{2,6})-?(\d{4})-?([0-9A-Z]{5})-?([0-9A-Z])$")


def new_number(district: str, local: datetime) -> str:
    """A tracking number `区码-YYMM-XXXXX-C`: district code, year and month, five random characters, check character.

    Random, so that numbers tell nothing about how many there are (ISO 7064 MOD 33,32 hybrid check).
    """
    random = "".join(secrets.choice(ALPHABET) for _ in range(5))
    stem = f"{district}-{local:%y%m}-{random}"
    return f"{stem}-{_check(stem)}"


def read_number(text: str) -> str | None:
    """The tracking number in its one form, or None when this is no number or its check character is wrong.

    Forgives case, spaces, missing hyphens and letters that look alike.
    """
    compact = re.sub(r"[\s\u2010-\u2015\uff0d]+", "-", text.strip().upper())
    found = _SHAPE.match(compact.replace("--", "-"))
    if not found:
        return None
    district, month, random, check = found.groups()
    stem = f"{district}-{month}-{random.translate(_LOOKS_ALIKE)}"
    return f"{stem}-{check}" if _check(stem) == check.translate(_LOOKS_ALIKE) else None


def new_code() -> str:
    """An eight-digit query code; only its keyed hash is stored."""
    return f"{secrets.randbelow(10**8):08d}"


def short_id() -> str:
    """A short id for button data, not secret: it is only ever used together with its owner."""
    return "".join(secrets.choice(ALPHABET) for _ in range(8)).lower()


def new_id() -> str:
    """An id for anything stored."""
    return uuid4().hex


def _check(stem: str) -> str:
    digits = "".join(letter for letter in stem.translate(_LOOKS_ALIKE) if letter in ALPHABET)
    return str(mod_37_36.calc_check_digit(digits, alphabet=ALPHABET))
