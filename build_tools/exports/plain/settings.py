"""What engines and people ask of a folder of plain pages first: mkdocs.yml and README.md. Pure."""

from __future__ import annotations

from functools import cache
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import yaml

from build_tools.output import Output
from build_tools.website import heads

EXTENSIONS: list[Any] = [
    "attr_list",  # {#name} behind a heading: the address that our site gave it
    "md_in_html",  # Markdown inside <details>
    "tables",
    {"toc": {"permalink": False, "toc_depth": 2}},
    "pymdownx.tasklist",  # tick boxes
]
CODES = "c/"
THEME_NAMES = {"fil": "tl", "zh-Hant": "zh-Hant", "no": "nb"}
MADE = "# Made by `leaflets export --markdown`. MkDocs with the theme Material and Zensical both read this file.\n"
README = """\
# {clinic}: plain pages

Made by `leaflets export --markdown`. Every page is a plain text file in `docs`, beside its pictures; the leaflets are
PDF files in `docs/leaflets`. You can read, print and edit all of it without any program of ours.

To make a website of it, use one of these two:

    pip install mkdocs-material && mkdocs build
    pip install zensical && zensical build

The site is then in `site`. Put it at {website} and keep the names of the pages: the QR codes on
printed leaflets lead to `c/` and the code on the sheet.

**Use this copy until {until}.** After that day it is old: make a new one.

From here on nobody checks the words for you. Numbers, phone numbers and days stand in each page as they were when this
was made, and in the PDF files too. If you change one, look for it in all pages, and no longer hand out the PDF files.
"""


def mkdocs(output: Output) -> str:
    """The text of mkdocs.yml."""
    clinic = output.project.clinic
    settings = {
        "site_name": escape(clinic.name, quote=False).replace('"', "&quot;"),  # themes put it into pages as it is
        "site_url": heads.start(clinic),
        "use_directory_urls": False,  # the addresses of our site; and links work from a folder
        "theme": _theme(output),
        "extra": {"generator": False},
        "plugins": ["search"],
        "nav": _navigation(output),
        "not_in_nav": f"/{CODES}*-*.md",
        "markdown_extensions": EXTENSIONS,
    }
    return MADE + yaml.safe_dump(settings, allow_unicode=True, sort_keys=False, width=10_000)


def readme(output: Output) -> str:
    """The text of README.md."""
    clinic = output.project.clinic
    return README.format(clinic=clinic.name, website=clinic.website, until=output.good_until)


def _theme(output: Output) -> dict[str, object]:
    """The theme that both engines know, without anything from other hosts."""
    clinic = output.project.clinic
    logo = {"logo": f"clinic/{clinic.logo}"} if clinic.logo else {}
    catalog = output.catalog
    usual = THEME_NAMES.get(catalog.tag, catalog.locale.language)
    language = {"language": usual if usual in _languages_of_theme() else "en"}
    direction = {"direction": catalog.direction} if catalog.direction == "rtl" else {}
    return {"name": "material", **language, **direction, "font": False, **logo}


@cache
def _languages_of_theme() -> frozenset[str]:
    """Of which it has the few words that are its own; in any other language they are English."""
    theme = find_spec("material")
    folders = theme.submodule_search_locations if theme else None
    files = (file for folder in folders or () for file in Path(folder, "templates/partials/languages").glob("*.html"))
    return frozenset(file.stem for file in files)


def _navigation(output: Output) -> list[dict[str, Any]]:
    """What each language has: those after the first under their own names."""
    first, *others = (guides[0].language for guides in (output.guides, *output.others) if guides)
    names = ({output.catalog.own_name(each): _of_language(output, each)} for each in others)
    return [*_of_language(output, first), *names]


def _of_language(output: Output, language: str) -> list[dict[str, Any]]:
    """The first page, the pages of each procedure, and those beside; of the codes only the page that lists them."""
    start = output.folder(language)
    procedures = {guide.procedure: guide.title.text for guide in output.guides_in(language)}
    found: dict[str, list[dict[str, str]]] = {}
    alone = []
    for page in output.pages:
        inside = page.path.removeprefix(start)
        folder = inside.partition("/")[0]
        if page.guide.language != language:
            continue
        if folder in procedures:
            found.setdefault(folder, []).append({page.title: page.path})
        elif not inside.startswith(CODES) or inside == f"{CODES}index.md":
            alone.append({page.title: page.path})
    home, *rest = alone
    return [home, *({procedures[id]: entries} for id, entries in found.items()), *rest]
