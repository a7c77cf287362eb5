"""What a language must say of itself because nobody has told it to Unicode: months, days, units. Pure.

Babel gives "M05 31" and "2 h" for it, which no patient reads.
"""

from __future__ import annotations

from collections.abc import Iterator

from babel import Locale
from babel.units import format_unit

from build_tools.content.model import Project
from build_tools.languages.catalog import NOBODYS, SOURCE_LANGUAGE, UNITS, Catalog
from build_tools.languages.translations import FOLDER
from build_tools.problems import Place, Problem


def problems(catalog: Catalog, project: Project) -> Iterator[Problem]:
    """The words that neither the program knows, nor language.yaml tells."""
    lacking = list(_lacking(catalog, project)) if catalog.tag != SOURCE_LANGUAGE else []
    if lacking:
        message = f"nobody has told how this language says {', '.join(lacking)}"
        hint = "write them into language.yaml, as docs/maintaining/translate.md shows"
        yield Problem(Place(f"{FOLDER}/{catalog.tag}/language.yaml"), "not-translated", message, hint)


def _lacking(catalog: Catalog, project: Project) -> Iterator[str]:
    own, locale, nobodys = catalog.own, catalog.locale, Locale.parse(NOBODYS)
    if locale.language == NOBODYS and not own.name:
        yield "its own name (`name`)"
    if not own.months and locale.months["format"]["wide"][5] == nobodys.months["format"]["wide"][5]:
        yield "the months (`months`)"
    if not own.days and locale.days["stand-alone"]["wide"][0] == nobodys.days["stand-alone"]["wide"][0]:
        yield "the days of the week (`days`)"
    used = {fact.unit for procedure in project.procedures for fact in procedure.facts.facts.values()}
    for unit, name in UNITS.items():
        as_nobody = format_unit(2, name, "long", locale=nobodys) == format_unit(2, name, "long", locale=locale)
        if as_nobody and unit in used and unit not in own.units:
            yield f"{unit}s (`units`)"
