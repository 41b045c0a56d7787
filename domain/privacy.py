"""Recognises text that must not be kept: numbers of identity and bank cards, secrets, and who somebody is."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from stdnum import luhn
from stdnum.cn import ric
from stdnum.exceptions import ValidationError

from domain.names import names_somebody

WORDS = Path(__file__).parent / "policy" / "personal.toml"
HAN = r"\u4e00-\u9fff"
EDGE = r"(?<![0-9A-Za-z])"
END = r"(?![0-9A-Za-z])"
ID_CARD = re.compile(rf"{EDGE}\d{{6}}[ -]?\d{{4}}[ -]?\d{{4}}[ -]?\d{{3}}[\dXx]{END}")
PROVINCE = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91")
"""What the number of an identity card begins with (GB/T 2260)."""
BANK_CARD = re.compile(
    rf"{EDGE}(?:\d{{16,19}}|\d{{4}}(?:[ -]\d{{4}}){{3}}(?:[ -]?\d{{1,3}})?|\d{{6}}[ -]\d{{13}}){END}"
)
CARD_BEGINNINGS = ("4", "51", "52", "53", "54", "55", "60", "62", "68", "69", "9558")
LANDLINE_BEGINNINGS = ("0", "(", "+")


class FindingKind(StrEnum):
    """What was recognised."""

    ID_CARD = "id_card"
    BANK_CARD = "bank_card"
    SECRET = "secret"
    PHONE = "phone"
    PLATE = "plate"
    NAME = "name"
    ACCOUNT = "account"
    LIKELY_NAME = "likely_name"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that must not be kept; without the words themselves, so that telling of it keeps nothing."""

    kind: FindingKind

    @property
    def key(self) -> str:
        """Key of the sentence that says what it is and how to write instead."""
        return f"privacy.{self.kind.value}"


@dataclass(frozen=True, slots=True)
class _Patterns:
    secret: re.Pattern[str]
    plate: re.Pattern[str]
    account: re.Pattern[str]
    names: tuple[re.Pattern[str], ...]


def find_forbidden(text: str) -> Finding | None:
    """What nobody should hand over in a chat (R20): identity card, bank card, secret; None if clean."""
    plain = _flat(text)
    if any(_is_id_card(found) for found in ID_CARD.findall(plain)):
        return Finding(FindingKind.ID_CARD)
    if any(_is_bank_card(found) for found in BANK_CARD.findall(plain)):
        return Finding(FindingKind.BANK_CARD)
    return Finding(FindingKind.SECRET) if _patterns().secret.search(plain) else None


def find_personal(text: str) -> Finding | None:
    """What an observation must not hold either (O2): also phone, plate, name-like text; None if clean."""
    forbidden = find_forbidden(text)
    if forbidden:
        return forbidden
    plain = _flat(text)
    if _holds_phone(plain):
        return Finding(FindingKind.PHONE)
    if _patterns().plate.search(plain):
        return Finding(FindingKind.PLATE)
    if _patterns().account.search(plain):
        return Finding(FindingKind.ACCOUNT)
    named = any(pattern.search(plain) for pattern in _patterns().names)
    return Finding(FindingKind.NAME) if named else None


def find_likely_name(text: str) -> Finding | None:
    """What may be a name inside a sentence, or may be none: to be asked about before it is kept (O2)."""
    return Finding(FindingKind.LIKELY_NAME) if names_somebody(_flat(text)) else None


def _flat(text: str) -> str:
    """One width for all characters, nothing invisible between them."""
    normal = unicodedata.normalize("NFKC", text)
    return "".join(one for one in normal if unicodedata.category(one) != "Cf")


def _is_id_card(found: str) -> bool:
    """Judged by province and day of birth: a number with one wrong digit is still somebody's.

    Not by the county: those born before it had its code carry that code all the same.
    """
    number = re.sub("[ -]", "", found).upper()
    try:
        ric.get_birth_date(number)
    except ValidationError:
        return False
    return PROVINCE.match(number) is not None


def _is_bank_card(found: str) -> bool:
    number = re.sub(r"\D", "", found)
    return number.startswith(CARD_BEGINNINGS) and luhn.is_valid(number)


def _holds_phone(plain: str) -> bool:
    """Mobile numbers, and landlines with their area code; service numbers (12345, 400…) are nobody's."""
    from domain.phones import phones_in  # loads with the first text

    return any(
        phone.is_mobile or phone.written.startswith(LANDLINE_BEGINNINGS)
        for phone in phones_in(_in_digits(plain))
    )


def _in_digits(plain: str) -> str:
    """With numbers that are written out in words, of eleven digits or more, written in digits."""
    worded, table = _digits()
    return worded.sub(lambda found: found[0].translate(table), plain)


@cache
def _patterns() -> _Patterns:
    with WORDS.open("rb") as file:
        data = tomllib.load(file)
    characters: dict[str, str] = data["characters"]
    words = {name: _any_of(listed) for name, listed in data["words"].items()}
    return _Patterns(_secret(words), _plate(characters), _account(words), _names(characters, words))


@cache
def _digits() -> tuple[re.Pattern[str], dict[int, str]]:
    with WORDS.open("rb") as file:
        characters = tomllib.load(file)["characters"]
    order: str = characters["digits"]
    table = {ord(one): str(value) for value, one in enumerate(order)}
    table |= {ord(other): table[ord(one)] for other, one in characters["digits_too"].items()}
    return re.compile(f"[{''.join(map(chr, table))}]{{11,}}"), table


def _any_of(words: list[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return f"(?:{'|'.join(re.escape(word) for word in longest_first)})"


def _secret(words: dict[str, str]) -> re.Pattern[str]:
    """A label, a link, a value; without a colon it must hold a digit, so that "password is lost" passes."""
    label, link, one = words["secret_labels"], words["secret_links"], "[!-~]"
    stated = rf"[:=]\s*{one}{{4,}}"
    told = rf"(?:{link}\s*)*(?={one}*\d){one}{{4,}}"
    return re.compile(rf"{label}\s*(?:{stated}|{told})", re.IGNORECASE)


def _plate(characters: dict[str, str]) -> re.Pattern[str]:
    """Five or six characters after province and letter, with at least one digit among them."""
    province, end, one = characters["plate_provinces"], characters["plate_ends"], "[A-HJ-NP-Z0-9]"
    number = rf"(?=[A-Z]*\d){one}{{4,5}}(?:{one}|[{end}]){END}"
    return re.compile(rf"[{province}][A-Z][ ·.•-]?{number}", re.IGNORECASE)


def _account(words: dict[str, str]) -> re.Pattern[str]:
    """Where somebody can be found elsewhere: the name of the place, and an account of it."""
    return re.compile(
        rf"{words['accounts']}\s*(?:{words['secret_links']}\s*)*[A-Za-z0-9_-]{{5,}}", re.IGNORECASE
    )


def _names(characters: dict[str, str], words: dict[str, str]) -> tuple[re.Pattern[str], ...]:
    """Only shapes that say "a person": an alone standing surname is too often an ordinary word."""
    only_surname = f"[{characters['surnames']}]"
    clear = f"(?:{only_surname}|{words['compound_surnames']})"
    also = characters["surnames_also_words"]
    surname = f"(?:{clear}|(?<![{HAN}])[{also}])"
    given = f"[{HAN}]{{1,2}}?"
    at_home = f"{words['home']}(?!{words['not_after_home']})"
    shapes = (
        f"{surname}{words['titles']}",
        f"{surname}{characters['some']}(?![{characters['not_after_some']}])",
        rf"(?:{words['name_labels']}\s*[:=]|{words['name_verbs']})\s*(?:{clear}|[{also}])[{HAN}]",
        f"{words['somebody']}(?!{words['not_names']}){clear}{given}{words['doing']}",
        f"{words['familiar']}{only_surname}{words['familiar_doing']}",
        words["stand_in_names"],
        rf"(?<![{HAN}])(?!{words['not_names']}){clear}{given}(?:{words['stating']}|{at_home})",
        f"{only_surname}{words['kin']}",
        rf"\b{words['foreign_titles']}\b\.? ?[A-Z][a-z]+",
    )
    return tuple(re.compile(shape) for shape in shapes)
