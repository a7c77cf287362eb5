"""WeasyPrint, imported without help from a compiler.

It tries several names for each library that it needs. For a name without a dot Python asks `ldconfig`, `gcc` and `ld`:
54 programs where a compiler is installed, more than half of the time of the import, and files that `gcc` leaves where
a build is killed. On Linux each library's own name is among those tried, and the system's loader finds it by that.
https://docs.python.org/3/library/ctypes.html#finding-shared-libraries
"""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def _found_by_the_loader() -> Iterator[None]:
    find = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = find


with _found_by_the_loader():
    import weasyprint  # noqa: F401
