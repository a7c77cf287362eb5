"""The kinds of block. Fields stand in reading order, and everything that is read or heard is a line.

A new kind is one class here and one entry in `Block`. Templates and other outputs dispatch by `kind`; one that does not
know a kind stops the build with its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import ClassVar, Literal, dataclass_transform

from build_tools.content.model import Certainty, Fact, Level
from build_tools.guide.records import Guide, Line, Span, When
from build_tools.languages.catalog import begun
from build_tools.problems import Place


@dataclass_transform(frozen_default=True, kw_only_default=True)
class TreeRecord:
    """Makes each class below a frozen dataclass whose fields are given by name."""

    kind: ClassVar[str]
    """Of a block."""

    def __init_subclass__(cls, kind: str = "") -> None:
        if kind:
            cls.kind = kind
        dataclass(frozen=True, kw_only=True)(cls)


class BlockBase(TreeRecord):
    """What every block has."""

    heading: Line | None = None
    detail: bool = False
    """Only for the web page."""
    place: Place


class Paragraph(BlockBase, kind="paragraph"):
    """Sentences about one idea."""

    sentences: tuple[Line, ...]
    level: Level | None = None
    """Of help, where its one sentence says what to do at it."""

    @property
    def call_and_when(self) -> tuple[Line, Line]:
        """The sentence of a level of help: whom to call, and when."""
        said = self.sentences[0]
        phones = (number for number, span in enumerate(said.spans, 1) if span.kind == "phone")
        end = next(phones, len(said.spans))
        return replace(said, spans=said.spans[:end], icon="", blank=""), replace(said, spans=said.spans[end:])


class Items(BlockBase):
    """What every kind of list has."""

    intro: Line | None = None
    items: tuple[Line, ...]
    is_short: bool = False
    """Whether two columns of a leaflet take less paper than one."""


class BulletList(Items, kind="list"):
    """A list with bullets."""


class Steps(Items, kind="steps"):
    """Numbered steps."""


class Checklist(Items, kind="checklist"):
    """Things to tick off; each item is the label of its box."""


class KeyPoints(Items, kind="key_points"):
    """The few things to know first."""


class DoAndDoNot(BlockBase, kind="do_and_do_not"):
    """What to do beside what not to do."""

    do_label: Line
    do: tuple[Line, ...]
    do_not_label: Line
    do_not: tuple[Line, ...]


class SignGroup(TreeRecord):
    """Signs that belong together."""

    title: Line | None = None
    items: tuple[Line, ...]
    short: tuple[Line, ...] = ()
    """The same in few words; surfaces choose one of both."""


class Call(TreeRecord):
    """A number to press below the signs of a card."""

    id: str
    dials: str
    """What a `tel:` link dials."""
    words: Line
    hours: Line | None = None
    """Whose it is, and when somebody answers; none where that is at any time."""


class CareCard(BlockBase, kind="care_card"):
    """One of the levels of getting help: what to do, and when."""

    level: Level
    title: Line
    numbers: tuple[Line, ...] = ()
    """On paper: the numbers to call, each with its hours, where they do not stand in the title."""
    groups: tuple[SignGroup, ...]
    calls: tuple[Call, ...] = ()
    """Only pages have them."""
    is_short: bool = False
    """Whether two columns take less paper than one."""
    is_brief: bool = False
    """Whether the signs are in their short form, to be read from afar."""
    why: Line | None = None
    """Why these signs matter."""
    tell: Line | None = None
    """What to tell those who help."""
    inside: tuple[Block, ...] = ()
    """What else those who help must see, on a leaflet."""

    @property
    def anchor(self) -> str:
        """Its place on its page."""
        return f"level-{self.level.replace('_', '-')}"

    @property
    def signs(self) -> tuple[Line, ...]:
        """All of them, in order."""
        return tuple(line for group in self.groups for line in group.items)


class ChanceRow(TreeRecord):
    """One chance, in both frames."""

    fact: str
    amount: Fact
    name: Line | None = None
    """The chance in one sentence: stands for its picture."""
    people: Span
    did: Line
    rest: Span
    did_not: Line
    """The parts of the two lines that follow."""
    counted: Line
    """Such as "About 53 of 100 people got better."."""
    others: Line
    note: Line | None = None
    """What has to be said where a picture cannot show the chance as it is."""
    place: Place

    def in_one(self, guide: Guide) -> Line:
        """Both frames in one sentence."""
        counted = {"people": begun(self.people.text), "did": self.did.text}
        rest = {"others": self.rest.text, "did_not": self.did_not.text}
        return guide.frame("{people} {did}; {others} {did_not}.", **counted, **rest)


class Chances(BlockBase, kind="chances"):
    """Numbers of people out of one common number."""

    intro: Line
    rows: tuple[ChanceRow, ...]
    note: Line | None = None


class Claim(TreeRecord):
    """Something that readers want to know, and why we are so sure of it."""

    claim: Line
    because: Line


class ClaimGroup(TreeRecord):
    """Claims of which we are equally sure."""

    level: Certainty
    label: Line
    claims: tuple[Claim, ...]


class HowSure(BlockBase, kind="how_sure"):
    """Claims, each with how sure we are of it: in the author's order, or on pages by level."""

    groups: tuple[ClaimGroup, ...]


class ComparisonRow(TreeRecord):
    """One aspect, told for each column."""

    label: Line
    cells: tuple[Line, ...]


class Comparison(BlockBase, kind="comparison"):
    """A table; `corner` heads the column of labels."""

    name: str = ""
    """What a screen reader calls it, where it has no heading of its own."""
    corner: Line
    columns: tuple[Line, ...]
    rows: tuple[ComparisonRow, ...]


class Figure(BlockBase, kind="figure"):
    """A picture of the procedure's folder."""

    picture: str
    alt: Line
    caption: Line
    beside: bool = False
    sizes: tuple[str, ...] | None = None


class Definition(TreeRecord):
    """A word and its meaning."""

    id: str
    word: Line
    means: Line
    more: Line | None = None
    also: Line | None = None
    met: Line | None = None
    """The pages that explain it; on a card the way to the page of all words."""


class LetterGroup(TreeRecord):
    """The words that begin with a letter."""

    letter: str
    words: tuple[Definition, ...]


class Definitions(BlockBase, kind="definitions"):
    """Words explained: of a whole procedure, or on a leaflet those that it uses. A guide itself has none here."""

    index: tuple[Line, ...] = ()
    """The letters, as links to their words; none where the list is short."""
    letters: tuple[LetterGroup, ...] = ()
    empty: Line | None = None


class Answer(BlockBase, kind="answer"):
    """The short answer to the question that its section's title asks."""

    sentence: Line


class TimeCell(TreeRecord):
    """A time of the clock to write on, with its day."""

    label: Line
    """What it is the time of; its `when` says how it is worked out."""
    at: str
    """The name of the place for the time, as programs and screen readers know it."""
    on_label: Line
    on: str
    """The name of the place for the day."""


class Times(BlockBase, kind="times"):
    """Times of the clock to write on."""

    cells: tuple[TimeCell, ...]
    if_empty: Line | None = None
    """Who writes there, and what to do when nobody has."""


class Blank(TreeRecord):
    """One place to write on."""

    label: Line
    entry: Literal["text", "date", "time", "long"]
    name: str
    """By which programs and screen readers know it among all of a leaflet: with the title of its section."""
    if_empty: Line | None = None
    """What to do when nobody has written there."""


class WriteIn(BlockBase, kind="write_in"):
    """Places to write on."""

    fields: tuple[Blank, ...]


class Contact(TreeRecord):
    """A phone of the clinic."""

    id: str
    name: Line
    number: Line
    hours: Line
    is_emergency: bool


class Contacts(BlockBase, kind="contacts"):
    """Phone numbers, each with when somebody answers."""

    phones: tuple[Contact, ...]


class Gap(BlockBase, kind="gap"):
    """Something that is not written yet."""

    label: Line
    needs: Line


# --- blocks that surfaces add ----------------------------------------------------------------------------------------
# `look` names the part that a block has on a page, and is the class by which styles know it; others may ignore it.


class Row(BlockBase, kind="row"):
    """Blocks that stand side by side on a leaflet."""

    blocks: tuple[Block, ...]


class Fold(BlockBase, kind="fold"):
    """Blocks that a page folds away below their heading."""

    look: Literal["more", "all-codes"] = "more"
    blocks: tuple[Block, ...]


class Box(BlockBase, kind="box"):
    """Blocks within one frame, such as all that there is to say of a code."""

    look: str
    blocks: tuple[Block, ...]


class Note(BlockBase, kind="note"):
    """What a page says of itself, and leads on to."""

    look: str = ""
    sentences: tuple[Line, ...]


class AfterDay(BlockBase, kind="after_day"):
    """What a page says as soon as a day is over."""

    day: date
    sentences: tuple[Line, ...]


class Link(TreeRecord):
    """A way to another page or file; `address` counts from the site's folder, or begins with #."""

    words: Line
    more: Line | None = None
    address: str
    name: str = ""
    """What a screen reader calls it, where its words do not say enough."""


class Links(BlockBase, kind="links"):
    """Ways to sections of a page, for small screens, or to pages."""

    look: Literal["contents", "levels", "questions", "help-links", "topics", "sheets"] = "contents"
    anchor: str = ""
    """Its place on its page, where something leads to it."""
    links: tuple[Link, ...]


class Tile(TreeRecord):
    """A large way on; `address` and `picture` count from the site's folder."""

    title: Line
    text: Line | None = None
    address: str
    picture: str = ""
    is_help: bool = False


class Tiles(BlockBase, kind="tiles"):
    """What a first page offers."""

    tiles: tuple[Tile, ...]


class Search(BlockBase, kind="search"):
    """What opens the search."""

    words: Line
    is_invitation: bool = False
    """Whether it stands as a line to type in, with a few words that others have typed."""


class Offer(TreeRecord):
    """A leaflet to print; `picture` is that of its first page, and its files are those of all sizes."""

    picture: str
    alt: Line
    heading: Line | None = None
    """Where a page offers it beside what the page is about."""
    title: Line
    purpose: Line
    files: tuple[Link, ...]


class Offers(BlockBase, kind="offers"):
    """Leaflets to print."""

    offers: tuple[Offer, ...]


class PrintedRow(TreeRecord):
    """A leaflet or pack in a list of the print desk."""

    title: Line
    own: Line | None = None
    """Its title in its own language, where that is not the desk's."""
    procedure: Line | None = None
    open: Link
    with_english: Link | None = None
    """The same with its English behind it, where both are printed."""
    size: Line
    codes: tuple[Line, ...]
    state: Line
    sides: Line
    sheets: Line
    """When printed on both sides."""
    single: Line
    """Sheets when printed on one side."""
    paper: Line
    is_pack: bool
    is_released: bool
    picture: str
    alt: str
    """What the picture shows; only scripts show it."""
    keys: Mapping[str, str]
    """Its language, size, procedure and leaflet; and what scripts must know beside these."""


class WaitingRow(TreeRecord):
    """A leaflet that is not printed in the language of the list, and what to offer instead."""

    title: Line
    procedure: Line | None = None
    instead: Line
    """The way to the same in the desk's own language."""
    size: Line
    reason: Line
    keys: Mapping[str, str]


class PrintedList(BlockBase, kind="printed_list"):
    """What there is to print in one language, with the language's own name and ours."""

    id: str
    name: Line
    more: Line | None = None
    columns: tuple[Line, ...]
    rows: tuple[PrintedRow, ...]
    waiting: tuple[WaitingRow, ...] = ()


class ToldChange(TreeRecord):
    """How a leaflet differs from an older one."""

    headline: Line
    old: Line | None = None
    new: Line | None = None


class Changes(BlockBase, kind="changes"):
    """What became different since a sheet was printed."""

    intro: Line | None = None
    changes: tuple[ToldChange, ...]


class SourceEntry(BlockBase, kind="source_entry"):
    """A source in the list of all; how many of its facts are told, and what became of each."""

    id: str
    title: Line
    about: tuple[Line, ...]
    counts: Line | None = None
    facts: tuple[Line, ...] = ()


class Tool(BlockBase, kind="tool"):
    """What scripts serve, with the words of its form and the blocks that it works on; plain pages have the blocks."""

    name: Literal["plan", "desk", "print-list", "code", "lost-code"]
    words: tuple[Line, ...] = ()
    later: tuple[Line, ...] = ()
    """What only scripts show."""
    blocks: tuple[Block, ...] = ()
    data: Mapping[str, str] = field(default_factory=dict)
    """What its scripts need to know."""


class Origin(TreeRecord):
    """A statement with the sources that say so."""

    said: Line
    sources: Line


class OriginGroup(TreeRecord):
    """The statements of one section."""

    title: Line
    origins: tuple[Origin, ...]


class Origins(BlockBase, kind="origins"):
    """Which source stands behind each statement of a page."""

    groups: tuple[OriginGroup, ...]


class PlanPart(TreeRecord):
    """Steps of one moment that follow the same words."""

    lead: Line | None
    """Words without which the steps cannot be understood, such as the heading of their list."""
    steps: tuple[Line, ...]


class Moment(BlockBase, kind="moment"):
    """A time counted from the procedure, and the steps that are due then; none has a heading that the last one had."""

    id: str
    """Its name in the page and in calendars, such as before-fast_food-by, or before-unset."""
    when: When
    counted: Mapping[str, str]
    """The same as scripts read it; see `timing.counted`."""
    parts: tuple[PlanPart, ...]


Block = (
    Paragraph | BulletList | Steps | Checklist | KeyPoints | DoAndDoNot | CareCard | Chances | HowSure | Comparison
    | Figure | Definitions | Answer | Times | WriteIn | Contacts | Gap
    | Row | Fold | Box | Note | AfterDay | Links | Tiles | Search | Offers | PrintedList | Changes | SourceEntry | Tool
    | Origins | Moment
)  # fmt: skip
