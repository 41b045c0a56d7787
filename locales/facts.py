"""Makes what people wrote safe to show, and easy to compare."""

import re
import unicodedata

# Control characters except tab and line end; marks that turn the direction of writing; halves of
# surrogate pairs; the two code points that no XML file may hold.
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def clean(text: str) -> str:
    """The text without characters that break a message, a database or a reader's eye."""
    return text if text.isalnum() else UNSAFE.sub("", text)


def fold(word: str) -> str:
    """One form for all ways to type a word: width, case and outer blanks do not matter."""
    return unicodedata.normalize("NFKC", clean(word)).casefold().strip()
