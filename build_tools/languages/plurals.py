"""Which plural of a language goes with a number, by the rules of CLDR, which browsers know too. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from gettext import c2py
from typing import cast

from babel import Locale
from babel.messages.plurals import get_plural

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


# --- catalogs of translators number them -----------------------------------------------------------------------------


@cache
def numbered(rule: str, count: int) -> tuple[int, ...]:
    """Which form each whole number takes by a rule such as `n != 1`, from none on.

    Raises ValueError for what is no rule of so many forms.
    """
    try:
        form = c2py(rule)
        found = tuple(form(number) for number in range(ENOUGH + 1))
    except (ArithmeticError, RecursionError) as error:
        raise ValueError(str(error)) from None
    if not all(0 <= each < count for each in found):
        raise ValueError(f"{rule} counts beyond {count}")
    return found


def as_many_as_usual(locale: Locale, forms: Sequence[int]) -> bool:
    """Whether so many forms are told apart as the language's catalogs do."""
    usual = get_plural(locale)
    return len(set(forms)) >= len(set(numbered(usual.plural_expr, usual.num_plurals)))


def by_plural(locale: Locale, forms: Sequence[int], words: Sequence[str]) -> dict[Plural, str]:
    """The words of each form by the plurals that they are for; a plural is known by its first number above none."""
    found = {name: next(filter(None, each), each[0]) for name, each in numbers(locale).items() if each}
    told = {name: words[forms[number]] for name, number in found.items()}
    return {**told, "other": told.get("other", words[-1])}
