"""The packs: for each procedure, size and language, all its leaflets in one PDF."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import groupby
from typing import NamedTuple, Protocol, TypeVar

from build_tools.content.model import Paper, Project
from build_tools.guide.prose import Prose
from build_tools.languages.catalog import Catalog
from build_tools.preflight.reader import spoken
from build_tools.preflight.words import squeezed
from build_tools.printing import versions
from build_tools.printing.cache import Shelf
from build_tools.printing.pending import Awaited, Ordered
from build_tools.printing.press import PrintedLeaflet
from build_tools.problems import Place, ProblemsFound

PACK = "pack"


class Pack(NamedTuple):
    """Leaflets in one PDF; `file` is its name in `site/leaflets/`."""

    procedure: str
    size: str
    language: str
    paper: Paper
    file: str
    sides: int
    """With the empty ones, after which the next leaflet starts on a new sheet."""
    parts: tuple[str, ...]
    """The files of the leaflets in it."""
    data: bytes


class OrderedPack(NamedTuple):
    """A pack whose leaflets are still printed."""

    procedure: str
    size: str
    language: str
    paper: Paper
    file: str
    sides: Awaited
    parts: tuple[str, ...]


class _Leaflet(Protocol):
    @property
    def procedure(self) -> str: ...
    @property
    def size(self) -> str: ...
    @property
    def language(self) -> str: ...


AnyLeaflet = TypeVar("AnyLeaflet", bound=_Leaflet)


def ordered(leaflets: Sequence[Ordered]) -> Iterator[OrderedPack]:
    """The packs that there will be."""
    for group in _groups(leaflets):
        first, file = group[0], _file(group[0])
        parts = tuple(leaflet.file for leaflet in group)
        yield OrderedPack(first.procedure, first.size, first.language, first.paper, file, Awaited(file), parts)


def packs(project: Project, catalog: Catalog, leaflets: Sequence[PrintedLeaflet]) -> Iterator[Pack]:
    """One for each procedure and size, its leaflets in the order of the project."""
    titles = {procedure.id: _title(project, procedure.id, catalog) for procedure in project.procedures}
    for group in _groups(leaflets):
        yield _pack(Shelf(project.root), titles[group[0].procedure], catalog.html_language, group)


def _groups(leaflets: Sequence[AnyLeaflet]) -> Iterator[tuple[AnyLeaflet, ...]]:
    """The leaflets of each pack."""
    for _, group in groupby(leaflets, lambda leaflet: (leaflet.procedure, leaflet.size)):
        yield tuple(group)


def _file(first: _Leaflet) -> str:
    return f"{first.procedure}-{PACK}-{first.size}-{first.language}.pdf"


def _title(project: Project, procedure_id: str, catalog: Catalog) -> str:
    (procedure,) = (each for each in project.procedures if each.id == procedure_id)
    title = Prose(procedure, project.clinic, project.glossary, catalog).plain(procedure.info.title, "procedure")
    return catalog.text("{procedure}: all leaflets").format(procedure=title)


def _pack(shelf: Shelf, title: str, language: str, leaflets: tuple[PrintedLeaflet, ...]) -> Pack:
    first = leaflets[0]
    return Pack(
        procedure=first.procedure,
        size=first.size,
        language=first.language,
        paper=first.paper,
        file=_file(first),
        sides=sum(leaflet.sides + leaflet.sides % 2 for leaflet in leaflets[:-1]) + leaflets[-1].sides,
        parts=tuple(leaflet.file for leaflet in leaflets),
        data=_bound(shelf, title, language, [leaflet.data for leaflet in leaflets], _file(first)),
    )


def _must_say_all(pack: bytes, leaflets: list[bytes], file: str) -> None:
    """Raises ProblemsFound where a pack does not say, in order, what its leaflets say."""
    said = ("\n".join(page for leaflet in given for page in spoken(leaflet)) for given in ([pack], leaflets))
    if len(set(map(squeezed, said))) > 1:
        message = f"{file}: the pack does not say all that its leaflets say, in their order"
        hint = "delete the folder .cache and build again; if it stays, print the leaflets one by one"
        raise ProblemsFound.one(Place("leaflets"), "lost-words", message, hint)


def _bound(shelf: Shelf, title: str, language: str, leaflets: list[bytes], file: str) -> bytes:
    """The pack, as it was kept from last time where its leaflets are the same."""
    parts = (title.encode(), language.encode(), versions.digest().encode(), *leaflets)
    key = hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()
    kept = shelf.get(key)
    if kept and "pack.pdf" in kept:
        return kept["pack.pdf"]
    from build_tools.printing import pack  # only here: a build that has nothing to bind does without the PDF library

    data = pack.bound(leaflets, title, language)
    _must_say_all(data, leaflets, file)
    with suppress(OSError):  # it was bound, only not kept; the press has told why
        shelf.put(key, {"pack.pdf": data})
    return data
