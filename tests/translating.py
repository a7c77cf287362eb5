"""Translations for tests: of everything, or of some words."""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po
from click.testing import CliRunner
from editing import change

from build_tools.__main__ import main
from build_tools.content import reader as source
from build_tools.languages.catalog import NOBODYS
from build_tools.languages.message_list import messages_of
from build_tools.languages.translations import FOLDER, FORBIDS, CatalogEntry
from build_tools.problems import Place

Id = tuple[str, str]
LANGUAGES = Path(__file__).with_name("languages")
"""Proofs of the tool, made by a machine, checked by nobody, never offered to patients."""
NO = {"pl": "nie", "hi": "नहीं", "ar": "لا", "zh-Hans": "不", "vi": "không"}
# What a language says of itself of which nobody has told Unicode the months.
HAITIAN = {
    "months": ["janvye", "fevriye", "mas", "avril", "me", "jen", "jiyè", "out", "septanm", "oktòb", "novanm", "desanm"],
    "days": ["lendi", "madi", "mèkredi", "jedi", "vandredi", "samdi", "dimanch"],
    "units": {"hour": {"other": "{count} èdtan"}},
}


def said(words: Mapping[Id, str]) -> dict[Id, CatalogEntry]:
    """Translations by context and English, as a catalog holds them."""
    return {id: CatalogEntry(each, Place("test")) for id, each in words.items()}


def translate_all(
    project: Path,
    tag: str,
    others: Mapping[Id, str] | None = None,
    marks: str = "{}",
    without: Collection[str] = (),
    only: str = "",
) -> Path:
    """Every message of a project into Spanish, or one like it: `others` as given, the rest with the English words.

    `marks`: what stands around these, such as «{}»; `without`: the English of what stays to be translated; `only`: a
    catalog, such as that of the interface.
    """
    found, unreadable = source.read(project)
    assert not unreadable
    messages = {id: each for id, each in messages_of(found).items() if only in ("", each.catalog)}
    assert set(without) <= {english for _, english in messages}
    words = {id: marks.replace("{}", told_as(id[1], tag)) for id in messages} | dict(others or {})
    one = {id: message.one for id, message in messages.items()}
    rule = get_plural(Locale.parse(NOBODYS))
    with suppress(UnknownLocaleError):
        rule = get_plural(tag.replace("-", "_"))
    header = f'msgid ""\nmsgstr "Plural-Forms: {rule}\\n"\n'
    told = {id: each for id, each in words.items() if id[1] not in without}
    entries = (_entry(*id, each, one.get(id, ""), rule.num_plurals) for id, each in told.items())
    file = project / FOLDER / tag / "all.po"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join([header, *entries]), "utf-8")
    return file


def finish(project: Path, tag: str) -> None:
    """What a language still lacks, with the English words: a test of pages does not wait for translators."""
    done = CliRunner().invoke(main, ["--project", str(project), "translate", tag])
    assert done.exit_code == 0, done.output
    for file in (project / FOLDER / tag).glob("*.po"):
        with file.open("rb") as stream:
            catalog = read_po(stream, locale=tag.replace("-", "_"))
        for message in catalog:
            if message.pluralizable and not all(message.string or ()):
                message.string = (told_as(str(message.id[1]), tag),) * catalog.num_plurals
            elif message.id and (message.fuzzy or not message.string):
                message.string = told_as(str(message.id), tag)
            message.flags.discard("fuzzy")
        with file.open("wb") as stream:
            write_po(stream, catalog)


def told_as(english: str, tag: str) -> str:
    """What stands for a translation: the same, with what forbids in the language where the English does."""
    return f"{english} ({NO.get(tag, 'no')})" if FORBIDS.match(english) else english


def _entry(context: str, english: str, told: str, one: str, forms: int) -> str:
    if not one:
        return f"msgctxt {_quoted(context)}\nmsgid {_quoted(english)}\nmsgstr {_quoted(told)}\n"
    plurals = "".join(f"msgstr[{number}] {_quoted(told)}\n" for number in range(forms))
    return f"msgctxt {_quoted(context)}\nmsgid {_quoted(one)}\nmsgid_plural {_quoted(english)}\n{plurals}"


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def speaks(project: Path, *tags: str) -> None:
    """A project lists languages of which tests hold a part; see tests/languages."""
    change(project, "docs/content/clinic.yaml", "locale: en_US", f"locale: en_US\nlanguages: [en, {', '.join(tags)}]")
    for tag in tags:
        if (LANGUAGES / tag).is_dir():
            shutil.copytree(LANGUAGES / tag, project / FOLDER / tag)
