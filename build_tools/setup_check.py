"""What printing needs from the system beside Python packages: libraries.

The build asks here first. `make` asks too, before any package is there, which is why this module uses nothing but
the standard library:

    python -m build_tools.setup_check [site|test] [--debian]

prints one line for each missing thing and exits with 1 if there is any; with --debian, only the names of the
packages for apt-get, also of programs that tests do without.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple


class Need(NamedTuple):
    """Something the system must have, and the packages that bring it."""

    what: str
    is_there: Callable[[], bool]
    debian: str
    fedora: str
    macos: str

    def __str__(self) -> str:
        linux = f"Debian: apt-get install {self.debian}; Fedora: dnf install {self.fedora}"
        return f"{self.what} is missing. {linux}; macOS: brew install {self.macos}"


def problems() -> list[str]:
    """One line for each thing that printing lacks; empty when the leaflets can be printed."""
    return [str(need) for need in PRINTING if not need.is_there()]


def _has_libraries(*names: str) -> bool:
    return all(library(name) for name in names)


def library(name: str) -> ctypes.CDLL | None:
    """A library by its name and version, `pango-1.0.0`, spelled as Linux, macOS and Windows do (as WeasyPrint does)."""
    stem, _, version = name.rpartition(".")
    for file in (f"lib{stem}.so.{version}", f"lib{stem}.{version}.dylib", f"lib{stem}-{version}.dll"):
        with suppress(OSError):
            return ctypes.CDLL(file)
    return None


def _has_program(*names: str) -> bool:
    return any(map(shutil.which, names))


def _has_venv() -> bool:
    return importlib.util.find_spec("ensurepip") is not None


def _has_java() -> bool:
    return "JAVA_HOME" in os.environ or _has_program("java")


def _has_fonts(*families: str) -> bool:
    """Whether files of that name lie where systems keep fonts for everybody."""
    folders = (Path(folder) for folder in ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts"))
    files = {file.name for folder in folders if folder.is_dir() for file in folder.rglob("*.[ot]tf")}
    return all(any(name.startswith(family) for name in files) for family in families)


PRINTING = (
    Need(
        "The Pango library",
        partial(_has_libraries, "gobject-2.0.0", "pango-1.0.0", "pangoft2-1.0.0", "harfbuzz.0", "fontconfig.1"),
        "libpango-1.0-0 libpangoft2-1.0-0",
        "pango",
        "pango, then export DYLD_FALLBACK_LIBRARY_PATH=$(brew --prefix)/lib",
    ),
    # Without it files are larger and take 2.5 times as long.
    Need(
        "The HarfBuzz subset library",
        partial(_has_libraries, "harfbuzz-subset.0"),
        "libharfbuzz-subset0",
        "harfbuzz",
        "harfbuzz",
    ),
)
SITE = (
    Need("The Python module venv", _has_venv, "python3-venv", "python3", "python3"),
    *PRINTING,
)
TEST = (
    *SITE,
    Need("Chromium", partial(_has_program, "chromium", "chromium-browser"), "chromium", "chromium", "--cask chromium"),
    Need("pdftotext", partial(_has_program, "pdftotext"), "poppler-utils", "poppler-utils", "poppler"),
    Need("qpdf", partial(_has_program, "qpdf"), "qpdf", "qpdf", "qpdf"),
    # In them tests print what Noto Sans has no letters for, as a clinic of such a language does.
    Need(
        "A Noto Sans font for Arabic, Hebrew or Devanagari",
        partial(_has_fonts, "NotoSansArabic", "NotoSansHebrew", "NotoSansDevanagari"),
        "fonts-noto-core",
        "google-noto-sans-arabic-fonts google-noto-sans-hebrew-fonts google-noto-sans-devanagari-fonts",
        "font-noto-sans-arabic font-noto-sans-hebrew font-noto-sans-devanagari",
    ),
    Need("Java", _has_java, "default-jre-headless", "java-latest-openjdk-headless", "openjdk"),
)
# Programs that read what we print, and what we write for translators: a test that wants one is skipped without it.
READERS = (
    Need("mutool", partial(_has_program, "mutool"), "mupdf-tools", "mupdf", "mupdf-tools"),
    Need("Ghostscript", partial(_has_program, "gs"), "ghostscript", "ghostscript", "ghostscript"),
    Need("The zbar library", partial(_has_libraries, "zbar.0"), "libzbar0", "zbar", "zbar"),
    Need("gettext", partial(_has_program, "msgfmt"), "gettext", "gettext", "gettext"),
)


def main(arguments: list[str]) -> int:
    """The command; see the top of this file."""
    wanted: tuple[Need, ...] = TEST if "test" in arguments else SITE
    if {"test", "--debian"} <= {*arguments}:
        wanted += READERS
    missing = [need for need in wanted if not need.is_there()]
    lines = (need.debian if "--debian" in arguments else str(need) for need in missing)
    print(*lines, sep="\n", end="\n" if missing else "")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
