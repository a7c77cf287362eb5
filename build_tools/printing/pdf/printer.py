"""Prints with WeasyPrint, which may reach for files of the project and nothing else."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

import weasyprint.pdf
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from build_tools import templates
from build_tools.content import picture
from build_tools.content.font import BY_ID, Font, is_installed
from build_tools.printing.jobs import Printed, other_fonts
from build_tools.printing.pdf.fonts import FIELD, SCHEME, faces, font_file
from build_tools.printing.pdf.libraries import no_machine_fonts
from build_tools.printing.pdf.pieces import pieces, signs
from build_tools.printing.pdf.small import make_small
from build_tools.printing.pdf.tags import add_tags

# The families of our fonts, as WeasyPrint names them, with their weight behind.
OURS = tuple(family.replace(" ", "-") for family in (FIELD, *(font.family for font in BY_ID.values())))
LOST = "letters that no font of leaflets has"


@dataclass(frozen=True)
class ReadStyle:
    """The style sheet, read, with the fonts that it may use."""

    fonts: FontConfiguration
    style: CSS


class CannotPrint(Exception):
    """Why a leaflet did not come out right: one message for each reason."""

    def __init__(self, messages: list[str]) -> None:
        self.messages = messages
        super().__init__("; ".join(messages))


class Printer:
    """Prints leaflets that share a style sheet; reading it and the fonts once saves a fifth of the time.

    Raises CannotPrint for a style that WeasyPrint does not know.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.fetcher = _LocalFetcher(root)
        self.looks: dict[tuple[Font, ...], ReadStyle] = {}
        """By the fonts of other scripts in them."""
        self._look(())

    def _look(self, others: tuple[Font, ...]) -> ReadStyle:
        if others not in self.looks:
            with no_machine_fonts():
                self.looks[others] = self._new_look(others)
        return self.looks[others]

    def _new_look(self, others: tuple[Font, ...]) -> ReadStyle:
        fonts = FontConfiguration()
        sheet = templates.file(self.root, "leaflets/styles/leaflet.css").read_text("utf-8")
        base = str(self.root / "leaflets/styles/leaflet.css")
        with _no_complaints():
            CSS(string=faces(others), font_config=fonts, url_fetcher=self.fetcher)
            return ReadStyle(fonts, CSS(string=sheet, base_url=base, font_config=fonts, url_fetcher=self.fetcher))

    def print(self, html: str, folder: Path) -> Printed:
        """The PDF of a leaflet whose pictures lie below `folder`. Raises CannotPrint."""
        look = self._look(tuple(filter(is_installed, other_fonts(html))))
        with _no_complaints() as complaints:
            page = HTML(string=html, base_url=f"{folder}/", url_fetcher=self.fetcher)
            document = page.render(stylesheets=[look.style], font_config=look.fonts, pdf_forms=True)
            with _our_tags(page.etree_element, complaints):
                data = document.write_pdf(pdf_variant="pdf/ua-1", pdf_forms=True, finisher=_keep_metadata_plain)
            complaints += _foreign_letters(document.fonts.values())
        return Printed(data, len(document.pages), signs=tuple(signs(document.pages)))


class _LocalFetcher(URLFetcher):  # type: ignore[misc]
    """Files of this project and nothing else; no network, ever. Styles that it lacks are those of the tool."""

    def __init__(self, root: Path) -> None:
        super().__init__(allowed_protocols=("file", "data", SCHEME), fail_on_errors=True)
        self.root = root.resolve()
        self.styles, self.pictures = self.root / "leaflets/styles", self.root / "docs/content"

    def fetch(self, url: str, headers: object = None) -> object:
        if url.startswith(f"{SCHEME}:"):
            return URLFetcherResponse(url, font_file(url))
        if url.startswith("data:"):  # longer than any file's name may be
            return super().fetch(url, headers)
        file = Path(url2pathname(urlsplit(url).path))
        if url.startswith("file:") and not file.resolve().is_relative_to(self.root):
            raise ValueError("it lies outside the project")
        if file.exists() and not file.is_file():  # a pipe that nobody writes to has no end
            raise ValueError("it is not a file")
        if url.startswith("file:") and file.is_relative_to(self.styles):
            own = templates.file(self.root, f"leaflets/styles/{file.relative_to(self.styles).as_posix()}")
            if own.suffix not in (".png", ".jpg"):
                return super().fetch(own.as_uri(), headers)
            return URLFetcherResponse(f"seen:{url}", picture.seen(own))
        if url.startswith("file:") and file.is_relative_to(self.pictures):
            return URLFetcherResponse(f"seen:{url}", picture.seen(file))  # a file's own address would be read again
        return super().fetch(url, headers)


def _keep_metadata_plain(_: object, pdf: Any) -> None:
    """Chrome saves a filled PDF with garbled metadata if they were compressed; then it no longer says PDF/UA."""
    pdf.objects[int(pdf.catalog["Metadata"].split()[0])].compress = False


def _foreign_letters(fonts: Iterable[Any]) -> Iterator[str]:
    """What came out in a font of the machine: other machines have others, or none."""
    for font in fonts:
        name = font.name.decode().removeprefix("/").split("+")[-1]  # "ABCDEF+" marks a subset
        if not name.startswith(OURS):
            letters = "".join(dict.fromkeys("".join(font.to_unicode.values())))
            yield f"{LOST} came out in the font {name}: {letters[:40]}"


@contextmanager
def _our_tags(html: Any, complaints: list[str]) -> Iterator[None]:
    """Puts our tag tree in the place of WeasyPrint's while a PDF is written."""
    # What takes its place knows the boxes and streams of this version from within.
    assert weasyprint.VERSION.startswith("70."), f"the tag tree is made for WeasyPrint 70, not {weasyprint.VERSION}"

    def add(pdf: Any, document: Any, _: str, streams: list[Any]) -> None:
        make_small(pdf, streams, document.fonts.values())
        found = list(pieces(document.pages, streams))
        complaints.extend(add_tags(pdf, html, found, streams, document.fonts.values()))

    theirs = weasyprint.pdf.add_tags
    weasyprint.pdf.add_tags = add
    try:
        yield
    finally:
        weasyprint.pdf.add_tags = theirs


@contextmanager
def _no_complaints() -> Iterator[list[str]]:
    """Raises CannotPrint with all complaints, also what WeasyPrint only logs: a lost picture, an unknown style."""
    complaints: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: complaints.append(_plain(record))  # type: ignore[method-assign]
    logger = logging.getLogger("weasyprint")
    propagates, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    try:
        yield complaints
    except FatalURLFetchingError as error:  # a BaseException: nothing else catches it
        raise CannotPrint([f"{error}: {error.__cause__ or error.__context__}"]) from None
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagates
    if complaints:
        raise CannotPrint(complaints)


def _plain(record: logging.LogRecord) -> str:
    """What WeasyPrint says, in the words of authors where its own are of programs."""
    if str(record.msg).startswith(".notdef glyph") and isinstance(record.args, tuple):
        letter, number = record.args
        return f"{LOST}: {letter} (U+{number:04X})"
    return record.getMessage()
