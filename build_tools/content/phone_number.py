"""What somebody typed as a phone number: how it is written and what it dials. libphonenumber decides. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import phonenumbers as lib

from build_tools.content.fiction import FICTION

COUNTRIES = lib.SUPPORTED_REGIONS
LONGEST_EMERGENCY = 3  # digits
SHORTEST_OF_TWO = 6  # so many digits each of two numbers has, and both together more than one number ever has
LONGEST_OF_ONE = 11
# Emergency numbers that mobile networks pass on, or that are for text phones: not every phone reaches them.
NOT_FROM_EVERY_PHONE = {("US", "112"), ("CA", "112"), ("AU", "112"), ("AU", "106")}
WITH_AREA = "write the area code too, as you would from another town"
ONE = "write one number; another one is a phone of its own"
WHY = {
    lib.ValidationResult.IS_POSSIBLE_LOCAL_ONLY: WITH_AREA,
    lib.ValidationResult.TOO_SHORT: WITH_AREA,
}


class Wrong(NamedTuple):
    """Why it is no number that one can call."""

    message: str
    hint: str


@dataclass(frozen=True)
class Number:
    """A phone number that can exist."""

    shown: str
    """As readers see it, such as (217) 555-0142, or 01632 960001 ext. 2345."""
    dials: str
    """As a `tel:` link has it (RFC 3966), such as +441632960001;ext=2345, or 911."""
    is_emergency: bool = False
    """Whether it is a number for emergencies, such as 911, and every phone of the country reaches it."""
    is_fiction: bool = False
    """Whether it is kept for films, books and samples."""


@lru_cache(maxsize=200)
def read(typed: str, country: str) -> Number | Wrong:
    """What these signs dial in a country, such as US; or why they dial nothing."""
    digits = re.sub("[^0-9]", "", typed)
    if "+" not in typed and _is_short(digits, country):
        return Number(digits, digits, is_emergency=digits in emergency_numbers(country))
    try:
        number = lib.parse(typed, country)
    except lib.NumberParseException:
        return _wrong(typed, digits, country, WITH_AREA)
    reason = lib.is_possible_number_with_reason(number)
    if reason != lib.ValidationResult.IS_POSSIBLE:
        return _wrong(typed, digits, country, WHY.get(reason, ONE))
    if "+" not in typed and _lacks_area(number, digits, country):
        return _wrong(typed, digits, country, WITH_AREA)
    if _holds_two(typed, number):
        return _wrong(typed, digits, country, ONE)
    return _possible(number, is_abroad="+" in typed)


def emergency_numbers(country: str) -> tuple[str, ...]:
    """Those that every phone of a country reaches."""
    return tuple(
        short
        for short in map("{:03}".format, range(1000))
        if (country, short) not in NOT_FROM_EVERY_PHONE and lib.is_emergency_number(short, country)
    )


def _wrong(typed: str, digits: str, country: str, hint: str) -> Wrong:
    if len(digits) <= LONGEST_EMERGENCY:
        hint = f"in {country} one calls {' or '.join(emergency_numbers(country))} in an emergency; for all else, {hint}"
    return Wrong(f"`{typed}` is no phone number in {country}", hint)


def _possible(number: lib.PhoneNumber, is_abroad: bool) -> Number:
    forms = lib.PhoneNumberFormat
    extension, number.extension = number.extension, None
    shown = lib.format_number(number, forms.INTERNATIONAL if is_abroad else forms.NATIONAL)
    dials = lib.format_number(number, forms.E164)
    if extension:
        shown, dials = f"{shown} ext. {extension}", f"{dials};ext={extension}"
    return Number(shown, dials, is_fiction=_is_fiction(number))


def _is_short(digits: str, country: str) -> bool:
    """Whether it is a number such as 911 or 116117, which one dials as it is."""
    if (country, digits) in NOT_FROM_EVERY_PHONE or not digits:
        return False
    zeros = len(digits) - len(digits.lstrip("0"))
    number = lib.PhoneNumber(
        lib.country_code_for_region(country), int(digits), italian_leading_zero=zeros > 0, number_of_leading_zeros=zeros
    )
    is_emergency = lib.is_emergency_number(digits, country)
    return is_emergency or lib.is_valid_short_number_for_region(number, country)


def _lacks_area(number: lib.PhoneNumber, digits: str, country: str) -> bool:
    """Whether the 0 or the like before an area code is missing, where numbers are written with it."""
    prefix = lib.ndd_prefix_for_region(country, True)
    if not prefix or digits.startswith(prefix):
        return False
    written = re.sub("[^0-9]", "", lib.format_number(number, lib.PhoneNumberFormat.NATIONAL))
    return written.startswith(prefix) or (prefix == "0" and not lib.is_valid_number(number))


def _holds_two(typed: str, number: lib.PhoneNumber) -> bool:
    """Whether the signs part into two numbers, in a country whose numbers may have nearly any length."""
    halves = ((typed[: gap.start()], typed[gap.end() :]) for gap in re.finditer("[ /]+", typed))
    is_long = len(lib.national_significant_number(number)) > LONGEST_OF_ONE
    return is_long and any(all(sum(map(str.isdigit, half)) >= SHORTEST_OF_TWO for half in each) for each in halves)


def _is_fiction(number: lib.PhoneNumber) -> bool:
    country = lib.region_code_for_country_code(number.country_code or 0)
    national = lib.national_significant_number(number)
    return any(re.fullmatch(kept, national) for kept in FICTION.get(country, ()))
