"""Every text that a reader sees, with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from build_tools.content import model
from build_tools.content.model import Procedure, Project, Record, Sentence
from build_tools.content.record import records_in
from build_tools.content.words import Piece, parse
from build_tools.problems import Place

# What we say to the reader, in our own words.
OWN_VOICE = frozenset({
    "say", "unset", "otherwise", "alt", "heading", "title", "label", "columns", "means", "description",
    "purpose", "text", "question", "invitation", "we_print", "short", "if_empty",
})  # fmt: skip
# What else a reader sees: names, and the words of others.
SHOWN = OWN_VOICE | {
    "name", "word", "forms", "address", "paid_by", "owner", "source", "says", "why", "note",
    "publisher", "published", "identifier", "left_out", "without", "what", "fact", "needs",
}  # fmt: skip
NOT_TEXT = {(model.YamlChanceRow, "fact"), (model.SourceFigure, "source"), (model.Timing, "means")} | {
    (record, "columns") for record in (model.Leaflet, model.Size)
}


class Text(NamedTuple):
    """Words that a reader sees. `procedure` is None where they are shared by all procedures."""

    words: str
    record: Record
    at: tuple[str | int, ...]
    procedure: Procedure | None = None
    topic: str = ""
    context: str = ""
    """What tells translators apart the same English in two places: the topic, or the kind of file."""

    @property
    def field(self) -> str:
        """The key that holds it."""
        return str(self.at[0])

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.record.place(*self.at)

    @property
    def is_own_voice(self) -> bool:
        """Whether we say it ourselves; the title of a source is somebody else's."""
        return self.field in OWN_VOICE and not isinstance(self.record, model.Source)

    @property
    def is_statement(self) -> bool:
        """Whether links may stand in it."""
        return isinstance(self.record, Sentence)


def texts_in(
    value: object, procedure: Procedure | None = None, topic: str = "", context: str = ""
) -> Iterator[Text]:
    """Every text of a record and of those in it, in reading order. Files that were not read have none."""
    for record in records_in(value):
        for field in _shown(type(record)):
            for key, words in _each(getattr(record, field)):
                yield Text(words, record, (field, *key), procedure, topic, context or topic)


@cache
def _shown(kind: type[Record]) -> tuple[str, ...]:
    return tuple(field for field in kind.model_fields if field in SHOWN and (kind, field) not in NOT_TEXT)


def _each(content: object) -> Iterable[tuple[tuple[str | int, ...], str]]:
    """The texts of a field, each with its key there."""
    if isinstance(content, tuple):
        return (((index,), words) for index, words in enumerate(content))
    if isinstance(content, dict):
        return (((key,), words) for key, words in content.items())
    return [((), content)] if isinstance(content, str) else []  # the reason of a step is a record of its own


@lru_cache(maxsize=1)
def all_texts(project: Project) -> tuple[Text, ...]:
    """Every text of the project that a reader sees."""
    found: list[Text] = []
    for context, value in shared_by_context(project).items():
        found += texts_in(value, context=context)
    for procedure in project.procedures:
        for context, value in by_context(procedure).items():
            found += texts_in(value, procedure, context if context in procedure.topics else "", context)
    return tuple(found)


def shared_by_context(project: Project) -> dict[str, object]:
    """What all procedures share, by the context of its words."""
    return {
        "clinic": project.clinic,
        "sources": project.sources,
        "glossary": project.glossary,
        "site": project.site,
        "leaflets": tuple(project.leaflets.values()),
        "sizes": tuple(project.sizes.values()),
    }


def by_context(procedure: Procedure) -> dict[str, object]:
    """What belongs to a procedure, by the context of its words."""
    return {
        "procedure": procedure.info,
        "facts": procedure.facts,
        "disagreements": procedure.disagreements,
        "coverage": procedure.coverage,
        **procedure.topics,
    }


@lru_cache(maxsize=1)
def own_voice(project: Project) -> tuple[Text, ...]:
    """Every text in which we speak ourselves."""
    return tuple(text for text in all_texts(project) if text.is_own_voice)


@lru_cache(maxsize=20_000)
def bare(words: str) -> str:
    """The author's own words: without links' targets, with `{}` for each placeholder."""
    return bare_of(parse(words))


def bare_of(pieces: Iterable[Piece]) -> str:
    """The same of words that are taken apart already."""
    return "".join("{}" if piece.kind == "placeholder" else piece.text for piece in pieces)
