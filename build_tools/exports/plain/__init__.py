"""Everything that readers see as plain Markdown, pictures and PDFs, for any site engine or none. Pure."""

from __future__ import annotations

from build_tools.exports.plain import code_pages, desk, frame, manifest, settings
from build_tools.exports.plain import pages as plain
from build_tools.exports.plain.markdown import PLAIN
from build_tools.exports.plain.pages import MarkdownPage
from build_tools.output import Output
from build_tools.website import heads

DOCS = "docs"
OF_OUR_SITE = {"robots.txt", "sitemap.xml"}  # engines write their own
DECORATION = "doors/"  # drawings beside the words of the first page, which say the same
FOR_SYSTEMS = f"{heads.FOR_SYSTEMS}/"  # told of our site by its addresses; stale as soon as another engine builds it


def files(output: Output) -> dict[str, bytes]:
    """Every file of the export by its path."""
    texts = {f"{DOCS}/{page.path}": frame.framed(output, page) for page in pages(output)}
    texts |= {"mkdocs.yml": settings.mkdocs(output, pages(output)), "README.md": settings.readme(output)}
    found = {path: text.encode() for path, text in texts.items()}
    found |= {
        f"{DOCS}/{path}": data for path, data in {**output.pdfs, **output.other_files}.items() if _is_for_readers(path)
    }
    return {**found, manifest.PATH: manifest.text(found).encode()}


def pages(output: Output) -> tuple[MarkdownPage, ...]:
    """Every page, without what stands around each: the same as on our site, in the same order."""
    project, catalog = output.project, output.catalog
    starts = plain.starts(project, catalog, PLAIN)
    of_procedures = (
        page
        for procedure in project.procedures
        for page in (
            *(start for id, start in starts.items() if id == procedure.id),
            *plain.pages(project, procedure, catalog, output.leaflets, PLAIN),
        )
    )
    codes = code_pages.code_pages(project, catalog, output.ledger, output.printed_editions, PLAIN)
    on_desk = desk.page(project, catalog, output.ledger.current_codes(), (*output.leaflets, *output.packs), PLAIN)
    return (plain.home(project, catalog, PLAIN), *of_procedures, on_desk, *codes)


def _is_for_readers(path: str) -> bool:
    return path not in OF_OUR_SITE and not path.startswith((DECORATION, FOR_SYSTEMS))
