"""Which plural of a language goes with a number, by the rules of CLDR, which browsers know too. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import cast

from babel import Locale

from build_tools.content.translation import Plural

ENOUGH = 1_000  # whole numbers that are looked through; only plurals of millions come later


def plural(locale: Locale, number: Decimal | int) -> Plural:
    """The plural that goes with a number."""
    return cast(Plural, str(locale.plural_form(number)))


def known(locale: Locale) -> frozenset[str]:
    """All that the language has; those of millions and of fractions too."""
    return frozenset(locale.plural_form.tags) | {"other"}


@cache
def numbers(locale: Locale) -> Mapping[Plural, tuple[int, ...]]:
    """The plurals that people need, with whole numbers of each; `other`, which all languages have, may have none."""
    found: dict[Plural, list[int]] = {"other": []}
    for number in range(ENOUGH + 1):
        found.setdefault(plural(locale, number), []).append(number)
    return {name: tuple(each) for name, each in found.items()}


def is_one_number(locale: Locale, name: Plural) -> bool:
    """Whether only one number has this plural, so that words alone say it, as the Arabic for "two days" does."""
    return name != "other" and len(numbers(locale).get(name, ())) == 1
