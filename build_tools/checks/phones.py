"""Rules on the clinic's phone numbers: each has a name of its own, and whoever names one finds it."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import walk
from build_tools.checks.references import did_you_mean
from build_tools.content.labels import LEVELS
from build_tools.content.model import Contacts, Project
from build_tools.content.texts import own_voice
from build_tools.content.words import phones_in
from build_tools.problems import Place, Problem

NEEDED = tuple(dict.fromkeys(id for words in LEVELS.values() for id in phones_in(words)))


def needed_phones(project: Project) -> Iterator[Problem]:
    """The clinic has the phones that the three levels of getting help name: day, night and emergency."""
    clinic = project.clinic
    for id in NEEDED:
        if not clinic.has([id]):
            hint = f'add `- {{id: {id}, name: ..., number: "...", when: ...}}`'
            yield Problem(clinic.place("phones"), "missing-phone", f"there is no phone `{id}` to call", hint)


def phones_differ(project: Project) -> Iterator[Problem]:
    """No two phones have the same id or the same name; a reader could not tell them apart."""
    for field in ("id", "name"):
        seen: set[str] = set()
        for phone in project.clinic.phones:
            value: str = getattr(phone, field)
            if value in seen:
                message = f"another phone has the {field} `{value}` too"
                yield Problem(phone.place(field), "same-phone", message, "give each phone its own")
            seen.add(value)


def known_phones(project: Project) -> Iterator[Problem]:
    """Every phone that words or a block of contacts name stands in clinic.yaml."""
    known = {phone.id for phone in project.clinic.phones}
    for place, id in _named(project):
        if id not in known:
            hint = did_you_mean(id, known, "docs/content/clinic.yaml")
            yield Problem(place, "unknown-phone", f"there is no phone `{id}`", hint)


def _named(project: Project) -> Iterator[tuple[Place, str]]:
    for text in own_voice(project):
        yield from ((text.place, id) for id in phones_in(text.words))
    for _, _, _, block in walk.blocks(project):
        if isinstance(block, Contacts):
            yield from ((block.place("phones", index), id) for index, id in enumerate(block.phones or ()))
