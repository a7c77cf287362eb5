"""The clinic's phones by id, each with its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from build_tools.content.model import Clinic, PhoneId
from build_tools.problems import Place

NAMES: dict[PhoneId, str] = {"day": "By day", "night": "At night", "emergency": "Emergency"}


@dataclass(frozen=True)
class NamedPhone:
    """A phone as the guide shows it."""

    id: PhoneId
    name: str
    number: str
    when: str
    at: Place

    def place(self, *field: str) -> Place:
        return self.at


def phone(clinic: Clinic, id: str) -> NamedPhone:
    (known,) = (each for each in get_args(PhoneId) if each == id)
    found = clinic.phones[known]
    return NamedPhone(known, NAMES[known], found.number, found.when, found.place())
