"""What is shown where: pages, leaflets, the sizes of print, and the sections that must be there."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, Strict, model_validator

from build_tools.content.blocks import Block, BlockKind, WriteInField, YamlCareCard
from build_tools.content.record import FileName, Grade, Id, Level, Record, SearchTerm, Whole, Words


class Required(Record):
    """A section that must be there, and the kinds of block it must hold."""

    topic: Id
    holds: tuple[BlockKind, ...] = ()
    tells: Words | None = None
    """What it tells the reader, for those who write it; `leaflets new` writes it into the new file."""
    may_be_left_out: Annotated[bool, Strict()] = False
    """true: a procedure may be without it, and says why under `without` in its procedure.yaml."""


class YamlTile(Record):
    """An entry on the home page."""

    title: Words
    text: Words
    picture: FileName | None = None
    """A drawing in docs/content/tiles, such as the-day.svg; an entry without one is its words."""


class Page(Record):
    """One page per procedure."""

    id: Id
    title: Words
    description: Words
    topics: tuple[Id, ...] = ()
    built: Literal["leaflets", "topics", "sources", "disagreements", "plan"] | None = None
    """A page made from the data instead of topics."""
    gathers: tuple[Id, ...] = ()
    """For `built: plan`: the topics whose steps the personal plan gathers, in order."""
    side_by_side: tuple[Id, ...] = ()
    """Two of its topics, one after the other, that stand side by side where there is room, such as
    [benefits, risks]. Each begins with chances, and both tell about as much."""
    questions: Annotated[bool, Strict()] = False
    """true: a long page of questions. They stand on top as links, nothing is folded away, and each topic leads back."""
    leaflet: Id | None = None
    """The leaflet that this page offers."""
    search: Annotated[bool, Strict()] = True
    """false: a page for those who check the guide; patients' searches pass over it."""
    search_terms: tuple[SearchTerm, ...] = ()
    """What patients type to find a page that has no topics; see the topics' `search_terms`."""
    path: Annotated[bool, Strict()] = True
    """false: a side page; the menu and "next" pass over it, and the foot of every page leads to it."""
    tile: YamlTile | None = None


class HomePage(Record):
    """The first page of the site."""

    title: Words
    description: Words
    invitation: Words | None = None
    """What invites the reader to search, with a few words that others have typed."""


class Site(Record):
    """docs/site.yaml: which pages there are, which topics each shows, and which sections must be there."""

    home: HomePage
    help_page: Id
    """The page that the "get help" link on every page leads to."""
    grade: Grade
    """The highest reading grade (Flesch-Kincaid) of a page."""
    stop_words: tuple[SearchTerm, ...] = ()
    """Small words that the search passes over, such as "can" or "the". For translators one message."""
    same_words: tuple[SearchTerm, ...] = ()
    """Words that mean the same to the search, such as "hours hrs hr": each of a line finds all others of it."""
    many_ask: tuple[SearchTerm, ...] = Field(default=(), max_length=8)
    """A few words that many type, such as Eating or Shower; who finds nothing may press one."""
    copy_days: Annotated[int, Strict(), Field(ge=7, le=730)] = 90
    """A copy on a stick, a mirror or a disk that was made more days ago says that it is old."""
    danger_signs: dict[Level, tuple[Words, ...]] = Field(default={})
    """By level of help: words such as chest pain that must stand on that card of every procedure, and on no other. What
    is a danger after one procedure alone, its own procedure.yaml names."""
    pages: tuple[Page, ...] = Field(min_length=1)
    required: tuple[Required, ...] = Field(min_length=1)

    def page_built(self, of: str) -> Page | None:
        """The first page that is made from these data."""
        return next((page for page in self.pages if page.built == of), None)


class YamlSection(Record):
    """A topic on a leaflet."""

    topic: Id
    shows: tuple[BlockKind, ...] = ()
    """Only blocks of these kinds; all of them when left out."""
    short: Annotated[bool, Strict()] = False
    """true: signs in their short form, where they have one."""
    levels: tuple[Level, ...] = ()
    """Only cards of these levels of help; all of them when left out."""
    level: Level | None = None
    """In the box of this level of help, with the number to call beside its title, such as "Call us now if you"."""
    within: Id | None = None
    """In sizes with two columns, its first block stands at the end of the box of this topic, which comes before it,
    such as get-help: on its first card, or behind all else where it has none."""
    across: Annotated[bool, Strict()] = False
    """true: in a band over the whole width of a leaflet in two columns, such as a row of pictures."""
    new_side: Annotated[bool, Strict()] = False
    """true: on a side of its own, in sizes with two columns."""
    reasons: tuple[Id, ...] | None = None
    """Only in these sizes, such as [large], with the reasons for what it says, which always stand on the page; in all
    sizes when left out, and in none with []: for a sheet that has no room for them."""
    side_heads: Annotated[bool, Strict()] = False
    """true: the headings of its blocks stand beside them, such as the days of a course."""

    def gives_reasons(self, size: str) -> bool:
        """Whether they stand there in this size."""
        return self.reasons is None or size in self.reasons

    def wants(self, block: Block) -> bool:
        """Whether it shows the block, by its kind and its level of help; a gap it always shows."""
        if isinstance(block, YamlCareCard) and self.levels and block.level not in self.levels:
            return False
        return not self.shows or block.kind in (*self.shows, "gap")


Points = Annotated[float, Strict(), Field(ge=6, le=72, allow_inf_nan=False)]


class Size(Record):
    """One file of `leaflets/sizes/`: a size of print; every leaflet is printed in each. Lengths are in points."""

    together = "make `body` larger, or `smallest` smaller"
    name: Words
    """As the print desk calls it, such as Large print."""
    order: Whole
    """Its place among the sizes; the first is the one that pages offer."""
    body: Points
    """The size of running text; headings and rules follow it."""
    smallest: Points
    """Nothing on the paper is smaller."""
    columns: Literal[1, 2]
    """At most so many columns, of text and of short lists."""

    @model_validator(mode="after")
    def _running_text_is_not_too_small(self) -> Size:
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
    """At most so many printed sides, by size."""
    columns: Literal[1, 2] = 1
    body: Points | None = None
    """Points that its running text has at least, whatever the size, for a sheet that is read from afar; where it then
    takes too many sides, as with a long address or numbers that are not set, it has those of its size."""
    scan: Literal["foot", "head", "end", "nowhere"] = "foot"
    """Where the square to scan stands: at the foot of its first side (beside the phones where they end a sheet of one
    side), at its head, behind all else, or nowhere. Code and address stand at the foot of each side all the same."""
    name_box: tuple[WriteInField, ...] = Field(default=(), max_length=3)
    """Lines in a box at the head, with room for a sticker, such as the name and the date of birth."""
    card_sides: dict[Id, dict[Level, Annotated[int, Strict(), Field(ge=1, le=100)]]] = Field(default={})
    """By size and level of help: the last side on which this card may stand."""
    grade: Grade
    """The highest reading grade (Flesch-Kincaid)."""
    sections: tuple[YamlSection, ...] = Field(min_length=1)
    required: tuple[Required, ...] = Field(min_length=1)
