"""Finds phone numbers in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from phonenumbers import (
    PhoneNumberFormat,
    PhoneNumberMatcher,
    PhoneNumberType,
    format_number,
    number_type,
)

REGION = "CN"
_MOBILE = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)
_OF_SOMEBODY = (*_MOBILE, PhoneNumberType.FIXED_LINE)


@dataclass(frozen=True, slots=True)
class Phone:
    """A number of somebody's: `written` as it stands in the words from `start` to `end`, `number` in E.164."""

    written: str
    start: int
    end: int
    number: str
    kind: int

    @property
    def is_mobile(self) -> bool:
        """Mobile, or not to be told from it."""
        return self.kind in _MOBILE

    @property
    def is_of_somebody(self) -> bool:
        """Not a service number."""
        return self.kind in _OF_SOMEBODY


def all_phones_in(text: str) -> Iterator[Phone]:
    """Every number, in order, service numbers included."""
    for match in PhoneNumberMatcher(text, REGION):
        number = format_number(match.number, PhoneNumberFormat.E164)
        yield Phone(match.raw_string, match.start, match.end, number, number_type(match.number))


def phones_in(text: str) -> Iterator[Phone]:
    """Those of mobiles and landlines."""
    return (phone for phone in all_phones_in(text) if phone.is_of_somebody)
