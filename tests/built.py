"""What a build gave out, looked at from outside: are the required sections there, and do problems have a place?

Knows nothing of build_tools.checks: it reads the source as plain YAML, and the output as HTML.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from html_reader import Section, sections, tree

from build_tools.output import Output
from build_tools.problems import Problem
from build_tools.website.pages import html as html_of

# Where a kind of block has another class than its name.
LEAFLET_CLASSES = {"care-card": "care"}


def lacking(project: Path, pages: Mapping[str, str], leaflets: Mapping[str, str]) -> list[str]:
    """Each required section that is not there, or is there without what it must hold.

    `pages` and `leaflets` are HTML, by path (`scan/overview.html`) and by file (`scan-card-large-en.pdf`).
    """
    return [*_from_pages(project, pages), *_from_leaflets(project, leaflets)]


def _from_pages(project: Path, pages: Mapping[str, str]) -> Iterator[str]:
    found = {path: sections(tree(text)) for path, text in pages.items()}
    for procedure in procedures(project):
        ours = [each for path, each in found.items() if path.startswith(f"{procedure}/")]
        for required in _source(project / "docs/site.yaml")["required"]:
            held = [each[required["topic"]] for each in ours if required["topic"] in each]
            if not any(_holds(section, required, {}) for section in held):
                yield f"{procedure}: {required['topic']} on no page"


def _from_leaflets(project: Path, leaflets: Mapping[str, str]) -> Iterator[str]:
    found = {file: sections(tree(text)) for file, text in leaflets.items()}
    for procedure in procedures(project):
        for path in sorted((project / "leaflets").glob("*.yaml")):
            ours = [each for file, each in found.items() if file.startswith(f"{procedure}-{path.stem}-")]
            if len(ours) < len([*(project / "leaflets/sizes").glob("[!.]*.yaml")]):
                yield f"{procedure}: {path.stem} is not printed in every size"
            for required in _source(path)["required"]:
                if not all(_holds(each.get(required["topic"]), required, LEAFLET_CLASSES) for each in ours):
                    yield f"{procedure}: {required['topic']} not on {path.stem}"


def procedures(project: Path) -> list[str]:
    """The folders of the procedures."""
    return sorted(path.parent.name for path in (project / "docs/content").glob("*/procedure.yaml"))


def _source(path: Path) -> Any:
    """With the reader that the tool has: the other one refuses tabs where this one does not."""
    return yaml.load(path.read_text("utf-8-sig"), yaml.CSafeLoader)


def _holds(section: Section | None, required: Mapping[str, Any], classes: Mapping[str, str]) -> bool:
    if section is None or not section.words.strip():
        return False
    kinds = [kind.replace("_", "-") for kind in required.get("holds") or ()]
    return {classes.get(kind, kind) for kind in kinds} <= section.classes


def of(output: Output) -> tuple[dict[str, str], dict[str, str]]:
    """(pages, leaflets) of a build as HTML, by path and by file."""
    pages = {page.address: html_of(output.project, page) for page in output.pages}
    return pages, {sheet.file: sheet.html for sheet in output.jobs}


def without_place(project: Path, problems: Iterable[Problem]) -> list[str]:
    """The problems that nobody could find: in no file of the project, or at no line or column of it."""
    return [str(problem) for problem in problems if not _has_place(project, problem)]


def _has_place(project: Path, problem: Problem) -> bool:
    path, line, column = problem.place
    inside = Path(os.path.realpath((project / path).parent)).is_relative_to(project.resolve())
    return bool(path and inside and not Path(path).is_absolute() and line >= 1 and column >= 1 and problem.message)
