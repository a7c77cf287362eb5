"""What the site's search reads: an index for each procedure, one of all their names, and lunr. Entries in, files out.

An index is a script, not JSON, because pages in a folder may run scripts of that folder but read no other file. It
holds what build_tools/website/assets/search-index.js asks for:

    {"title": "Sample scan", "language": "en", "stop_words": "a; about", "entries": [
        {"location": "sample-scan/get-help.html#get-help", "title": "Get help", "asked": "fever; chills", "boost": 1,
         "parts": [{"heading": "Emergency: call 911 now", "lines": ["Chest pain", "Trouble breathing"]}]}]}
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

NAMES = "_names"  # no procedure can be called so
PAGES = 0.75  # what a page's own entry counts: the answers stand in its sections
# Those that lunr can take endings off. Other languages are searched by whole words and their beginnings.
STEMMERS = {
    each: each for each in ("ar", "da", "de", "es", "fi", "fr", "hu", "it", "nl", "pt", "ro", "ru", "sv", "tr")
} | {"nb": "no", "nn": "no"}  # fmt: skip
COMMENT = re.compile(r"/\*\*.*?\*/|^\s*//[^\n]*$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Part:
    """Lines, each a sentence or an item of its own, under a heading that is shown with any of them."""

    lines: tuple[str, ...]
    heading: str = ""


@dataclass(frozen=True)
class Entry:
    """A page or a section. All words are plain text, as a reader sees them."""

    location: str
    """Counted from the site's first folder, such as `procedure/page.html#topic`."""
    title: str
    parts: tuple[Part, ...]
    asked: str = ""
    """What patients type to find it; it is never shown."""
    boost: float = 1


@dataclass(frozen=True)
class Index:
    """What one file holds; `language` is that of lunr, such as en, and `stop_words` are parted by semicolons."""

    title: str
    language: str
    stop_words: str
    entries: tuple[Entry, ...]


def index_files(indexes: Mapping[str, Index]) -> dict[str, str]:
    """By path, one for each procedure's id, and for NAMES where there are several."""
    return {f"search/{id}.js": _script(id, index) for id, index in indexes.items()}


def _script(id: str, index: Index) -> str:
    words = json.dumps(index, default=_fields, ensure_ascii=False, separators=(",", ":"))
    return f"(window.searchIndexes ??= {{}})[{json.dumps(id)}] = {words}\n"


def _fields(record: Index | Entry | Part) -> dict[str, object]:
    """Those of a record, its lists last; without the heading that most parts do not have."""
    ordered = sorted(vars(record).items(), key=lambda each: isinstance(each[1], tuple))
    return {name: value for name, value in ordered if name != "heading" or value}


@cache
def lunr(language: str) -> str:
    """The search engine that MkDocs brings, with what takes the endings off the words of a language."""
    brought = files("mkdocs.contrib.search")
    names = ["templates/search/lunr.js"]
    if language in STEMMERS:
        names += ["lunr-language/lunr.stemmer.support.js", f"lunr-language/lunr.{STEMMERS[language]}.js"]
    return "\n".join(_without_comments(brought.joinpath(name).read_text("utf-8")) for name in names)


def _without_comments(script: str) -> str:
    """They are half of it. Those that name the authors stay."""
    bare = COMMENT.sub(lambda comment: comment.group() if "Copyright" in comment.group() else "", script)
    return "".join(line.lstrip() for line in bare.splitlines(keepends=True) if line.strip())
