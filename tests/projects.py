"""The real project and the miniature, read once for all modules of tests that only look at them."""

from __future__ import annotations

from commands import ROOT

from build_tools.content import reader as source
from build_tools.languages import catalog as language
from build_tools.languages.catalog import Catalog

REAL = source.read(ROOT)[0]
MINIATURE = source.read(ROOT / "tests/miniature")[0]
CATALOG: Catalog = language.catalog(ROOT, REAL.clinic.locale, REAL.clinic.place("locale"))
"""Of the real project's language."""
