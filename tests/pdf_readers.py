"""What real programs find in a PDF, as whoever searches in it or copies from it: all its text, page by page."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
from commands import need
from engines import FIREFOX
from selenium.webdriver.remote.webdriver import WebDriver

# In the page that shows a PDF; `document` is what pdf.js made of the file.
IN_PDF = """const [done] = [...arguments].slice(-1), app = window.PDFViewerApplication;
(async () => {
  while (!app.pdfDocument || app.pdfDocument.loadingTask.destroyed) await new Promise(go => setTimeout(go, 20));
  const document = app.pdfDocument; %s
})().then(value => done([value, ""]), error => done([null, `${error}`]))"""
READ_ALL = """let text = "";
for (let number = 1; number <= document.numPages; number++, text += "\\n")
  for (const item of (await (await document.getPage(number)).getTextContent()).items)
    text += item.str + (item.hasEOL ? "\\n" : "");
return text"""


def in_pdfium(pdf: Path) -> str:
    """Of Chrome and Edge."""
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def in_pypdf(pdf: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(pdf).pages)


def in_pdf_js(firefox: WebDriver) -> Callable[[Path], str]:
    """Of Firefox, whose reader of PDFs is pdf.js."""
    return lambda pdf: str(in_pdf(firefox, pdf, READ_ALL))


def in_pdf(firefox: WebDriver, pdf: Path, script: str) -> Any:
    """What a script returns that runs in the page of a PDF, with `document` for the PDF."""
    firefox.get(pdf.as_uri())
    value, error = firefox.execute_async_script(IN_PDF % script)
    assert not error, error
    return value


def _told(*command: str) -> Callable[[Path], str]:
    def read(pdf: Path) -> str:
        whole = [str(pdf) if part == "PDF" else part for part in command]
        return subprocess.run(whole, capture_output=True, encoding="utf-8", check=True).stdout

    return read


READERS: dict[str, Callable[[Path], str]] = {
    "pdfium": in_pdfium,
    "pypdf": in_pypdf,
    "pdftotext": _told("pdftotext", "PDF", "-"),  # of Linux desktops
    "mutool": _told("mutool", "draw", "-q", "-F", "txt", "PDF"),
    "gs": _told("gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=txtwrite", "-sOutputFile=-", "PDF"),
}
PACKAGES = {"mutool": "mupdf-tools", "gs": "ghostscript", "firefox": "firefox-esr"}


def need_reader(name: str) -> None:
    """Skip a test whose program is not there."""
    if name in PACKAGES:
        need({PACKAGES[name]: FIREFOX if name == "firefox" else shutil.which(name)})
