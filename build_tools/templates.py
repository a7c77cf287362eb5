"""The tool's templates, styles and scripts. A file of the same place and name in the project replaces one of them.

What stands in the project as `docs/templates/pages/page.html` replaces `website/templates/pages/page.html` of the
package.
"""

from __future__ import annotations

import re
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from itertools import takewhile
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    select_autoescape,
)
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from build_tools.problems import Place, Problem, ProblemsFound, gathered

PACKAGE = Path(__file__).parent
OURS = {
    "docs/templates": PACKAGE / "website/templates",
    "docs/assets": PACKAGE / "website/assets",
    "leaflets/templates": PACKAGE / "printing/templates",
    "leaflets/styles": PACKAGE / "printing/styles",
}


def folders(root: Path, name: str) -> tuple[Path, Path]:
    """The project's own folder, such as `docs/templates/pages`, and that of the tool which it stands before."""
    top, _, rest = name.removeprefix("docs/").removeprefix("leaflets/").partition("/")
    start = name[: name.index(top)]
    return root / name, OURS[start + top] / rest


def file(root: Path, name: str) -> Path:
    """Where a file lies that the tool brings: in the project if it is there, else in the package."""
    folder, _, base = name.rpartition("/")
    own, ours = (each / base for each in folders(root, folder))
    return own if own.exists() else ours


def files(root: Path, name: str) -> dict[str, Path]:
    """Every file of such a folder, and of those in it, by its path there."""
    found: dict[str, Path] = {}
    for folder in reversed(folders(root, name)):
        found |= {path.relative_to(folder).as_posix(): path for path in _files_in(folder)}
    return dict(sorted(found.items()))


def _files_in(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and "__pycache__" not in path.parts)


class _Compiled(FileSystemBytecodeCache):
    """The tool's own templates, compiled, lie beside its modules, compiled by Python; a project's are compiled anew."""

    def __init__(self) -> None:
        super().__init__(str(PACKAGE / "__pycache__"))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code and Path(bucket.code.co_filename).is_relative_to(PACKAGE) and not sys.dont_write_bytecode:
            with suppress(OSError):  # who may not write there compiles each time
                super().dump_bytecode(bucket)


class _Folders(FileSystemLoader):
    """Finds a template in the first folder that has it, also when it came there while `serve` runs."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, path, is_same = super().get_source(environment, template)
        places = (Path(folder, template) for folder in self.searchpath)
        before = list(takewhile(lambda each: each != Path(path), places))
        return source, path, lambda: is_same() and not any(map(Path.is_file, before))


HYPHENATED = re.compile(r"\w+(?:-\w+)+")
KINDS = "kinds.html"  # the macros of the kinds of blocks


@lru_cache
def environment(*folders: Path) -> Environment:
    """Templates: all is escaped but in plain text, nothing undefined. An earlier folder goes before a later one."""
    found = Environment(
        loader=_Folders(folders),
        bytecode_cache=_Compiled(),
        autoescape=select_autoescape(disabled_extensions=("text",), default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.filters["whole"] = whole
    return found


def whole(text: str) -> Markup:
    """Its words that have a hyphen, such as X-ray, marked: no line shall end within them."""
    return Markup(HYPHENATED.sub(r'<span class="whole">\g<0></span>', str(escape(text))))


def render(root: Path, name: str, **values: object) -> str:
    """A template with its values. Raises ProblemsFound, at the line of a template, for a mistake in one.

    `name` is that in the project, such as `leaflets/templates/leaflet.html`. In templates `show(block)` is what the
    macro of a block's kind in kinds.html makes of it.
    """
    folder, _, base = name.rpartition("/")
    found = environment(*folders(root, folder))
    with mistakes(root):
        return found.get_template(base).render(**values, show=kinds(found, values))


def kinds(found: Environment, values: dict[str, Any]) -> Callable[[Any], Markup]:
    """What shows a block by the name of its kind."""
    kinds_file = found.get_template(KINDS)

    def show(block: Any) -> Markup:
        macro = getattr(module(), block.kind, None)
        if macro is None:
            raise TemplateSyntaxError(f"no macro for the kind of block `{block.kind}`", 1, KINDS, kinds_file.filename)
        return Markup(macro(block))

    @lru_cache(maxsize=1)
    def module() -> Any:
        return kinds_file.make_module({**values, "show": show})

    return show


@contextmanager
def mistakes(root: Path) -> Iterator[None]:
    """Turns a mistake in a template into a problem that names its line."""
    try:
        yield
    except ProblemsFound:
        raise
    except Exception as error:
        problem = mistake(root, error)
        if not problem:
            raise
        raise ProblemsFound([problem]) from None


def mistake(root: Path, error: Exception) -> Problem | None:
    """The problem of a template in which something went wrong; None: it went wrong elsewhere."""
    place = _place(root, error)
    what = f"there is no {error.name}" if isinstance(error, TemplateNotFound) else str(error)
    return Problem(place, "template", f"this template has a mistake: {what}", MEND) if place else None


def read(root: Path, name: str) -> None:
    """Every template of a folder, such as `docs/templates/theme`. Raises ProblemsFound for what is no template."""
    found = environment(*folders(root, name))
    problems: list[Problem] = []
    for path, file in files(root, name).items():
        if path.endswith(".html"):
            with gathered(problems), mistakes(root):
                found.parse(file.read_text("utf-8"), path, str(file))
    if problems:
        raise ProblemsFound(problems)


MEND = "undo your last change of this template, or take it away: the tool's own then stands in its place"


def _place(root: Path, error: Exception) -> Place | None:
    """Where a template is wrong: Jinja writes its lines into the traceback. None: the mistake is in the program."""
    if isinstance(error, TemplateSyntaxError):
        return Place(shown(root, error.filename or error.name or ""), error.lineno)
    frames = list(traceback.extract_tb(error.__traceback__))
    in_template = [each for each in frames if each.filename.endswith(".html")]
    if in_template and (isinstance(error, TemplateError) or in_template[-1] == frames[-1]):
        return Place(shown(root, in_template[-1].filename), in_template[-1].lineno or 1)
    return Place(str(error.name or "docs/templates")) if isinstance(error, TemplateNotFound) else None


def shown(root: Path, file: str) -> str:
    """A template's path as the project has it, also where the file is the tool's."""
    path = Path(file)
    for name, folder in OURS.items():
        if path.is_relative_to(folder):
            return f"{name}/{path.relative_to(folder).as_posix()}"
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else file
