"""Model -> one HTML string per leaflet. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import count
from math import ceil

import segno
from markupsafe import Markup

from build_tools.content.model import (
    Clinic,
    Leaflet,
    Paper,
    Procedure,
    Project,
    Shown,
    Size,
    Statement,
    has_gap,
    purpose,
    shown_on_leaflet,
)
from build_tools.guide.prose import Prose, terms_in
from build_tools.languages.catalog import Catalog
from build_tools.records import notices
from build_tools.templates import environment, folders

# Placeholders of the page footer's message, and the CSS counters that stand for them.
COUNTERS = {"{page}": "counter(page)", "{pages}": "counter(pages)"}

FOOT_WIDTH = 470  # points, beside the QR code, on the narrower paper (A4)
LETTER_WIDTH = 0.47  # of its size, with a little to spare
LINE_HEIGHT = 1.2  # as in leaflet.css
MILLIMETRES = 25.4 / 72  # of a point
COLUMN_CHARACTERS = 38  # about what half a page's width holds


def body(project: Project, procedure: Procedure, leaflet: Leaflet, size: str, catalog: Catalog) -> str:
    """All that a reader of the leaflet reads, but for the foot of its pages and the edition code, which comes from it.

    `size` is its id. Pictures are named relative to the procedure's folder.
    """
    prose = Prose(procedure, project.clinic, project.glossary, catalog)
    sections = shown_on_leaflet(procedure, leaflet, size)
    return _render(
        project,
        "body.html",
        t=catalog.text,
        prose=prose,
        clinic=project.clinic,
        leaflet=leaflet,
        notices=notices.on_leaflet(project, prose, sections),
        purpose=prose.plain(*purpose(project, procedure, leaflet)),
        sections=sections,
        is_unfinished=any(has_gap(shown.blocks) for shown in sections),
        words=_words(project, sections),
        columns=_columns(prose, project.sizes[size]),
        field_id=_numbered("field-"),
    )


def html(
    project: Project,
    procedure: Procedure,
    leaflet: Leaflet,
    size: str,
    catalog: Catalog,
    paper: Paper,
    body: str,
    code: str,
) -> str:
    """The whole leaflet as one HTML document for WeasyPrint; `body` is its body, `code` the edition code of that."""
    prose = Prose(procedure, project.clinic, project.glossary, catalog)
    foot, print_size = _foot(project, procedure, catalog, code), project.sizes[size]
    return _render(
        project,
        "leaflet.html",
        t=catalog.text,
        catalog=catalog,
        paper=paper,
        size=print_size,
        clinic=project.clinic,
        procedure=procedure,
        title=prose.plain(leaflet.title, "leaflets"),
        columns=min(leaflet.columns, print_size.columns),
        body=Markup(body),
        code=code,
        foot=' "\\A" '.join(map(_css_counters, foot)),
        foot_height=_foot_height(foot, print_size),
        qr=_qr(code_address(project.clinic, code)),
    )


def code_address(clinic: Clinic, code: str) -> str:
    """Where the site tells whether paper with this code is still right."""
    return f"{clinic.website.rstrip('/')}/c/{code}.html"


def short_address(clinic: Clinic) -> str:
    """The page where people type a code, as short as they can type it."""
    return f"{clinic.website.removeprefix('https://').rstrip('/')}/c"


def margins(project: Project, procedure: Procedure, catalog: Catalog) -> dict[str, str]:
    """What stands only at the foot of each page, beside the code and the page's number."""
    return {"review": catalog.date(procedure.review_by), "check_at": short_address(project.clinic)}


def _render(project: Project, template: str, **values: object) -> str:
    return environment(*folders(project.root, "leaflets/templates")).get_template(template).render(**values)


def _qr(address: str) -> str:
    """The address as a picture that a phone's camera reads, as a data URI; correction M, or better where it fits."""
    code = segno.make(address, micro=False, error="m", boost_error=True)
    return code.svg_data_uri(border=0, xmldecl=False, omitsize=True, nl=False)


def _columns(prose: Prose, size: Size) -> Callable[[str, tuple[Statement, ...]], str]:
    """The class of a list: "short" where two columns take less paper than one."""

    def columns(topic: str, items: tuple[Statement, ...]) -> str:
        lines = sum(_lines(item, topic) for item in items)
        return "short" if size.columns > 1 and len(items) > 2 and lines <= 1.5 * len(items) else ""

    def _lines(item: Statement, topic: str) -> int:
        words = prose.plain(prose.chosen(item), topic)
        return -(-len(words) // COLUMN_CHARACTERS) + prose.is_unset(item)

    return columns


def _words(project: Project, sections: tuple[Shown, ...]) -> list[object]:
    """The glossary's terms that these sections mark, in the order of the glossary."""
    used = set()
    for shown in sections:
        for block in shown.blocks:
            used |= {term for statement in block.statements() for term in _terms(statement)}
    return [term for id, term in project.glossary.terms.items() if id in used]


def _terms(statement: Statement) -> Iterator[str]:
    yield from terms_in(statement.say)
    yield from terms_in(statement.unset or "")


def _foot(project: Project, procedure: Procedure, catalog: Catalog, code: str) -> tuple[str, str]:
    """The two lines at the foot of each page."""
    check = catalog.text("Is this sheet still right? Look at {address}")
    about = catalog.text("Code {code} \N{MIDDLE DOT} Review by {date} \N{MIDDLE DOT} Page {page} of {pages}")
    words = margins(project, procedure, catalog)
    return (
        check.format(address=words["check_at"]),
        about.format(code=code, date=words["review"], page="{page}", pages="{pages}"),
    )


def _foot_height(lines: tuple[str, ...], size: Size) -> float:
    """Millimetres that the foot takes: a long address in large letters needs another line."""
    letters_in_a_line = FOOT_WIDTH / (size.smallest * LETTER_WIDTH)
    lengths = (len(re.sub("|".join(COUNTERS), "88", line)) for line in lines)
    count = sum(ceil(length / letters_in_a_line) for length in lengths)
    return count * size.smallest * LINE_HEIGHT * MILLIMETRES


def _css_counters(message: str) -> str:
    """ "Page {page} of {pages}" as `"Page " counter(page) " of " counter(pages)`, in any order of words."""
    value = _css_string(message)
    for placeholder, counter in COUNTERS.items():
        value = value.replace(placeholder, f'" {counter} "')
    return value


def _css_string(words: str) -> str:
    # CSS takes a space after an escape for its end, so each brings one of its own.
    safe = (char if char.isalnum() or char in " .,:/-{}?" else f"\\{ord(char):x} " for char in words)
    return '"' + "".join(safe) + '"'


def _numbered(prefix: str) -> Callable[[], str]:
    """Ids for form fields, the same in every build."""
    numbers = count(1)
    return lambda: f"{prefix}{next(numbers)}"
