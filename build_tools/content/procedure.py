"""A procedure: one folder of docs/content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from pydantic import Field, model_validator

from build_tools.content.blocks import Topic
from build_tools.content.facts import Facts
from build_tools.content.record import Date, FactId, Grade, Id, Level, Record, Whole, Words
from build_tools.content.statements import Sentence

LONGEST_TERM = timedelta(days=3 * 365 + 1)
"""How long words may hold before somebody reads them again: bodies that certify patient information ask for 3 years."""


class Messages(Record):
    """The one thing that matters most on each page and leaflet, by their ids; it stands right under the title."""

    means: Sentence | None = None
    """What the procedure is, in few words; stands below the title of each leaflet, unless its first answer says so."""
    pages: dict[Id, Sentence] = Field(default={})
    leaflets: dict[Id, Sentence] = Field(default={})


class ProcedureInfo(Record):
    """procedure.yaml."""

    together = "write under `review` the day by which somebody must read it all again"
    name: Words
    """As it stands within a sentence, such as hip scan."""
    title: Words
    """As it stands alone, such as Hip scan."""
    summary: Sentence | None = None
    """What it is, in one line. While it is missing, `leaflets check` lists it."""
    written: Date
    review: Date
    """The day by which somebody must have read it all again."""
    owner: Words | None = None
    """The role or team that answers for the review."""
    lasts: FactId | None = None
    """The fact that says how long the procedure takes. The personal plan counts what comes after from its longest."""
    home: FactId | None = None
    """The fact that says how long after it most people have gone home. The personal plan tells it to whoever picks the
    reader up."""
    messages: Messages = Field(default_factory=Messages)
    danger_signs: dict[Level, tuple[Words, ...]] = Field(default={})
    """By level of help: words that must stand on that card of this procedure, and on no other, beside those that
    docs/site.yaml names for all."""
    without: dict[Id, Words] = Field(default={})
    """Required sections that this procedure does not have, such as bone-health, each with the reason."""

    @model_validator(mode="after")
    def _read_again_later(self) -> ProcedureInfo:
        if self.review < self.written:
            raise ValueError("`review` is before `written`")
        if self.review - self.written > LONGEST_TERM:
            raise ValueError("`review` is more than 3 years after `written`")
        return self


class SourceFigure(Record):
    """What one source says, in its own figures."""

    source: Id
    says: Words


class Disagreement(Record):
    """A question to which the sources give different answers."""

    question: Words
    sources_say: tuple[SourceFigure, ...] = Field(min_length=2)
    we_print: Words
    why: Words
    topics: tuple[Id, ...] = Field(min_length=1)
    """Where the reader meets our answer."""


class Disagreements(Record):
    """disagreements.yaml."""

    disagreements: tuple[Disagreement, ...]


class Coverage(Record):
    """One fact of a source document, and where it went."""

    together = "write `topics: [what-it-is]`, or `left_out:` and the reason"
    fact: Words
    topics: tuple[Id, ...] = ()
    """Where we say it, citing this source."""
    left_out: Words | None = None
    """Why we do not say it."""

    @model_validator(mode="after")
    def _said_or_left_out(self) -> Coverage:
        if bool(self.topics) == bool(self.left_out):
            raise ValueError("a fact has either `topics`, where we say it, or `left_out`, the reason")
        return self


class Coverages(Record):
    """coverage.yaml: each source document's facts, by source id."""

    documents: dict[Id, tuple[Coverage, ...]]


class ReadingFigure(Record):
    """How easy other texts are to read, as somebody has counted it."""

    what: Words
    """Which texts these are, exactly, such as: Pages on this procedure, on seven web sites."""
    grade: Grade
    """Years of school: of one text, or the average of several."""
    up_to: Grade | None = None
    """The highest grade, where `grade` is the lowest."""
    ease: Whole | None = None
    """Flesch reading ease."""
    sentence_words: Whole | None = None
    """Words in a sentence, on average."""
    counted: Words
    """How, as far as it is known: by which formula, or by which ones together."""
    source: Words
    """Who says so, and where."""


class ReadingFigures(Record):
    """reading.yaml: what `leaflets reading` shows beside our own figures. No reader sees it; a guide can do without."""

    figures: tuple[ReadingFigure, ...] = ()


@dataclass(frozen=True)
class Approval:
    """What holds of a clinician's sign-off, while it holds; of several, where a clinic asks for more than one."""

    name: str
    role: str
    """Of who signed last."""
    signed: date
    until: date
    language: str
    confirms: frozenset[str] = frozenset()
    """The sources that were still to be confirmed and were so by signing."""
    also: tuple[tuple[str, str], ...] = ()
    """(name, role) of the others who signed the same words."""

    @property
    def people(self) -> tuple[tuple[str, str], ...]:
        """(name, role) of everybody who signed."""
        return (*self.also, (self.name, self.role))

    @property
    def who(self) -> str:
        """All of them as readers are told."""
        return "; ".join(f"{name}, {role}" for name, role in self.people)


@dataclass(frozen=True)
class Procedure:
    """One folder of docs/content."""

    id: str
    info: ProcedureInfo
    facts: Facts
    topics: Mapping[str, Topic]
    unread_topics: frozenset[str]
    disagreements: Disagreements
    coverage: Coverages
    pictures: Mapping[str, Path]
    reading: ReadingFigures = field(default_factory=ReadingFigures)
