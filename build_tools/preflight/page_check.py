"""What prints is what stands, on the web: the built pages are read back before they take the old ones' place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from build_tools.content.model import Page, Procedure, gathered_by, shown_on_page
from build_tools.guide.prose import Prose
from build_tools.pipeline import Output
from build_tools.preflight import phone_check, readback
from build_tools.problems import Problem


def problems(output: Output, site: Path) -> list[Problem]:
    """Each critical fact that a page in the folder `site` does not show with the right value."""
    project = output.project
    return [
        *(
            problem
            for procedure in project.procedures
            for page in project.site.pages
            for problem in _problems(output, procedure, page, site)
        ),
        *phone_check.problems(output, site),
    ]


def _problems(output: Output, procedure: Procedure, page: Page, site: Path) -> Iterator[Problem]:
    prose = Prose(procedure, output.project.clinic, output.project.glossary, output.catalog)
    expected = (
        readback.critical_steps(prose, gathered_by(procedure, page))
        if page.built == "plan"
        else readback.critical(prose, shown_on_page(procedure, page))
    )
    path = f"{procedure.id}/{page.id}.html"
    hint = "look at docs/templates and docs/assets: they hide or change words"
    try:
        text = readback.page_text((site / path).read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        cause = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        yield Problem(page.place("id"), "lost-words", f"{path}: cannot be read back: {cause}", hint)
        return
    for lost in readback.missing(text, expected):
        message = f"{path}: {lost.what}: `{lost.words}` does not stand there as often as it must ({lost.times})"
        yield Problem(page.place("id"), "lost-words", message, hint)
