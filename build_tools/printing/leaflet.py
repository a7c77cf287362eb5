"""The surface of a leaflet -> one HTML document for WeasyPrint, with head and foot. Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import count
from typing import Any

import segno

from build_tools.content.font import width
from build_tools.content.model import Clinic, Leaflet, Paper, Project, Size
from build_tools.content.words import Piece
from build_tools.guide import icon_array, walk
from build_tools.guide.blocks import Blank, Contacts, Gap, Times
from build_tools.guide.leaflet import name_box, still_right
from build_tools.guide.records import Guide, Line, Span, Surface
from build_tools.guide.resolver import TOOL, words
from build_tools.guide.sheet import bands
from build_tools.languages.catalog import SOURCE_LANGUAGE
from build_tools.messages import messages
from build_tools.printing import chart
from build_tools.records import notices
from build_tools.templates import render

# Placeholders of the page footer's message, and the CSS counters that stand for them.
COUNTERS = {"{page}": "counter(page)", "{pages}": "counter(pages)"}
UNSAFE = re.compile(r"[^\w .,:/{}?-]|_")

PART = " \N{MIDDLE DOT} "  # between two parts of a line
FOOT_WIDTH, SQUARE = 504, 62  # points, on the narrower paper (A4)
BESIDE_SQUARE = 69  # points that the square at the foot of the first side takes, as in the template
LETTER_WIDTH = 0.46  # of its size, with a little to spare
SPACE = 0.26  # of its size
LINE_HEIGHT, TAILS = 1.3, 0.15  # as in leaflet.css
MILLIMETRES = 25.4 / 72  # of a point


def body_of(leaflet: Leaflet, size: Size) -> float:
    """Points of its running text."""
    return max(size.body, leaflet.body or 0)


def html(
    project: Project, guide: Guide, surface: Surface, paper: Paper, code: str, body: float = 0, **more: Any
) -> str:
    """A leaflet as one HTML document for WeasyPrint, in letters of `body` points where that is said.

    Pictures are named relative to the procedure's folder.
    """
    leaflet, size = project.leaflets[surface.id], project.sizes[surface.size]
    box = name_box(guide, leaflet)
    return document(
        project,
        guide,
        surface,
        foot_of(project, guide, surface, code),
        foot_of(project, guide, surface, code, on_first=True),
        _most_sides(project, guide, surface),
        head=head_lines(project, guide, surface, code, box),
        running=tuple(map(css_string, running_head(project, guide, surface))),
        name_box=box,
        columns=min(leaflet.columns, size.columns),
        body=body or body_of(leaflet, size),
        paper=paper,
        written=guide.resolver.procedure.info.written,
        qr=qr_code(code_address(project.clinic, code)),
        qr_at=place_of_qr(leaflet, surface),
        **more,
    )


def document(
    project: Project,
    guide: Guide,
    surface: Surface,
    foot: tuple[str, ...],
    first_foot: tuple[str, ...] = (),
    sides: int = 1,
    *,
    template: str = "leaflet",
    **more: Any,
) -> str:
    """Whatever is printed in the looks of a leaflet; `more` is what its template wants to know beside it.

    `first_foot` is the foot of the first side, where it is another one, and `sides` how many there may be.
    """
    size, first = project.sizes[surface.size], surface.sections[0].blocks
    return render(
        project.root,
        f"leaflets/templates/{template}.html",
        surface=surface,
        guide=guide,
        clinic=project.clinic,
        pause=guide.resolver.catalog.pause,
        size=size,
        bands=bands(surface.sections),
        is_on_strip=bool(first) and isinstance(first[0], Times),
        foot=_css_lines(foot),
        first_foot=_css_lines(first_foot or foot),
        head_height=height_of_foot((surface.title.text,), size, sides),
        foot_height=height_of_foot(foot, size, sides),
        first_foot_height=height_of_foot(first_foot or foot, size, sides, FOOT_WIDTH - BESIDE_SQUARE),
        field_id=map("field-{}".format, count(1)).__next__,
        chart=chart.address,
        is_tiny=lambda amount: icon_array.picture(amount).is_tiny,
        **more,
    )


def place_of_qr(leaflet: Leaflet, surface: Surface) -> str:
    """Where the leaflet wants it, or beside the phones."""
    last = surface.sections[-1].blocks
    with_phones = leaflet.sides[surface.size] == 1 and last and isinstance(last[-1], Contacts)
    return "phones" if leaflet.scan == "foot" and with_phones else leaflet.scan


def about(guide: Guide, surface: Surface) -> tuple[Line, ...]:
    """What a leaflet says outside its sections, beside its title: who speaks, whom to call, where to look."""
    clinic = guide.resolver.clinic
    told = {span.id for line in walk.lines(surface.sections) for span in line.spans if span.kind == "phone"}
    address = Line((Span(clinic.short_address, "value", "check_at", ltr=True),), clinic.place("website"), "frame")
    phone = clinic.for_questions  # in the running head
    call = Line((guide.resolver.phone(phone),), phone.place("number"), "frame")
    numbers = [line for line in (call, *notices.interpreter(guide)) if line.spans[0].id not in told]
    return (_clinic(guide), address, *numbers, *notices.sample(guide))


def head_lines(
    project: Project, guide: Guide, surface: Surface, code: str, box: tuple[Blank, ...] = ()
) -> dict[str, Line | Blank | None]:
    """What stands at the top of a leaflet, in reading order, with what stands in its `box`; None: it does not."""
    clinic = project.clinic
    logo = guide.frame("Logo of {clinic}") if clinic.logo else None
    unfinished = guide.frame("Not finished: parts are not written yet.") if has_gap(surface) else None
    is_translated = guide.language != SOURCE_LANGUAGE  # then the notice for staff has it beside that of the English
    return {
        "logo": logo,
        "clinic": _clinic(guide),
        "title": surface.title,
        **{f"box-{number}": blank for number, blank in enumerate(box)},
        "code": guide.frame("Code {code}.", code=words(code, ltr=True)) if code and not is_translated else None,
        "unfinished": unfinished,
        **{f"notice-{number}": notice for number, notice in enumerate(surface.notices)},
        "means": surface.means,
        "lead": surface.lead,
    }


def _clinic(guide: Guide) -> Line:
    return Line((guide.resolver.span(Piece("placeholder", "", "clinic")),), TOOL, "frame")


def has_gap(surface: Surface) -> bool:
    """Whether something on it is not written yet."""
    return any(True for _ in walk.of_kind(surface.sections, Gap))


def foot_of(project: Project, guide: Guide, surface: Surface, code: str, on_first: bool = False) -> tuple[str, ...]:
    """The lines at the foot of a leaflet: they leave room for the square to scan where it stands beside them."""
    leaflet, size = project.leaflets[surface.id], project.sizes[surface.size]
    sides, lines = _most_sides(project, guide, surface), foot_lines(guide, code)
    qr_at = place_of_qr(leaflet, surface)
    room = FOOT_WIDTH - SQUARE * (qr_at == "phones")
    together = in_one_line(lines, size, room, sides)
    if len(together) == 1:
        return together
    return _in_two(PART.join(lines).split(PART), size, room - BESIDE_SQUARE * (on_first and qr_at == "foot"), sides)


def foot_lines(guide: Guide, code: str) -> tuple[str, str]:
    """What stands at the foot of each page, with `{page}` and `{pages}` for its number."""
    resolver, pages = guide.resolver, {"page": "{page}", "pages": "{pages}"}
    ordered = resolver.catalog.left_to_right
    date = resolver.catalog.date(resolver.review_by)
    told = messages("Code {code} · Review by {date} · Page {page} of {pages}")
    return still_right(guide).text, guide.frame(told, code=ordered(code), date=date, **pages).text


def in_one_line(lines: tuple[str, ...], size: Size, room: float = FOOT_WIDTH, sides: int = 1) -> tuple[str, ...]:
    """Those of a foot side by side, where they have room."""
    together = PART.join(lines)
    return (together,) if _lines_of(together, size, room, sides) == 1 else lines


def _in_two(parts: list[str], size: Size, room: float, sides: int) -> tuple[str, str]:
    """Two lines, parted where they take the least room: a third is room for the leaflet's own words."""
    ways = [(PART.join(parts[:at]), PART.join(parts[at:])) for at in range(1, len(parts))]
    return min(ways, key=lambda lines: sum(_lines_of(line, size, room, sides) for line in lines))


def _most_sides(project: Project, guide: Guide, surface: Surface) -> int:
    in_english = project.leaflets[surface.id].sides[surface.size]
    return project.translation(guide.language).most_sides(surface.id, surface.size, in_english)


def running_head(project: Project, guide: Guide, surface: Surface) -> tuple[str, str]:
    """What stands at the head of each page but the first: the title, whom to call, and where the danger signs stand."""
    leaflet, resolver = project.leaflets[surface.id], guide.resolver
    title, phone = surface.title.text, resolver.clinic.for_questions
    number = resolver.catalog.left_to_right(resolver.phone(phone).text)
    call, side = guide.frame("Call us: {number}", number=number).text, leaflet.card_sides.get(surface.size, {})
    signs = guide.frame("Danger signs: page {page}", page=str(side["emergency"])).text if "emergency" in side else ""
    wanted = (PART.join(filter(None, (call, signs))), call, number)
    return title, next((words for words in wanted if _fits(title + words, project.sizes[surface.size])), "")


def _fits(line: str, size: Size) -> bool:
    """Whether it takes one line, with room between its parts."""
    return len(line) + 6 < FOOT_WIDTH / (size.smallest * LETTER_WIDTH * 1.12)  # for it is bold


def code_address(clinic: Clinic, code: str) -> str:
    """Where the site tells whether paper with this code is still right."""
    return f"{clinic.website.rstrip('/')}/c/{code}.html"


@lru_cache(maxsize=1000)
def qr_code(address: str) -> str:
    """The address as a picture that a phone's camera reads, as a data URI; correction M, or better where it fits.

    Capital letters take less room in it, and larger modules outlive more copies. Only a host does not care for case.
    """
    host = "/".join(address.split("/", 3)[:3])
    parts: Any = [host.upper(), address.removeprefix(host)]  # each written in as little room as its letters allow
    code = segno.make(parts, micro=False, error="m", boost_error=True)
    return code.svg_data_uri(border=0, xmldecl=False, omitsize=True, nl=False)


def height_of_foot(lines: tuple[str, ...], size: Size, sides: int, room: float = FOOT_WIDTH) -> float:
    """Millimetres that the foot takes: a long address in large letters needs another line."""
    count = sum(_lines_of(line, size, room, sides) for line in lines)
    return (count * LINE_HEIGHT + TAILS) * size.smallest * MILLIMETRES


def _lines_of(line: str, size: Size, room: float, sides: int) -> int:
    """How many lines of the margin it takes: it breaks between its parts, and within one that is longer than a line."""
    room, number = room / size.smallest, "8" * len(str(sides + 1))  # one more where something is past its day
    lines, used = 1, 0.0
    for part in re.sub("|".join(COUNTERS), number, line).replace(PART, f"{PART.rstrip()}\n").split("\n"):
        needed = width(part)
        if used and used + SPACE + needed > room:
            lines, used = lines + 1, 0
        used += needed + SPACE * bool(used)
        while used > room:
            lines, used = lines + 1, used - (room - 1)  # a line that breaks anywhere may lack one letter
    return lines


def _css_lines(lines: tuple[str, ...]) -> str:
    return ' "\\A" '.join(map(css_string, lines))


def css_string(message: str) -> str:
    """ "Page {page} of {pages}" as `"Page " counter(page) " of " counter(pages)`, in any order of words."""
    # CSS takes a space after an escape for its end, so each brings one of its own.
    parts = (part.replace(" ", "\N{NO-BREAK SPACE}") for part in message.split(PART))  # each stays in one line
    value = UNSAFE.sub(lambda found: f"\\{ord(found[0]):x} ", PART.join(parts))
    for placeholder, counter in COUNTERS.items():
        value = value.replace(placeholder, f'" {counter} "')
    return f'"{value}"'
