"""What stands on the pages of a leaflet, piece by piece in reading order. No module beside this and the printer
knows the boxes that WeasyPrint lays out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from build_tools.guide import signs as sign_files
from build_tools.printing import chart

PX_TO_POINTS = 0.75  # one CSS pixel in units of PDF
SEEN = 24  # points; what is smaller shows nobody anything
Kind = Literal["words", "picture", "link", "field", "cell", "margin"]


class Step(NamedTuple):
    """An element of the HTML, or what the style sheet adds to one (`li::marker`)."""

    element: Any
    tag: str

    @property
    def is_generated(self) -> bool:
        return "::" in self.tag


@dataclass(frozen=True, slots=True, eq=False)
class TaggedPiece:
    """Words of one line, a picture, a link or field, an (even empty) table cell, or something in the margin.

    `page` counts from 0. `mark` is the number under which the page's stream draws it. `block` is the paragraph or
    the like that holds it. `annotation` is the PDF's link or field, `area` the picture's left, bottom, right and
    top in points.
    """

    kind: Kind
    page: int
    path: tuple[Step, ...]
    block: Step | None = None
    mark: int = -1
    text: str = ""
    annotation: Any = None
    area: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a box stands."""

    page: int
    height: float
    marks: dict[Any, Any]
    path: tuple[Step, ...] = ()
    block: Step | None = None
    margin: bool = False


def pieces(pages: Sequence[Any], streams: Sequence[Any]) -> Iterator[TaggedPiece]:
    """The pieces of all pages; `streams` tell which boxes are marked, and how."""
    seen: dict[Any, int] = {}
    for number, (page, stream) in enumerate(zip(pages, streams, strict=True)):
        yield from _pieces(page._page_box, _Place(number, page.height, stream._tags), seen)


def _pieces(box: Any, place: _Place, seen: dict[Any, int]) -> Iterator[TaggedPiece]:
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    place = _inside(box, place, seen)
    marked = place.marks.get(box)
    if marked:
        yield _marked(box, place, marked["mcid"])
    if not place.margin:
        yield from _unmarked(box, place)
    for child in getattr(box, "children", ()):
        yield from _pieces(child, place, seen)


def _inside(box: Any, place: _Place, seen: dict[Any, int]) -> _Place:
    """The place of what a box holds. Many boxes stand for one element: they add one step to the path."""
    if isinstance(box, boxes.MarginBox) or _is_repeated(box, place.page, seen):
        return replace(place, margin=True)
    if box.element is None:
        return place
    step = Step(box.element, box.element_tag)
    path = place.path if place.path and place.path[-1] == step else (*place.path, step)
    block = step if isinstance(box, boxes.BlockBox | boxes.TableCellBox) else place.block
    if path is place.path and block == place.block:
        return place
    return replace(place, path=path, block=block)


def _is_repeated(box: Any, page: int, seen: dict[Any, int]) -> bool:
    """The head and foot of a table come again on each page: whoever listens hears them once."""
    if not isinstance(box, boxes.TableRowGroupBox) or not (box.is_header or box.is_footer):
        return False
    return seen.setdefault(box.element, page) != page


def _marked(box: Any, place: _Place, mark: int) -> TaggedPiece:
    if place.margin:
        return TaggedPiece("margin", place.page, place.path, mark=mark, text=getattr(box, "text", ""))
    if isinstance(box, boxes.TextBox):
        return TaggedPiece("words", place.page, place.path, place.block, mark, box.text)
    left, top = box.content_box_x(), place.height - box.content_box_y()
    area = (left, top - box.height, left + box.width, top)
    in_points = tuple(edge * PX_TO_POINTS for edge in area)
    return TaggedPiece("picture", place.page, place.path, place.block, mark, area=in_points)


def signs(pages: Sequence[Any]) -> Iterator[str]:
    """What carries meaning beside words and can be seen: signs and pictures by their files, chances by their people."""
    seen = set[int]()  # elements, some of which go on over a page
    for box in (box for page in pages for box in page._page_box.descendants(placeholders=True)):
        if box.element is not None and id(box.element) not in seen:
            found = [*_pictures(box), *_grounds(box)]
            seen |= {id(box.element)} if found else set()
            yield from found


def _pictures(box: Any) -> Iterator[str]:
    if isinstance(box, boxes.ReplacedBox) and min(box.width, box.height) * PX_TO_POINTS >= SEEN:
        folder, _, name = (box.element.get("src") or "").rpartition("/")
        yield from [name] if folder == "pictures" else []


def _grounds(box: Any) -> Iterator[str]:
    """As the style sheet sets it in the end, whatever its rules are."""
    shown = [image for kind, image in box.style["background_image"] if kind == "url"]
    for folder, _, name in (image.rpartition("/") for image in shown):
        yield from [name] if name in sign_files.ALL or folder.endswith("/pictures") else []
    yield from filter(None, map(chart.told, shown))


def _unmarked(box: Any, place: _Place) -> Iterator[TaggedPiece]:
    if isinstance(box, boxes.TableCellBox):
        yield TaggedPiece("cell", place.page, place.path)
    # What stands within a link brings one more, over the same place: whoever goes by keyboard would meet it twice.
    if box.link_annotation and box.element.get("href"):
        yield TaggedPiece("link", place.page, place.path, place.block, annotation=box.link_annotation)
    if getattr(box, "widget_annotation", None):
        yield TaggedPiece("field", place.page, place.path, place.block, annotation=box.widget_annotation)
