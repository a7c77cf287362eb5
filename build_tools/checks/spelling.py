"""Rules on the letters of words: those of the language, whatever fonts a machine has."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.content.letters import LATIN
from build_tools.content.model import Clinic, Phone, Project, Source
from build_tools.content.texts import all_texts
from build_tools.languages import translations
from build_tools.languages.catalog import scripts
from build_tools.problems import Problem


def letters_of_english(project: Project) -> Iterator[Problem]:
    """Words are written with Latin letters; the clinic's own names also with those of its language.

    The titles of sources are the words of others, who may name a substance with a Greek letter.
    """
    for text in (each for each in all_texts(project) if not each.words.isascii()):
        own = scripts(project.clinic.locale) if isinstance(text.record, (Clinic, Phone)) else LATIN
        own |= {"Grek"} if isinstance(text.record, Source) else LATIN
        yield from translations.foreign_letters(text.place, text.words, own)
