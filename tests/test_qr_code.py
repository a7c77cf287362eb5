"""The square on each leaflet that has one, read from poor copies of the paper by programs that did not draw it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from itertools import product
from pathlib import Path

import cv2
import numpy
import pypdfium2
import pytest
import zxingcpp
from commands import need
from PIL import Image, ImageFilter
from printable import jobs, real
from projects import CATALOG
from projects import REAL as PROJECT

from build_tools import setup_check
from build_tools.printing.leaflet import code_address
from build_tools.printing.proof import proof

SHEETS = real(PROJECT.clinic.paper)
CODES = {each.file: each.current.code for each in SHEETS if PROJECT.leaflets[each.current.leaflet].scan != "nowhere"}
SCANNED = 150  # dots an inch: half of what an office printer prints
SMALLEST = 18  # millimetres
Copy = Callable[[Image.Image], Image.Image]


def head(pdf: Path) -> Image.Image:
    """As much of the first side as somebody shows to a camera: the lower corner with the code, or the upper one."""
    with pypdfium2.PdfDocument(pdf) as document:
        page: Image.Image = document[0].render(scale=SCANNED / 72, grayscale=True).to_pil()
    leaflet = next(each for id, each in PROJECT.leaflets.items() if f"-{id}-" in pdf.name)
    at_foot = leaflet.scan == "foot"
    top = page.height * 4 // 5 if at_foot else 0
    return page.crop((page.width * 7 // 10, top, page.width, top + page.height // 5))


def copied(paper: Image.Image, askew: float = 2, seed: int = 1) -> Image.Image:
    """What a copier makes of paper that lies askew, by so many degrees: blurred, grainy, too dark and too light."""
    paper = paper.rotate(askew, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    points = numpy.asarray(paper.filter(ImageFilter.GaussianBlur(0.6)), dtype=float)
    points += numpy.random.default_rng(seed).normal(0, 10, points.shape)
    file = BytesIO()
    Image.fromarray(((points - 128) * 1.4 + 128).clip(0, 255).astype("uint8")).save(file, "JPEG", quality=60)
    return Image.open(file)


def larger(picture: Image.Image, scale: float) -> Image.Image:
    return picture.resize((int(picture.width * scale), int(picture.height * scale)), Image.Resampling.BICUBIC)


COPIES: dict[str, Copy] = {
    "scanned askew": copied,
    "scanned the other way": lambda paper: copied(paper, -5, seed=2),
    "copied twice": lambda paper: copied(copied(paper, 3), -1, seed=3),
    "two on a side": lambda paper: copied(larger(paper, 0.64), 1),
}


def in_zxing(picture: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(picture)]


def in_zbar(picture: Image.Image) -> list[str]:
    need({"libzbar0": setup_check.library("zbar.0")})
    from pyzbar import pyzbar  # which wants the library at once

    return [code.data.decode() for code in pyzbar.decode(picture, [pyzbar.ZBarSymbol.QRCODE])]


def in_opencv(picture: Image.Image) -> list[str]:
    """It has two ways to find a code, and sees it from near and far, as a camera does that somebody moves."""
    for scale, detector in product((1, 0.75, 1.25, 1.5, 2), (cv2.QRCodeDetector(), cv2.QRCodeDetectorAruco())):
        if text := detector.detectAndDecode(numpy.asarray(larger(picture, scale)))[0]:
            return [text]
    return []


READERS = {"zxing": in_zxing, "zbar": in_zbar, "OpenCV": in_opencv}


def same_address(read: str, address: str) -> bool:
    """Hosts do not care for case; folders and files do."""
    host = "/".join(address.split("/", 3)[:3])
    return read == host.upper() + address.removeprefix(host)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("copy", COPIES)
def test_it_is_read_from_poor_copies(built_site: Path, copy: str, reader: str) -> None:
    for file, code in CODES.items():
        (read,) = READERS[reader](larger(COPIES[copy](head(built_site / "leaflets" / file)), 2))
        assert same_address(read, code_address(PROJECT.clinic, code)), file


@pytest.mark.parametrize("file", CODES)
def test_it_leads_to_the_page_of_its_code(built_site: Path, file: str) -> None:
    (read,) = zxingcpp.read_barcodes(head(built_site / "leaflets" / file))
    assert (built_site / "c" / read.text.rpartition("/")[2]).is_file()
    sides = read.position.top_right.x - read.position.top_left.x, read.position.bottom_left.y - read.position.top_left.y
    assert min(sides) / SCANNED * 25.4 >= SMALLEST - 0.2  # a dot


@pytest.mark.slow
@pytest.mark.parametrize("size", [pytest.param("standard", marks=pytest.mark.large), "large"])
def test_a_long_address_can_be_read_too(tmp_path: Path, size: str) -> None:
    website = "https://leaflets.royal-county-hospital.example.org/radiology"
    clinic = PROJECT.clinic.model_copy(update={"website": website})
    for sheet in jobs(replace(PROJECT, clinic=clinic), CATALOG, clinic.paper):
        if sheet.current.size != size:
            continue
        printed = proof(sheet)
        assert printed.findings == (), f"the foot of {sheet.file} makes room for it"
        if sheet.current.leaflet == "aftercare":
            (tmp_path / sheet.file).write_bytes(printed.data)
            (read,) = in_zxing(copied(head(tmp_path / sheet.file)))
            assert same_address(read, f"{website}/c/{sheet.current.code}.html"), sheet.file
