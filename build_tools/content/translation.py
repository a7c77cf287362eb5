"""Records of a translation as a whole."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, Strict

from build_tools.content.clinic import PersonName
from build_tools.content.record import FactId, Id, Level, Record, Words

FormName = FactId
Plural = Literal["zero", "one", "two", "few", "many", "other"]
"""How CLDR calls the plurals of all languages; each has some of them."""
CountedUnit = Literal["minute", "hour", "day", "week", "month", "year", "pound", "kilogram", "number"]


class Translation(Record):
    """language.yaml, beside the catalogs of a language: what holds for all of them."""

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

    def most_sides(self, leaflet: str, size: str, in_english: int) -> int:
        """How many sides a leaflet may have."""
        return self.sides.get(leaflet, {}).get(size, in_english)

    def last_sides(self, leaflet: str, size: str, in_english: dict[Level, int]) -> dict[Level, int]:
        """The last side on which each card may stand."""
        return in_english | self.card_sides.get(leaflet, {}).get(size, {})
