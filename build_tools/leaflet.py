"""Model -> one HTML string per leaflet. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

from build_tools.language import Catalog
from build_tools.model import Leaflet, Paper, Procedure, Project, Statement, shown_on_leaflet
from build_tools.prose import Prose, terms_in
from build_tools.templates import environment

# Placeholders of the page footer's message, and the CSS counters that stand for them.
COUNTERS = {"{page}": "counter(page)", "{pages}": "counter(pages)"}

COLUMN_CHARACTERS = 38  # about what half a page's width holds


def html(project: Project, procedure: Procedure, leaflet: Leaflet, catalog: Catalog, paper: Paper) -> str:
    """The whole leaflet as one HTML document for WeasyPrint. Pictures are named relative to the procedure's folder."""
    prose = Prose(procedure, project.clinic, project.glossary, catalog)
    return (
        environment(project.root / "leaflets/templates")
        .get_template("leaflet.html")
        .render(
            t=catalog.text,
            prose=prose,
            catalog=catalog,
            paper=paper,
            clinic=project.clinic,
            procedure=procedure,
            leaflet=leaflet,
            sections=shown_on_leaflet(procedure, leaflet),
            words=_words(project, procedure, leaflet),
            columns=_columns(prose),
            field_id=_numbered("field-"),
            footer=_footer(project, procedure, catalog),
        )
    )


def _columns(prose: Prose) -> Callable[[str, tuple[Statement, ...]], str]:
    """The class of a list: "short" where two columns take less paper than one."""

    def columns(topic: str, items: tuple[Statement, ...]) -> str:
        lines = sum(_lines(item, topic) for item in items)
        return "short" if len(items) > 2 and lines <= 1.5 * len(items) else ""

    def _lines(item: Statement, topic: str) -> int:
        words = prose.plain(prose.chosen(item), topic)
        return -(-len(words) // COLUMN_CHARACTERS) + prose.is_unset(item)

    return columns


def _words(project: Project, procedure: Procedure, leaflet: Leaflet) -> list[object]:
    """The glossary's terms that this leaflet marks, in the order of the glossary."""
    used = set()
    for shown in shown_on_leaflet(procedure, leaflet):
        for block in shown.blocks:
            used |= {term for statement in block.statements() for term in _terms(statement)}
    return [term for id, term in project.glossary.terms.items() if id in used]


def _terms(statement: Statement) -> Iterator[str]:
    yield from terms_in(statement.say)
    yield from terms_in(statement.unset or "")


def _footer(project: Project, procedure: Procedure, catalog: Catalog) -> dict[str, str]:
    """The three corners of a page's foot, each as a value of the CSS property `content`."""
    review = catalog.text("Review by {date}").format(date=catalog.date(procedure.info.review))
    return {
        "left": _css_string(project.clinic.website.removeprefix("https://")),
        "middle": _css_string(review),
        "right": _css_counters(catalog.text("Page {page} of {pages}")),
    }


def _css_counters(message: str) -> str:
    """ "Page {page} of {pages}" as `"Page " counter(page) " of " counter(pages)`, in any order of words."""
    value = _css_string(message)
    for placeholder, counter in COUNTERS.items():
        value = value.replace(placeholder, f'" {counter} "')
    return value


def _css_string(words: str) -> str:
    safe = (char if char.isalnum() or char in " .,:/-{}" else f"\\{ord(char):06x}" for char in words)
    return '"' + "".join(safe) + '"'


def _numbered(prefix: str) -> Callable[[], str]:
    """Ids for form fields, the same in every build."""
    numbers = count(1)
    return lambda: f"{prefix}{next(numbers)}"
