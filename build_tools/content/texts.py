"""Every text that a reader sees, with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, get_args

from build_tools.content import model
from build_tools.content.model import Procedure, Project, Record, Statement
from build_tools.content.words import parse
from build_tools.problems import Place

# What we say to the reader, in our own words.
OWN_VOICE = frozenset({
    "say", "unset", "otherwise", "alt", "heading", "title", "label", "columns", "means", "description",
    "purpose", "purposes", "text", "question", "invitation", "we_print",
})  # fmt: skip
# What else a reader sees: names, and the words of others.
SHOWN = OWN_VOICE | {
    "name", "word", "forms", "address", "paid_by", "when", "owner", "source", "says", "why", "note",
    "publisher", "published", "identifier", "left_out", "without", "what", "fact", "needs",
}  # fmt: skip
NOT_TEXT = {(model.ChanceRow, "fact"), (model.SourceFigure, "source")} | {
    (record, "columns") for record in (model.Leaflet, model.Size)
}


class Text(NamedTuple):
    """Words that a reader sees. `procedure` is None where they are shared by all procedures."""

    words: str
    record: Record
    at: tuple[str | int, ...]
    procedure: Procedure | None = None
    topic: str = ""

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
        return isinstance(self.record, Statement)


def texts_in(value: object, procedure: Procedure | None = None, topic: str = "") -> Iterator[Text]:
    """Every text of a record and of those in it, in the order of their fields. Files that were not read have none."""
    if isinstance(value, (tuple, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from texts_in(item, procedure, topic)
    elif isinstance(value, Record):
        for field, is_text in _fields(type(value)):
            content = getattr(value, field)
            if not is_text:
                yield from texts_in(content, procedure, topic)
            elif isinstance(content, tuple):
                texts = enumerate(content)
                yield from (Text(words, value, (field, index), procedure, topic) for index, words in texts)
            elif isinstance(content, dict):
                yield from (Text(words, value, (field, key), procedure, topic) for key, words in content.items())
            elif content is not None:
                yield Text(content, value, (field,), procedure, topic)


@cache
def _fields(kind: type[Record]) -> tuple[tuple[str, bool], ...]:
    """The fields that are texts (True) or hold records that may have some (False)."""
    found = []
    for field, info in kind.model_fields.items():
        is_text = field in SHOWN and (kind, field) not in NOT_TEXT
        if is_text or _holds_records(info.annotation):
            found.append((field, is_text))
    return tuple(found)


def _holds_records(annotation: object) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return True
    return any(_holds_records(argument) for argument in get_args(annotation))


def all_texts(project: Project) -> Iterator[Text]:
    """Every text of the project that a reader sees."""
    shared = (project.clinic, project.sources, project.glossary, project.site)
    for record in (*shared, *project.leaflets.values(), *project.sizes.values()):
        yield from texts_in(record)
    for procedure in project.procedures:
        for record in (procedure.info, procedure.facts, procedure.disagreements, procedure.coverage):
            yield from texts_in(record, procedure)
        for id, topic in procedure.topics.items():
            yield from texts_in(topic, procedure, id)


def own_voice(project: Project) -> Iterator[Text]:
    """Every text in which we speak ourselves."""
    return (text for text in all_texts(project) if text.is_own_voice)


def bare(words: str) -> str:
    """The author's own words: without links' targets, with `{}` for each placeholder."""
    return "".join("{}" if piece.kind == "placeholder" else piece.text for piece in parse(words))
