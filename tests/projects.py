"""The real project and the miniature, read once for all modules of tests that only look at them."""

from __future__ import annotations

from commands import ROOT

from build_tools.content import reader as source

REAL = source.read(ROOT)[0]
MINIATURE = source.read(ROOT / "tests/miniature")[0]
