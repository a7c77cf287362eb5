"""Rules on how pages are described to those who see only a list of results."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.content.model import HomePage, Page, Project
from build_tools.problems import Problem

# Search engines cut a description off after about 160 characters; the procedure's title stands before it.
SHORTEST, LONGEST = 15, 130


def fitting_descriptions(project: Project) -> Iterator[Problem]:
    """A page's `description` tells in 15 to 130 characters what the reader finds there."""
    for page in _described(project):
        length = len(page.description)
        if not SHORTEST <= length <= LONGEST:
            message = f"the description has {length} characters"
            hint = f"say in {SHORTEST} to {LONGEST} characters what the reader finds on the page"
            yield Problem(page.place("description"), "bad-description", message, hint)


def descriptions_differ(project: Project) -> Iterator[Problem]:
    """No two pages have the same title or the same `description`: in a list of results nobody could tell them apart."""
    for field in ("title", "description"):
        seen: set[str] = set()
        for page in _described(project):
            words = str(getattr(page, field)).casefold()
            if words in seen:
                message = f"another page has the same {field}"
                yield Problem(page.place(field), "same-description", message, "say what only this page has")
            seen.add(words)


def procedures_differ(project: Project) -> Iterator[Problem]:
    """No two procedures have the same title or name: patients and the front desk could not tell them apart."""
    for field in ("title", "name"):
        seen: set[str] = set()
        for procedure in project.procedures:
            words = str(getattr(procedure.info, field)).casefold()
            if words in seen:
                message = f"another procedure has the same {field}"
                yield Problem(procedure.info.place(field), "same-description", message, "say what only this one is")
            seen.add(words)


def _described(project: Project) -> list[HomePage | Page]:
    return [project.site.home, *project.site.pages]
