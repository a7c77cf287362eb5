"""What the site's search reads: an index for each procedure, one of all their names, and lunr. Entries in, files out.

An index is a script, not JSON, because pages in a folder may run scripts of that folder but read no other file. It
holds what build_tools/website/assets/search-index.js asks for:

    {"title": "Sample scan", "language": "en", "stop_words": "a; about", "same_words": ["hours hrs"], "entries": [
        {"location": "sample-scan/day.html#eating", "title": "Eating", "search_terms": "can I eat", "boost": 1,
         "parts": [{"heading": "Before", "lines": [{"says": "Stop food 6 hours before.", "search_terms": "meal"}]}]}],
     "signs": [{"location": "sample-scan/get-help.html#sign-1f", "says": "Chest pain", "level": "emergency",
         "search_terms": "heart attack"}]}
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from build_tools.content.model import Level

NAMES = "_names"  # no procedure can be called so
PAGES = 0.75  # what a page's own entry counts: the answers stand in its sections
# Those that lunr can take endings off. Other languages are searched by whole words and their beginnings.
STEMMERS = {
    each: each for each in ("ar", "da", "de", "es", "fi", "fr", "hu", "it", "nl", "pt", "ro", "ru", "sv", "tr")
} | {"nb": "no", "nn": "no"}  # fmt: skip
COMMENT = re.compile(r"/\*\*.*?\*/|^\s*//[^\n]*$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class SearchLine:
    """A sentence, or an item of a list, that can stand alone."""

    says: str
    more: str = ""
    """For how long, and why."""
    search_terms: str = ""
    """What patients type to find just this."""


@dataclass(frozen=True)
class SearchPart:
    """What belongs together under a heading."""

    lines: tuple[SearchLine, ...]
    heading: str = ""
    lead: str = ""
    """What any of its lines is said with, such as "Call us soon if you have:"."""
    is_run: bool = False
    """Whether its lines are one thought, which is read from its beginning."""


@dataclass(frozen=True)
class SearchSign:
    """A sign of danger: what to do is told by its level, in search_help.py."""

    location: str
    says: str
    level: Level
    more: str = ""
    """The reason."""
    search_terms: str = ""
    of: str = ""
    """The procedure after which it is one, where readers have not chosen theirs."""


@dataclass(frozen=True)
class SearchEntry:
    """A page or a section. All words are plain text, as a reader sees them."""

    location: str
    """Counted from the site's first folder, such as `procedure/page.html#topic`."""
    title: str
    parts: tuple[SearchPart, ...]
    search_terms: str = ""
    """What patients type to find it; it is never shown."""
    boost: float = 1


@dataclass(frozen=True)
class SearchIndex:
    """What one file holds; `language` is that of lunr, such as en, and `stop_words` are parted by semicolons."""

    title: str
    language: str
    stop_words: str
    entries: tuple[SearchEntry, ...]
    signs: tuple[SearchSign, ...] = ()
    tells: Mapping[str, str] = field(default_factory=dict)
    """By level: what to tell those who help."""
    same_words: tuple[str, ...] = ()
    """Each a list of words that mean the same."""


def index_files(indexes: Mapping[str, SearchIndex]) -> dict[str, str]:
    """By path, one for each procedure's id, and for NAMES where there are several."""
    return {f"search/{id}.js": _script(id, index) for id, index in indexes.items()}


def _script(id: str, index: SearchIndex) -> str:
    words = json.dumps(index, default=_fields, ensure_ascii=False, separators=(",", ":"))
    return f"(window.searchIndexes ??= {{}})[{json.dumps(id)}] = {words}\n"


def _fields(record: SearchIndex | SearchEntry | SearchPart | SearchLine | SearchSign) -> dict[str, object]:
    """Those of a record, its lists last; without what most parts, lines and signs do not have."""
    ordered = sorted(vars(record).items(), key=lambda each: isinstance(each[1], tuple))
    return {name: value for name, value in ordered if value or isinstance(record, SearchIndex | SearchEntry)}


@cache
def lunr(*languages: str) -> str:
    """The search engine that MkDocs brings, with what takes the endings off the words of languages."""
    brought = files("mkdocs.contrib.search")
    names = ["templates/search/lunr.js"]
    stemmers = [f"lunr-language/lunr.{STEMMERS[each]}.js" for each in languages if each in STEMMERS]
    names += ["lunr-language/lunr.stemmer.support.js", *stemmers] if stemmers else []
    return "\n".join(_without_comments(brought.joinpath(name).read_text("utf-8")) for name in names)


def _without_comments(script: str) -> str:
    """They are half of it. Those that name the authors stay."""
    bare = COMMENT.sub(lambda comment: comment.group() if "Copyright" in comment.group() else "", script)
    return "".join(line.lstrip() for line in bare.splitlines(keepends=True) if line.strip())
