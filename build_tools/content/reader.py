"""The project's YAML files -> the model, or problems with file, line and column. The only module that reads content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from build_tools import files
from build_tools.content import in_words, model, old_names, places, text_file, yaml_text
from build_tools.content.in_words import R
from build_tools.problems import Place, Problem, ProblemsFound

CONTENT = "docs/content"
NOT_PROCEDURES = {"clinic", "tiles", "doors", "locale"}  # doors: what tiles were called
# Of the built site, beside procedures.
SITE_FOLDERS = {"api", "assets", "c", "clinic", "desk", "tiles", "leaflets", "search"}
NO_PROCEDURE = "no procedure: a folder with procedure.yaml is needed here"
NO_SIZE = "no size: a file such as standard.yaml is needed here"
SHORTEST_ID = 3  # shorter names are those of languages, which may have folders of their own


class NotRead(Exception):
    """Somebody asked for the content of a file that could not be read; its problems are known already."""


class _Unread:
    """Stands in for a record whose file has problems, so that the checks of all other files still run."""

    def __getattr__(self, name: str) -> Any:
        raise NotRead(name)


@lru_cache(maxsize=1000)
def _record(kind: type[model.Record], content: bytes, path: str) -> model.Record:
    """Kept for the next time: while somebody edits one file of a project, all others are as they were."""
    return in_words.record(kind, yaml_text.parse(content, path), path)


class Reader:
    """Reads files below `root` and gathers the problems of all of them."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.problems: list[Problem] = []

    def record(self, path: str, kind: type[R]) -> R:
        """One file as one record; a stand-in when it has problems."""
        try:
            return cast(R, _record(kind, files.content(self.root, path, text_file.LARGEST_FILE), path))
        except ProblemsFound as found:
            self.problems += found.problems
            return cast(R, _Unread())

    def _if_there(self, path: str, kind: type[R]) -> R:
        """A file that need not be there; an empty record when it is not."""
        file = self.root / path
        return self.record(path, kind) if file.exists() or file.is_symlink() else kind()

    def records(self, folder: str, kind: type[R]) -> tuple[dict[str, R], frozenset[str]]:
        """Every file of a folder by its name, and the names of those with problems."""
        paths = [path for path in sorted((self.root / folder).glob("[!.]*.yaml")) if self._is_named_well(path)]
        records = {path.stem: self.record(f"{folder}/{path.name}", kind) for path in paths}
        unread = frozenset(name for name, record in records.items() if isinstance(record, _Unread))
        return {name: record for name, record in records.items() if name not in unread}, unread

    def procedure(self, folder: Path) -> model.Procedure:
        """One folder of docs/content; or elsewhere in the project, while it is made."""
        path = folder.relative_to(self.root).as_posix()
        topics, unread = self.records(f"{path}/topics", model.Topic)
        return model.Procedure(
            id=folder.name,
            info=self.record(f"{path}/procedure.yaml", model.ProcedureInfo),
            facts=self.record(f"{path}/facts.yaml", model.Facts),
            topics=topics,
            unread_topics=unread,
            disagreements=self.record(f"{path}/disagreements.yaml", model.Disagreements),
            coverage=self.record(f"{path}/coverage.yaml", model.Coverages),
            pictures=self._entries(f"{path}/pictures"),
            reading=self._if_there(f"{path}/reading.yaml", model.ReadingFigures),
        )

    def project(self) -> model.Project:
        """Everything. Raises ProblemsFound where folders or files may not be read."""
        self.problems += places.problems(self.root)
        leaflets, unread = self.records("leaflets", model.Leaflet)
        # While the folder has its old name, the checks of all else still run.
        folder, renamed = old_names.of_folder(self.root, "leaflets/sizes")
        tiles, moved = old_names.of_folder(self.root, f"{CONTENT}/tiles")
        self.problems += (*renamed, *moved)
        sizes, unread_sizes = self.records(folder, model.Size)
        if not sizes and not unread_sizes:
            hint = "write it as docs/maintaining/print-and-release.md shows"
            self._refuse(self.root / "leaflets/sizes", "missing-file", NO_SIZE, hint)
        entries = self._entries(CONTENT)
        folders = [entry for name, entry in entries.items() if entry.is_dir() and name not in NOT_PROCEDURES]
        folders = [folder for folder in folders if self._is_named_well(folder) and self._is_free(folder)]
        if not folders:
            hint = "make it as docs/maintaining/add-a-procedure.md shows"
            self._refuse(self.root / CONTENT, "missing-file", NO_PROCEDURE, hint)
        translations = dict(self._translations())
        unread_translations = frozenset(tag for tag, found in translations.items() if isinstance(found, _Unread))
        return model.Project(
            root=self.root,
            clinic=self.record(f"{CONTENT}/clinic.yaml", model.Clinic),
            sources=self.record(f"{CONTENT}/sources.yaml", model.Sources),
            glossary=self.record(f"{CONTENT}/glossary.yaml", model.Glossary),
            style=self.record(f"{CONTENT}/style.yaml", model.Style),
            site=self.record("docs/site.yaml", model.Site),
            leaflets=dict(sorted(leaflets.items(), key=lambda item: item[1].order)),
            unread_leaflets=unread,
            sizes=dict(sorted(sizes.items(), key=lambda item: item[1].order)),
            unread_sizes=unread_sizes,
            procedures=tuple(self.procedure(folder) for folder in folders),
            logos=self._entries(f"{CONTENT}/clinic"),
            tiles=self._entries(tiles),
            translations={tag: found for tag, found in translations.items() if tag not in unread_translations},
            unread_translations=unread_translations,
        )

    def _translations(self) -> Iterator[tuple[str, model.Translation]]:
        for file in sorted((self.root / CONTENT / "locale").glob("[!.]*/language.yaml")):
            yield file.parent.name, self.record(file.relative_to(self.root).as_posix(), model.Translation)

    def _entries(self, folder: str) -> dict[str, Path]:
        """What is in a folder, by name, in a fixed order. A link that leads out of the project is a problem instead."""
        found = sorted(path for path in (self.root / folder).glob("*") if not path.name.startswith("."))
        for path in found:
            if not files.is_inside(self.root, path):
                self._refuse(path, "missing-file", files.LEADS_OUT, files.PUT_THERE)
        return {path.name: path for path in found if files.is_inside(self.root, path)}

    def _is_named_well(self, path: Path) -> bool:
        """Names become ids and addresses, so they are as plain as ids."""
        is_plain = bool(re.fullmatch(model.ID, path.stem if path.suffix == ".yaml" else path.name))
        if not is_plain:
            hint = "use small letters, digits and single hyphens, such as first-days.yaml"
            self._refuse(path, "bad-name", f"`{path.name}` cannot be a name here", hint)
        return is_plain

    def _is_free(self, folder: Path) -> bool:
        """The pages of a procedure get a folder of its name beside other folders of the site."""
        reason = taken(self.root, folder.name)
        if reason:
            self._refuse(folder, "bad-name", reason, "give the folder another name")
        return not reason

    def _refuse(self, path: Path, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(Place(path.relative_to(self.root).as_posix()), code, message, hint))


def taken(root: Path, id: str) -> str:
    """Why a procedure cannot have this id, though it is written as ids are; nothing if it can."""
    if id in NOT_PROCEDURES | SITE_FOLDERS or (root / "docs" / id).is_dir():
        return f"`{id}` is a folder of the site itself"
    if len(id) < SHORTEST_ID:
        return f"`{id}` is too short: names of one or two letters are kept for languages"
    return ""


def time_zone(root: Path) -> str:
    """The clinic's, before anything else is read; UTC where clinic.yaml has problems, which `read` tells."""
    try:
        clinic = Reader(root).record(f"{CONTENT}/clinic.yaml", model.Clinic)
    except OSError:
        return "UTC"
    return clinic.time_zone if isinstance(clinic, model.Record) else "UTC"


def read(root: Path) -> tuple[model.Project, tuple[Problem, ...]]:
    """The project at `root`, as far as it can be read, and the problems of the files that cannot.

    Raises ProblemsFound where folders or files may not be read: of what is in them nothing can be said.
    """
    reader = Reader(root)
    project = reader.project()
    return project, tuple(dict.fromkeys(reader.problems))
