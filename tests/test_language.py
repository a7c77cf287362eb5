"""Catalogs, numbers, dates and direction in several languages."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from babel import Locale
from babel.localedata import locale_identifiers
from translating import HAITIAN

from build_tools.content.model import Fact, Translation
from build_tools.languages import catalog as language
from build_tools.languages import hours
from build_tools.languages.catalog import UNITS, Catalog
from build_tools.languages.dates import for_scripts
from build_tools.languages.share import share
from build_tools.problems import Place, ProblemsFound

PO = """\
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "Do"
msgstr "Haga"

msgctxt "medicines"
msgid "Do"
msgstr "Tome"

msgctxt "medicines"
msgid "Not done"
msgstr ""

#, fuzzy
msgctxt "medicines"
msgid "Guessed"
msgstr "Adivinado"

#~ msgid "Gone"
#~ msgstr "Ido"

msgid "{low} to {high}"
msgstr "de {low} a {high}"
"""


def catalog(code: str, root: Path = Path()) -> language.Catalog:
    return language.catalog(root, code, Place("clinic.yaml", 6, 9))


def fact(unit: str, low: int, high: int | None = None, of: int | None = None) -> Fact:
    numbers: dict[str, Any] = {"value": low} if high is None else {"low": low, "high": high}
    return Fact.model_validate({"what": "x", "unit": unit, "of": of, "sources": ["one"], **numbers})


@pytest.fixture
def translated(tmp_path: Path) -> language.Catalog:
    folder = tmp_path / "docs/content/locale/es"
    folder.mkdir(parents=True)
    (folder / "all.po").write_text(PO, "utf-8")
    return catalog("es_US", tmp_path)


@pytest.mark.parametrize(
    ("context", "message", "words"),
    [
        ("interface", "Do", "Haga"), ("medicines", "Do", "Tome"), ("other", "Do", "Do"),
        ("medicines", "Not done", "Not done"),
        ("medicines", "Guessed", "Guessed"), ("interface", "Gone", "Gone"), ("interface", "Never seen", "Never seen"),
        ("interface", "", ""),
    ],
    ids=["finished", "by context", "other context", "missing", "fuzzy", "obsolete", "unknown", "header"],
)  # fmt: skip
def test_translations(translated: language.Catalog, context: str, message: str, words: str) -> None:
    assert translated.text(message, context) == words


@pytest.mark.parametrize(
    ("context", "english", "words"),
    [
        ("risks", "1,500 people and 0.7 points of B12", "1.500 people y 0,7 puntos de B12"),
        ("clinic", "8 am to 5 pm", "8:00 a 17:00"),
        ("how-sure", "Rest {vertos2_people}", "Descanse {vertos2_people}"),
    ],
    ids=["marks between digits", "hours of the clinic", "digits in a name"],
)
def test_numbers_of_a_translation(tmp_path: Path, context: str, english: str, words: str) -> None:
    """Each as its language writes it; a number that the English has not is refused (bad_input/translations.yaml)."""
    folder = tmp_path / "docs/content/locale/es"
    folder.mkdir(parents=True)
    (folder / "x.po").write_text(f'msgctxt "{context}"\nmsgid "{english}"\nmsgstr "{words}"\n', "utf-8")
    assert catalog("es_US", tmp_path).text(english, context) == words


def test_several_files_of_one_language(translated: language.Catalog, tmp_path: Path) -> None:
    (tmp_path / "docs/content/locale/es/more.po").write_text('msgid "Never seen"\nmsgstr "Nunca visto"\n')
    more = catalog("es_US", tmp_path)
    assert (more.text("Never seen"), more.text("Do")) == ("Nunca visto", "Haga")


@pytest.mark.parametrize(
    ("code", "item", "number", "words"),
    [
        ("en_US", fact("hour", 1), "1", "1 hour"),
        ("en_US", fact("hour", 1, 2), "1 to 2", "1 to 2 hours"),
        ("en_US", fact("day", 0), "0", "0 days"),
        ("en_US", fact("pound", 10), "10", "10 pounds"),
        ("en_US", fact("number", 3175), "3,175", "3,175"),
        ("en_US", fact("number", 2, 3), "2 to 3", "2 to 3"),
        ("en_US", fact("people", 44, of=100), "44", "44 of 100 people"),
        ("en_US", fact("people", 75, 90, of=100), "75 to 90", "75 to 90 of 100 people"),
        ("de_DE", fact("week", 1, 2), "1 to 2", "1 to 2 Wochen"),
        ("de_DE", fact("number", 3175), "3.175", "3.175"),
        ("fr_FR", fact("minute", 0), "0", "0 minute"),
        ("en_US", fact("celsius", 38), "38", "100.4 F (38 C)"),
        ("en_US", fact("celsius", 37, 38), "37 to 38", "98.6 to 100.4 F (37 to 38 C)"),
        ("es_US", fact("celsius", 38), "38", "100.4 F (38 C)"),
        ("en_GB", fact("celsius", 38), "38", "38°C"),
        ("de_DE", fact("celsius", 37, 38), "37 to 38", "37 to 38 °C"),
        ("fr_CA", fact("celsius", 40), "40", "40 °C"),
        ("en_XA", fact("celsius", 40), "40", "⁅104 F (40 C)⁆"),
        ("en_XA", fact("hour", 1, 2), "⁅1 to 2⁆", "⁅1 to ⁅2 hours⁆⁆"),
    ],
)
def test_numbers(code: str, item: Fact, number: str, words: str) -> None:
    assert (catalog(code).number(item), catalog(code).fact(item)) == (number, words)


def test_a_range_in_another_language(translated: language.Catalog) -> None:
    assert translated.fact(fact("hour", 1, 2)) == "de 1 a 2 horas"


@pytest.mark.parametrize(
    ("item", "rest"),
    [
        (fact("people", 44, of=100), "56"), (fact("people", 75, 90, of=100), "10 to 25"),
        (fact("people", 0, of=9), "100"),
        (fact("people", 100, of=100), "0"), (fact("people", 10, of=3175), "more than 99"),
    ],
)  # fmt: skip
def test_the_rest_of_the_people(item: Fact, rest: str) -> None:
    assert catalog("en_US").rest(item) == rest


@pytest.mark.parametrize(
    ("item", "words", "rest", "counted"),
    [
        (fact("people", 44, of=100), "44", "56", ""),
        (fact("people", 57, of=95), "60", "40", "57 of 95"),
        (fact("people", 229, of=431), "about 53", "about 47", "229 of 431"),
        (fact("people", 1, of=8), "about 13", "about 87", "1 of 8"),
        (fact("people", 26, of=3175), "fewer than 1", "more than 99", "26 of 3,175"),
        (fact("people", 3149, of=3175), "more than 99", "fewer than 1", "3,149 of 3,175"),
        (fact("people", 0, of=59), "0", "100", "0 of 59"),
        (fact("people", 59, of=59), "100", "0", "59 of 59"),
        (fact("people", 1, 9, of=200), "up to about 5", "at least about 95", "1 to 9 of 200"),
        (fact("people", 2, 3, of=59), "about 3 to 5", "about 95 to 97", "2 to 3 of 59"),
    ],
)
def test_people_are_told_out_of_100_and_as_counted(item: Fact, words: str, rest: str, counted: str) -> None:
    english = catalog("en_US")
    told = f"{words} of 100 people"
    assert (english.fact(item), english.rest(item)) == (told, rest)
    assert english.counted(item) == (f"{told} ({counted})" if counted else told)
    assert english.more(item) == f"{words} more of 100 people"


@pytest.mark.parametrize("of", [1, 3, 7, 100, 431, 3175])
def test_nobody_and_everybody_are_said_only_where_that_was_counted(of: int) -> None:
    for low in range(of + 1):
        for high in {low, min(low + 1, of), of}:
            given = share(low, high, of)
            assert 0 <= given.low <= given.high <= 100
            if given.bound not in ("fewer", "more"):
                assert (given.low == 0) is (low == 0 or given.bound == "up_to")
                assert (given.high == 100) is (high == of or given.bound == "at_least")
            assert given.rest.rest == given


@pytest.mark.parametrize(
    ("code", "words"),
    [("en_US", "May 31, 2027"), ("en_GB", "31 May 2027"), ("es_US", "31 de mayo de 2027"), ("en_XA", "⁅May 31, 2027⁆")],
)
def test_dates(code: str, words: str) -> None:
    assert catalog(code).date(date(2027, 5, 31)) == words


@pytest.mark.parametrize(
    ("code", "tag", "direction"),
    [
        ("en_US", "en-US", "ltr"),
        ("ar", "ar", "rtl"),
        ("he_IL", "he-IL", "rtl"),
        ("es", "es", "ltr"),
        ("en_XA", "en-US", "ltr"),
    ],
)
def test_language_and_direction(code: str, tag: str, direction: str) -> None:
    assert (catalog(code).html_language, catalog(code).direction) == (tag, direction)


@pytest.mark.parametrize("code", ["qq_ZZ", "x", "", "en_US_too_long"])
def test_a_locale_that_nobody_knows(code: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        catalog(code)
    (problem,) = found.value.problems
    assert (problem.place, problem.code) == (Place("clinic.yaml", 6, 9), "unknown-locale")
    assert code in problem.message


@pytest.mark.parametrize(
    ("code", "tag", "html", "fever"),
    [
        ("ht_US", "ht", "ht-US", "100,4 F (38 C)"), ("so_US", "so", "so-US", "100.4 F (38 C)"),
        ("fil_US", "fil", "fil-US", "100.4 F (38 C)"), ("ar_US", "ar", "ar-US", "100.4 F (38 C)"),
        ("zh_Hant_US", "zh-Hant", "zh-Hant-US", "100.4 F (38 C)"), ("vi_GB", "vi", "vi-GB", "38\xa0°C"),
        ("hmn_US", "hmn", "hmn-US", "100.4 F (38 C)"), ("sr_Latn_US", "sr-Latn", "sr-Latn-US", "100,4 F (38 C)"),
    ],
)  # fmt: skip
def test_a_language_of_readers_elsewhere(code: str, tag: str, html: str, fever: str) -> None:
    """Fevers, weeks and weekends are those of the country, also where Babel does not know who reads what there."""
    found = catalog(code)
    assert (found.tag, found.html_language, found.fact(fact("celsius", 38))) == (tag, html, fever.replace("\xa0", ""))
    assert found.first_week_day == (6 if code.endswith("US") else 0) and found.weekend == {5, 6}
    assert language.local("en_GB" if code.endswith("GB") else "en_US", tag) == code


@pytest.mark.parametrize(
    ("code", "better"),
    [
        ("tl", "fil"), ("tl_US", "fil"), ("iw_IL", "he"), ("in", "id"), ("cmn", "zh"), ("zh_US", ""), ("es_ZZ", ""),
        ("ksw", ""), ("sh", "sr"), ("en_XB", ""),
    ],
)  # fmt: skip
def test_a_locale_under_another_name(code: str, better: str) -> None:
    """One language has one tag: under another one its words would be looked for in vain."""
    assert not language.is_known(code) and language.instead(code) == better
    assert not language.is_tag(code)


LANGUAGES = sorted({code.partition("_")[0] for code in locale_identifiers()} - {"root"})


def test_numbers_and_dates_have_one_kind_of_digits_and_one_calendar() -> None:
    """As on the page, whose scripts ask for the same: digits 0 to 9 and the years of letters from the clinic."""
    evening = Fact.model_validate({"what": "x", "unit": "time_of_day", "value": "22:30", "sources": ["one"]})
    for code in LANGUAGES:
        found = Catalog(code, Locale.parse(code))
        shown = [found.date(date(2027, 5, 31)), found.fact(fact("hour", 2, 14)), found.number(fact("number", 3175))]
        shown += [found.number(evening), hours.clock(found, 510)]
        shown += [found.fact(fact("celsius", 38)), found.fact(fact("kilogram", 5))]
        assert not any(key in words for words in shown for key in UNITS.values()), (code, shown)
        digits = [sign for words in shown for sign in words if sign.isdigit()]
        assert all(sign.isascii() for sign in digits), (code, shown)
        assert "2027" in shown[0] and "31" in shown[0] and "14" in shown[1], (code, shown)


def test_dates_for_scripts_have_every_part() -> None:
    parts = {"date": {"weekday", "day", "year"}, "week_day": {"weekday", "day"}, "day": {"day"}, "time": {"minute"}}
    for code in set(LANGUAGES) - {"en", "tok", "vo"}:  # two that somebody invented
        told = for_scripts(Catalog(code, Locale.parse(code)))
        for name, wanted in parts.items():
            found = set(re.findall(r"{(\w+)}", str(told[name])))
            assert found >= wanted and found & {"month", "number", "minute"}, (code, name, told[name])


def test_a_language_that_says_its_own_months_and_units() -> None:
    own = Translation.model_validate(HAITIAN)
    found = replace(catalog("ht_US"), own=own)
    assert found.date(date(2027, 5, 31)) == "31 me 2027"
    assert (found.fact(fact("hour", 1)), found.fact(fact("hour", 2, 4))) == ("1 èdtan", "2 to 4 èdtan")
    assert found.week_day(0) == "lendi"
    told = for_scripts(found)
    assert told["always"] is True and told["week_day"] == "{weekday}, {day} {month}"


def test_english_is_the_source_language() -> None:
    assert catalog("en_US").text("Anything {at} all", "x") == "Anything {at} all"


def test_the_pseudo_language_marks_every_message() -> None:
    assert catalog("en_XA").text("Do") == "⁅Do⁆"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en_US", ["bone", "MRI", "sham", "Shampoo", "vertebra", "vertebral body", "vertebrate"]),
        ("fr_FR", ["echo", "\u00e9chographie", "echt", "os"]),
        ("es_US", ["mano", "nube", "\u00f1and\u00fa", "oreja"]),
        ("sv_SE", ["apa", "zon", "\u00e5lder", "\u00e4gg", "\u00f6ga"]),
        ("pl_PL", ["lek", "\u0142okie\u0107", "most"]),
        ("vi_VN", ["an", "\u0103n", "\u1ea5m", "da", "\u0111au"]),
        ("ru_RU", ["\u0431\u043e\u043b\u044c", "\u043a\u043e\u0441\u0442\u044c", "\u0448\u0432\u044b"]),
    ],
)
def test_alphabetical_order(code: str, words: list[str]) -> None:
    backwards = words[::-1]
    assert sorted(backwards, key=catalog(code).alphabetical) == words


@pytest.mark.parametrize(
    ("code", "word", "letter"),
    [
        ("en_US", "sham", "S"), ("fr_FR", "\u00e9cho", "E"), ("es_US", "\u00f1and\u00fa", "\u00d1"),
        ("sv_SE", "\u00e5lder", "\u00c5"),
        ("vi_VN", "\u1ea5m", "\u00c2"), ("en_US", "(none)", "N"), ("en_US", "?", ""), ("en_US", "", ""),
        ("en_XA", "\u2045sham\u2046", "\u2045S\u2046"),
    ],
)  # fmt: skip
def test_initial(code: str, word: str, letter: str) -> None:
    assert catalog(code).initial(word) == letter
