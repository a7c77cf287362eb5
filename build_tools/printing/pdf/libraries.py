"""WeasyPrint, imported without help from a compiler and without the fonts of the machine.

It tries several names for each library that it needs. For a name without a dot Python asks `ldconfig`, `gcc` and `ld`:
54 programs where a compiler is installed, more than half of the time of the import, and files that `gcc` leaves where
a build is killed. On Linux each library's own name is among those tried, and the system's loader finds it by that.
https://docs.python.org/3/library/ctypes.html#finding-shared-libraries
"""

from __future__ import annotations

import ctypes.util
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FONTCONFIG = "FONTCONFIG_FILE"
NO_FONTS = Path(__file__).with_name("no-machine-fonts.conf")


@contextmanager
def _found_by_the_loader() -> Iterator[None]:
    find = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = find


@contextmanager
def no_machine_fonts() -> Iterator[None]:
    """For what reads the configuration of fonts: the machine's rules slant letters, its fonts stand in for ours."""
    before = os.environ.get(FONTCONFIG)
    os.environ[FONTCONFIG] = str(NO_FONTS)
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "No fonts configured")
            yield
    finally:  # programs that are started later want their fonts
        del os.environ[FONTCONFIG]
        os.environ.update({FONTCONFIG: before} if before else {})


with _found_by_the_loader(), no_machine_fonts():
    import weasyprint  # noqa: F401
