"""What a reader reads: the words of the model, of a web page and of a PDF, in one form that can be compared."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from html_reader import sections, tree
from prose import Prose

from build_tools.content.model import (
    Block,
    Leaflet,
    Sentence,
    YamlCareCard,
    YamlChanceRow,
    YamlContacts,
    YamlSign,
    YamlSignGroup,
)
from build_tools.content.statements import sentences_in
from build_tools.content.texts import Text, texts_in
from build_tools.content.words import parse
from build_tools.languages.hours import in_words

# White space and hyphens come and go where lines end.
BETWEEN = re.compile("[\\s\u00ad\u2010\u2011\ufffe\x02-]+")
ROUNDED = (
    "about ",
    "fewer ",
    "more ",
    "up to ",
    "at least ",
)  # numbers of people out of 100; these begin a sentence too


def squeezed(text: str) -> str:
    """Text without what depends on its layout."""
    return BETWEEN.sub("", unicodedata.normalize("NFKC", text))


# --- the model -------------------------------------------------------------------------------------------------------


def words_of(
    block: Block, prose: Prose, topic: str, leaflet: Leaflet | None = None, size: str = "standard"
) -> Iterator[str]:
    """A pattern, to be searched in squeezed text, for each text of a block that readers see, on a page or a leaflet.

    Paper has no titles of groups of signs, and a leaflet may ask for signs in few words, for cards of some levels
    alone, and for reasons in some sizes alone.
    """
    asked = next((each for each in leaflet.sections if each.topic == topic), None) if leaflet else None
    if asked and isinstance(block, YamlCareCard) and asked.levels and block.level not in asked.levels:
        return
    gives_reasons = not asked or asked.reasons is None or size in asked.reasons
    reasons = () if gives_reasons else [id(each.why) for each in block.statements() if each.why]
    for statement in sentences_in(block):
        for words in _said(statement, prose, bool(asked and asked.short)) if id(statement) not in reasons else ():
            yield pattern(words, prose, topic)
    for text in labels(block):
        if text.field != "alt" and not (leaflet and isinstance(text.record, YamlSignGroup)):
            yield pattern(text.words, prose, topic)
    if isinstance(block, YamlContacts):
        for phone in prose.clinic.listed(block.phones):
            yield pattern(phone.name, prose, "clinic")
            yield pattern(phone.shown, prose, topic)
            yield pattern(in_words(prose.catalog, phone.hours), prose, topic)


def labels(block: Block) -> Iterator[Text]:
    """Each text of a block that a reader sees and that is not a statement: headings, labels, alternatives."""
    return (text for text in texts_in(block) if text.is_own_voice and not text.is_statement)


def _said(statement: Sentence, prose: Prose, is_short: bool) -> Iterator[str]:
    if is_short and isinstance(statement, YamlSign) and statement.short:
        yield statement.short
    elif isinstance(statement, YamlChanceRow):
        yield f"{{{statement.fact}}} {statement.say}."
        yield f"{{{statement.fact}.rest}} {statement.otherwise}."
    else:
        yield prose.chosen(statement)


def pattern(words: str, prose: Prose, context: str) -> str:
    """The words, with facts for placeholders; a term may have its meaning in brackets behind it."""
    parts = []
    for piece in parse(prose.catalog.text(words, context)):
        text = prose.value(piece.target, piece.form) if piece.kind == "placeholder" else piece.text
        shown = re.escape(squeezed(text))
        if piece.kind == "placeholder" and text.startswith(ROUNDED):  # behind "Filled:" on paper, and at the beginning
            shown = f"[{text[0]}{text[0].upper()}]{shown[1:]}"
        parts.append(shown)
        if piece.kind == "term":
            meaning = prose.plain(prose.glossary.terms[piece.target].means, "glossary")
            parts.append(f"(?:{re.escape(squeezed(f'({meaning})'))})?")
    return "".join(parts)


# --- a web page ------------------------------------------------------------------------------------------------------


def page_sections(page: Path) -> dict[str, str]:
    """The squeezed text of each section of a built page, with its heading in front, by the heading's id."""
    return {id: squeezed(each.heading + each.words) for id, each in sections(tree(page)).items()}


# --- a PDF -----------------------------------------------------------------------------------------------------------


@cache
def pdf_tree(pdf: Path) -> list[tuple[str, str]]:
    """The texts of a PDF in the order in which it is read aloud, each with the heading tag it stands in, or ""."""
    command = ["pdfinfo", "-struct-text", str(pdf)]
    # pdfinfo gives the titles of elements as they are in the file, often not as UTF-8.
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=True)
    lines = done.stdout.splitlines()
    found, tag, depth = [], "", -1
    for line in lines:
        indent = len(line) - len(line.lstrip())
        words = line.strip()
        if indent <= depth:
            tag, depth = "", -1
        if words.startswith('"'):
            found.append((tag, words.removeprefix('"').removesuffix('"')))
        elif re.match(r"H\d\b", words):
            tag, depth = words[:2], indent
    return found


def pdf_section(pdf: Path, title: str) -> str:
    """The squeezed text of a section with its heading; all of the PDF where its blocks have heads of their own."""
    found = pdf_sections(pdf)
    whole = "".join(squeezed(text) for _, text in pdf_tree(pdf))
    return squeezed(title) + found.get(squeezed(title), whole)


@cache
def pdf_sections(pdf: Path) -> dict[str, str]:
    """The squeezed text of each section of a PDF, by its squeezed heading."""
    found: dict[str, str] = {}
    heading, last = "", ""
    for tag, text in pdf_tree(pdf):
        if tag == "H2":
            heading = heading + squeezed(text) if last == "H2" else squeezed(text)
            found[heading] = ""
        elif heading:
            found[heading] += squeezed(text)
        last = tag
    return found
