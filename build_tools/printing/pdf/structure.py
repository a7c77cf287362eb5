"""The tree of parts -> objects of the PDF: what a screen reader walks through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pydyf

from build_tools.printing.pdf.marks import Marks
from build_tools.printing.pdf.pieces import TaggedPiece
from build_tools.printing.pdf.tree import SVG, TagNode

SCOPES = {"row": "Row", "rowgroup": "Row", "col": "Column", "colgroup": "Column"}
NUMBERING = {"ol": "Decimal", "ul": "Disc"}


class Structure:
    """Writes a tree into a PDF. `marks` are those of each page."""

    def __init__(self, pdf: Any, marks: Sequence[Marks]) -> None:
        self.pdf, self.marks = pdf, marks
        self.complaints: list[str] = []
        self.parents: list[list[bytes]] = [[] for _ in marks]  # by page: what part each mark belongs to
        self.annotations: list[tuple[Any, bytes]] = []

    def write(self, document: TagNode) -> None:
        """The whole tree, and the tables in which readers look up what part something belongs to."""
        root, parents = pydyf.Dictionary({"Type": "/StructTreeRoot"}), pydyf.Dictionary()
        self.pdf.add_object(root)
        self.pdf.add_object(parents)
        root["K"] = pydyf.Array([self._part(document, root)])
        for number, (annotation, _) in enumerate(self.annotations, start=len(self.parents)):
            annotation["StructParent"] = number
        found = [pydyf.Array(page) for page in self.parents] + [part for _, part in self.annotations]
        parents["Nums"] = pydyf.Array(each for pair in enumerate(found) for each in pair)
        root |= {"ParentTree": parents.reference, "ParentTreeNextKey": len(found)}
        self.pdf.catalog["StructTreeRoot"] = root.reference
        self.pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
        self.pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})

    def _part(self, part: TagNode, parent: Any) -> bytes:
        element = pydyf.Dictionary({"S": f"/{part.tag}", "P": parent.reference})
        self.pdf.add_object(element)
        if part.language:
            element["Lang"] = pydyf.String(part.language)
        if part.text is not None:
            element["ActualText"] = pydyf.String(part.text)
        attributes = self._attributes(part, element)
        if attributes:
            element["A"] = pydyf.Dictionary(attributes)
        element["K"] = pydyf.Array(self._kid(kid, element) for kid in part.kids)
        return bytes(element.reference)

    def _kid(self, kid: TagNode | TaggedPiece, element: Any) -> Any:
        if isinstance(kid, TagNode):
            return self._part(kid, element)
        page = self.pdf.page_references[kid.page]
        home = element.setdefault("Pg", page)
        if kid.annotation is not None:
            self.annotations.append((kid.annotation, element.reference))
            return pydyf.Dictionary({"Type": "/OBJR", "Obj": kid.annotation.reference, "Pg": page})
        # Numbered anew: marks that turned into artifacts would leave holes.
        parents = self.parents[kid.page]
        number = self.marks[kid.page].found[kid.mark].properties["MCID"] = len(parents)
        parents.append(element.reference)
        return number if page == home else pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": number})

    def _attributes(self, part: TagNode, element: Any) -> Mapping[str, Any]:
        if part.tag == "Figure":
            self._describe(part, element)
            areas = [kid.area for kid in part.kids if isinstance(kid, TaggedPiece) and kid.area]
            return {"O": "/Layout", "BBox": pydyf.Array(areas[0])} if areas else {}
        if part.tag in ("TH", "TD"):
            return _cell(part)
        if part.tag == "L" and any(_has_marker(kid) for kid in part.kids) and part.element.tag in NUMBERING:
            return {"O": "/List", "ListNumbering": f"/{NUMBERING[part.element.tag]}"}
        return {}

    def _describe(self, part: TagNode, element: Any) -> None:
        title = part.element.findtext(SVG.replace("svg}svg", "svg}title")) if part.element.tag == SVG else None
        words = title or part.element.get("alt")
        if words:
            element["Alt"] = pydyf.String(words)
        else:
            self.complaints.append(f"picture {part.element.get('src', 'in the text')} has no words in its place (alt)")


def _cell(part: TagNode) -> dict[str, Any]:
    spans = {"ColSpan": part.element.get("colspan", "1"), "RowSpan": part.element.get("rowspan", "1")}
    found: dict[str, Any] = {key: int(span) for key, span in spans.items() if span.isdecimal() and int(span) > 1}
    if part.tag == "TH":
        found["Scope"] = "/" + SCOPES.get(part.element.get("scope", ""), "Column")
    return {"O": "/Table", **found} if found else {}


def _has_marker(kid: TagNode | TaggedPiece) -> bool:
    return isinstance(kid, TagNode) and any(isinstance(each, TagNode) and each.tag == "Lbl" for each in kid.kids)
