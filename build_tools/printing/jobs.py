"""Model -> what is to be printed: a job for each procedure, size and leaflet, and one for each pack. Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property, partial
from itertools import chain, groupby, product
from pathlib import Path
from typing import Any, NamedTuple

from build_tools import templates
from build_tools.content import font
from build_tools.content.font import Font
from build_tools.content.model import Paper, Procedure, Project
from build_tools.guide import leaflet as guide_leaflet
from build_tools.guide import ready, walk
from build_tools.guide.blocks import Blank
from build_tools.guide.leaflet import pack_title
from build_tools.guide.leaflet_file import PACK, LeafletKey
from build_tools.guide.records import Guide, Line, Surface
from build_tools.languages.catalog import SOURCE_LANGUAGE, scripts
from build_tools.preflight.expected import Expected, of_leaflet
from build_tools.preflight.finding import Finding
from build_tools.printing import leaflet as leaflet_html
from build_tools.printing import versions
from build_tools.problems import Place
from build_tools.records import clinical, notices, snapshot
from build_tools.records.snapshot import Current

LANGUAGE = re.compile(r'lang="([A-Za-z-]+)"')


@dataclass(frozen=True)
class PrintJob:
    """A leaflet in one size and language: all that is needed to print it, and to look at what was printed."""

    current: Current
    """What it says, and the code that comes from it."""
    key: LeafletKey
    title: str
    html: str
    root: Path
    """The project, whose styles and fonts are used."""
    styles: str
    """A digest of these."""
    pictures: Path
    """The folder that the HTML's pictures are relative to."""
    images: str
    """A digest of these."""
    expected: Expected
    """What the PDF must say."""
    smallest: float
    """Points; nothing on the paper is smaller."""
    body: float
    """Points; the size of its text."""
    most_sides: int
    place: Place
    """Where the leaflet's limit of sides stands."""
    tight: str = ""
    """The HTML with less air and in the letters of its size, for where it takes too many sides: a clinic may have a
    longer name and address, and lines to write on for numbers that are not set."""
    tight_body: float = 0
    wanted_sides: int = 0
    """How many there are in English: above it less air is tried, and kept where it saves a side."""
    notices: tuple[Line, ...] = ()
    """What it tells at its top, which the desk tells on the same leaflet with dates."""

    @property
    def file(self) -> str:
        """Its name in `site/leaflets/`."""
        return self.key.file

    @cached_property
    def digest(self) -> str:
        """Of all that goes into the PDF, and of what it is looked at for: the same digest, the same bytes."""
        texts = [line.text for line in (*self.expected.lines, *self.expected.signs)]  # and not where they stand
        tight = (self.tight, self.tight_body, self.most_sides, self.wanted_sides) if self.tight else ()
        said = repr((texts, replace(self.expected, lines=(), signs=()), self.smallest, self.body, *tight))
        return _digest(part.encode() for part in (self.html, said, self.styles, self.images, versions.digest()))


def other_fonts(html: str) -> tuple[Font, ...]:
    """Those that its languages need beside Noto Sans; that of the document stands in first."""
    languages = dict.fromkeys(language.replace("-", "_") for language in LANGUAGE.findall(html))
    return tuple(dict.fromkeys(chain.from_iterable(font.of(scripts(language)) for language in languages)))


@dataclass(frozen=True)
class PackJob:
    """All leaflets of a procedure in one size, or one with its English behind it, to be bound into one PDF."""

    key: LeafletKey
    title: str
    language: str
    parts: tuple[PrintJob, ...]

    @cached_property
    def digest(self) -> str:
        """Of all that goes into the PDF."""
        parts = (self.title, self.language, versions.digest(), *(part.digest for part in self.parts))
        return _digest(part.encode() for part in parts)


Job = PrintJob | PackJob


class Printed(NamedTuple):
    """What came of a job, and what is wrong with it."""

    data: bytes
    sides: int
    first_page: bytes = b""
    """A small picture of it, PNG."""
    findings: tuple[Finding, ...] = ()
    signs: tuple[str, ...] = ()
    """What carries meaning on it beside words, in reading order (`Expected.signs`); only while it is looked at."""


def jobs(project: Project, guides: Iterable[Guide], paper: Paper, today: date | None = None) -> tuple[PrintJob, ...]:
    """A job for every leaflet, in the order of guides, sizes and leaflets; it says what is past its day `today`.

    None for a leaflet that is not wholly translated: nobody is handed a sheet half of which is English.
    """
    styles = digest_of_files(templates.files(project.root, "leaflets/styles").values())
    sheets = tuple(_sheets(project, guides, paper))
    codes = {each.key: each.current.code for each in sheets}
    images = {
        procedure.id: digest_of_files({**project.logos, **procedure.pictures}.values())
        for procedure in project.procedures
    }
    return tuple(
        _job(project, each, codes.get(each.in_english, ""), today, styles, images[each.key.procedure])
        for each in sheets
    )


class _Sheet(NamedTuple):
    """A leaflet that is to be printed, before anything is told around it."""

    guide: Guide
    surface: Surface
    key: LeafletKey
    current: Current

    @property
    def in_english(self) -> LeafletKey:
        return self.key._replace(language=SOURCE_LANGUAGE)


def _sheets(project: Project, guides: Iterable[Guide], paper: Paper) -> Iterator[_Sheet]:
    for guide in guides:
        procedure, not_printed = guide.resolver.procedure, project.translation(guide.language).not_printed
        for size, leaflet in product(project.sizes, project.leaflets):
            surface = guide_leaflet.leaflet(project, procedure, guide, leaflet, size)
            if size not in not_printed.get(leaflet, ()) and not ready.missing(guide, surface):
                key = LeafletKey(guide.procedure, leaflet, guide.language, size, paper)
                yield _Sheet(guide, surface, key, _current(project, procedure, guide, surface, key.file))


def packs(guides: Sequence[Guide], jobs: Sequence[PrintJob]) -> tuple[PackJob, ...]:
    """One for each guide and size in which all leaflets are printed, in the order of the project; then one for each
    leaflet that is printed in another language and in English."""
    told = {(guide.procedure, guide.language): (pack_title(guide), guide.html_language) for guide in guides}
    groups = groupby(jobs, lambda job: job.key._replace(leaflet=PACK))
    found = ((key, tuple(parts)) for key, parts in groups)
    whole = len({job.key.leaflet for job in jobs})
    all_leaflets = (
        PackJob(key, *told[key.procedure, key.language], parts) for key, parts in found if len(parts) == whole
    )
    return (*all_leaflets, *_with_english(guides, jobs))


def _with_english(guides: Iterable[Guide], jobs: Iterable[PrintJob]) -> Iterator[PackJob]:
    """Each leaflet of another language with its English behind it, where both are printed."""
    by_keys = {(guide.procedure, guide.language): guide for guide in guides}
    printed = {job.key: job for job in jobs}
    for key, job in printed.items():
        english = printed.get(key._replace(language=SOURCE_LANGUAGE))
        if english and english is not job:
            guide = by_keys[key.procedure, key.language]
            title = guide_leaflet.with_english(guide, job.title)
            yield PackJob(key._replace(with_english=True), title, guide.html_language, (job, english))


def _job(project: Project, sheet: _Sheet, english_code: str, today: date | None, styles: str, images: str) -> PrintJob:
    guide, surface, key, current = sheet
    procedure, leaflet, size = guide.resolver.procedure, project.leaflets[key.leaflet], project.sizes[key.size]
    told = notices.on_leaflet(project, guide, surface, today, current.code, english_code)
    surface = replace(surface, notices=told)
    box = guide_leaflet.name_box(guide, leaflet)
    head = [line for line in leaflet_html.head_lines(project, guide, surface, current.code, box).values() if line]
    translation, body = project.translation(key.language), leaflet_html.body_of(leaflet, size)
    late = bool(notices.past(project, guide, surface, today))
    sides = translation.last_sides(key.leaflet, key.size, leaflet.card_sides.get(key.size, {}))
    html = cache(partial(leaflet_html.html, project, guide, surface, key.paper, current.code))
    return PrintJob(
        current=current,
        key=key,
        title=surface.title.text,
        html=html(body),
        root=project.root,
        styles=styles,
        pictures=project.root / "docs/content" / procedure.id,
        images=images,
        expected=of_leaflet(
            surface,
            head,
            leaflet_html.foot_of(project, guide, surface, current.code),
            leaflet_html.running_head(project, guide, surface),
            {level: (side, leaflet.place("card_sides", key.size, level)) for level, side in sides.items()},
        ),
        smallest=size.smallest,
        body=body,
        # Strict mode refuses what is overdue; elsewhere the marks that say so must not stop the printing.
        most_sides=translation.most_sides(key.leaflet, key.size, leaflet.sides[key.size]) + late,
        place=leaflet.place("sides"),
        tight=html(size.body).replace('<body class="', '<body class="tight ', 1),
        tight_body=size.body,
        wanted_sides=leaflet.sides[key.size] + late,
        notices=told,
    )


def sheet(
    project: Project,
    guide: Guide,
    told: Surface,
    key: LeafletKey,
    foot: tuple[str, ...],
    head: dict[str, Line | Blank | None],
    *,
    current: Current | None = None,
    most_sides: int = 1,
    **more: Any,
) -> PrintJob:
    """What is printed in the looks of a leaflet but is none: it has the text of its surface, and no room for more.

    `current`: the leaflet that it tells of; `more` is what its template wants to know.
    """
    size, place = project.sizes[told.size], project.clinic.place()
    identity = {"procedure": key.procedure, "leaflet": key.leaflet, "language": key.language, "size": key.size}
    said = snapshot.of(told, (), {}, {})
    html = leaflet_html.document(
        project, guide, told, foot,
        head=head, running=('""', '""'), name_box=(), body=size.body, paper=key.paper, **more,
    )  # fmt: skip
    return PrintJob(
        current=current or Current(**identity, said=said, digest="", file=key.file, place=place),
        key=key,
        title=told.title.text,
        html=html,
        root=project.root,
        styles=digest_of_files(templates.files(project.root, "leaflets/styles").values()),
        pictures=project.root / "docs/content" / guide.procedure,
        images="",
        expected=of_leaflet(told, [line for line in head.values() if line], foot),
        smallest=size.smallest,
        body=size.body,
        most_sides=most_sides,
        place=place,
    )


def _current(project: Project, procedure: Procedure, guide: Guide, surface: Surface, file: str) -> Current:
    """What the leaflet says now, with its digest."""
    box = walk.lines(guide_leaflet.name_box(guide, project.leaflets[surface.id]))
    about = [line for line in (surface.means, surface.lead, *box, *leaflet_html.about(guide, surface)) if line]
    pictures = {name: path.read_bytes() for name, path in procedure.pictures.items()}
    said = snapshot.of(surface, about, pictures, clinical.signs(project))
    identity = {"procedure": guide.procedure, "leaflet": surface.id, "language": guide.language, "size": surface.size}
    digest, place = snapshot.digest(said, **identity), project.leaflets[surface.id].place()
    return Current(**identity, said=said, digest=digest, file=file, place=place)


def digest_of_files(files: Iterable[Path]) -> str:
    return _digest(part for file in files for part in (file.name.encode(), file.read_bytes()))


def _digest(parts: Iterable[bytes]) -> str:
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()
