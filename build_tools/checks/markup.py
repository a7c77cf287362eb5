"""Rules on what may stand in words besides words: links to terms and pages, and placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.content.model import HomePage, Project
from build_tools.content.plain_words import ADDRESS, HTML, LINK, MARKDOWN, TARGET
from build_tools.content.texts import Text, all_texts
from build_tools.content.words import PLACEHOLDER, RESERVED
from build_tools.problems import Problem

LINK_WORDS = re.compile(r"\[([^\]]*)\]\(")


def html_in_text(project: Project) -> Iterator[Problem]:
    """Words hold no HTML: no tags such as `<b>`, no comments, no entities such as `&lt;`."""
    for text in all_texts(project):
        found = HTML.search(text.words)
        if found:
            message = f"HTML in the words: `{found.group()}`"
            yield Problem(text.place, "html-in-text", message, "write plain words; the layout is the tool's work")


def bad_link(project: Project) -> Iterator[Problem]:
    """A link leads to a term or a page of this guide, and stands in a statement. No web address stands in words."""
    for text in all_texts(project):
        for match in LINK.finditer(text.words):
            hint = _link_hint(text, match)
            if hint:
                yield Problem(text.place, "bad-link", f"this link cannot stand here: `{match.group()}`", hint)
        address = ADDRESS.search(text.words)
        if address and text.is_own_voice and not LINK.search(text.words):
            message = f"a web address in the words: `{address.group()}`"
            yield Problem(text.place, "bad-link", message, "say it in words; {website} prints the clinic's own")


def _link_hint(text: Text, match: re.Match[str]) -> str:
    if not text.is_statement:
        return "links stand only in statements; write the words alone"
    if TARGET.fullmatch(match.group(2) or "") and match.group().endswith(")"):
        return ""
    return "link to a term, `[words](term:id)`, or to a page, `[words](page:id)`"


def markdown(project: Project) -> Iterator[Problem]:
    """Words hold no other Markdown: no bold or italics, no code, no headings, no pictures."""
    for text in all_texts(project):
        found = MARKDOWN.search(text.words)
        if found:
            hint = "write plain words; for headings, lists and pictures use the blocks"
            yield Problem(text.place, "markdown", f"Markdown in the words: `{found.group().strip()}`", hint)


def bad_placeholder(project: Project) -> Iterator[Problem]:
    """Braces hold the id of a fact, `{id}`, or one of its forms, such as `{id.number}`; nothing else.

    Names, the words of others and those of the home page are shown as they stand.
    """
    for text in all_texts(project):
        left = PLACEHOLDER.sub("", text.words)
        if "{" in left or "}" in left:
            forms = "`{id}`, `{id.number}`, or of people `{id.rest}`, `{id.counted}`, `{id.more}`"
            hint = f"write {forms}; for all: {', '.join(sorted(RESERVED))}"
            yield Problem(text.place, "bad-placeholder", "a brace that is no placeholder", hint)
        elif PLACEHOLDER.search(text.words) and (not text.is_own_voice or isinstance(text.record, HomePage)):
            yield Problem(text.place, "bad-placeholder", "no placeholder can stand here", "write the words themselves")
        elif any(PLACEHOLDER.search(words) for words in LINK_WORDS.findall(text.words)):
            hint = "write the placeholder before or after the link"
            yield Problem(text.place, "bad-placeholder", "a placeholder within the words of a link", hint)
