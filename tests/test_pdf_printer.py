"""The printer: PDFs of what is there, words about what is not, and no network."""

from __future__ import annotations

import logging
import os
import socket
from pathlib import Path

import bless
import pytest

from build_tools.printing.pdf import CannotPrint, Printer

PAGE = '<html lang="en"><title>x</title><body><h1>Title</h1>{}</body></html>'


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("printer")
    picture = (bless.HERE / "miniature/docs/content/sample-scan/pictures/one.svg").read_bytes()
    (folder / "outside.svg").write_bytes(picture)
    project = bless.miniature(folder)
    for name in ("pipe", "docs/content/sample-scan/.pipe", "leaflets/styles/.pipe"):
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(project / name)
    return project


@pytest.fixture(scope="module")
def printer(project: Path) -> Printer:
    return Printer(project)


def print_(printer: Printer, body: str) -> bytes:
    return printer.print(PAGE.format(body), printer.root / "docs/content/sample-scan").data


def test_a_page_with_a_picture(printer: Printer) -> None:
    data = print_(printer, '<p>Words</p><img src="pictures/one.svg" alt="x">')
    assert data.startswith(b"%PDF-")
    assert printer.print(PAGE.format('<p style="break-after: page">a</p><p>b</p>'), printer.root).sides == 2


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ('<img src="pictures/lost.svg" alt="x">', "lost.svg"),
        ('<img src="../../../../outside.svg" alt="x">', "outside.svg"),
        ('<img src="file:///etc/hostname" alt="x">', "/etc/hostname"),
        ('<img src="../../../pipe" alt="x">', 'pipe": it is not a file'),
        ('<img src=".pipe" alt="x">', 'pipe": it is not a file'),
        ('<p style="background: url(../../../leaflets/styles/.pipe)">x</p>', 'pipe": it is not a file'),
        ('<style>@import "../../../leaflets/styles/.pipe";</style><p>x</p>', 'pipe": it is not a file'),
        ('<style>@font-face {font-family: x; src: url(.pipe)}</style><p style="font: 9px x">x</p>', "pipe"),
        ('<img src="{listener}/x.png" alt="x">', "x.png"),
        ('<link rel="stylesheet" href="{listener}/x.css"><p>x</p>', "x.css"),
        ('<p style="background: url({listener}/y.png)">x</p>', "y.png"),
        ('<style>@import "{listener}/z.css";</style><p>x</p>', "z.css"),
        ("<p>\u6f22</p>", "letters that no font of leaflets has"),
        ("<p>\U0001f600</p>", "letters that no font of leaflets has"),
        ("<p>\u0e01\u0e34\u0e19</p>", "letters that no font of leaflets has"),
        ('<p style="no-such-property: 1">x</p>', "no-such-property"),
    ],
    ids=[
        "lost picture", "picture outside", "file outside", "pipe", "hidden pipe", "pipe behind text",
        "pipe as a style sheet", "pipe as a font", "picture from the web", "style sheet from the web",
        "background from the web", "import from the web", "Chinese", "emoji", "Thai", "unknown style",
    ],
)  # fmt: skip
def test_what_did_not_come_out_right_is_told(printer: Printer, body: str, says: str) -> None:
    """And nothing reaches a network: somebody listens at the address, and must hear nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.05)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        with pytest.raises(CannotPrint) as found:
            print_(printer, body.replace("{listener}", address))
        assert any(says in message for message in found.value.messages), found.value.messages
        with pytest.raises(TimeoutError):
            listener.accept()


def test_all_reasons_are_told(printer: Printer) -> None:
    with pytest.raises(CannotPrint) as found:
        print_(printer, '<p style="no-such-property: 1; nor-this: 2">x</p>')
    assert len(found.value.messages) == 2


def test_a_failure_leaves_nothing_behind(printer: Printer) -> None:
    logger = logging.getLogger("weasyprint")
    before = (list(logger.handlers), logger.propagate)
    good = print_(printer, "<p>Words</p>")
    with pytest.raises(CannotPrint):
        print_(printer, '<img src="lost.svg" alt="x">')
    assert (list(logger.handlers), logger.propagate) == before
    assert print_(printer, "<p>Words</p>") == good
