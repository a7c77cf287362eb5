"""What is measured inside one process, in the project's folder; the last line said is JSON, seconds by name.

`plain`: the leaflets printed one after another by WeasyPrint as it comes. `parts`: where a build's time goes.
"""

from __future__ import annotations

import json
import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path.cwd()


def plain() -> dict[str, float]:
    """Each with its style sheet read anew and a FontConfiguration of its own, after one that warms up; wall time."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    from build_tools import pipeline, templates
    from build_tools.guide.build import guides
    from build_tools.printing.jobs import jobs
    from build_tools.printing.pdf.fonts import faces
    from build_tools.printing.pdf.printer import _LocalFetcher

    def print_one(html: str, pictures: Path) -> None:
        fonts = FontConfiguration()
        sheet = templates.file(HERE, "leaflets/styles/leaflet.css").read_text("utf-8")
        base = str(HERE / "leaflets/styles/leaflet.css")
        style = CSS(string=faces() + sheet, base_url=base, font_config=fonts, url_fetcher=_LocalFetcher(HERE))
        page = HTML(string=html, base_url=f"{pictures}/")
        page.write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1", pdf_forms=True)

    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    project, catalog = pipeline.whole_source(HERE)[:2]
    to_print = jobs(project, guides(project, catalog), project.clinic.paper)
    print_one(to_print[0].html, to_print[0].pictures)
    start, processor = time.perf_counter(), time.process_time()
    for sheet in to_print:
        print_one(sheet.html, sheet.pictures)
    return {"seconds": time.perf_counter() - start, "processor": time.process_time() - processor}


class Watch:
    """Processor time by name, which depends less on what else the machine does than the clock on the wall."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    def time(self, name: str, work: Callable[..., Any], *arguments: Any) -> Any:
        """What the work gives; its time is added to others of that name."""
        start = time.process_time()
        found = work(*arguments)
        self.spent[name] = self.spent.get(name, 0) + time.process_time() - start
        return found

    def put_into(self, place: Any, function: str, name: str) -> None:
        """From now on each call of a function is timed. A generator's time is that of taking all it gives."""
        original = getattr(place, function)
        setattr(place, function, lambda *arguments: self.time(name, lambda: _taken(original(*arguments))))


def _taken(found: Any) -> Any:
    return list(found) if hasattr(found, "send") else found


def parts() -> dict[str, float]:
    """Each part of a build once, in one process; those inside the print of a leaflet as sums of all leaflets."""
    watch = Watch()
    watch.time("import", __import__, "build_tools.mkdocs_plugin")
    from build_tools import checks, website
    from build_tools.content import reader as source
    from build_tools.guide import build
    from build_tools.languages import catalog as language
    from build_tools.printing import versions
    from build_tools.printing.jobs import jobs, packs
    from build_tools.website import pages

    project, _ = watch.time("read the source", source.read, HERE)
    watch.time("checks", checks.run, project)
    clinic = project.clinic
    catalog = watch.time("catalog", language.catalog, HERE, clinic.locale, clinic.place("locale"))
    guides = watch.time("guides", build.guides, project, catalog)
    to_print = watch.time("HTML of the leaflets", jobs, project, guides, clinic.paper)
    watch.time("versions of programs and fonts", versions.digest)
    watch.time("digests", lambda: [job.digest for job in to_print])
    pairs = list(zip(project.procedures, guides, strict=True))
    made = watch.time("pages", lambda: [page for pair in pairs for page in website.of_procedure(project, *pair, ())])
    watch.time("HTML of the pages", lambda: [pages.html(project, page) for page in made])
    watch.time("import WeasyPrint", __import__, "build_tools.printing.proof")
    from build_tools import preflight
    from build_tools.preflight.expected import together
    from build_tools.printing import proof
    from build_tools.printing.pdf import printer as inside_printer

    first, *_ = to_print
    printer = watch.time("read the styles", proof.printer, first.root, first.styles)
    watch.time("first print", printer.print, first.html, first.pictures)
    watch.put_into(inside_printer, "pieces", "finishing pass")
    watch.put_into(inside_printer, "add_tags", "finishing pass")
    watch.put_into(printer, "print", "print, finishing pass included")
    watch.put_into(preflight, "findings", "preflight")
    watch.put_into(proof, "first_page", "picture of the first page")
    data = {job.file: watch.time("all of a leaflet", proof.proof, job).data for job in to_print}
    for pack in packs(guides, to_print):
        leaflets, expected = [data[job.file] for job in pack.parts], together(job.expected for job in pack.parts)
        watch.time("packs", proof.pack_proof, pack.title, pack.language, leaflets, expected)
    return watch.spent | {"leaflets": len(to_print)}


if __name__ == "__main__":
    print(json.dumps({"plain": plain, "parts": parts}[sys.argv[1]]()))
