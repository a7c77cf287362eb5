"""All that goes into a printed sheet beside the sheet itself and its styles: programs, libraries, packages.

What is kept from last time counts only while all of it is the same.
"""

from __future__ import annotations

import ctypes
import hashlib
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from build_tools.content.font import BY_ID
from build_tools.setup_check import library

# Library, and its function that names its version in words.
LIBRARIES = {"pango-1.0.0": "pango_version_string", "harfbuzz.0": "hb_version_string"}


# The packages that make a PDF of HTML and pictures, and look at it; all others have done their work by then.
PACKAGES = {
    "weasyprint", "pydyf", "tinyhtml5", "tinycss2", "cssselect2", "webencodings", "pyphen", "cffi", "pillow",
    "fonttools", "brotli", "zopfli", "uharfbuzz", "pikepdf", "lxml", "pypdfium2", "defusedxml", "backrefs", "babel",
    *(each.package.replace("-", "_") for each in BY_ID.values()),
}  # fmt: skip


@cache
def digest() -> str:
    """A digest of all of it, as hex digits; the same for as long as this process runs."""
    lines = (*_packages(), *_libraries(), *_own_files())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _packages() -> Iterator[str]:
    """Python and these packages; the names of their folders tell the versions."""
    yield f"python {sys.version}"
    found = {file.name for folder in sys.path for file in Path(folder).glob("*.dist-info")}
    yield from sorted(name for name in found if name.partition("-")[0].lower() in PACKAGES)


def _libraries() -> Iterator[str]:
    for name, function in LIBRARIES.items():
        found = library(name)
        if found:
            version = getattr(found, function)
            version.restype = ctypes.c_char_p
            yield f"{name} {version()!r}"


def _own_files() -> Iterator[str]:
    """This program's own modules."""
    for file in sorted(Path(__file__).parent.parent.rglob("*.py")):
        yield f"{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()}"
