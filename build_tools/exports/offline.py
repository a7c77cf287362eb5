"""The whole site as one zip for a USB stick: unpack it anywhere and open START-HERE.html. Same site, same bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from build_tools.output import Output
from build_tools.problems import Place, Problem
from build_tools.website import policy

FOLDER = "patient-leaflets"
SITE = "site"  # beside the two files that are to be seen first
ON_SERVERS = {"404.html", "robots.txt", "sitemap.xml", "sitemap.xml.gz"}
FOR_PROGRAMMERS = ".map"
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the earliest day that a zip can hold
HINT = "run `make site`, then this again"


def problems(output: Output, site: Path) -> list[Problem]:
    """Why the folder `site` cannot go out: something is missing, older than the words, or names what is not there."""
    wanted = [page.address for page in output.pages]
    wanted += [f"leaflets/{job.file}" for job in output.jobs]
    if not (site / "index.html").is_file():
        return [_problem("not-built", "there is no site in this folder yet")]
    missing = [path for path in wanted if not (site / path).is_file()]
    if missing:
        return [_problem("not-finished", f"`{path}` is missing: the site is unfinished or old") for path in missing]
    return [_problem("not-finished", f"`{page}` asks for `{path}`, which is not there") for page, path in _lost(site)]


def _problem(code: str, message: str) -> Problem:
    return Problem(Place(SITE), code, message, HINT)


def zipped(output: Output, site: Path) -> bytes:
    """The zip. `site` has no problems."""
    files = {f"{SITE}/{path}": (site / path).read_bytes() for path in _paths(site)}
    files |= {"START-HERE.html": _start_page(output).encode(), "README.txt": _readme(output).encode()}
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path, data in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{FOLDER}/{path}", LONG_AGO)
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # readable on every system
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _paths(site: Path) -> Iterator[str]:
    """What belongs to the site: no hidden files, no links, nothing that only servers or programmers use."""
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        is_hidden = any(part.startswith(".") for part in PurePosixPath(name).parts)
        is_for_others = name in ON_SERVERS or path.suffix == FOR_PROGRAMMERS
        if path.is_file() and not (is_hidden or is_for_others or path.is_symlink()):
            yield name


def _start_page(output: Output) -> str:
    """It leads on at once; where a browser does not, its links do."""
    t, clinic = output.catalog.text, output.project.clinic
    links = {output.pages[0].title: "index.html", t("For the front desk: the print desk"): "desk.html"}
    listed = "".join(f'<li><a href="{SITE}/{path}">{escape(name)}</a></li>' for name, path in links.items())
    return policy.with_policy(
        f'<!doctype html>\n<html lang="{output.catalog.html_language}" dir="{output.catalog.direction}">\n'
        f'<head><meta charset="utf-8"><meta http-equiv="refresh" content="0; url={SITE}/index.html">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(clinic.name)}</title></head>\n'
        f"<body><h1>{escape(clinic.name)}</h1><p>{escape(_good_until(output))}</p><ul>{listed}</ul></body>\n</html>\n"
    )


def _good_until(output: Output) -> str:
    """Nobody can take back a copy. Its pages say by themselves when their day is over; leaflets on paper cannot."""
    words = output.catalog.text("Use this copy until {date}. After that day it is old: get a new one at {address}.")
    return words.format(date=output.catalog.date(output.good_until), address=output.project.clinic.website)


def _readme(output: Output) -> str:
    """Lines end as on Windows, whose simplest editor needs that."""
    t = output.catalog.text
    lines = (
        _good_until(output),
        t("Double-click START-HERE.html. The guide opens in your web browser."),
        t("You need no internet: everything is in this folder, and nothing that you do is sent anywhere."),
        t("If your computer shows a file that ends in .zip, unpack it first: right-click it and choose Extract all."),
        t("Keep the folder whole: START-HERE.html needs the folder named site beside it."),
        t("For the front desk: open desk.html in the folder named site to print leaflets."),
    )
    return "\r\n\r\n".join(lines) + "\r\n"


# --- what pages ask for ----------------------------------------------------------------------------------------------


def _lost(site: Path) -> Iterator[tuple[str, str]]:
    """(page, path) of each file of the site that a page links to or loads, and that is not there."""
    for page in _paths(site):
        if page.endswith(".html"):
            for link in _links((site / page).read_text("utf-8", errors="replace")):
                target = (site / page).parent / link
                if not target.is_file():
                    yield page, link


def _links(page: str) -> list[str]:
    """Each path within the site that a page names."""
    links = _Links()
    links.feed(page)
    parts = (urlsplit(link) for link in dict.fromkeys(links.found))
    return [unquote(part.path) for part in parts if part.path and not part.scheme and not part.netloc]


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in ("href", "src", "data-picture") and value]
