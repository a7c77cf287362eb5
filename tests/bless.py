"""The miniature project's pages, leaflets and self-check as files, to compare with.

`python tests/bless.py` writes them anew. Read the difference before you keep it: it is what readers of every
procedure will see.
"""

from __future__ import annotations

import shutil
import tempfile
from concurrent.futures import Executor, ThreadPoolExecutor
from datetime import date
from pathlib import Path

import web_pages
from printable import jobs, packs

from build_tools import pipeline
from build_tools.content.model import Paper
from build_tools.exports.reports import forms
from build_tools.exports.reports.self_check import self_check
from build_tools.guide.leaflet_file import LeafletFile
from build_tools.printing.jobs import PackJob, PrintJob
from build_tools.printing.press import Press, Printing, Progress

HERE = Path(__file__).parent
ROOT = HERE.parent
EXPECTED = HERE / "miniature_expected"


def miniature(folder: Path) -> Path:
    """A copy of the miniature project, to change at will."""
    return Path(shutil.copytree(HERE / "miniature", folder / "project"))


def second_leaflet(project: Path, id: str, message: str = "Bring this sheet.") -> None:
    """A leaflet with the sections of the first, and a message of its own."""
    text = (project / "leaflets/card.yaml").read_text("utf-8")
    (project / f"leaflets/{id}.yaml").write_text(text.replace("order: 1", "order: 2"), "utf-8")
    info = project / "docs/content/sample-scan/procedure.yaml"
    said = f"  leaflets:\n    {id}: {{say: {message}, sources: [practice]}}\n"
    info.write_text(info.read_text("utf-8").replace("  leaflets:\n", said), "utf-8")


def two_procedures(folder: Path) -> Path:
    """The same with a second procedure: a copy of the first, named Other scan."""
    project = miniature(folder)
    content = project / "docs/content"
    shutil.copytree(content / "sample-scan", content / "other-scan")
    info, clinic = content / "other-scan/procedure.yaml", content / "clinic.yaml"
    named = info.read_text("utf-8").replace("title: Sample scan", "title: Other scan")
    info.write_text(named.replace("name: sample scan", "name: other scan"), "utf-8")
    settings = clinic.read_text("utf-8").partition("\n  sample-scan:\n")[2]
    clinic.write_text(f"{clinic.read_text('utf-8').rstrip()}\n  other-scan:\n{settings}", "utf-8")
    return project


def rendered(root: Path) -> dict[str, str]:
    """The text of every page and leaflet and of the self-check, by the name of its file in `miniature_expected`."""
    project, catalog = pipeline.whole_source(root)[:2]
    to_print = jobs(project, catalog, project.clinic.paper)
    files = web_pages.html(project, catalog, [unprinted(job) for job in to_print])
    for sheet in to_print:
        files[f"leaflets/{sheet.file.removesuffix('.pdf')}.html"] = sheet.html
    files["reports/self-check.txt"] = forms.self_check(project, self_check(project), date(2026, 11, 21), "text")
    return files


def unprinted(job: PrintJob) -> LeafletFile:
    """What pages tell of a leaflet, without the time that printing takes."""
    return LeafletFile(job.key, job.current.code, job.most_sides)


def start(press: Press, root: Path, paper: Paper | None = None, told: Progress = lambda message: None) -> Printing:
    """Printing all leaflets and packs of a project."""
    return press.start(*orders(root, paper), told)


def orders(root: Path, paper: Paper | None = None) -> tuple[tuple[PrintJob, ...], tuple[PackJob, ...]]:
    """All that is to be printed of a project."""
    project, catalog = pipeline.whole_source(root)[:2]
    to_print = jobs(project, catalog, paper or project.clinic.paper)
    return to_print, packs(project, catalog, to_print)


def in_this_process(number: int) -> Executor:
    """Workers of a press, for tests that look inside: one after the other, and nothing is imported anew."""
    return ThreadPoolExecutor(1)


def expected(folder: Path = EXPECTED) -> dict[str, str]:
    """What the files hold now."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in files}


def bless(folder: Path = EXPECTED) -> None:
    """Write the files anew; what is no longer rendered goes."""
    with tempfile.TemporaryDirectory() as scratch:
        files = rendered(miniature(Path(scratch)))
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


if __name__ == "__main__":
    bless()
