"""Translations for tests: of everything, or of some words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from babel.messages.pofile import read_po, write_po
from click.testing import CliRunner

from build_tools.__main__ import main
from build_tools.content import reader as source
from build_tools.languages.message_list import messages_of
from build_tools.languages.translations import FOLDER, FORBIDS, CatalogEntry
from build_tools.problems import Place

Id = tuple[str, str]


def said(words: Mapping[Id, str]) -> dict[Id, CatalogEntry]:
    """Translations by context and English, as a catalog holds them."""
    return {id: CatalogEntry(each, Place("test")) for id, each in words.items()}


def translate_all(
    project: Path, tag: str, others: Mapping[Id, str] | None = None, marks: str = "{}", only: str = ""
) -> Path:
    """Every message of a project into Spanish, or one like it: `others` as given, the rest with the English words.

    `marks`: what stands around these, such as «{}»; `only`: a catalog, such as that of the interface.
    """
    found, unreadable = source.read(project)
    assert not unreadable
    wanted = (id for id, each in messages_of(found).items() if only in ("", each.catalog))
    words = {id: marks.replace("{}", told_as(id[1])) for id in wanted} | dict(others or {})
    file = project / FOLDER / tag / "all.po"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(_entry(*id, told) for id, told in words.items()), "utf-8")
    return file


def finish(project: Path, tag: str) -> None:
    """What a language still lacks, with the English words: a test of pages does not wait for translators."""
    done = CliRunner().invoke(main, ["--project", str(project), "translate", tag])
    assert done.exit_code == 0, done.output
    for file in (project / FOLDER / tag).glob("*.po"):
        with file.open("rb") as stream:
            catalog = read_po(stream, locale=tag)
        for message in catalog:
            if message.id and (message.fuzzy or not message.string):
                message.string = told_as(str(message.id))
                message.flags.discard("fuzzy")
        with file.open("wb") as stream:
            write_po(stream, catalog)


def told_as(english: str) -> str:
    """What stands for a translation: the same, with what forbids in Spanish where the English does."""
    return f"{english} (no)" if FORBIDS.match(english) else english


def _entry(context: str, english: str, told: str) -> str:
    written = [json.dumps(each, ensure_ascii=False) for each in (context, english, told)]
    return "msgctxt {}\nmsgid {}\nmsgstr {}\n".format(*written)
