"""What content is: frozen, typed records. No reading, no writing, no HTML.

The JSON Schema that editors use is generated from these classes, so each class and field says in its docstring or
description what an author writes there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PrivateAttr,
    Strict,
    StringConstraints,
    model_validator,
)

from build_tools.problems import Place

ID = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
FACT_ID = r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$"
ASKED = r"^[^{}\[\]<>;]+$"
PHONE = r"^[+0-9(][0-9 ().-]*[0-9]$"
WEBSITE = r"^https://[a-z0-9.-]+(/[A-Za-z0-9._/-]*)?$"
LOCALE = r"^[a-z]{2,3}(_[A-Z]{2})?$"
TIME_ZONE = r"^(UTC|[A-Za-z]+(/[A-Za-z0-9_+-]+)+)$"
# Each pattern in an author's words: what to write where it does not fit.
IN_WORDS = {
    ID: "use small letters, digits and single hyphens, such as first-days",
    FACT_ID: "use small letters, digits and single underscores, such as lie_flat",
    ASKED: "write plain words, without brackets, braces, `<`, `>` and `;`",
    PHONE: "write digits, spaces, hyphens, dots and brackets, such as (217) 555-0142",
    WEBSITE: "write the whole address, such as https://example.org/leaflets",
    LOCALE: "write a language and a country, such as en_US",
    TIME_ZONE: "write a place of the list of time zones, such as America/New_York",
}


def _on_one_line(words: str) -> str:
    """Within words a new line is a space: in a title it would end the title."""
    return re.sub(r"\s*[\r\n\x85\u2028\u2029]\s*", " ", words)


Id = Annotated[str, StringConstraints(pattern=ID, max_length=100)]
FactId = Annotated[str, StringConstraints(pattern=FACT_ID, max_length=100)]
Words = Annotated[
    str, StringConstraints(min_length=1, max_length=1000, strip_whitespace=True), AfterValidator(_on_one_line)
]
Whole = Annotated[int, Strict(), Field(ge=0, le=1_000_000)]
Grade = Annotated[float, Strict(), Field(gt=0, le=18, allow_inf_nan=False)]
FileName = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Asked = Annotated[
    str,
    StringConstraints(pattern=ASKED, strip_whitespace=True, min_length=1, max_length=60),
    AfterValidator(_on_one_line),
]
Date = Annotated[date, Strict(), Field(description="A date as year-month-day, such as 2027-05-31.")]
Level = Literal["emergency", "same_day", "office_hours"]
Paper = Literal["Letter", "A4"]
Certainty = Literal["fairly_sure", "not_sure", "not_known"]
PhoneId = Literal["day", "night", "emergency"]
SourceKind = Literal["patient page", "trial", "review", "guideline", "local policy", "common practice"]
Status = Literal["draft", "signed"]
Unit = Literal["minute", "hour", "day", "week", "month", "year", "pound", "kilogram", "people", "number"]
# What a step's moment means for the reader, and days that need no fact.
Means = Literal["at", "by", "from", "until", "about"]
PlanDay = Literal["soon", "week_before", "day_before", "the_day", "rest_of_day"]
LEVELS: tuple[Level, ...] = ("emergency", "same_day", "office_hours")


class Record(BaseModel):
    """A mapping in a YAML file. Unknown keys are refused; nothing changes after reading."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)
    _places: Mapping[tuple[str | int, ...], Place] = PrivateAttr(default_factory=dict)

    def place(self, *field: str | int) -> Place:
        """Where this record, or one of its fields (`place('sources', 0)`), stands in the source."""
        return self._places.get(field) or self._places.get(()) or Place("")


# --- statements, the unit of meaning ---------------------------------------------------------------------------------


class Timing(Record):
    """When a step is due, for the personal plan: exactly one of `before`, `after` and `day`."""

    before: FactId | None = None
    """A fact with a unit of time: so long before the procedure begins."""
    after: FactId | None = None
    """A fact with a unit of time: so long after the procedure is over."""
    day: PlanDay | None = None
    """A day that needs no fact; `soon`: when the reader can; `rest_of_day`: the day of the procedure, after it."""
    means: Means | None = None
    """Goes with `before` and `after`: what holds then, from then on, until or by then, or at about then."""
    remind: Annotated[bool, Strict()] = False
    """true: important enough for the reader's calendar to ring."""

    @model_validator(mode="after")
    def _one_moment(self) -> Timing:
        if sum(moment is not None for moment in (self.before, self.after, self.day)) != 1:
            raise ValueError("a plan gives exactly one of `before`, `after` and `day`")
        if (self.means is None) != (self.day is not None):
            raise ValueError("`means` goes with `before` and `after`, and not with `day`")
        if self.remind and self.day == "soon":
            raise ValueError("`remind` needs a day, and `soon` is none")
        return self


class Statement(Record):
    """Something we tell the reader, with the sources that say so."""

    say: Words
    """The words. A number is written as a fact, `{lie_flat}`; a term as `[sedation](term:sedation)`."""
    sources: tuple[Id, ...] = Field(min_length=1)
    """Ids from docs/content/sources.yaml."""
    unset: Words | None = None
    """What is said instead while the clinic has not set a fact that `say` uses. A line to write on follows it."""
    plan: Timing | None = None
    """When the reader does this, or may; it makes the statement a step of the personal plan."""


# --- blocks, the typed pieces of a topic -----------------------------------------------------------------------------


class BlockBase(Record):
    """What every block may have."""

    heading: Words | None = None
    """A short heading above the block."""
    detail: Annotated[bool, Strict()] = False
    """true: only on the web page; leaflets leave this block out."""

    def stands_in(self, edition: str) -> bool:
        """Whether leaflets of this edition show it. Only a picture may differ: all editions have the same words."""
        return not self.detail

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


class Claim(Record):
    """Something that readers want to know, how sure we are of it, and why."""

    level: Certainty
    claim: Statement
    because: Statement


class HowSure(BlockBase):
    """Claims, each with how sure we are of it: `fairly_sure`, `not_sure` or `not_known`."""

    kind: Literal["how_sure"]
    claims: tuple[Claim, ...] = Field(min_length=1)


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
    editions: tuple[Id, ...] | None = Field(default=None, min_length=1)
    """Where paper is short: only leaflets in these editions, such as [large], show the picture. Pages always do."""

    def labels(self) -> Iterator[tuple[str, str]]:
        yield from super().labels()
        yield "alt", self.alt

    def stands_in(self, edition: str) -> bool:
        return super().stands_in(edition) and (self.editions is None or edition in self.editions)


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


class Gap(BlockBase):
    """Something that is not written yet. Pages and leaflets say so in a box, and `leaflets check` lists it."""

    kind: Literal["gap"]
    needs: Words
    """What is to be written here."""


Block = Annotated[
    Paragraph | BulletList | Steps | Checklist | KeyPoints | DoAndDoNot | CareCard | Chances | HowSure | Comparison
    | Figure | Definitions | WriteIn | Contacts | Gap,
    Field(discriminator="kind"),
]  # fmt: skip
BlockKind = Literal[
    "paragraph", "list", "steps", "checklist", "key_points", "do_and_do_not", "care_card", "chances", "how_sure",
    "comparison", "figure", "definitions", "write_in", "contacts",
]  # fmt: skip


class Topic(Record):
    """One file of `topics/`: a section that pages and leaflets show."""

    title: Words
    asked: tuple[Asked, ...] | None = None
    """What patients type to find this: everyday words and short questions, such as "can I eat" or "blood thinner".

    Only the search reads it; no page and no leaflet shows it, so names of medicines may stand here. Words that the
    topic itself uses are found anyway. Translators get the whole list as one message, with `;` between, and write
    their own, of any length. `asked: []` keeps the search away from a topic that only repeats others.
    """
    blocks: tuple[Block, ...] = Field(min_length=1, max_length=100)

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
    expires: Date | None = None
    """The day by which somebody must look whether it still holds, such as that of a local rule."""
    owner: Words | None = None
    """The role or team that looks then."""
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
    more: Statement | None = None
    """A sentence or two for those who want to know more: on the card that the word opens, and on the page of words."""
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
    """As it stands within a sentence, such as hip scan."""
    title: Words
    """As it stands alone, such as Hip scan."""
    summary: Statement | None = None
    """What it is, in one line. While it is missing, `leaflets check` lists it."""
    written: Date
    review: Date
    """The day by which somebody must have read it all again."""
    owner: Words | None = None
    """The role or team that answers for the review."""
    lasts: FactId | None = None
    """The fact that says how long the procedure takes. The personal plan counts what comes after from its longest."""
    purposes: dict[Id, Words] = {}
    """By leaflet: what it is for, in words that fit this procedure better than the leaflet's own `purpose`."""
    without: dict[Id, Words] = {}
    """Required sections that this procedure does not have, such as bone-health, each with the reason."""

    @model_validator(mode="after")
    def _read_again_later(self) -> ProcedureInfo:
        if self.review < self.written:
            raise ValueError("`review` is before `written`")
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
    """What holds of a clinician's sign-off, while it holds."""

    name: str
    role: str
    signed: date
    until: date
    language: str
    confirms: frozenset[str] = frozenset()
    """The sources that were still to be confirmed and were so by signing."""


@dataclass(frozen=True)
class Standing:
    """How a procedure stands on the day of the build; it comes from the sign-offs and from "today"."""

    today: date | None = None
    """None where only the words are asked for; then nothing is overdue."""
    approval: Approval | None = None
    """None for a draft."""


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
    standing: Standing = Standing()

    @property
    def status(self) -> Status:
        """Whether a clinician stands behind what goes out."""
        return "signed" if self.standing.approval else "draft"

    @property
    def review_by(self) -> date:
        """The day that readers are told: nothing holds longer than its sign-off."""
        approval = self.standing.approval
        return min(self.info.review, approval.until) if approval else self.info.review


# --- the clinic ------------------------------------------------------------------------------------------------------


class Phone(Record):
    """A phone number as the reader dials it, and when somebody answers."""

    number: Annotated[str, StringConstraints(pattern=PHONE, max_length=24)]
    when: Words
    owner: Words | None = None
    """The role or team that answers for it."""
    source: Words | None = None
    """Where the clinic has it from."""
    expires: Date | None = None
    """The day by which somebody must have called it."""


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
    website: Annotated[str, StringConstraints(pattern=WEBSITE, max_length=200)]
    paper: Paper
    locale: Annotated[str, StringConstraints(pattern=LOCALE)]
    """Language and country, such as en_US: how dates and numbers are written."""
    time_zone: Annotated[str, StringConstraints(pattern=TIME_ZONE, max_length=40)]
    """Whose clocks the times of the personal plan are, such as America/New_York."""
    paid_by: Words
    """Who paid for this information."""
    logo: FileName | None = None
    """A picture in docs/content/clinic, such as logo.svg; it stands before the clinic's name."""
    phones: Phones
    settings: dict[Id, dict[FactId, Setting]] = {}
    """By procedure, then by fact."""
    to_decide: dict[Id, dict[FactId, Words]] = {}
    """By procedure, then by fact: the role or team that has still to decide a number."""


# --- what is shown where ---------------------------------------------------------------------------------------------


class Required(Record):
    """A section that must be there, and the kinds of block it must hold."""

    topic: Id
    holds: tuple[BlockKind, ...] = ()
    tells: Words | None = None
    """What it tells the reader, for those who write it; `leaflets new` writes it into the new file."""
    may_be_left_out: Annotated[bool, Strict()] = False
    """true: a procedure may be without it, and says why under `without` in its procedure.yaml."""


class Door(Record):
    """An entry on the home page."""

    title: Words
    text: Words
    picture: FileName | None = None
    """A drawing in docs/content/doors, such as the-day.svg; an entry without one is its words."""


class Page(Record):
    """One page per procedure."""

    id: Id
    title: Words
    description: Words
    topics: tuple[Id, ...] = ()
    built: Literal["leaflets", "sources", "disagreements", "plan"] | None = None
    """A page made from the data instead of topics."""
    gathers: tuple[Id, ...] = ()
    """For `built: plan`: the topics whose steps the personal plan gathers, in order."""
    beside: tuple[Id, ...] = ()
    """Two of its topics, one after the other, that stand side by side where there is room, such as
    [benefits, risks]. Each begins with chances, and both tell about as much."""
    leaflet: Id | None = None
    """The leaflet that this page offers."""
    search: Annotated[bool, Strict()] = True
    """false: a page for those who check the guide; patients' searches pass over it."""
    asked: tuple[Asked, ...] = ()
    """What patients type to find a page that has no topics; see the topics' `asked`."""
    path: Annotated[bool, Strict()] = True
    """false: a side page; the menu and "next" pass over it, and the foot of every page leads to it."""
    door: Door | None = None


class HomePage(Record):
    """The first page of the site."""

    title: Words
    description: Words
    question: Words
    invitation: Words | None = None
    """What invites the reader to search, with a few words that others have typed."""


class Site(Record):
    """docs/site.yaml: which pages there are, which topics each shows, and which sections must be there."""

    home: HomePage
    help_page: Id
    """The page that the "get help" link on every page leads to."""
    grade: Grade
    """The highest reading grade (Flesch-Kincaid) of a page."""
    pass_over: tuple[Asked, ...] = ()
    """Small words that the search passes over, such as "can" or "the". For translators one message, like `asked`."""
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
    doors: Mapping[str, Path]
    """The pictures in docs/content/doors, by file name."""


class Shown(NamedTuple):
    """A topic in one place, with the blocks of it that stand there."""

    id: str
    topic: Topic
    blocks: tuple[Block, ...]


def shown_on_page(procedure: Procedure, page: Page) -> tuple[Shown, ...]:
    """The topics of a page, in order; topics that do not exist are left out (a check names them)."""
    found = ((id, procedure.topics.get(id)) for id in page.topics)
    return tuple(Shown(id, topic, topic.blocks) for id, topic in found if topic)


def gathered_by(procedure: Procedure, page: Page) -> tuple[Shown, ...]:
    """The topics whose steps a plan page gathers, in order; those that do not exist are left out."""
    found = ((id, procedure.topics.get(id)) for id in page.gathers)
    return tuple(Shown(id, topic, topic.blocks) for id, topic in found if topic)


def shown_on_leaflet(procedure: Procedure, leaflet: Leaflet, edition: str) -> tuple[Shown, ...]:
    """The topics of a leaflet, in order, each with the blocks that the leaflet shows in this edition.

    Gaps are among them whatever the leaflet shows: what is not written yet must not look finished.
    """
    shown = []
    for section in leaflet.sections:
        topic = procedure.topics.get(section.topic)
        if topic:
            blocks = (block for block in topic.blocks if block.stands_in(edition))
            kept = tuple(block for block in blocks if not section.shows or block.kind in (*section.shows, "gap"))
            shown.append(Shown(section.topic, topic, kept))
    return tuple(shown)


def has_gap(blocks: Iterable[Block]) -> bool:
    """Whether something among these blocks is not written yet."""
    return any(isinstance(block, Gap) for block in blocks)


def purpose(project: Project, procedure: Procedure, leaflet: Leaflet) -> tuple[str, str]:
    """What a leaflet is for, in the procedure's own words where it has some; with the context of its translation."""
    id = next((id for id, each in project.leaflets.items() if each is leaflet), "")
    own = procedure.info.purposes.get(id)
    return (own, "procedure") if own else (leaflet.purpose, "leaflets")


def cited_in(value: object) -> Iterator[tuple[Place, str]]:
    """Every source that a record, or one within it, names; with the place."""
    if isinstance(value, SourceFigure):
        yield value.place("source"), value.source
    elif isinstance(value, Record):
        for field in type(value).model_fields:
            content = getattr(value, field)
            if field == "sources" and isinstance(content, tuple):
                yield from ((value.place(field, index), id) for index, id in enumerate(content))
            else:
                yield from cited_in(content)
    elif isinstance(value, (tuple, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from cited_in(item)


def _statements_in(value: object) -> Iterator[Statement]:
    if isinstance(value, Statement):
        yield value
    elif isinstance(value, Record):
        for field in type(value).model_fields:
            yield from _statements_in(getattr(value, field))
    elif isinstance(value, tuple):
        for item in value:
            yield from _statements_in(item)
