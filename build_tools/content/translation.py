"""Records of a translation as a whole."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import Field, Strict, model_validator

from build_tools.content.clinic import PersonName
from build_tools.content.record import FactId, Id, Level, Record, Words

FormName = FactId
Plural = Literal["zero", "one", "two", "few", "many", "other"]
"""How CLDR calls the plurals of all languages; each has some of them."""
CountedUnit = Literal["minute", "hour", "day", "week", "month", "year", "pound", "kilogram", "number"]
BRACES = re.compile(r"\{[^{}]*\}|[{}]")
DATE = ["{day}", "{month}", "{year}"]
MONTHS, DAYS = 12, 7


class Translation(Record):
    """language.yaml, beside the catalogs of a language: what holds for all of them."""

    together = "see docs/maintaining/translate.md for a language whose dates and units the program does not know"
    checked_by: PersonName | None = None
    """The translator who has read all of it beside the English and found it right. None: every page and leaflet says
    that it was made by a machine and not checked, and nobody can sign it."""
    sides: dict[Id, dict[Id, Annotated[int, Strict(), Field(ge=1, le=40)]]] = Field(default={})
    """By leaflet, then by size of print: how many sides it may have, where the language needs more than English."""
    card_sides: dict[Id, dict[Id, dict[Level, Annotated[int, Strict(), Field(ge=1, le=40)]]]] = Field(default={})
    """By leaflet, size of print and level of help: the last side on which its card may stand, where that is a later one
    than in English."""
    not_printed: dict[Id, tuple[Id, ...]] = Field(default={})
    """By leaflet: the sizes in which it is not printed, because the words of this language have no room in it. There is
    no pack of such a size."""

    forms: dict[FormName, dict[CountedUnit, dict[Plural, Words]]] = Field(default={})
    """How numbers are bent: by the name of a form, such as `after`, and the unit, the words for each plural of the
    language, with `{count}` for the number. A translation then says `{fast_drink:after}` for `{fast_drink}`."""
    names: dict[Id, dict[FormName, Words]] = Field(default={})
    """By procedure: its name in each form, for `{procedure:of}`."""
    name: Words | None = None
    """What the language calls itself, where the program does not know it, such as Kajin Majel for `mh`."""
    months: Annotated[tuple[Words, ...], Field(max_length=12)] = ()
    """January to December, where the program does not know them; as they stand within a date."""
    days: Annotated[tuple[Words, ...], Field(max_length=7)] = ()
    """Monday to Sunday, where the program does not know them."""
    date: Words = "{day} {month} {year}"
    """How a date is written with these months."""
    mean_sentence: Annotated[int, Strict(), Field(ge=1, le=200)] | None = None
    """How many words a sentence may have on average, on a page or leaflet; signs, where the language has no spaces."""
    longest_sentence: Annotated[int, Strict(), Field(ge=1, le=200)] | None = None
    """How many words, or signs, any sentence may have."""
    units: dict[CountedUnit, dict[Plural, Words]] = Field(default={})
    """By unit and plural, where the program does not know them: words with `{count}` for the number."""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if len(self.months) not in (0, MONTHS) or len(self.days) not in (0, DAYS):
            raise ValueError("`months` are twelve, and `days` seven, from Monday on")
        if sorted(BRACES.findall(self.date)) != DATE:
            raise ValueError("`date` has `{day}`, `{month}` and `{year}`, each once, and no other braces")
        for unit, words in self.units.items():
            if "other" not in words:
                raise ValueError(f"the unit `{unit}` has no words for `other`, which holds for all other numbers")
            if any(BRACES.findall(each) != ["{count}"] for each in words.values()):
                raise ValueError(f"the words of the unit `{unit}` have `{{count}}` once, and no other braces")
        return self

    def most_sides(self, leaflet: str, size: str, in_english: int) -> int:
        """How many sides a leaflet may have."""
        return self.sides.get(leaflet, {}).get(size, in_english)

    def last_sides(self, leaflet: str, size: str, in_english: dict[Level, int]) -> dict[Level, int]:
        """The last side on which each card may stand."""
        return in_english | self.card_sides.get(leaflet, {}).get(size, {})
