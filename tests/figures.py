"""Figures of every leaflet and pack, for release notes: `python -m tests.figures`. Not a test."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

sys.path.insert(0, str(Path(__file__).parent))

from commands import ROOT, TODAY
from expecting import smallest_glyph, usual_size
from html_reader import reading
from read_aloud import heard

from build_tools import pipeline
from build_tools.columns import aligned
from build_tools.content.model import Paper
from build_tools.printing.press import Press

HEAD = ("file", "paper", "sides", "bytes", "smallest, pt", "usual, pt", "words heard", "of words written")


def rows(paper: Paper, scratch: Path) -> Iterator[tuple[str, ...]]:
    """A line for each PDF; a pack has no words of its own, and the build has read it against its leaflets."""
    output = pipeline.build(ROOT, Press(ROOT), lambda message: None, TODAY, paper)
    written = {job.file: reading(job.html).split() for job in output.jobs}
    for each in (*output.leaflets, *output.packs):
        file, data = each.file, each.data
        sizes = f"{smallest_glyph(data):g}", f"{usual_size(data):g}"
        words = _words(scratch / file, data, written[file]) if file in written else ("", "")
        yield file, paper, str(each.sides), f"{len(data):,}", *sizes, *words


def _words(pdf: Path, data: bytes, written: list[str]) -> tuple[str, str]:
    """How many words the tag tree says, and how many the HTML has, if they are the same in the same order."""
    pdf.write_bytes(data)
    said = heard(pdf).split()
    return str(len(said)), str(len(written)) if said == written else "NOT THE SAME"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        print(aligned([HEAD, *(row for paper in get_args(Paper) for row in rows(paper, Path(folder)))]))
