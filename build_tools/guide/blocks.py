"""The kinds of block. Fields stand in reading order, and everything that is read or heard is a line.

A new kind is one class here and one entry in `Block`. Templates and other outputs dispatch by `kind`; one that does not
know a kind stops the build with its name.
"""

from __future__ import annotations

from dataclasses import dataclass
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
    """The pages that explain it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterGroup:
    """The words that begin with a letter."""

    letter: Line
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold(BlockBase):
    """Blocks that a page folds away below their heading."""

    kind: ClassVar[str] = "fold"
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(BlockBase):
    """Blocks that stand side by side on a leaflet."""

    kind: ClassVar[str] = "row"
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(BlockBase):
    """What a page says of itself."""

    kind: ClassVar[str] = "note"
    sentences: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A way to another page or file; `address` counts from the site's folder, or begins with #."""

    words: Line
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Links(BlockBase):
    """The way to each section of a page, for small screens."""

    kind: ClassVar[str] = "links"
    links: tuple[Link, ...]


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
    | Figure | Definitions | WriteIn | Contacts | Gap | Fold | Row | Note | Links | Origins
    | Moment
)  # fmt: skip
