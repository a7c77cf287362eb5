"""HTML -> finished PDF bytes. The only module that imports WeasyPrint."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pydyf
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher

# The text fields' font is embedded from leaflets/styles; every other letter must come from this family.
FONTS = ("Noto-Sans", "Leaflet-Field")


@dataclass(frozen=True)
class Printed:
    """A finished PDF."""

    data: bytes
    sides: int


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
        self.fonts = FontConfiguration()
        sheet = root / "leaflets/styles/leaflet.css"
        self.fetcher = _LocalFetcher(root)
        with _no_complaints() as complaints:
            self.style = CSS(filename=str(sheet), font_config=self.fonts, url_fetcher=self.fetcher)
        if complaints:
            raise CannotPrint(complaints)

    def print(self, html: str, folder: Path) -> Printed:
        """The PDF of a leaflet whose pictures lie below `folder`. Raises CannotPrint."""
        with _no_complaints() as complaints:
            try:
                page = HTML(string=html, base_url=f"{folder}/", url_fetcher=self.fetcher)
                document = page.render(stylesheets=[self.style], font_config=self.fonts, pdf_forms=True)
                fonts: set[str] = set()

                def finish(_: object, file: Any) -> None:
                    _name_fields(file, _field_names(page.etree_element))
                    fonts.update(_fonts(file))

                data = document.write_pdf(pdf_variant="pdf/ua-1", pdf_forms=True, finisher=finish)
            except FatalURLFetchingError as error:  # a BaseException: nothing else catches it
                raise CannotPrint([str(error)]) from None
        foreign = sorted(font for font in fonts if not font.startswith(FONTS))
        complaints += [f"letters that Noto Sans does not have came out in the font {font}" for font in foreign]
        if complaints:
            raise CannotPrint(complaints)
        return Printed(data, len(document.pages))


class _LocalFetcher(URLFetcher):  # type: ignore[misc]
    """Files of this project and nothing else; no network, ever."""

    def __init__(self, root: Path) -> None:
        super().__init__(allowed_protocols=("file", "data"), fail_on_errors=True)
        self.root = root.resolve()

    def fetch(self, url: str, headers: object = None) -> object:
        file = Path(url2pathname(urlsplit(url).path))
        if url.startswith("file:") and not file.resolve().is_relative_to(self.root):
            raise ValueError(f"{url} lies outside the project")
        return super().fetch(url, headers)


def _fonts(pdf: Any) -> Iterator[str]:
    """The names of the fonts in a PDF, without the tag that marks a subset ("ABCDEF+")."""
    for item in pdf.objects:
        name = item.get("FontName") if isinstance(item, dict) else None
        if name:
            text = name.decode() if isinstance(name, bytes) else str(name)
            yield text.removeprefix("/").split("+")[-1]


def _field_names(page: Any) -> dict[str, str]:
    """What a screen reader calls each field: its title, or else the words of its label, by the field's name."""
    labels = {label.get("for"): " ".join("".join(label.itertext()).split()) for label in page.iter("label")}
    fields = (field for field in page.iter() if field.tag in ("input", "textarea"))
    return {field.get("name"): field.get("title") or labels[field.get("id")] for field in fields}


def _name_fields(pdf: Any, names: dict[str, str]) -> None:
    """WeasyPrint names a field by the first line of its label only; here it gets its whole name."""
    for item in pdf.objects:
        field = item.get("T") if isinstance(item, dict) else None
        if isinstance(field, pydyf.String) and field.string in names:
            item["TU"] = pydyf.String(names[field.string])


@contextmanager
def _no_complaints() -> Iterator[list[str]]:
    """Gathers what WeasyPrint only logs: a lost picture, a missing glyph, a style it does not know."""
    complaints: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: complaints.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("weasyprint")
    propagates, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    try:
        yield complaints
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagates
