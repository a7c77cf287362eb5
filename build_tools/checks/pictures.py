"""Rules on pictures: they are there, drawings that hold nothing but a drawing, and photographs, both small."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from PIL import Image

from build_tools.checks import walk
from build_tools.checks.references import did_you_mean
from build_tools.model import Figure, Project
from build_tools.problems import Place, Problem

LARGEST = 300_000  # bytes; the whole leaflet travels by e-mail and slow lines
SVG = "{http://www.w3.org/2000/svg}"
SIGNATURES = {".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff"}
REFUSED = {
    "script": "a script",
    "foreignObject": "foreign content",
    "text": "words, which nobody can translate; put them into the caption",
    "tspan": "words, which nobody can translate; put them into the caption",
    "image": "another picture",
    "style": "a style sheet; write the style on the shapes",
    "a": "a link",
    "animate": "an animation",
    "set": "an animation",
}
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.[a-z]+")
OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#)|@import|javascript:", re.IGNORECASE)


def safe_pictures(project: Project) -> Iterator[Problem]:
    """A picture is a plain SVG drawing with a title, a PNG or a JPG, of 300 kB at most; nothing in it runs or loads."""
    for pictures in (project.logos, *(procedure.pictures for procedure in project.procedures)):
        for path in pictures.values():
            place = Place(path.relative_to(project.root).as_posix())
            for line, column, message in _mistakes(path):
                hint = "save it again as a plain drawing; see docs/maintaining"
                yield Problem(place._replace(line=line, column=column), "unsafe-picture", message, hint)


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
        yield from _svg_mistakes(content)
    elif path.suffix not in SIGNATURES:
        yield 1, 1, f"`{path.name}` is neither .svg nor .png nor .jpg"
    elif not content.startswith(SIGNATURES[path.suffix]):
        yield 1, 1, f"this is not a {path.suffix} file, whatever its name says"
    elif not _is_whole(path):
        yield 1, 1, "a broken picture"


def _is_whole(path: Path) -> bool:
    try:
        with Image.open(path) as image:
            image.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return False
    return True


def _svg_mistakes(content: bytes) -> Iterator[tuple[int, int, str]]:
    if b"<?xml-stylesheet" in content:
        yield 1, 1, "a style sheet; write the style on the shapes"
    try:
        root = fromstring(content, forbid_dtd=True)
    except DefusedXmlException:
        yield 1, 1, "a document type or entities"
    except ParseError as error:
        line, column = error.position
        yield line, column + 1, f"broken XML: {str(error).partition(':')[0]}"
    except (LookupError, ValueError):
        yield 1, 1, "broken XML: an encoding that nobody knows"
    else:
        yield from ((1, 1, message) for message in _drawing_mistakes(root))


def _drawing_mistakes(root: Element) -> Iterator[str]:
    if root.tag != f"{SVG}svg":
        yield "no `svg` at the start"
        return
    if "viewBox" not in root.attrib:
        yield "no `viewBox`, so that it cannot grow with the page"
    if not len(root) or root[0].tag != f"{SVG}title" or not (root[0].text or "").strip():
        yield "no `<title>` as the first thing in it"
    for element in root.iter():
        yield from _element_mistakes(element)


def _element_mistakes(element: Element) -> Iterator[str]:
    name = str(element.tag).rpartition("}")[2]
    if name in REFUSED:
        yield f"`<{name}>`: {REFUSED[name]}"
    for attribute, value in element.attrib.items():
        attribute = attribute.rpartition("}")[2]
        if attribute.lower().startswith("on"):
            yield f"`{attribute}`: a script"
        elif (attribute == "href" and not value.startswith("#")) or OUTSIDE.search(value):
            yield f"`{attribute}`: something from outside, `{value[:40]}`"


def known_pictures(project: Project) -> Iterator[Problem]:
    """Every picture that a figure shows is a file of the procedure's pictures folder."""
    for procedure, _, _, block in walk.blocks(project):
        if isinstance(block, Figure) and block.picture not in procedure.pictures:
            folder = f"docs/content/{procedure.id}/pictures"
            message, hint = _missing_picture(block.picture, folder, procedure.pictures)
            yield Problem(block.place("picture"), "unknown-picture", message, hint)


def known_logo(project: Project) -> Iterator[Problem]:
    """The clinic's logo is a file of docs/content/clinic, and no other file lies there."""
    logo = project.clinic.logo
    if logo and logo not in project.logos:
        message, hint = _missing_picture(logo, "docs/content/clinic", project.logos)
        yield Problem(project.clinic.place("logo"), "unknown-picture", message, hint)
    for name, path in project.logos.items():
        if name != logo:
            place = Place(path.relative_to(project.root).as_posix())
            hint = f"write `logo: {name}` into docs/content/clinic.yaml, or delete the file"
            yield Problem(place, "unused-picture", f"`{name}` is not the clinic's logo", hint)


def _missing_picture(name: str, folder: str, pictures: Mapping[str, Path]) -> tuple[str, str]:
    if re.match(r"[a-z][a-z0-9+.-]*:|//", name, re.IGNORECASE):
        return f"`{name}` is a web address; pictures come from the pictures folder", f"put the file into {folder}"
    if name.startswith(("/", "\\", "~")):
        return f"`{name}` is an absolute path; pictures come from the pictures folder", f"put the file into {folder}"
    if "/" in name or "\\" in name or ".." in name:
        return f"`{name}` is a path; a picture is named by its file name alone", f"put the file into {folder}"
    return f"there is no picture `{name}`", did_you_mean(name, pictures, folder)
