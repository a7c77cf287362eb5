"""What the site's search reads, as files."""

from __future__ import annotations

import json
import re

import pytest

from build_tools.website.search_files import (
    NAMES,
    SearchEntry,
    SearchIndex,
    SearchLine,
    SearchPart,
    SearchSign,
    index_files,
    lunr,
)

LINES = (SearchLine("Stop </script> food.\u2028", "It can harm.", "last meal"), SearchLine("Rest."))
FOOD = SearchPart(LINES, "Before", "For this:", is_run=True)
ENTRIES = (
    SearchEntry("scan/food.html#food", "Food", (FOOD,), "fever; riñón"),
    SearchEntry("scan/day.html", "The day", ()),
)
SIGN = SearchSign("scan/help.html#sign-1", "Chest pain", "emergency", search_terms="heart attack")
SCAN = SearchIndex("Scan", "en", "a; about", ENTRIES, (SIGN,), {"emergency": "Say so."}, ("hours hrs",))
FILES = index_files({"scan": SCAN, NAMES: SearchIndex("", "en", "", ())})


def test_an_index_is_a_script_that_holds_nothing_but_data() -> None:
    assert list(FILES) == ["search/scan.js", "search/_names.js"]
    start, told = FILES["search/scan.js"].split(" = ", 1)
    assert start == '(window.searchIndexes ??= {})["scan"]'
    index = json.loads(told)
    assert (index["title"], index["language"], index["stop_words"]) == ("Scan", "en", "a; about")
    assert index["entries"] == [
        {
            "location": "scan/food.html#food",
            "title": "Food",
            "search_terms": "fever; riñón",
            "boost": 1,
            "parts": [
                {
                    "heading": "Before",
                    "lead": "For this:",
                    "is_run": True,
                    "lines": [
                        {"says": "Stop </script> food.\u2028", "more": "It can harm.", "search_terms": "last meal"},
                        {"says": "Rest."},
                    ],
                }
            ],
        },
        {"location": "scan/day.html", "title": "The day", "search_terms": "", "boost": 1, "parts": []},
    ]
    assert index["signs"] == [
        {
            "location": "scan/help.html#sign-1",
            "says": "Chest pain",
            "level": "emergency",
            "search_terms": "heart attack",
        }
    ]
    assert (index["tells"], index["same_words"]) == ({"emergency": "Say so."}, ["hours hrs"])


def test_lunr_keeps_the_names_of_its_authors_and_loses_what_is_written_for_programmers() -> None:
    script = lunr("en")
    assert "Copyright (C) 2020 Oliver Nightingale" in script and "@license MIT" in script
    assert "@param" not in script and len(script) < 55_000


@pytest.mark.parametrize(("language", "brings"), [("es", "lunr.es"), ("nb", "lunr.no"), ("ar", "lunr.ar")])
def test_a_language_brings_what_takes_off_its_endings(language: str, brings: str) -> None:
    assert f"{brings}.stemmer" in lunr(language) and len(lunr(language)) > len(lunr("en"))


@pytest.mark.parametrize("language", ["zh", "vi", "pl", "en"])
def test_others_bring_nothing(language: str) -> None:
    assert not re.search(r"lunr\.[a-z]{2}\.stemmer", lunr(language))
