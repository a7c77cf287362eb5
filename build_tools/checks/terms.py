"""The rule on medical words: each is explained where it first stands, on every page and every leaflet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.checks import views
from build_tools.checks.style import any_of
from build_tools.checks.views import View
from build_tools.content.model import Glossary, Project, Sentence
from build_tools.content.texts import Text, texts_in
from build_tools.content.words import parse
from build_tools.problems import Problem

OWN = frozenset({"title", "purpose", "description"})  # of the page or leaflet itself; a tile is on the home page
LEADS = frozenset({"purpose", "description"})  # a message stands in their place
FOR_AUTHORS = frozenset({"needs"})


def explained_terms(project: Project) -> Iterator[Problem]:
    """On every page and leaflet, a glossary word is marked where it first stands; its meaning is printed there."""
    words = _words(project.glossary)
    pattern = any_of(tuple(words))
    for view in views.of_topics(project):
        reported: set[str] = set()
        for text, found, term in _unexplained(view, pattern, words):
            if term not in reported:
                reported.add(term)
                message = f"`{found}` is not explained yet on the {view.kind} `{view.id}`"
                hint = f"write `[{found}](term:{term})` where it first stands, or use plain words"
                yield Problem(text.place, "unexplained-term", message, hint)


def _words(glossary: Glossary) -> dict[str, str]:
    """Each word and form of the glossary, with the term's id."""
    return {form.casefold(): id for id, term in glossary.terms.items() for form in (term.word, *term.forms)}


def _unexplained(view: View, pattern: re.Pattern[str], words: dict[str, str]) -> Iterator[tuple[Text, str, str]]:
    """(text, words found, term) wherever a term stands before it was marked."""
    explained: set[str] = set()
    in_say: set[str] = set()
    for text in _texts(view):
        marked: set[str] = set()
        for piece in parse(text.words):
            if piece.kind == "term" and text.is_statement:
                marked.add(piece.target)
                continue
            for found in pattern.findall(piece.text if piece.kind != "placeholder" else ""):
                if words[found.casefold()] not in explained | marked:
                    yield text, found, words[found.casefold()]
        if text.field == "say" and isinstance(text.record, Sentence) and text.record.unset:
            in_say = marked  # each clinic reads either `say` or `unset`: what both mark is explained
        else:
            explained |= marked & in_say if text.field == "unset" else marked


def _texts(view: View) -> Iterator[Text]:
    """In reading order, what stands on a page or leaflet."""
    own = (text for text in texts_in(view.record) if text.record is view.record and text.field in OWN)
    messages = view.procedure.info.messages
    message: Sentence | None = getattr(messages, f"{view.kind}s").get(view.id)
    yield from (text for text in own if not message or text.field not in LEADS)
    means = messages.means if view.kind == "leaflet" else None
    yield from texts_in((means, message), view.procedure, "procedure")
    for id, topic, blocks in view.shown:
        yield Text(topic.title, topic, ("title",), view.procedure, id)
        for block in blocks:
            yield from (text for text in texts_in(block, view.procedure, id) if text.field not in FOR_AUTHORS)
