"""The whole way from the source to pages and leaflets, without any site engine."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from build_tools import checks, language, setup_check, source, website
from build_tools.language import Catalog
from build_tools.model import Paper, Project
from build_tools.press import Press, PrintedLeaflet, Progress
from build_tools.problems import Place, Problem, ProblemsFound


@dataclass(frozen=True)
class Edition:
    """Everything that one build gives out."""

    project: Project
    catalog: Catalog
    leaflets: tuple[PrintedLeaflet, ...]
    home: website.MarkdownPage
    pages: dict[str, tuple[website.MarkdownPage, ...]]


def checked(root: Path) -> tuple[Project, Catalog]:
    """The project at `root`. Raises ProblemsFound with every problem of every file."""
    project, unreadable = source.read(root)
    problems = [*unreadable, *checks.run(project)]
    try:
        catalog = language.catalog(project.root, project.clinic.locale, project.clinic.place("locale"))
    except ProblemsFound as found:
        problems += found.problems
    except source.NotRead:
        pass
    if problems:
        raise ProblemsFound(problems)
    return project, catalog


def page_paths(root: Path) -> tuple[str, ...]:
    """Where pages lie, as far as a project with problems tells."""
    project, _ = source.read(root)
    try:
        pages = [page.id for page in project.site.pages]
    except source.NotRead:
        pages = []
    return ("index.md", *(f"{procedure.id}/{page}.md" for procedure in project.procedures for page in pages))


def build(root: Path, press: Press, progress: Progress, paper: Paper | None = None) -> Edition:
    """Check, print and write. Raises ProblemsFound, before anything is given out, when anything is wrong."""
    project, catalog = checked(root)
    missing = setup_check.problems()
    if missing:
        raise ProblemsFound(Problem(Place("Makefile"), "not-set-up", message) for message in missing)
    leaflets = press.print_all(project, catalog, paper or project.clinic.paper, progress)
    return Edition(
        project,
        catalog,
        leaflets,
        website.home(project, catalog),
        {procedure.id: website.pages(project, procedure, catalog, leaflets) for procedure in project.procedures},
    )
