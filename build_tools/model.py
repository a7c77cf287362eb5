"""What content is: frozen, typed records. No reading, no writing, no HTML.

The JSON Schema that editors use is generated from these classes, so each class and field says in its docstring or
description what an author writes there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, Strict, StringConstraints, model_validator

from build_tools.problems import Place

ID = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
Id = Annotated[str, StringConstraints(pattern=ID)]
FactId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Whole = Annotated[int, Strict(), Field(ge=0, le=1_000_000)]
Grade = Annotated[float, Strict(), Field(gt=0, le=18, allow_inf_nan=False)]
FileName = Annotated[str, StringConstraints(min_length=1)]
Date = Annotated[date, Strict(), Field(description="A date as year-month-day, such as 2027-05-31.")]
Level = Literal["emergency", "same_day", "office_hours"]
Paper = Literal["Letter", "A4"]
PhoneId = Literal["day", "night", "emergency"]
SourceKind = Literal["patient page", "trial", "review", "guideline", "local policy", "common practice"]
Unit = Literal["minute", "hour", "day", "week", "month", "year", "pound", "kilogram", "people", "number"]
LEVELS: tuple[Level, ...] = ("emergency", "same_day", "office_hours")


class Record(BaseModel):
    """A mapping in a YAML file. Unknown keys are refused; nothing changes after reading."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)
    _places: Mapping[tuple[str | int, ...], Place] = PrivateAttr(default_factory=dict)

    def place(self, *field: str | int) -> Place:
        """Where this record, or one of its fields (`place('sources', 0)`), stands in the source."""
        return self._places.get(field) or self._places.get(()) or Place("")


# --- statements, the unit of meaning ---------------------------------------------------------------------------------


class Statement(Record):
    """Something we tell the reader, with the sources that say so."""

    say: Words
    """The words. A number is written as a fact, `{lie_flat}`; a term as `[sedation](term:sedation)`."""
    sources: tuple[Id, ...] = Field(min_length=1)
    """Ids from docs/content/sources.yaml."""
    unset: Words | None = None
    """What is said instead while the clinic has not set a fact that `say` uses. A line to write on follows it."""


# --- blocks, the typed pieces of a topic -----------------------------------------------------------------------------


class BlockBase(Record):
    """What every block may have."""

    heading: Words | None = None
    """A short heading above the block."""
    detail: Annotated[bool, Strict()] = False
    """true: only on the web page; leaflets leave this block out."""

    def statements(self) -> Iterator[Statement]:
        """Every statement of this block, in reading order."""
        yield from _statements_in(self)

    def labels(self) -> Iterator[tuple[str, str]]:
        """(field, words) of each text a reader sees that is not a statement: headings, labels, alternatives."""
        if self.heading:
            yield "heading", self.heading


class Paragraph(BlockBase):
    """Up to three sentences about one idea."""

    kind: Literal["paragraph"]
    sentences: tuple[Statement, ...] = Field(min_length=1)


class Itemized(BlockBase):
    """A block that is a list, with an optional sentence before it."""

    intro: Statement | None = None
    items: tuple[Statement, ...] = Field(min_length=1)


class BulletList(Itemized):
    """A list with bullets."""

    kind: Literal["list"]


class Steps(Itemized):
    """Numbered steps, one verb each."""

    kind: Literal["steps"]


class Checklist(Itemized):
    """Things to tick off; a tick box stands before each."""

    kind: Literal["checklist"]


class KeyPoints(Itemized):
    """The few things to know first, in a box."""

    kind: Literal["key_points"]


class DoAndDoNot(BlockBase):
    """What to do beside what not to do. Each line of the second list begins with "Do not"."""

    kind: Literal["do_and_do_not"]
    do: tuple[Statement, ...] = Field(min_length=1)
    do_not: tuple[Statement, ...] = Field(min_length=1)


class CareCard(BlockBase):
    """One of the three levels of getting help."""

    kind: Literal["care_card"]
    level: Level
    items: tuple[Statement, ...] = Field(min_length=1)


class ChanceRow(Statement):
    """One chance: `say` ends the sentence that begins with the number, such as "had less pain"."""

    fact: FactId
    """A fact with the unit `people`."""
    otherwise: Words
    """The other frame, such as "did not have less pain"; the remaining number stands before it."""


class Chances(BlockBase):
    """Numbers of people out of one common number, in both frames."""

    kind: Literal["chances"]
    intro: Statement
    rows: tuple[ChanceRow, ...] = Field(min_length=1)


class ComparisonRow(Record):
    """One aspect, told for each column."""

    label: Words
    cells: tuple[Statement, ...] = Field(min_length=1)


class Comparison(BlockBase):
    """A table: choices as columns, aspects as rows."""

    kind: Literal["comparison"]
    columns: tuple[Words, ...] = Field(min_length=2)
    rows: tuple[ComparisonRow, ...] = Field(min_length=1)

    def labels(self) -> Iterator[tuple[str, str]]:
        yield from super().labels()
        yield from (("columns", column) for column in self.columns)
        yield from (("rows", row.label) for row in self.rows)


class Figure(BlockBase):
    """A picture from the procedure's `pictures` folder."""

    kind: Literal["figure"]
    picture: FileName
    """The file's name, such as lying-face-down.svg."""
    alt: Words
    """What the picture tells, for those who cannot see it."""
    caption: Statement
    beside: Annotated[bool, Strict()] = False
    """true: a small picture with the text beside it; else it has the full width."""

    def labels(self) -> Iterator[tuple[str, str]]:
        yield from super().labels()
        yield "alt", self.alt


class Definitions(BlockBase):
    """Words explained: on a page every word of the glossary, on a leaflet those the leaflet uses."""

    kind: Literal["definitions"]


class WriteInField(Record):
    """One place to write on."""

    label: Words
    entry: Literal["text", "date", "time", "long"] = "text"


class WriteIn(BlockBase):
    """Places to write on; fillable in the PDF and lines on paper."""

    kind: Literal["write_in"]
    fields: tuple[WriteInField, ...] = Field(min_length=1)

    def labels(self) -> Iterator[tuple[str, str]]:
        yield from super().labels()
        yield from (("fields", field.label) for field in self.fields)


class Contacts(BlockBase):
    """The clinic's phone numbers."""

    kind: Literal["contacts"]
    phones: tuple[PhoneId, ...] = Field(min_length=1)


Block = Annotated[
    Paragraph | BulletList | Steps | Checklist | KeyPoints | DoAndDoNot | CareCard | Chances | Comparison | Figure
    | Definitions | WriteIn | Contacts,
    Field(discriminator="kind"),
]  # fmt: skip
BlockKind = Literal[
    "paragraph", "list", "steps", "checklist", "key_points", "do_and_do_not", "care_card", "chances", "comparison",
    "figure", "definitions", "write_in", "contacts",
]  # fmt: skip


class Topic(Record):
    """One file of `topics/`: a section that pages and leaflets show."""

    title: Words
    blocks: tuple[Block, ...] = Field(min_length=1)

    def statements(self) -> Iterator[Statement]:
        """Every statement of this topic, in reading order."""
        yield from _statements_in(self)


# --- facts, sources, words -------------------------------------------------------------------------------------------


class Fact(Record):
    """A number, written once. Either the sources set it, or each clinic does."""

    what: Words
    """What the number is, such as "how long you lie flat"."""
    unit: Unit
    value: Whole | None = None
    """One number."""
    low: Whole | None = None
    """A range, from `low` to `high`. For a fact that the clinic sets: the values it may have."""
    high: Whole | None = None
    of: Whole | None = None
    """For the unit `people`: out of how many."""
    set_by: Literal["sources", "clinic"] = "sources"
    sources: tuple[Id, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _one_shape(self) -> Fact:
        is_range = self.low is not None and self.high is not None and self.value is None
        is_value = self.value is not None and self.low is None and self.high is None
        if self.set_by == "clinic" and not is_range:
            raise ValueError("a fact that the clinic sets gives `low` and `high`, the bounds, and no `value`")
        if not is_range and not is_value:
            raise ValueError("a fact gives either `value`, or `low` and `high`")
        if is_range and (self.low or 0) >= (self.high or 0):
            raise ValueError("`low` must be smaller than `high`")
        if (self.unit == "people") != bool(self.of):
            raise ValueError("the unit `people` goes with `of`, the number of people in all, and no other unit does")
        if self.of and max(self.value or 0, self.high or 0) > self.of:
            raise ValueError("more people than there are `of` all")
        return self


class Facts(Record):
    """facts.yaml: every number of a procedure."""

    facts: dict[FactId, Fact]


class Source(Record):
    """Where something we say comes from."""

    title: Words
    kind: SourceKind
    publisher: Words | None = None
    published: Words | None = None
    """As much of the date as is known, such as 2018 or May 2013."""
    identifier: Words | None = None
    """A DOI, registry or guideline number."""
    confirmed: Annotated[bool, Strict()]
    """false: to be confirmed when a clinician signs."""
    note: Words | None = None


class Sources(Record):
    """sources.yaml: every source, by id."""

    sources: dict[Id, Source]


class Term(Record):
    """A medical word and its meaning in plain words."""

    word: Words
    means: Words
    forms: tuple[Words, ...] = ()
    """Other forms that readers meet, such as plurals; they too must be explained where they stand."""
    sources: tuple[Id, ...] = Field(min_length=1)


class Glossary(Record):
    """glossary.yaml: the words explained."""

    terms: dict[Id, Term]


class Limits(Record):
    """The bounds of plain writing. Words, sentences, items or characters."""

    sentence_words: Whole
    mean_sentence_words: Whole
    paragraph_sentences: Whole
    list_items: Whole
    heading_characters: Whole
    reading_ease: Whole


class Style(Record):
    """style.yaml: how we write."""

    limits: Limits
    avoid: dict[Words, Words]
    """Each word to avoid, and the word to use."""


# --- a procedure -----------------------------------------------------------------------------------------------------


class ProcedureInfo(Record):
    """procedure.yaml."""

    name: Words
    """As it stands within a sentence, such as vertebroplasty."""
    title: Words
    """As it stands alone, such as Vertebroplasty."""
    summary: Statement
    written: Date
    review: Date
    """The day by which somebody must have read it all again."""


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


# --- the clinic ------------------------------------------------------------------------------------------------------


class Phone(Record):
    """A phone number as the reader dials it, and when somebody answers."""

    number: Annotated[str, StringConstraints(pattern=r"^[+0-9][0-9 ()-]*[0-9]$", max_length=24)]
    when: Words


class Phones(Record):
    """All three are needed: a leaflet without a phone number must not go out."""

    day: Phone
    night: Phone
    emergency: Phone

    def __getitem__(self, phone: PhoneId) -> Phone:
        found: Phone = getattr(self, phone)
        return found


class Setting(Record):
    """What this clinic does, for one fact that clinics set."""

    value: Whole
    owner: Words
    """The role or team that answers for it."""
    source: Words
    """The local rule it comes from."""
    expires: Date


class Clinic(Record):
    """clinic.yaml: what one clinic sets for itself."""

    name: Words
    sample: Annotated[bool, Strict()]
    """true: an invented clinic; every page and leaflet says so."""
    address: Words
    website: Annotated[str, StringConstraints(pattern=r"^https://[a-z0-9.-]+(/[A-Za-z0-9._/-]*)?$")]
    paper: Paper
    locale: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(_[A-Z]{2})?$")]
    """Language and country, such as en_US: how dates and numbers are written."""
    paid_by: Words
    """Who paid for this information."""
    logo: FileName | None = None
    """A picture in docs/content/clinic, such as logo.svg; it stands before the clinic's name."""
    phones: Phones
    settings: dict[Id, dict[FactId, Setting]] = {}
    """By procedure, then by fact."""


# --- what is shown where ---------------------------------------------------------------------------------------------


class Required(Record):
    """A section that must be there, and the kinds of block it must hold."""

    topic: Id
    holds: tuple[BlockKind, ...] = ()


class Door(Record):
    """An entry on the home page."""

    title: Words
    text: Words


class Page(Record):
    """One page per procedure."""

    id: Id
    title: Words
    description: Words
    topics: tuple[Id, ...] = ()
    built: Literal["leaflets", "sources", "disagreements"] | None = None
    """A page made from the data instead of topics."""
    leaflet: Id | None = None
    """The leaflet that this page offers."""
    search: Annotated[bool, Strict()] = True
    """false: a page for those who check the guide; patients' searches pass over it."""
    door: Door | None = None


class HomePage(Record):
    """The first page of the site."""

    title: Words
    description: Words
    question: Words


class Site(Record):
    """docs/site.yaml: which pages there are, which topics each shows, and which sections must be there."""

    home: HomePage
    help_page: Id
    """The page that the "get help" link on every page leads to."""
    grade: Grade
    """The highest reading grade (Flesch-Kincaid) of a page."""
    pages: tuple[Page, ...] = Field(min_length=1)
    required: tuple[Required, ...] = Field(min_length=1)


class Section(Record):
    """A topic on a leaflet."""

    topic: Id
    shows: tuple[BlockKind, ...] = ()
    """Only blocks of these kinds; all of them when left out."""


Points = Annotated[float, Strict(), Field(ge=6, le=72, allow_inf_nan=False)]


class Edition(Record):
    """One file of `leaflets/editions/`: a size in which every leaflet is printed. All sizes are in points."""

    name: Words
    """As the print desk calls it, such as Large print."""
    order: Whole
    """Its place among the editions; the first is the one that pages offer."""
    body: Points
    """The size of running text; headings and rules follow it."""
    smallest: Points
    """Nothing on the paper is smaller."""
    columns: Literal[1, 2]
    """At most so many columns, of text and of short lists."""

    @model_validator(mode="after")
    def _running_text_is_not_too_small(self) -> Edition:
        if self.body < self.smallest:
            raise ValueError("`body` must not be smaller than `smallest`")
        return self


class Leaflet(Record):
    """One file of `leaflets/`: what a printed leaflet shows and must have."""

    title: Words
    """`{procedure}` stands for the procedure's name."""
    purpose: Words
    order: Whole
    """Its place among the leaflets."""
    sides: dict[Id, Annotated[int, Strict(), Field(ge=1, le=100)]]
    """At most so many printed sides, by edition."""
    columns: Literal[1, 2] = 1
    grade: Grade
    """The highest reading grade (Flesch-Kincaid)."""
    sections: tuple[Section, ...] = Field(min_length=1)
    required: tuple[Required, ...] = Field(min_length=1)


@dataclass(frozen=True)
class Project:
    """Everything that was read, whole and valid in itself."""

    root: Path
    clinic: Clinic
    sources: Sources
    glossary: Glossary
    style: Style
    site: Site
    leaflets: Mapping[str, Leaflet]
    unread_leaflets: frozenset[str]
    editions: Mapping[str, Edition]
    unread_editions: frozenset[str]
    procedures: tuple[Procedure, ...]
    logos: Mapping[str, Path]
    """The pictures in docs/content/clinic, by file name."""


class Shown(NamedTuple):
    """A topic in one place, with the blocks of it that stand there."""

    id: str
    topic: Topic
    blocks: tuple[Block, ...]


def shown_on_page(procedure: Procedure, page: Page) -> tuple[Shown, ...]:
    """The topics of a page, in order; topics that do not exist are left out (a check names them)."""
    found = ((id, procedure.topics.get(id)) for id in page.topics)
    return tuple(Shown(id, topic, topic.blocks) for id, topic in found if topic)


def shown_on_leaflet(procedure: Procedure, leaflet: Leaflet) -> tuple[Shown, ...]:
    """The topics of a leaflet, in order, each with the blocks that the leaflet shows."""
    shown = []
    for section in leaflet.sections:
        topic = procedure.topics.get(section.topic)
        if topic:
            blocks = (block for block in topic.blocks if not block.detail)
            kept = tuple(block for block in blocks if not section.shows or block.kind in section.shows)
            shown.append(Shown(section.topic, topic, kept))
    return tuple(shown)


def _statements_in(value: object) -> Iterator[Statement]:
    if isinstance(value, Statement):
        yield value
    elif isinstance(value, Record):
        for field in type(value).model_fields:
            yield from _statements_in(getattr(value, field))
    elif isinstance(value, tuple):
        for item in value:
            yield from _statements_in(item)
