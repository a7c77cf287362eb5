"""The kinds of block. Fields stand in reading order, and everything that is read or heard is a line.

A new kind is one class here and one entry in `Block`. Templates and other outputs dispatch by `kind`; one that does not
know a kind stops the build with its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Literal

from build_tools.content.model import Certainty, Fact, Level
from build_tools.guide.records import Guide, Line, Span, When
from build_tools.problems import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockBase:
    """What every block has."""

    kind: ClassVar[str]
    heading: Line | None = None
    detail: bool = False
    """Only for the web page."""
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(BlockBase):
    """Sentences about one idea."""

    kind: ClassVar[str] = "paragraph"
    sentences: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Items(BlockBase):
    """What every kind of list has."""

    intro: Line | None = None
    items: tuple[Line, ...]
    is_short: bool = False
    """Whether two columns of a leaflet take less paper than one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletList(Items):
    """A list with bullets."""

    kind: ClassVar[str] = "list"


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps(Items):
    """Numbered steps."""

    kind: ClassVar[str] = "steps"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist(Items):
    """Things to tick off; each item is the label of its box."""

    kind: ClassVar[str] = "checklist"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPoints(Items):
    """The few things to know first."""

    kind: ClassVar[str] = "key_points"


@dataclass(frozen=True, slots=True, kw_only=True)
class DoAndDoNot(BlockBase):
    """What to do beside what not to do."""

    kind: ClassVar[str] = "do_and_do_not"
    do_label: Line
    do: tuple[Line, ...]
    do_not_label: Line
    do_not: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CareCard(BlockBase):
    """One of the levels of getting help: what to do, and when."""

    kind: ClassVar[str] = "care_card"
    level: Level
    title: Line
    items: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChanceRow:
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
    """Such as "44 of 100 people had less pain."."""
    others: Line
    note: Line | None = None
    """What has to be said where a picture cannot show the chance as it is."""
    place: Place

    def in_one(self, guide: Guide) -> Line:
        """Both frames in one sentence."""
        counted = {"people": self.people.text, "did": self.did.text}
        rest = {"others": self.rest.text, "did_not": self.did_not.text}
        return guide.frame("{people} {did}; {others} {did_not}.", **counted, **rest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chances(BlockBase):
    """Numbers of people out of one common number."""

    kind: ClassVar[str] = "chances"
    intro: Line
    rows: tuple[ChanceRow, ...]
    note: Line | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Something that readers want to know, and why we are so sure of it."""

    claim: Line
    because: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimGroup:
    """Claims of which we are equally sure."""

    level: Certainty
    label: Line
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HowSure(BlockBase):
    """Claims, each with how sure we are of it: in the author's order, or on pages by level."""

    kind: ClassVar[str] = "how_sure"
    groups: tuple[ClaimGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonRow:
    """One aspect, told for each column."""

    label: Line
    cells: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison(BlockBase):
    """A table; `corner` heads the column of labels."""

    kind: ClassVar[str] = "comparison"
    name: str = ""
    """What a screen reader calls it, where it has no heading of its own."""
    corner: Line
    columns: tuple[Line, ...]
    rows: tuple[ComparisonRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(BlockBase):
    """A picture of the procedure's folder."""

    kind: ClassVar[str] = "figure"
    picture: str
    alt: Line
    caption: Line
    beside: bool = False
    sizes: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A word and its meaning."""

    id: str
    word: Line
    means: Line
    more: Line | None = None
    also: Line | None = None
    met: Line | None = None
    """The pages that explain it; on a card the way to the page of all words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterGroup:
    """The words that begin with a letter."""

    letter: str
    words: tuple[Definition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Definitions(BlockBase):
    """Words explained: of a whole procedure, or on a leaflet those that it uses. A guide itself has none here."""

    kind: ClassVar[str] = "definitions"
    index: tuple[Line, ...] = ()
    """The letters, as links to their words; none where the list is short."""
    letters: tuple[LetterGroup, ...] = ()
    empty: Line | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """One place to write on."""

    label: Line
    entry: Literal["text", "date", "time", "long"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteIn(BlockBase):
    """Places to write on."""

    kind: ClassVar[str] = "write_in"
    fields: tuple[Blank, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A phone of the clinic."""

    id: str
    name: Line
    number: Line
    hours: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacts(BlockBase):
    """Phone numbers, each with when somebody answers."""

    kind: ClassVar[str] = "contacts"
    phones: tuple[Contact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap(BlockBase):
    """Something that is not written yet."""

    kind: ClassVar[str] = "gap"
    label: Line
    needs: Line


# --- blocks that surfaces add ----------------------------------------------------------------------------------------
# `look` names the part that a block has on a page, and is the class by which styles know it; others may ignore it.


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(BlockBase):
    """Blocks that stand side by side on a leaflet."""

    kind: ClassVar[str] = "row"
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold(BlockBase):
    """Blocks that a page folds away below their heading."""

    kind: ClassVar[str] = "fold"
    look: Literal["more", "all-codes"] = "more"
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box(BlockBase):
    """Blocks within one frame, such as all that there is to say of a code."""

    kind: ClassVar[str] = "box"
    look: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(BlockBase):
    """What a page says of itself, and leads on to."""

    kind: ClassVar[str] = "note"
    look: str = ""
    sentences: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterDay(BlockBase):
    """What a page says as soon as a day is over."""

    kind: ClassVar[str] = "after_day"
    day: date
    sentences: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A way to another page or file; `address` counts from the site's folder, or begins with #."""

    words: Line
    more: Line | None = None
    address: str
    name: str = ""
    """What a screen reader calls it, where its words do not say enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Links(BlockBase):
    """Ways to sections of a page, for small screens, or to pages."""

    kind: ClassVar[str] = "links"
    look: Literal["contents", "help-links"] = "contents"
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A large way on; `address` and `picture` count from the site's folder."""

    title: Line
    text: Line | None = None
    address: str
    picture: str = ""
    is_help: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiles(BlockBase):
    """What a first page offers."""

    kind: ClassVar[str] = "tiles"
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Search(BlockBase):
    """What opens the search."""

    kind: ClassVar[str] = "search"
    words: Line
    is_invitation: bool = False
    """Whether it stands as a line to type in, with a few words that others have typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A leaflet to print; `picture` is that of its first page, and its files are those of all sizes."""

    picture: str
    alt: Line
    heading: Line | None = None
    """Where a page offers it beside what the page is about."""
    title: Line
    purpose: Line
    files: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offers(BlockBase):
    """Leaflets to print."""

    kind: ClassVar[str] = "offers"
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedRow:
    """A leaflet or pack in a list of the print desk."""

    title: Line
    procedure: Line | None = None
    size: Line
    codes: tuple[Line, ...]
    state: Line
    sides: Line
    sheets: Line
    """When printed on both sides."""
    single: Line
    """Sheets when printed on one side."""
    paper: Line
    open: Link
    is_pack: bool
    is_released: bool
    picture: str
    alt: str
    """What the picture shows; only scripts show it."""
    keys: Mapping[str, str]
    """Its language, size, procedure and leaflet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedList(BlockBase):
    """What there is to print in one language, with the language's own name and ours."""

    kind: ClassVar[str] = "printed_list"
    id: str
    name: Line
    more: Line | None = None
    columns: tuple[Line, ...]
    rows: tuple[PrintedRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldChange:
    """How a leaflet differs from an older one."""

    headline: Line
    old: Line | None = None
    new: Line | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes(BlockBase):
    """What became different since a sheet was printed."""

    kind: ClassVar[str] = "changes"
    intro: Line | None = None
    changes: tuple[ToldChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceEntry(BlockBase):
    """A source in the list of all; how many of its facts are told, and what became of each."""

    kind: ClassVar[str] = "source_entry"
    id: str
    title: Line
    about: tuple[Line, ...]
    counts: Line | None = None
    facts: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool(BlockBase):
    """What scripts serve, with the words of its form and the blocks that it works on; plain pages have the blocks."""

    kind: ClassVar[str] = "tool"
    name: Literal["plan", "desk", "print-list", "code", "lost-code"]
    words: tuple[Line, ...] = ()
    later: tuple[Line, ...] = ()
    """What only scripts show."""
    blocks: tuple[Block, ...] = ()
    data: Mapping[str, str] = field(default_factory=dict)
    """What its scripts need to know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A statement with the sources that say so."""

    said: Line
    sources: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginGroup:
    """The statements of one section."""

    title: Line
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origins(BlockBase):
    """Which source stands behind each statement of a page."""

    kind: ClassVar[str] = "origins"
    groups: tuple[OriginGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPart:
    """Steps of one moment that follow the same words."""

    lead: Line | None
    """Words without which the steps cannot be understood, such as the heading of their list."""
    steps: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment(BlockBase):
    """A time counted from the procedure, and the steps that are due then; none has a heading that the last one had."""

    kind: ClassVar[str] = "moment"
    id: str
    """Its name in the page and in calendars, such as before-fast_food-by, or before-unset."""
    when: When
    amount: int
    """How many units; 0 where the moment needs no number, or nobody has set it."""
    parts: tuple[PlanPart, ...]


Block = (
    Paragraph | BulletList | Steps | Checklist | KeyPoints | DoAndDoNot | CareCard | Chances | HowSure | Comparison
    | Figure | Definitions | WriteIn | Contacts | Gap
    | Row | Fold | Box | Note | AfterDay | Links | Tiles | Search | Offers | PrintedList | Changes | SourceEntry | Tool
    | Origins | Moment
)  # fmt: skip
