"""What other systems read in `site/api/`: which leaflets there are, all that they say, and the index as FHIR. Pure.

For people it is described in docs/maintaining/other-systems.md, for programs in `api/schema/`. No patient's data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.exports.api import content, fhir, index, printed
from build_tools.exports.api.record import json_bytes, json_of
from build_tools.website import heads

if TYPE_CHECKING:
    from build_tools.output import Output


def files(output: Output) -> dict[str, bytes]:
    """Every file by its path in the site."""
    found = {printed.PATH: json_of(printed.document(output))}
    for guide in output.all_guides:
        found[content.path(guide)] = json_of(content.document(output.project, guide))
    found |= {path: json_bytes(resource) for path, resource in fhir.resources(output).items()}
    found |= {path: json_bytes(schema) for path, schema in index.schemas(output.project.clinic).items()}
    return {index.PATH: json_of(index.document(output)), **found}


def beside(output: Output, page: str) -> str | None:
    """The path of the data that a page for patients is made from; `page` is the page's, such as index.md."""
    if page == heads.HOME:
        return index.PATH
    folders = {f"{output.folder(each.language)}{each.procedure}/": each for each in output.all_guides}
    return next((content.path(each) for folder, each in folders.items() if page.startswith(folder)), None)
