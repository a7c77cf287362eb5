"""The surface of a leaflet -> one HTML document for WeasyPrint, with head and foot. Pure."""

from __future__ import annotations

import re
from itertools import count
from math import ceil
from typing import Any

import segno

from build_tools.content.model import Clinic, Paper, Project, Size
from build_tools.guide.blocks import Gap
from build_tools.guide.records import Guide, Line, Span, Surface
from build_tools.guide.resolver import words
from build_tools.templates import render

# Placeholders of the page footer's message, and the CSS counters that stand for them.
COUNTERS = {"{page}": "counter(page)", "{pages}": "counter(pages)"}
UNSAFE = re.compile(r"[^\w .,:/{}?-]|_")

FOOT_WIDTH = 520  # points, on the narrower paper (A4)
LETTER_WIDTH = 0.47  # of its size, with a little to spare
LINE_HEIGHT, TAILS = 1.2, 0.15  # as in leaflet.css
MILLIMETRES = 25.4 / 72  # of a point


def html(project: Project, guide: Guide, surface: Surface, paper: Paper, code: str) -> str:
    """A leaflet as one HTML document for WeasyPrint. Pictures are named relative to the procedure's folder."""
    size, clinic = project.sizes[surface.size], project.clinic
    foot = foot_lines(guide, code)
    return render(
        project.root,
        "leaflets/templates/leaflet.html",
        surface=surface,
        guide=guide,
        clinic=clinic,
        paper=paper,
        size=size,
        written=guide.resolver.procedure.info.written,
        head=head_lines(project, guide, surface, code),
        columns=min(project.leaflets[surface.id].columns, size.columns),
        foot=' "\\A" '.join(map(css_string, foot)),
        foot_height=height_of_foot(foot, size),
        qr=qr_code(code_address(clinic, code)),
        field_id=map("field-{}".format, count(1)).__next__,
    )


def about(guide: Guide) -> tuple[Line, ...]:
    """What a leaflet says outside its sections, beside its title: who speaks, and where to look whether it holds."""
    clinic = guide.resolver.clinic
    sample = guide.frame("Sample: this clinic and its phone numbers are not real.")
    address = Line((Span(short_address(clinic), "value", "check_at", ltr=True),), clinic.place("website"), "frame")
    return (guide.frame("{clinic}"), address, *([sample] if clinic.sample else []))


def head_lines(project: Project, guide: Guide, surface: Surface, code: str) -> dict[str, Line | None]:
    """What stands at the top of a leaflet, in reading order; None: it does not."""
    clinic = project.clinic
    logo = guide.frame("Logo of {clinic}") if clinic.logo else None
    unfinished = guide.frame("Not finished: parts are not written yet.") if has_gap(surface) else None
    return {
        "logo": logo,
        "clinic": guide.frame("{clinic}"),
        "title": surface.title,
        "code": guide.frame("Code {code}", code=words(code, ltr=True)),
        "lead": surface.lead,
        "unfinished": unfinished,
        **{f"notice-{number}": notice for number, notice in enumerate(surface.notices)},
    }


def has_gap(surface: Surface) -> bool:
    """Whether something on it is not written yet."""
    return any(isinstance(block, Gap) for section in surface.sections for block in section.blocks)


def foot_lines(guide: Guide, code: str) -> tuple[str, str]:
    """The two lines at the foot of each page, with `{page}` and `{pages}` for its number."""
    resolver, pages = guide.resolver, {"page": "{page}", "pages": "{pages}"}
    ordered = resolver.catalog.left_to_right
    check = guide.frame("Is this sheet still right? Look at {address}", address=ordered(short_address(resolver.clinic)))
    date = resolver.catalog.date(resolver.review_by)
    told = "Code {code} \N{MIDDLE DOT} Review by {date} \N{MIDDLE DOT} Page {page} of {pages}"
    about = guide.frame(told, code=ordered(code), date=date, **pages)
    return check.text, about.text


def code_address(clinic: Clinic, code: str) -> str:
    """Where the site tells whether paper with this code is still right."""
    return f"{clinic.website.rstrip('/')}/c/{code}.html"


def short_address(clinic: Clinic) -> str:
    """The page where people type a code, as short as they can type it."""
    return f"{clinic.website.removeprefix('https://').rstrip('/')}/c"


def qr_code(address: str) -> str:
    """The address as a picture that a phone's camera reads, as a data URI; correction M, or better where it fits.

    Capital letters take less room in it, and larger modules outlive more copies. Only a host does not care for case.
    """
    host = "/".join(address.split("/", 3)[:3])
    parts: Any = [host.upper(), address.removeprefix(host)]  # each written in as little room as its letters allow
    code = segno.make(parts, micro=False, error="m", boost_error=True)
    return code.svg_data_uri(border=0, xmldecl=False, omitsize=True, nl=False)


def height_of_foot(lines: tuple[str, ...], size: Size) -> float:
    """Millimetres that the foot takes: a long address in large letters needs another line."""
    letters_in_a_line = FOOT_WIDTH / (size.smallest * LETTER_WIDTH)
    lengths = (len(re.sub("|".join(COUNTERS), "88", line)) for line in lines)
    lines_of_paper = sum(ceil(length / letters_in_a_line) for length in lengths)
    return (lines_of_paper * LINE_HEIGHT + TAILS) * size.smallest * MILLIMETRES


def css_string(message: str) -> str:
    """ "Page {page} of {pages}" as `"Page " counter(page) " of " counter(pages)`, in any order of words."""
    # CSS takes a space after an escape for its end, so each brings one of its own.
    value = UNSAFE.sub(lambda found: f"\\{ord(found[0]):x} ", message)
    for placeholder, counter in COUNTERS.items():
        value = value.replace(placeholder, f'" {counter} "')
    return f'"{value}"'
