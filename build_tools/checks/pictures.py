"""Rules on pictures: they are there, paper shows them as pages do, and they fit the place where they stand."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from itertools import chain
from pathlib import Path

from PIL import Image

from build_tools import files
from build_tools.checks import drawings, walk
from build_tools.checks.references import did_you_mean
from build_tools.content import photograph, picture
from build_tools.content.model import Project, YamlFigure
from build_tools.problems import Place, Problem

LARGEST = 300_000  # bytes; the whole leaflet travels by e-mail and slow lines
MOST_POINTS = 20_000_000  # as many as a good camera makes
LEAST = 48  # points wide and high: half an inch, as large as a thumb
BESIDE = 1.25  # widths to a height; words stand beside the picture, not under it
SIGNATURES = {".png": photograph.PNG, ".jpg": photograph.JPEG}
MODES = {"1", "L", "LA", "P", "RGB", "RGBA"}
STRANGE = {"CMYK": "the four inks of a press", "I;16": "65,536 greys", "I": "65,536 greys"}
TURN = 0x0112  # what a camera notes when it was held upright
PLAIN_DRAWING = "save it again as a plain SVG drawing, with shapes and a title and nothing else"
PLAIN_PHOTOGRAPH = (
    "open it in your picture program and export it again as .png or .jpg, in RGB with 8 bits a color, or smaller"
)
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.[a-z]+")


def safe_pictures(project: Project) -> Iterator[Problem]:
    """A picture is a plain SVG drawing with a title, a PNG or a JPG, of 300 kB at most; nothing in it runs or loads."""
    shown = (project.logos, project.tiles, *(procedure.pictures for procedure in project.procedures))
    for path in chain(*(pictures.values() for pictures in shown), _of_looks(project)):
        for line, column, message in _mistakes(path):
            place = _place(project, path)._replace(line=line, column=column)
            hint = PLAIN_DRAWING if path.suffix == ".svg" else PLAIN_PHOTOGRAPH
            yield Problem(place, "unsafe-picture", message, hint)


def _of_looks(project: Project) -> Iterator[Path]:
    """Those beside style sheets, which go out too; not those of the repository's own front page."""
    found = chain.from_iterable(files.below(project.root, folder) for folder in ("docs/assets", "leaflets/styles"))
    paths = (project.root / path for path, wrong in found if not wrong and path.lower().endswith(picture.ENDINGS))
    return (path for path in paths if not path.name.startswith("readme-"))


def _mistakes(path: Path) -> Iterator[tuple[int, int, str]]:
    """(line, column, message)."""
    if not path.is_file():
        yield 1, 1, "not a file"
        return
    if path.stat().st_size > LARGEST:
        yield 1, 1, f"{path.stat().st_size:,} bytes; at most {LARGEST:,}"
        return
    content = path.read_bytes()
    if not NAME.fullmatch(path.name):
        yield 1, 1, f"`{path.name}` cannot be an address; use small letters, digits and hyphens"
    if path.suffix == ".svg":
        yield from drawings.mistakes(content)
    elif path.suffix not in SIGNATURES:
        yield 1, 1, f"`{path.name}` is neither .svg nor .png nor .jpg"
    elif not content.startswith(SIGNATURES[path.suffix]):
        yield 1, 1, f"this is not a {path.suffix} file, whatever its name says"
    else:
        yield from ((1, 1, message) for message in _photograph_mistakes(path))


def _photograph_mistakes(path: Path) -> Iterator[str]:
    content = path.read_bytes()
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(content), formats=("PNG", "JPEG")) as image:
            if image.width * image.height > MOST_POINTS:  # a small file can hold a huge empty picture
                yield f"{image.width} by {image.height} points; at most {MOST_POINTS:,} in all"
                return
            image.load()
            mode, is_turned = image.mode, image.getexif().get(TURN, 1) != 1
            with Image.open(BytesIO(photograph.seen(content))) as going_out:
                going_out.load()
    except Exception:  # a damaged file can make Pillow raise anything
        yield "a broken picture"
        return
    if mode not in MODES:
        yield f"its points are in {STRANGE.get(mode, 'a form')} that paper cannot show"
    if is_turned:
        yield "it lies on its side, and a note in it says to turn it; notes do not go out with it"


def fitting_pictures(project: Project) -> Iterator[Problem]:
    """A figure's picture is at least 48 points wide and high; beside words a quarter wider; an icon is a square."""
    for procedure, figure in walk.blocks(project, YamlFigure):
        size = _size(procedure.pictures.get(figure.picture))
        if not size:
            continue
        (width, height), place = size, figure.place("picture")
        if min(width, height) < LEAST:
            message = f"`{figure.picture}` is {width:g} by {height:g} points large: nobody sees what it shows"
            yield Problem(place, "unfit-picture", message, f"export it larger, {LEAST} points wide and high at least")
        elif figure.beside and width < BESIDE * height:
            message = f"`{figure.picture}` is {width:g} wide and {height:g} high, too high to stand beside words"
            hint = f"cut it so that it is {BESIDE:g} times as wide as high at least, or take `beside: true` away"
            yield Problem(place, "unfit-picture", message, hint)
    for procedure, place, name in walk.icons(project):
        size = _size(procedure.pictures.get(name))
        if size and size[0] != size[1]:
            message = f"`{name}` is {size[0]:g} wide and {size[1]:g} high, and an icon is a square"
            yield Problem(place, "unfit-picture", message, 'draw it in a square, such as `viewBox="0 0 48 48"`')


def _size(path: Path | None) -> tuple[float, float] | None:
    """Width and height in points; None where the picture cannot be read, which is told already."""
    if not path or next(_mistakes(path), None):
        return None
    return picture.size(path)


def known_pictures(project: Project) -> Iterator[Problem]:
    """Every picture that a figure shows, and every icon, is a file of the procedure's pictures folder."""
    figures = ((procedure, each.place("picture"), each.picture) for procedure, each in walk.blocks(project, YamlFigure))
    for procedure, place, name in chain(figures, walk.icons(project)):
        yield from _missing([(place, name)], f"docs/content/{procedure.id}/pictures", procedure.pictures)


def known_logo(project: Project) -> Iterator[Problem]:
    """The clinic's logo is a file of docs/content/clinic, and no other file lies there."""
    logo, place = project.clinic.logo, project.clinic.place("logo")
    yield from _missing([(place, logo)] if logo else [], "docs/content/clinic", project.logos)
    for name in project.logos.keys() - {logo}:
        hint = f"write `logo: {name}` into docs/content/clinic.yaml, or delete the file"
        yield Problem(
            _place(project, project.logos[name]), "unused-picture", f"`{name}` is not the clinic's logo", hint
        )


def known_tiles(project: Project) -> Iterator[Problem]:
    """Every picture of an entry on the home page is a file of docs/content/tiles, and each file there is one."""
    tiles = [page.tile for page in project.site.pages if page.tile]
    named = [(tile.place("picture"), tile.picture) for tile in tiles if tile.picture]
    yield from _missing(named, "docs/content/tiles", project.tiles)
    for name in project.tiles.keys() - {name for _, name in named}:
        message, hint = f"no tile of docs/site.yaml shows `{name}`", "name it in a `tile`, or delete the file"
        yield Problem(_place(project, project.tiles[name]), "unused-picture", message, hint)


def _place(project: Project, path: Path) -> Place:
    return Place(path.relative_to(project.root).as_posix())


def _missing(named: Iterable[tuple[Place, str]], folder: str, pictures: Mapping[str, Path]) -> Iterator[Problem]:
    for place, name in named:
        if name not in pictures:
            what = _what_it_is(name)
            message = f"`{name}` is {what}" if what else f"there is no picture `{name}`"
            hint = f"put the file into {folder}" if what else did_you_mean(name, pictures, folder)
            yield Problem(place, "unknown-picture", message, hint)


def _what_it_is(name: str) -> str:
    """Why it can be no picture's name; nothing if it can."""
    if re.match(r"[a-z][a-z0-9+.-]*:|//", name, re.IGNORECASE):
        return "a web address; pictures come from the pictures folder"
    if name.startswith(("/", "\\", "~")):
        return "an absolute path; pictures come from the pictures folder"
    is_path = "/" in name or "\\" in name or ".." in name
    return "a path; a picture is named by its file name alone" if is_path else ""
