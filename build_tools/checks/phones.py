"""Rules on the clinic's phones: numbers that one can call, whom to call at each level of help, and when."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.walk import repeated
from build_tools.content.labels import LEVELS
from build_tools.content.model import Phone, Project
from build_tools.content.phone_number import COUNTRIES, Number, Wrong, emergency_numbers
from build_tools.problems import Problem


def known_country(project: Project) -> Iterator[Problem]:
    """The clinic's country is one that has phones."""
    clinic = project.clinic
    if clinic.country not in COUNTRIES:
        hint = "write the two letters of ISO 3166, such as US, GB or DE"
        yield Problem(clinic.place("country"), "unknown-country", f"there is no country `{clinic.country}`", hint)


def possible_numbers(project: Project) -> Iterator[Problem]:
    """A phone has one number, whole, that can be called in the clinic's country."""
    if project.clinic.country in COUNTRIES:
        for phone in project.clinic.phones:
            found = phone.read
            if isinstance(found, Wrong):
                yield Problem(phone.place("number"), "bad-number", found.message, found.hint)


def needed_phones(project: Project) -> Iterator[Problem]:
    """At each level of getting help there is a phone to call."""
    clinic = project.clinic
    for level in LEVELS:
        if not clinic.for_help(level):
            hint = f"add `help: [{level}]` to the phone that readers call then"
            yield Problem(clinic.place("phones"), "missing-phone", f"there is no phone to call for `{level}`", hint)


def emergencies(project: Project) -> Iterator[Problem]:
    """Only the phone for emergencies has a number such as 911, and somebody answers it at any time."""
    country = project.clinic.country
    for phone in project.clinic.phones:
        if phone.is_emergency and not phone.always_answers:
            message = f"nobody answers `{phone.name}` at some times, and emergencies come at any time"
            yield Problem(phone.place("hours"), "bad-emergency", message, "write `hours: always`")
        if phone.is_emergency and len(phone.help) > 1:
            message, hint = "who answers emergencies answers nothing else", "write `help: [emergency]`"
            yield Problem(phone.place("help"), "bad-emergency", message, hint)
        if isinstance(phone.read, Number) and phone.read.is_emergency and not phone.is_emergency:
            message = f"`{phone.number}` is for emergencies in {country}"
            yield Problem(phone.place("number"), "bad-emergency", message, "write your own, or add `help: [emergency]`")
        if phone.is_emergency and _is_short_but_no_emergency(phone):
            hint = f"write {' or '.join(emergency_numbers(country))}"
            message = f"`{phone.number}` is no number for emergencies in {country}"
            yield Problem(phone.place("number"), "bad-emergency", message, hint)


def _is_short_but_no_emergency(phone: Phone) -> bool:
    return isinstance(phone.read, Number) and not phone.read.is_emergency and not phone.dials.startswith("+")


def phones_differ(project: Project) -> Iterator[Problem]:
    """No two phones have the same id, name or number; a reader could not tell them apart, or would call twice."""
    for field in ("id", "name", "number"):
        found = ((_told_by(field, phone), phone) for phone in project.clinic.phones)
        for phone, first in repeated(found):
            message = f"the phone `{first.id}` has the {field} `{getattr(phone, field)}` too"
            hint = "make one phone of the two" if field == "number" else "give each phone its own"
            yield Problem(phone.place(field), "same-phone", message, hint)


def _told_by(field: str, phone: Phone) -> str:
    """By what two phones are told apart: of numbers it counts what they dial, not how they are written."""
    return phone.dials or phone.number if field == "number" else str(getattr(phone, field))
