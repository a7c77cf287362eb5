"""What is shown where: pages, leaflets, the sizes of print, and the sections that must be there."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, Strict, model_validator

from build_tools.content.blocks import BlockKind
from build_tools.content.record import Asked, FileName, Grade, Id, Record, Whole, Words


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
    copy_days: Annotated[int, Strict(), Field(ge=7, le=730)] = 90
    """A copy on a stick, a mirror or a disk that was made more days ago says that it is old."""
    pages: tuple[Page, ...] = Field(min_length=1)
    required: tuple[Required, ...] = Field(min_length=1)


class Section(Record):
    """A topic on a leaflet."""

    topic: Id
    shows: tuple[BlockKind, ...] = ()
    """Only blocks of these kinds; all of them when left out."""


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
    grade: Grade
    """The highest reading grade (Flesch-Kincaid)."""
    sections: tuple[Section, ...] = Field(min_length=1)
    required: tuple[Required, ...] = Field(min_length=1)
