"""An SVG drawing as it goes out: shapes, and of their looks what paper shows as pages do, and nothing else.

What drawing programs and people write into a file beside that, such as comments, titles and names of layers, cannot be
seen and may be private.
"""

from __future__ import annotations

from typing import NamedTuple
from xml.etree.ElementTree import Element, tostring

from defusedxml.ElementTree import DefusedXMLParser

from build_tools.content.drawing_looks import traits
from build_tools.content.drawing_values import points

SVG = "{http://www.w3.org/2000/svg}"
NOT_DRAWN = {"title", "desc", "metadata"}
USUAL_WIDTH = 300.0  # points


class Drawing(NamedTuple):
    """A drawing as it was read."""

    root: Element
    places: dict[Element, tuple[int, int]]
    """Line and column of each element, from 1."""


class _Parser(DefusedXMLParser):
    """Refuses document types and entities, and knows where elements stand."""

    def __init__(self) -> None:
        super().__init__(forbid_dtd=True)
        self.places: dict[Element, tuple[int, int]] = {}

    def _start(self, *begun: object) -> Element:
        element: Element = super()._start(*begun)  # type: ignore[misc]
        self.places[element] = (self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)
        return element


def read(content: bytes) -> Drawing:
    """Raises what defusedxml raises."""
    parser = _Parser()
    parser.feed(content)
    return Drawing(parser.close(), parser.places)


def seen(content: bytes) -> bytes:
    """A drawing without all that nobody sees."""
    root = _seen(read(content).root)
    root.set("xmlns", SVG[1:-1])
    return tostring(root)


def size(content: bytes) -> tuple[float, float]:
    """Width and height in points; of a drawing that grows with its page, its shape at a usual width."""
    root = read(content).root
    width, height = (float(part) for part in root.get("viewBox", "").replace(",", " ").split()[2:])
    given = [points(root.get(side, "")) for side in ("width", "height")]
    wide = given[0] or (given[1] or 0) * width / height or USUAL_WIDTH
    return wide, given[1] or wide * height / width


def _seen(element: Element) -> Element:
    drawn = {trait.name: trait.value for trait in traits(element.attrib) if trait.is_drawn}
    copy = Element(element.tag.removeprefix(SVG), drawn)
    copy.extend([_seen(child) for child in element if child.tag.removeprefix(SVG) not in NOT_DRAWN])
    return copy
