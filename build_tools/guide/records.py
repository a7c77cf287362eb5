"""What a reader is told, as one tree: a guide has sections, sections have blocks, blocks have lines, lines have spans.

Everything is settled here and nowhere later: the clinic's numbers, the language, and which words hold while a number
is not set. All records are frozen; `blocks.py` has the blocks, `walk.py` the way through them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from build_tools.content.model import Approval, Fact, Level, Means, PlanDay, Status
from build_tools.problems import Place

if TYPE_CHECKING:
    from build_tools.guide.blocks import Block, Definition
    from build_tools.guide.resolver import Resolver

SpanKind = Literal["text", "value", "phone", "term", "page", "source", "link"]
Form = Literal["whole", "number", "rest", "counted", "more"]
# statement: said to the reader. label: names a field or a group. alternative: stands for a picture, or is only heard.
# frame: the tool's own words around the content.
Role = Literal["statement", "title", "heading", "label", "alternative", "frame"]
Side = Literal["before", "after"]
MessageId = tuple[str, str]
"""The context and the English of a message; see languages/message_list.py."""


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a line."""

    text: str
    kind: SpanKind = "text"
    id: str = ""
    """Of the fact, phone, term, page or source; of a value also a reserved name, such as clinic or approval.

    Of a link the address, as it counts from the site's folder, such as desk.html.
    """
    form: Form = "whole"
    """Of a fact: with its unit; without; the people who are left, such as 56 of "44 of 100 people"; with the number as
    they were counted; or those who are more than in another group."""
    joined: bool = False
    """Whether no line may end within it. Its text has ordinary spaces; each output joins them in its own way."""
    strong: bool = False
    language: str = ""
    """As HTML names it, where it is not that of the surface."""
    missing: MessageId | None = None
    """The message of which it is a part, where nobody has translated that: then it stands in English."""
    ltr: bool = False
    """Whether it runs from left to right in every language, such as a phone number, an edition code or an address."""
    tel: str = ""
    """Of a phone: what a `tel:` link dials."""
    name: str = ""
    """What a screen reader calls the link, where that is more than its text."""
    means: Line | None = None
    """Of a term, where it first stands on a surface: its meaning. Only the pass in `explain.py` sets it."""
    opens: bool = False
    """Whether the term opens a card with more."""


@dataclass(frozen=True, slots=True)
class When:
    """When the reader does it, counted from the procedure."""

    text: str
    """In words, such as "At the latest 6 hours before the procedure"."""
    side: Side | None
    """None: a day that needs no number."""
    fact: str | None
    """The id of the fact that says how long before or after."""
    means: Means | None
    day: PlanDay | None
    remind: bool
    amount: Fact | None
    """The fact with the clinic's number; None for a day that needs none, and while nobody has set it."""
    ends: str | None = None
    """What ends that which holds from then on: `procedure`, or the id of the fact of another step on the same side."""
    end: Fact | None = None
    """The fact that `ends` names, with the clinic's number; None while nobody has set it."""

    @property
    def asks(self) -> bool:
        """Whether there is something to do; what comes about, or may be done again from then on, asks for nothing."""
        return self.means != "about" and (self.means != "from" or self.ends is not None)


@dataclass(frozen=True, slots=True)
class Line:
    """Something that is said, shown as a heading or label, or heard in place of a picture."""

    spans: tuple[Span, ...]
    place: Place
    """Where it stands in the source; of words of the tool: where what asks for them stands."""
    role: Role = "statement"
    sources: tuple[str, ...] = ()
    when: When | None = None
    blank: str = ""
    """The label of the line to write on that follows while the clinic has not set a number; nothing: none follows."""
    blank_for: str = ""
    """What the line to write on is for, where that is said before this line, of which it is the reason."""
    key: str = ""
    """From the topic and the English words: readers' ticks and calendar entries hang on it, and it pairs languages."""
    lacks: tuple[MessageId, ...] = ()
    """What of it nobody has translated and no reader sees here, such as its words for while a number is not set."""
    how_long: Line | None = None
    """Of a step: for how long; stands behind it, before its line to write on."""
    why: Line | None = None
    """The reason; stands behind both."""
    search_terms: str = ""
    """What patients type to find just this, parted by semicolons; only the search reads it."""
    icon: str = ""
    """A drawing of the procedure's pictures that stands before it and shows what it says."""

    @property
    def text(self) -> str:
        """The words without explanations and without the label of a line to write on."""
        return "".join(span.text for span in self.spans)

    @property
    def to_write_on(self) -> bool:
        """Whether the clinic has not set a number of its own words, and a line follows them or their reason."""
        after = any(more.blank_for for more in (self.how_long, self.why) if more)
        return after or bool(self.blank and not self.blank_for)

    @property
    def field(self) -> str:
        """The name of the line to write on, for those who do not see what stands before it."""
        return f"{self.blank_for or self.text} {self.blank}"

    @property
    def missing(self) -> tuple[MessageId, ...]:
        """Every message of it that nobody has translated, with those of what it explains."""
        found = list(self.lacks)
        for span in self.spans:
            found += [*([span.missing] if span.missing else ()), *(span.means.missing if span.means else ())]
        return tuple(dict.fromkeys(found))

    @property
    def runs(self) -> Iterator[tuple[str, tuple[Span, ...]]]:
        """Its spans, those of one language together, with that language where it is not that of the surface."""
        return ((language, tuple(same)) for language, same in groupby(self.spans, lambda span: span.language))


Heads = Literal["above", "title-beside", "blocks-beside"]


@dataclass(frozen=True, slots=True)
class Layout:
    """How a section stands on paper."""

    across: bool = False
    """Over the whole width, where others stand in two columns."""
    is_band: bool = False
    """Between two rules over the whole width, such as a row of pictures."""
    new_side: bool = False
    level: Level | None = None
    """In the box of this level of help."""
    heads: Heads = "above"
    """Where headings stand: above what follows, or the title or those of the blocks beside it."""


@dataclass(frozen=True, slots=True)
class Section:
    """A topic, or a part of a page that is made from data."""

    id: str
    title: Line | None
    calls: tuple[Line, ...] = field(default=(), kw_only=True)
    """Numbers to call, beside its title."""
    blocks: tuple[Block, ...]
    place: Place
    layout: Layout = field(default=Layout(), kw_only=True)
    is_side_by_side: bool = False
    """Whether it stands side by side with the section before or after it, where there is room."""


@dataclass(frozen=True, slots=True)
class Term:
    """A medical word with its meaning."""

    id: str
    word: Line
    means: Line
    more: Line | None
    forms: tuple[Line, ...]
    sources: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Value:
    """A fact as this clinic has it."""

    id: str
    what: Line
    fact: Fact
    """With the clinic's number, where the clinic has set it."""
    text: str | None
    """As it reads, such as "1 to 2 hours"; None while the clinic has still to set it."""
    place: Place
    """Where its number stands: with the clinic, or in facts.yaml."""


@dataclass(frozen=True)
class Guide:
    """All that can be said of one procedure by one clinic in one language; `build.of` makes it."""

    procedure: str
    language: str
    """Its code, such as `es`."""
    html_language: str
    """As HTML and PDF name it, such as es-US."""
    direction: str
    """ltr or rtl."""
    name: Line
    title: Line
    summary: Line | None
    sections: Mapping[str, Section]
    """By topic, as they stand in the source: surfaces select from them."""
    terms: Mapping[str, Term]
    """Those that this procedure explains, in the order of the glossary."""
    values: Mapping[str, Value]
    resolver: Resolver = field(compare=False, repr=False)
    """Makes lines of further words of the source, and of the tool's own."""

    @property
    def approval(self) -> Approval | None:
        """The sign-off that holds; None for a draft."""
        return self.resolver.approval

    @property
    def status(self) -> Status:
        """Whether a clinician stands behind what goes out."""
        return "signed" if self.approval else "draft"

    @property
    def review_by(self) -> date:
        """The day that readers are told."""
        return self.resolver.review_by

    def frame(self, message: str, **parts: str | Line | Fact) -> Line:
        """Words of the tool, with parts in the place of their `{names}`."""
        return self.resolver.frame(message, **parts)

    def link(self, message: str, address: str, kind: SpanKind = "link") -> Line:
        """Words of the tool that lead to a page or file; see Span.id."""
        return self.resolver.link(message, address, kind)


@dataclass(frozen=True)
class Surface:
    """What a reader has before them: a page, or a leaflet in one size. Selected, in order, with words explained."""

    kind: Literal["page", "leaflet"]
    id: str
    size: str
    """Of a leaflet; nothing for a page."""
    title: Line
    lead: Line | None
    """Its one message; where it has none, what the page is about or what the leaflet is for."""
    sections: tuple[Section, ...]
    means: Line | None = field(default=None, kw_only=True)
    """Of a leaflet: what the procedure is; stands below the title. None where its first section says so."""
    explained: tuple[Definition, ...] = ()
    """The terms that it explains, in the order in which they first stand; on a page each with its card."""
    notices: tuple[Line, ...] = ()
    """At its top: who approved it, and what is overdue. Given by those who know; see records/."""
