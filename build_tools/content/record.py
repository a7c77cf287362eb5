"""What every record of the model is: frozen, checked by pydantic, and told where it stands. Types that many share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, Self, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    Strict,
    StringConstraints,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapValidator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from build_tools.content.yaml_text import Mapped, OddNumber, Path
from build_tools.problems import Place

ID = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
FACT_ID = r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$"
SEARCH_TERM = r"^[^{}\[\]<>;]+$"
COUNTRY = r"^[A-Z]{2}$"
PHONE = r"^\+?[0-9 ./-]*(\([0-9 ]+\))?[0-9 ./-]*[0-9]( ?(ext\.?|x|#) ?[0-9]{1,7})?$"
CLOCK = r"^(([01]?[0-9]|2[0-3]):[0-5][0-9]|24:00)$"
WEBSITE = r"^https://[a-z0-9.-]+(/[A-Za-z0-9._/-]*)?$"
LOCALE = r"^[a-z]{2,3}(_[A-Z][a-z]{3})?(_[A-Z]{2})?$"
LANGUAGE = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?$"
EMAIL = r"^[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$"
TIME_ZONE = r"^(UTC|[A-Za-z]+(/[A-Za-z0-9_+-]+)+)$"
# Each pattern in an author's words: what to write where it does not fit.
IN_WORDS = {
    ID: "use small letters, digits and single hyphens, such as first-days",
    FACT_ID: "use small letters, digits and single underscores, such as lie_flat",
    SEARCH_TERM: "write plain words, without brackets, braces, `<`, `>` and `;`",
    COUNTRY: "write the two letters of the country, such as US, GB or DE",
    PHONE: "write one number as one dials it, such as (217) 555-0142, or with ext 2345 behind it",
    CLOCK: 'write a time of day from "00:00" to "24:00", in quotes, such as "08:30"',
    WEBSITE: "write the whole address, such as https://example.org/leaflets",
    LOCALE: "write a language and a country, such as en_US",
    LANGUAGE: "write the language alone, such as es or zh-Hant",
    EMAIL: "write one address, such as ada@example.org",
    TIME_ZONE: "write a place of the list of time zones, such as America/New_York",
}


def _with_letters(words: str) -> str:
    """A name of dots or spaces is none that anybody could read out."""
    if not any(map(str.isalnum, words)):
        raise PydanticCustomError("no_letters", "no letter and no digit")
    return words


class Clock(int):
    """A time of day, in minutes after midnight; written as authors type it, such as 22:00."""

    def __str__(self) -> str:
        return f"{self // 60:02}:{self % 60:02}"


def _clock(given: Any, whole: ValidatorFunctionWrapHandler) -> int:
    typed = given.typed if isinstance(given, OddNumber) else given
    if isinstance(typed, str) and re.fullmatch(CLOCK, typed):
        hours, minutes = typed.split(":")
        return Clock(int(hours) * 60 + int(minutes))
    return int(whole(given))


def _on_one_line(words: str) -> str:
    """Within words a new line is a space: in a title it would end the title."""
    return re.sub(r"\s*[\r\n\x85\u2028\u2029]\s*", " ", words)


Id = Annotated[str, StringConstraints(pattern=ID, max_length=100)]
FactId = Annotated[str, StringConstraints(pattern=FACT_ID, max_length=100)]
PhoneId = Annotated[str, StringConstraints(pattern=FACT_ID, max_length=40)]
Words = Annotated[
    str,
    StringConstraints(min_length=1, max_length=1000, strip_whitespace=True),
    AfterValidator(_on_one_line),
    AfterValidator(_with_letters),
]
LARGEST = 1_000_000
Whole = Annotated[int, Strict(), Field(ge=0, le=LARGEST)]
Amount = Annotated[
    Whole,
    WrapValidator(_clock),
    WithJsonSchema(
        {"anyOf": [{"type": "integer", "minimum": 0, "maximum": 1_000_000}, {"type": "string", "pattern": CLOCK}]}
    ),
]
"""A whole number, or a time of day, such as 22:00."""
Grade = Annotated[float, Strict(), Field(gt=0, le=18, allow_inf_nan=False)]
FileName = Annotated[str, StringConstraints(min_length=1, max_length=200)]
SearchTerm = Annotated[
    str,
    StringConstraints(pattern=SEARCH_TERM, strip_whitespace=True, min_length=1, max_length=60),
    AfterValidator(_on_one_line),
]
Date = Annotated[date, Strict(), Field(description="A date as year-month-day, such as 2027-05-31.")]
Level = Literal["emergency", "same_day", "office_hours"]
Paper = Literal["Letter", "A4"]
Certainty = Literal["fairly_sure", "not_sure", "not_known"]
SourceKind = Literal["patient page", "trial", "review", "guideline", "local policy", "common practice"]
Status = Literal["draft", "signed"]
Unit = Literal[
    "minute", "hour", "day", "week", "month", "year", "pound", "kilogram", "celsius", "people", "number", "time_of_day"
]
# What a step's moment means for the reader, and days that need no fact.
Means = Literal["at", "by", "from", "until", "about", "evening"]
PlanDay = Literal["soon", "week_before", "day_before", "the_day", "rest_of_day"]


class Record(BaseModel):
    """A mapping in a YAML file. Unknown keys are refused; nothing changes after reading."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, defer_build=True)
    together: ClassVar[str] = "look it up in docs/maintaining/problems.md"
    """What to write where keys do not go together."""
    _places: Mapping[Path, Place] = PrivateAttr(default_factory=dict)
    _at: Path = PrivateAttr(())

    @model_validator(mode="wrap")
    @classmethod
    def _know_the_place(cls, data: Any, make: ModelWrapValidatorHandler[Self], info: ValidationInfo) -> Self:
        """The record, which knows its place. A dict given as context gets to know which kind of record stands where."""
        if not isinstance(data, Mapped):
            return make(data)
        if info.context is not None:
            info.context[data.at] = cls
        record = make(data)
        record._places, record._at = data.places, data.at
        return record

    def place(self, *field: str | int) -> Place:
        """Where this record, or one of its fields (`place('sources', 0)`), stands in the source."""
        private = self.__pydantic_private__ or {}  # looked up by name each takes ten times as long
        places, at = private["_places"], private["_at"]
        return places.get((*at, *field)) or places.get(at) or Place("")


def records_in(value: object) -> Iterator[Record]:
    """A record and those in it, in reading order. What stands in for a file that was not read has none."""
    found: list[Record] = []
    _gather(value, found)
    return iter(found)


def _gather(value: object, found: list[Record]) -> None:
    if isinstance(value, Record):
        found.append(value)
        value = [item for item in map(vars(value).get, _entered(type(value))) if item]
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, (tuple, list)) else ():
        _gather(item, found)


@cache
def _entered(kind: type[Record]) -> tuple[str, ...]:
    """The fields in which records may stand, in order."""
    return tuple(name for name, field in kind.model_fields.items() if _has_records(field.annotation))


def _has_records(annotation: object) -> bool:
    parts = get_args(annotation)
    return any(map(_has_records, parts)) or (isinstance(annotation, type) and issubclass(annotation, Record))
