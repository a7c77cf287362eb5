"""What is to be printed of a project that nobody has signed, on a day on which nothing is overdue."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from build_tools.content.model import Paper, Project
from build_tools.guide import build
from build_tools.languages.catalog import Catalog
from build_tools.printing import jobs as printing
from build_tools.printing.jobs import PackJob, PrintJob

# Read before there is a date: no sign on it is a reason to call at night, and who has decided calls by day.
BEFORE_THE_DATE = {"what-to-expect"}

# By language, bytes of a leaflet: as many as a phone loads at once. Each Chinese sign is a drawing of its own.
SMALL, OF_SIGNS = 120_000, dict.fromkeys(("ja", "ko", "zh-Hans", "zh-Hant"), 200_000)


def largest(language: str) -> int:
    """Bytes that a leaflet may have."""
    return OF_SIGNS.get(language, SMALL)


def numbers_on(leaflet: str) -> list[str]:
    """The phones whose number a leaflet of the real guide must show."""
    return ["day", "emergency"] if leaflet in BEFORE_THE_DATE else ["day", "night", "emergency"]


def jobs(project: Project, catalog: Catalog, paper: Paper) -> tuple[PrintJob, ...]:
    return printing.jobs(project, build.guides(project, catalog), paper)


@cache
def real(paper: Paper) -> tuple[PrintJob, ...]:
    """Those of the real project in its own language, made once for all modules of tests."""
    from projects import CATALOG, REAL  # only here: they are read at import, and not all who print need them

    return jobs(REAL, CATALOG, paper)


def packs(project: Project, catalog: Catalog, of: Sequence[PrintJob]) -> tuple[PackJob, ...]:
    return printing.packs(build.guides(project, catalog), of)
