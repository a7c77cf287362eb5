"""The typed pieces of a topic, and the topic: one class per `kind`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

from pydantic import Field, Strict, field_validator, model_validator

from build_tools.content.record import Certainty, FactId, FileName, Id, Level, PhoneId, Record, SearchTerm, Words
from build_tools.content.statements import Statement, statements_in


class YamlBlock(Record):
    """What every block may have."""

    heading: Words | None = None
    """A short heading above the block."""
    icon: FileName | None = None
    """A small square drawing of the pictures folder that stands before the heading, as that of a statement does."""
    detail: Annotated[bool, Strict()] = False
    """true: only on the web page; leaflets leave this block out."""

    def stands_in(self, size: str) -> bool:
        """Whether leaflets of this size show it. Only a picture may differ: all sizes have the same words."""
        return not self.detail

    def stands_on_pages(self) -> bool:
        """Whether it fits a screen, on which nobody can write."""
        return True

    def statements(self) -> Iterator[Statement]:
        """Every statement of this block, in reading order."""
        return statements_in(self)


class YamlParagraph(YamlBlock):
    """Up to three sentences about one idea."""

    kind: Literal["paragraph"]
    sentences: tuple[Statement, ...] = Field(min_length=1)
    level: Level | None = None
    """What to do at this level of help, in one sentence that begins with the call, such as "Call {phone_emergency} if".
    It looks as that level does; on paper a strip of its own, before a box of another level that it is written in."""

    @model_validator(mode="after")
    def _one_sentence_at_a_level(self) -> YamlParagraph:
        if self.level and (len(self.sentences) > 1 or "{phone" not in self.sentences[0].say):
            raise ValueError("a paragraph with a `level` has one sentence, which says whom to call and when")
        return self


class Listed(YamlBlock):
    """A block of entries, each of which may say why."""

    no_why: Words | None = None
    """The same for all entries as `no_why` of one, such as: The words before the list say why."""

    def entries(self) -> tuple[Statement, ...]:
        """All of them, in reading order."""
        raise NotImplementedError


class Itemized(Listed):
    """A block that is a list, with an optional sentence before it."""

    intro: Statement | None = None
    items: tuple[Statement, ...] = Field(min_length=1)

    def entries(self) -> tuple[Statement, ...]:
        """See Listed."""
        return self.items


class YamlBulletList(Itemized):
    """A list with bullets."""

    kind: Literal["list"]


class YamlSteps(Itemized):
    """Numbered steps, one verb each."""

    kind: Literal["steps"]


class YamlChecklist(Itemized):
    """Things to tick off; a tick box stands before each."""

    kind: Literal["checklist"]


class YamlKeyPoints(Itemized):
    """The few things to know first, in a box."""

    kind: Literal["key_points"]


class YamlDoAndDoNot(Listed):
    """What to do beside what not to do. Each line of the second list begins with "Do not"."""

    kind: Literal["do_and_do_not"]
    do: tuple[Statement, ...] = Field(min_length=1)
    do_not: tuple[Statement, ...] = Field(min_length=1)

    def entries(self) -> tuple[Statement, ...]:
        """See Listed."""
        return (*self.do, *self.do_not)


class YamlSign(Statement):
    """A sign that something is wrong."""

    short: Words | None = None
    """The same in a few words, for a sheet that is read from afar."""


class YamlSignGroup(Record):
    """Signs that belong together, such as those of chest and breathing."""

    title: Words
    """Stands above them on pages; paper has no room for it."""
    items: tuple[YamlSign, ...] = Field(min_length=1)


class YamlCareCard(YamlBlock):
    """One of the three levels of getting help: `items`, or `groups` of them."""

    together = "write `items:`, or `groups:` where there are many, each with `title` and `items`"
    kind: Literal["care_card"]
    level: Level
    items: tuple[YamlSign, ...] = ()
    groups: tuple[YamlSignGroup, ...] = ()
    why: Statement | None = None
    """Why its signs matter; it stands right below them."""
    tell: Statement | None = None
    """What to tell those who help; it stands below the signs."""

    @model_validator(mode="after")
    def _one_or_the_other(self) -> YamlCareCard:
        if bool(self.items) == bool(self.groups):
            raise ValueError("a card has either `items` or `groups`")
        return self

    def signs(self) -> tuple[YamlSign, ...]:
        """All of them, in order."""
        return (*self.items, *(sign for group in self.groups for sign in group.items))


class YamlChanceRow(Statement):
    """One chance: `say` ends the sentence that begins with the number, such as "had less pain"."""

    together = f"take out `plan`; {Statement.together}"
    fact: FactId
    """A fact with the unit `people`."""
    otherwise: Words
    """The other frame, such as "did not have less pain"; the remaining number stands before it."""

    @field_validator("plan", mode="before")
    @classmethod
    def _is_no_step(cls, plan: object) -> object:
        raise ValueError("a chance is nothing that the reader does: it has no `plan`")


class YamlChances(YamlBlock):
    """Numbers of people out of one common number, in both frames."""

    kind: Literal["chances"]
    intro: Statement
    rows: tuple[YamlChanceRow, ...] = Field(min_length=1)


class YamlClaim(Record):
    """Something that readers want to know, how sure we are of it, and why."""

    level: Certainty
    claim: Statement
    because: Statement


class YamlHowSure(YamlBlock):
    """Claims, each with how sure we are of it: `fairly_sure`, `not_sure` or `not_known`."""

    kind: Literal["how_sure"]
    claims: tuple[YamlClaim, ...] = Field(min_length=1)


class YamlComparisonRow(Record):
    """One aspect, told for each column."""

    label: Words
    cells: tuple[Statement, ...] = Field(min_length=1)


class YamlComparison(YamlBlock):
    """A table: choices as columns, aspects as rows."""

    kind: Literal["comparison"]
    columns: tuple[Words, ...] = Field(min_length=2)
    rows: tuple[YamlComparisonRow, ...] = Field(min_length=1)


class YamlFigure(YamlBlock):
    """A picture from the procedure's `pictures` folder."""

    kind: Literal["figure"]
    picture: FileName
    """The file's name, such as lying-face-down.svg."""
    alt: Words
    """What the picture tells, for those who cannot see it."""
    caption: Statement
    beside: Annotated[bool, Strict()] = False
    """true: a small picture with the text beside it; else it has the full width."""
    sizes: tuple[Id, ...] | None = Field(default=None, min_length=1)
    """Where paper is short: only leaflets in these sizes, such as [large], show the picture. Pages always do."""

    def stands_in(self, size: str) -> bool:
        return super().stands_in(size) and (self.sizes is None or size in self.sizes)


class YamlDefinitions(YamlBlock):
    """Words explained: on a page every word of the glossary, on a leaflet those the leaflet uses."""

    kind: Literal["definitions"]


class YamlAnswer(YamlBlock):
    """The short answer to the question that is the title of its topic; more may follow."""

    kind: Literal["answer"]
    sentence: Statement


class YamlTimes(YamlBlock):
    """Times of the clock to write on, each with its day, such as "No food after". Pages leave them out."""

    kind: Literal["times"]
    items: tuple[Statement, ...] = Field(min_length=1, max_length=4)
    """Each a label with a `plan` that counts from the procedure: the print desk works out the time."""
    if_empty: Words | None = None
    """Who writes there, and what to do when nobody has."""

    def stands_on_pages(self) -> bool:
        """See BlockBase."""
        return False


class WriteInField(Record):
    """One place to write on."""

    label: Words
    entry: Literal["text", "date", "time", "long"] = "text"
    if_empty: Words | None = None
    """What to do when nobody has written there, such as: If this line is empty, call us today."""


class YamlWriteIn(YamlBlock):
    """Places to write on; fillable in the PDF and lines on paper. Pages leave them out."""

    kind: Literal["write_in"]
    fields: tuple[WriteInField, ...] = Field(min_length=1)

    def stands_on_pages(self) -> bool:
        """See BlockBase."""
        return False


class YamlContacts(YamlBlock):
    """The clinic's phone numbers."""

    kind: Literal["contacts"]
    phones: tuple[PhoneId, ...] | None = Field(default=None, min_length=1)
    """Ids of phones in clinic.yaml, such as [day, night]; all of them when left out."""


class YamlGap(YamlBlock):
    """Something that is not written yet. Pages and leaflets say so in a box, and `leaflets check` lists it."""

    kind: Literal["gap"]
    needs: Words
    """What is to be written here."""


Block = Annotated[
    YamlParagraph | YamlBulletList | YamlSteps | YamlChecklist | YamlKeyPoints | YamlDoAndDoNot | YamlCareCard
    | YamlChances | YamlHowSure | YamlComparison | YamlFigure | YamlDefinitions | YamlAnswer | YamlTimes | YamlWriteIn
    | YamlContacts | YamlGap,
    Field(discriminator="kind"),
]  # fmt: skip
BlockKind = Literal[
    "paragraph", "list", "steps", "checklist", "key_points", "do_and_do_not", "care_card", "chances", "how_sure",
    "comparison", "figure", "definitions", "answer", "times", "write_in", "contacts",
]  # fmt: skip


class Topic(Record):
    """One file of `topics/`: a section that pages and leaflets show."""

    title: Words
    search_terms: tuple[SearchTerm, ...] | None = None
    """What patients type to find this: everyday words and short questions, such as "can I eat" or "blood thinner".

    Only the search reads it; no page and no leaflet shows it, so names of medicines may stand here. Words that the
    topic itself uses are found anyway. Translators get the whole list as one message, with `;` between, and write
    their own, of any length. `search_terms: []` keeps the search away from a topic that only repeats others.
    """
    blocks: tuple[Block, ...] = Field(min_length=1, max_length=100)

    def statements(self) -> Iterator[Statement]:
        """Every statement of this topic, in reading order."""
        return statements_in(self)


def has_gap(blocks: Iterable[Block]) -> bool:
    """Whether something among these blocks is not written yet."""
    return any(isinstance(block, YamlGap) for block in blocks)
