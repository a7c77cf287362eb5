"""How each procedure reads in English, for the rules of words; however long the clinic's name is, it is one word.

All problems are told at once, so a source with mistakes is read too: a name that nobody knows stands as it was typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from build_tools.content.model import Fact, FactId, Level, Phone, Procedure, Project, Record, Shown
from build_tools.content.reader import NotRead
from build_tools.content.texts import Text, own_voice
from build_tools.content.words import Piece
from build_tools.guide import build, walk
from build_tools.guide.records import Form, Line, Section, Span
from build_tools.guide.resolver import TOOL, Resolver
from build_tools.languages.catalog import SOURCE_LANGUAGE, Catalog, catalog
from build_tools.problems import Place

NAME = "Clinic"
UNKNOWN = Fact(what="unknown", unit="number", value=0, sources=("unknown",))


@dataclass(frozen=True)
class English:
    """A procedure as it reads. What a file would tell that could not be read is left out."""

    procedure: Procedure
    resolver: Resolver

    def sections(self, shown: Iterable[Shown]) -> tuple[Section, ...]:
        """What is shown of it; nothing while a file that is needed for the numbers in it could not be read."""
        try:
            return walk.selected(self._sections, shown)
        except NotRead:
            return ()

    def text(self, words: str, topic: str = "") -> str | None:
        """Any words of the procedure, or of what it shares with others."""
        try:
            return self.resolver.line(words, topic, Place("")).text
        except NotRead:
            return None

    @cached_property
    def _sections(self) -> Mapping[str, Section]:
        return build.sections(self.resolver)


Readings = Mapping[str, English]
"""By procedure."""


def readings(project: Project, translation: Catalog | None = None) -> Readings:
    """How everything reads, in English if no translation is given.

    Raises ProblemsFound for a catalog of English words that cannot be read.
    """
    words, clinic = translation or catalog(project.root, SOURCE_LANGUAGE, Place("")), project.clinic
    if isinstance(clinic, Record):  # else its file has problems, and whoever asks for it hears of them
        clinic = clinic.model_copy(update={"name": NAME})
    return {each.id: English(each, _AsTyped(each, clinic, words)) for each in project.procedures}


def own_words(project: Project, english: Readings, fields: frozenset[str]) -> Iterator[tuple[Text, str]]:
    """Each text in which we speak, of these fields, as it reads in each procedure that shows it."""
    for text in own_voice(project):
        for each in english.values() if text.field in fields else ():
            words = each.text(text.words, text.topic) if text.procedure in (None, each.procedure) else None
            if words is not None:
                yield text, words


class _AsTyped(Resolver):
    """Shows an unknown name as it was typed; the rules on ids tell of it."""

    def span(self, piece: Piece) -> Span:
        try:
            return super().span(piece)
        except KeyError:
            return Span(piece.text)

    def value(self, id: FactId, form: Form = "whole", bent: str = "") -> Span:
        shown = super().value(id, form, bent)
        return shown if id in self.procedure.facts.facts else replace(shown, text=f"{{{id}}}")

    def listed(self, ids: Iterable[str] | None) -> tuple[Phone, ...]:
        return super().listed(None if ids is None else [id for id in ids if self.clinic.has([id])])

    def called(self, level: Level) -> Line:
        return super().called(level) if self.clinic.for_help(level) else Line((), TOOL)

    @property
    def questions(self) -> Span:
        return super().questions if self.clinic.for_help("office_hours") else Span("")

    def fact(self, id: FactId) -> Fact:
        return super().fact(id) if id in self.procedure.facts.facts else UNKNOWN

    def lasts(self) -> Fact | None:
        return super().lasts() if isinstance(self.procedure.info, Record) else None

    def home(self) -> Fact | None:
        return super().home() if isinstance(self.procedure.info, Record) else None
