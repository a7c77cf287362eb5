"""Facts, sources, terms and the rules of style: what all topics draw on."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, Strict, model_validator

from build_tools.content.record import Amount, Clock, Date, FactId, Id, Record, SourceKind, Unit, Whole, Words
from build_tools.content.statements import Sentence


class Fact(Record):
    """A number or a time of day, written once. Either the sources set it, or each clinic does."""

    together = (
        "write `value: 3`, or `low: 2` and `high: 3`; with `unit: people` also `of: 100`; "
        "with `unit: time_of_day` a time such as 22:00, where midnight is 24:00"
    )
    what: Words
    """What the number is, such as "how long you lie flat"."""
    unit: Unit
    value: Amount | None = None
    """One number; for the unit `time_of_day` a time, such as 22:00."""
    low: Amount | None = None
    """A range, from `low` to `high`. For a fact that the clinic sets: the values it may have."""
    high: Amount | None = None
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
        given = (each for each in (self.value, self.low, self.high) if each is not None)
        if any(isinstance(each, Clock) != (self.unit == "time_of_day") for each in given):
            raise ValueError("the unit `time_of_day` goes with times such as 22:00, and no other unit does")
        if (self.unit == "people") != bool(self.of):
            raise ValueError("the unit `people` goes with `of`, the number of people in all, and no other unit does")
        if self.of and max(self.value or 0, self.high or 0) > self.of:
            raise ValueError("more people than there are `of` all")
        return self


class Relation(Record):
    """Two facts of which one is never more than the other, whatever a clinic sets."""

    smaller: FactId
    larger: FactId
    """The other fact; it may also be the same."""
    difference: FactId | None = None
    """The fact that says by how much the other is larger, if there is one."""
    reason: Words
    """Why, such as "clear drinks are allowed for longer than food"."""


class Facts(Record):
    """facts.yaml: every number of a procedure, and what must hold between them."""

    facts: dict[FactId, Fact]
    relations: tuple[Relation, ...] = ()


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


class YamlTerm(Record):
    """A medical word and its meaning in plain words."""

    word: Words
    means: Words
    forms: tuple[Words, ...] = ()
    """Other forms that readers meet, such as plurals; they too must be explained where they stand."""
    more: Sentence | None = None
    """A sentence or two for those who want to know more: on the card that the word opens, and on the page of words."""
    sources: tuple[Id, ...] = Field(min_length=1)


class Glossary(Record):
    """glossary.yaml: the words explained."""

    terms: dict[Id, YamlTerm]


class Limits(Record):
    """The bounds of plain writing. Words, sentences, items or characters."""

    sentence_words: Whole
    mean_sentence_words: Whole
    paragraph_sentences: Whole
    list_items: Whole
    heading_characters: Whole
    reading_ease: Whole
    message_words: Whole = 20
    """Of the one message below a title."""


class Style(Record):
    """style.yaml: how we write."""

    limits: Limits
    avoid: dict[Words, Words]
    """Each word to avoid, and the word to use."""
    idioms: dict[Words, Words] = Field(default={})
    """Each phrase that holds a number and counts nothing, such as type 2 diabetes, and why it may be typed."""
