"""Everything that readers see as plain Markdown, pictures and PDFs, for any site engine or none. Pure."""

from __future__ import annotations

from build_tools.exports.plain import folder, frame, settings
from build_tools.output import Output
from build_tools.website import heads

DOCS = "docs"
OF_OUR_SITE = {"robots.txt", "sitemap.xml"}  # engines write their own
DECORATION = "tiles/"  # drawings beside the words of the first page, which say the same
PICTURES = "/pictures/"  # of a procedure; those that only stand before words are not shown as text
FOR_SYSTEMS = f"{heads.FOR_SYSTEMS}/"  # told of our site by its addresses; stale as soon as another engine builds it


def files(output: Output) -> dict[str, bytes]:
    """Every file of the export by its path."""
    texts = {f"{DOCS}/{page.path}": frame.framed(output, page) for page in output.pages}
    texts |= {"mkdocs.yml": settings.mkdocs(output), "README.md": settings.readme(output)}
    found = {path: text.encode() for path, text in texts.items()}
    shown = "".join(texts.values())
    found |= {
        f"{DOCS}/{path}": data
        for path, data in {**output.pdfs, **output.other_files}.items()
        if _is_for_readers(path) and (PICTURES not in path or path.rpartition("/")[2] in shown)
    }
    return folder.listed(found)


def _is_for_readers(path: str) -> bool:
    return path not in OF_OUR_SITE and not path.startswith((DECORATION, FOR_SYSTEMS))
