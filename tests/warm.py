"""What a process has imported and read before tests make copies of it: it takes longer than most commands."""

from __future__ import annotations

import gc
from contextlib import suppress
from pathlib import Path

import mkdocs.__main__
import mkdocs.commands.build
import mkdocs.livereload  # noqa: F401
from mkdocs.contrib import search  # noqa: F401

import build_tools.__main__
import build_tools.mkdocs_plugin
import build_tools.printing.proof  # noqa: F401
from build_tools import pipeline
from build_tools.problems import ProblemsFound

ROOT = Path(__file__).parent.parent
for project in (ROOT / "tests/miniature", ROOT):
    with suppress(ProblemsFound):
        pipeline.whole_source(project)
gc.collect()
gc.freeze()
