"""A project whose every word, picture and release was written by an enemy, as far as the checks let them.

All of it is invented. It is what a careless paste or a bad translator may bring, made as bad as can be.
"""

from __future__ import annotations

import json
import re
import struct
import zlib
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from itertools import cycle
from pathlib import Path
from typing import Any

import yaml
from PIL import Image

from build_tools import pipeline, templates, website
from build_tools.guide import build
from build_tools.guide.leaflet_file import LeafletFile
from build_tools.languages.catalog import Catalog
from build_tools.languages.translations import INTERFACE
from build_tools.printing.jobs import jobs
from build_tools.records import ledger, sealed_folder, snapshot
from build_tools.records.sealed import sealed
from build_tools.records.snapshot import Snapshot, SnapshotSection
from build_tools.website.pages import of_site

# What passes the checks in our own words; each would act if it stood in a page without being escaped, or escaped twice.
IN_WORDS = [
    ' " onmouseover="pwned()', " ' onfocus='pwned()' autofocus='", " &ltimg src=x onerror=pwned()&gt",
    " javascript:pwned()", " --> ]]> */ x", " < script>pwned()</ script>", ": a - b", " ---", "\n\nNew line",
    "\n===\nNew line", " \\", " *[x]: y",
]  # fmt: skip
# What passes in names and in the words of others. {at} is the address of a listener.
IN_NAMES = [
    *IN_WORDS, " &#60script src={at}name&#62", " {at}name", " //x {at}path", " [x]: {at}ref", " [^1]: {at}note",
    " > {at}quote",
]  # fmt: skip
OUT_OF_QUOTES = ' " onfocus="pwned()" autofocus="'  # behind every string of pages: many stand in attributes
IN_TRANSLATIONS = [
    " ' onclick='pwned()'", " &ltscript&gtpwned()&lt/script&gt", " --> < script>", ' ">', " </ title>",
    " \\ucafescript", " ]]>", " $(pwned())", " javascript:pwned()", ' ");pwned();("',
]  # fmt: skip
OWN = {
    "say", "unset", "otherwise", "alt", "heading", "title", "label", "means", "description", "purpose", "text",
    "question", "invitation", "we_print",
}  # fmt: skip
NAMES = {
    "name", "word", "address", "paid_by", "when", "owner", "source", "says", "why", "note", "publisher", "published",
    "identifier", "left_out", "what",
}  # fmt: skip
HTML = '<img src=x onerror="pwned()"><script>pwned()</script><a href="javascript:pwned()">x</a>{{ 7 * 7 }}{% raw %}'
LOOSE = {"paragraph_sentences": ": 9", "reading_ease": ": 1"}
CANARY = "canary-of-the-tests-9f3a"


def make(project: Path, at: str) -> Path:
    """Spoil a whole project; `at` is the address of a listener, with a slash at the end."""
    site = project / "docs/site.yaml"
    site.write_text(site.read_text("utf-8").replace("tile: {", "tile: {picture: tile.jpg, "), "utf-8")
    for file in sorted([*(project / "docs").rglob("*.yaml"), *(project / "leaflets").rglob("*.yaml")]):
        if "maintaining" not in file.parts and file.name not in ("style.yaml", "coverage.yaml"):
            _spoil(file, at)
    style = project / "docs/content/style.yaml"
    loose = re.sub(
        r"(paragraph_sentences|reading_ease): \d+", lambda limit: limit[1] + LOOSE[limit[1]], style.read_text()
    )
    style.write_text(loose, "utf-8")
    _pictures(project)
    _translate(project)
    _release(project, at)
    return project


# --- words -----------------------------------------------------------------------------------------------------------


def _spoil(file: Path, at: str) -> None:
    data = yaml.safe_load(file.read_text("utf-8"))
    # Others where the titles are those of sources, and other ones in each file.
    start = sum(map(ord, file.name))
    words, names = (cycle(each[start % len(each) :] + each[: start % len(each)]) for each in (IN_WORDS, IN_NAMES))
    own = OWN - {"title"} if file.name == "sources.yaml" else OWN
    _append(data, own, words, "")
    _append(data, NAMES | (OWN - own), names, at)
    file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")


def _append(data: Any, keys: set[str], tails: Iterator[str], at: str) -> None:
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        is_id = key in ("source", "means") and re.fullmatch(r"[a-z]+(-[a-z]+)*", str(value))
        if key in keys and isinstance(value, str) and not is_id:
            data[key] = value + next(tails).replace("{at}", at)
        else:
            _append(value, keys, tails, at)


def _translate(project: Path) -> None:
    """Every string of the tool's own, with something behind it."""
    folder = project / "docs/content/locale/en"
    folder.mkdir(parents=True)
    on_pages, on_paper = _asked(project)
    # What stands beside the clinic's name, and in one line at the foot, where more would be refused.
    full = {"Code {code}"} | {words for words in on_paper if "{pages}" in words}
    tails = cycle(IN_TRANSLATIONS)
    entries = ['msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n']
    for words in sorted((on_pages | on_paper) - full):
        tail = next(tails) if words in on_paper else OUT_OF_QUOTES + next(tails)  # paper has no room for all
        entries.append(f'msgctxt "interface"\nmsgid {_po(words)}\nmsgstr {_po(words + tail)}\n')
    (folder / "all.po").write_text("\n".join(entries), "utf-8")


def _asked(project: Path) -> tuple[set[str], set[str]]:
    """What pages and paper ask the catalog for."""
    found = pipeline.whole_source(project)
    heard = [_Heard(found.catalog.code, found.catalog.locale) for _ in ("pages", "paper")]
    for_pages, for_paper = (build.guides(found.project, catalog) for catalog in heard)
    printed = [
        LeafletFile(job.key, job.current.code, 2) for job in jobs(found.project, for_paper, found.project.clinic.paper)
    ]
    lost = website.lost(found.project, for_pages)
    of_site(found.project, (*website.surfaces(found.project, for_pages, printed, found.ledger, ()), lost))
    on_pages, on_paper = (catalog.asked for catalog in heard)
    texts = [file.read_text("utf-8") for file in templates.OURS["docs/templates"].rglob("*.html")]
    return on_pages.union(*(re.findall(r'\bt\("([^"]+)"\)', text) for text in texts)), on_paper


class _Heard(Catalog):
    """Remembers which words of the tool were asked for."""

    @cached_property
    def asked(self) -> set[str]:
        return set()

    def text(self, message: str, context: str = INTERFACE) -> str:
        if context == INTERFACE:
            self.asked.add(message)
        return super().text(message, context)


def _po(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


# --- pictures --------------------------------------------------------------------------------------------------------


def _pictures(project: Path) -> None:
    """A drawing with words to escape, and photographs that are web pages too."""
    content = project / "docs/content"
    escaped = HTML.replace("<", "&lt;")
    for drawing in content.glob("*/pictures/*.svg"):
        text = drawing.read_text("utf-8")
        drawing.write_text(
            re.sub(r"<title>.*?</title>", f"<title>{escaped}</title><desc>{escaped}</desc>", text), "utf-8"
        )
    (content / "tiles").mkdir()
    Image.new("RGB", (160, 120), "teal").save(content / "tiles/tile.jpg", comment=HTML)
    with (content / "tiles/tile.jpg").open("ab") as photograph:
        photograph.write(HTML.encode())
    (content / "clinic").mkdir()
    Image.new("RGB", (60, 40), "teal").save(content / "clinic/logo.png")
    _also_a_page(content / "clinic/logo.png")
    with (content / "clinic.yaml").open("a", encoding="utf-8") as clinic:
        clinic.write("logo: logo.png\n")


def _also_a_page(picture: Path) -> None:
    """A comment in the picture, and a page behind its end."""
    data = picture.read_bytes()
    comment = b"Comment\0" + HTML.encode()
    chunk = struct.pack(">I", len(comment)) + b"tEXt" + comment + struct.pack(">I", zlib.crc32(b"tEXt" + comment))
    end_of_header = 8 + 25
    picture.write_bytes(data[:end_of_header] + chunk + data[end_of_header:] + HTML.encode())


# --- what was released -----------------------------------------------------------------------------------------------


def _release(project: Path, at: str) -> None:
    """Two releases whose words nobody has checked, but whose seals are right."""
    releases: list[ledger.Release] = []
    for number in (1, 2):
        words = f"{HTML} {at}ledger \x02wzxhzdk:0\x03 {number}"
        section = SnapshotSection(id="key-points", heading=words, lines=(words, f"{{lie_still}} {words}"))
        said = Snapshot(title=words, sections=(section,), facts={"lie_still": words})
        identity = {"procedure": "sample-scan", "leaflet": "card", "language": "en", "size": "standard"}
        digest = snapshot.digest(said, **identity)
        day = date(2027, 1, number)
        release = ledger.Release(**identity, code=snapshot.code(digest), released=day, digest=digest, said=said)
        releases.append(sealed(release, releases))
    sealed_folder.add(project, ledger.FOLDER, releases)
