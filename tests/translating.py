"""Translations for tests: of everything, or of some words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from build_tools.content import reader as source
from build_tools.languages.message_list import messages_of
from build_tools.languages.translations import FOLDER, FORBIDS, Translation
from build_tools.problems import Place

Id = tuple[str, str]


def said(words: Mapping[Id, str]) -> dict[Id, Translation]:
    """Translations by context and English, as a catalog holds them."""
    return {id: Translation(each, Place("test")) for id, each in words.items()}


def translate_all(project: Path, tag: str, others: Mapping[Id, str] | None = None) -> Path:
    """Every message of a project into Spanish, or one like it: `others` as given, the rest with the English words."""
    found, unreadable = source.read(project)
    assert not unreadable
    words = {id: told_as(id[1]) for id in messages_of(found)} | dict(others or {})
    file = project / FOLDER / tag / "all.po"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(_entry(*id, told) for id, told in words.items()), "utf-8")
    return file


def told_as(english: str) -> str:
    """What stands for a translation: the same, with what forbids in Spanish where the English does."""
    return f"{english} (no)" if FORBIDS.match(english) else english


def _entry(context: str, english: str, told: str) -> str:
    written = [json.dumps(each, ensure_ascii=False) for each in (context, english, told)]
    return "msgctxt {}\nmsgid {}\nmsgstr {}\n".format(*written)
