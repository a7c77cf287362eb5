"""The blocks of a topic as records: of the same kinds as in the source, with all words filled in.

They are filled by the names of fields from the guide's blocks, see ApiRecord; a kind that is not here stops the export
with its name.
"""

from __future__ import annotations

from operator import attrgetter
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationInfo, model_validator

from build_tools.content.model import Certainty, Level
from build_tools.exports.api.content.said import ApiLine, FactInText, Text, guide_of
from build_tools.exports.api.record import ApiRecord, Located, located
from build_tools.guide import blocks as tree


class ApiBlock(ApiRecord):
    """What every block has."""

    kind: str
    heading: Text | None
    detail: bool
    """true: only on the web page; leaflets leave it out."""


class ApiParagraph(ApiBlock):
    """Sentences about one idea."""

    kind: Literal["paragraph"]
    sentences: tuple[ApiLine, ...]
    level: Level | None
    """Of help, where its one sentence says what to do at it."""


class ApiItems(ApiBlock):
    """A list: with bullets, with numbers, with boxes to tick, or the few things to know first."""

    kind: Literal["list", "steps", "checklist", "key_points"]
    intro: ApiLine | None
    items: tuple[ApiLine, ...]


class ApiDoAndDoNot(ApiBlock):
    """What to do beside what not to do."""

    kind: Literal["do_and_do_not"]
    do: tuple[ApiLine, ...]
    do_not: tuple[ApiLine, ...]


class ApiSignGroup(ApiRecord):
    """Signs that belong together."""

    title: Text | None
    items: tuple[ApiLine, ...]
    short: tuple[ApiLine, ...]
    """The same signs in few words."""


class ApiCareCard(ApiBlock):
    """One of the three levels of getting help; what to do at each level stands in `care_levels`."""

    kind: Literal["care_card"]
    level: Level
    groups: tuple[ApiSignGroup, ...]
    why: ApiLine | None
    """Why its signs matter."""
    tell: ApiLine | None
    """What to tell those who help."""


class Chance(ApiRecord):
    """One chance in both frames."""

    text: str
    """The whole sentence: how many people, and how many not."""
    counted: FactInText
    did: ApiLine
    """What stands behind the number."""
    others: FactInText
    did_not: ApiLine
    """What stands behind the number of the others."""

    @model_validator(mode="before")
    @classmethod
    def _of_row(cls, given: Any, info: ValidationInfo) -> Any:
        if not isinstance(given, tree.ChanceRow):
            return given
        text, others = given.in_one(guide_of(info)).text, {"others": given.rest, "did_not": given.did_not}
        return {"text": text, "counted": given.people, "did": given.did, **others}


class ApiChances(ApiBlock):
    """Numbers of people out of one common number."""

    kind: Literal["chances"]
    intro: ApiLine
    rows: tuple[Chance, ...]


class ApiClaim(ApiRecord):
    """How sure we are of something, and why."""

    level: Certainty
    text: Text
    """The level in words, such as `We are not sure`."""
    claim: ApiLine
    because: ApiLine


def _claims(groups: tuple[tree.ClaimGroup, ...]) -> list[dict[str, object]]:
    pairs = ((group, claim) for group in groups for claim in group.claims)
    return [{"level": of.level, "text": of.label, "claim": each.claim, "because": each.because} for of, each in pairs]


class ApiHowSure(ApiBlock):
    """Claims with how sure we are of each."""

    kind: Literal["how_sure"]
    claims: Annotated[tuple[ApiClaim, ...], BeforeValidator(_claims)] = Field(validation_alias="groups")


class ApiRow(ApiRecord):
    """One aspect, told for each column."""

    label: Text
    cells: tuple[ApiLine, ...]


class ApiComparison(ApiBlock):
    """A table: choices as columns, aspects as rows."""

    kind: Literal["comparison"]
    columns: tuple[Text, ...]
    rows: tuple[ApiRow, ...]


def _picture(name: str, info: ValidationInfo) -> Located:
    guide = guide_of(info)
    return located(guide.resolver.clinic, f"{guide.procedure}/pictures/{name}")


class ApiFigure(ApiBlock):
    """A picture."""

    kind: Literal["figure"]
    picture: Annotated[Located, BeforeValidator(_picture)]
    alt: Text
    """What it tells, for those who cannot see it."""
    caption: ApiLine
    sizes: tuple[str, ...] | None
    """The sizes in which leaflets show it; null: all."""


class ApiAnswer(ApiBlock):
    """The short answer to the question that the topic's title asks."""

    kind: Literal["answer"]
    sentence: ApiLine


class ApiTimeCell(ApiRecord):
    """A time of the clock; the label's `when` says how it is worked out."""

    label: ApiLine


class ApiTimes(ApiBlock):
    """Times of the clock to write on, each with its day."""

    kind: Literal["times"]
    cells: tuple[ApiTimeCell, ...]
    if_empty: Text | None
    """Who writes there, and what to do when nobody has."""


class ApiDefinitions(ApiBlock):
    """The place of the glossary: on a page all its words, on a leaflet those that it uses."""

    kind: Literal["definitions"]


class ApiGap(ApiBlock):
    """Something that is not written yet: no text for patients may be made of it."""

    kind: Literal["gap"]
    needs: Text
    """What is to be written here."""


class ApiBlank(ApiRecord):
    """One place to write on."""

    label: Text
    entry: Literal["text", "date", "time", "long"]
    if_empty: Text | None
    """What to do when nobody has written there."""


class ApiWriteIn(ApiBlock):
    """Places to write on."""

    kind: Literal["write_in"]
    fields: tuple[ApiBlank, ...]


class ApiContacts(ApiBlock):
    """The place of phone numbers; the numbers are those of `clinic`."""

    kind: Literal["contacts"]
    phones: tuple[Annotated[str, BeforeValidator(attrgetter("id"))], ...]
    """Ids of `clinic`'s `phones`."""


Block = Annotated[
    ApiParagraph | ApiItems | ApiDoAndDoNot | ApiCareCard | ApiChances | ApiHowSure | ApiComparison | ApiFigure
    | ApiDefinitions | ApiAnswer | ApiTimes | ApiWriteIn | ApiContacts | ApiGap,
    Field(discriminator="kind"),
]  # fmt: skip
