"""Chances as pictures of 100 people: as many are drawn as the chance says, and each stands in a place of its own."""

from __future__ import annotations

from typing import Any

import pypdfium2
import pytest
from commands import ROOT

from build_tools.content.model import Fact
from build_tools.guide import icon_array
from build_tools.printing import chart
from build_tools.printing.pdf import Printer


def fact(low: int, high: int | None = None, of: int = 100) -> Fact:
    numbers: dict[str, Any] = {"value": low} if high is None else {"low": low, "high": high}
    return Fact.model_validate({"what": "x", "unit": "people", "of": of, "sources": ["one"], **numbers})


@pytest.mark.parametrize(
    ("chance", "drawn"),
    [
        (fact(44), (44, 0, 0, "exact")),
        (fact(0), (0, 0, 0, "exact")),
        (fact(100), (100, 0, 0, "exact")),
        (fact(39, 55), (39, 16, 0, "exact")),
        (fact(0, 3), (0, 3, 0, "exact")),
        (fact(1, of=4), (25, 0, 0, "exact")),
        (fact(229, of=431), (53, 0, 0, "about")),
        (fact(26, of=3175), (0, 0, 1, "fewer")),
        (fact(32, of=3175), (1, 0, 0, "about")),
        (fact(4, of=3175), (0, 0, 1, "fewer")),
        (fact(1, of=200), (0, 0, 1, "fewer")),
        (fact(199, of=200), (99, 0, 1, "more")),
        (fact(1, of=100), (1, 0, 0, "exact")),
        (fact(1, 9, of=200), (0, 5, 0, "up_to")),
        (fact(0, 9, of=200), (0, 5, 0, "about")),
        (fact(190, 199, of=200), (95, 5, 0, "at_least")),
        (fact(1, 199, of=200), (0, 99, 0, "up_to")),
        (fact(1, of=201), (0, 0, 1, "fewer")),
        (fact(200, of=201), (99, 0, 1, "more")),
        (fact(0, of=3175), (0, 0, 0, "exact")),
        (fact(3175, of=3175), (100, 0, 0, "exact")),
        (fact(1, 4, of=3175), (0, 0, 1, "fewer")),
        (fact(10, 20, of=30), (33, 34, 0, "about")),
        (fact(50, 51, of=1000), (5, 0, 0, "about")),
    ],
)
def test_how_many_are_drawn(chance: Fact, drawn: tuple[int, int, int, str]) -> None:
    assert tuple(icon_array.picture(chance)) == drawn


@pytest.mark.parametrize("of", [1, 3, 100, 431, 3175])
def test_every_picture_has_100_people_in_places_of_their_own(of: int) -> None:
    for low in range(0, of + 1, max(1, of // 40)):
        for chance in (fact(low, of=of), fact(low, of, of) if low < of else fact(low, of=of)):
            drawn = icon_array.picture(chance)
            marks = drawn.marks
            places = [(mark.row, mark.column + step) for mark in marks for step in range(mark.people)]
            assert sorted(places) == [(row, column) for row in range(10) for column in range(10)]
            counts = {kind: sum(mark.people for mark in marks if mark.kind == kind) for kind, *_ in marks}
            assert [counts.get(kind, 0) for kind in ("sure", "unsure", "part", "rest")] == [*drawn[:3], drawn.rest]


def test_people_of_one_kind_stand_together_from_the_top() -> None:
    assert icon_array.picture(fact(12, 30)).marks == (
        ("sure", 10, 0, 0), ("sure", 1, 0, 1), ("sure", 1, 1, 1),
        *(("unsure", 1, column, 1) for column in range(2, 10)), ("unsure", 10, 0, 2),
        *(("rest", 10, 0, row) for row in range(3, 10)),
    )  # fmt: skip


@pytest.mark.parametrize("chance", [fact(4, of=3175), fact(200, of=201)], ids=["fewer", "more"])
def test_a_part_of_a_person_is_never_a_row(chance: Fact) -> None:
    assert [mark.people for mark in icon_array.picture(chance).marks if mark.kind == "part"] == [1]


PAGE = """<html lang="en" dir="{}"><head><title>x</title></head><body class="columns-of-lists-{}"><ul class="chances">
<li class="{}"><div class="drawn" style="background-image: url('{}')"></div></li></ul></body></html>"""


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("chance", [fact(11), fact(30, 34), fact(4, of=3175)], ids=["some", "range", "bar"])
def test_on_paper_they_are_counted_in_the_direction_of_reading(chance: Fact, columns: int) -> None:
    printer, kind = Printer(ROOT), "bar" if icon_array.picture(chance).is_tiny else "people"
    inked = {
        dir: _ink(printer.print(PAGE.format(dir, columns, kind, chart.address(chance)), ROOT).data)
        for dir in ("ltr", "rtl")
    }
    assert inked["ltr"][0] > inked["ltr"][1] + 100
    assert inked["rtl"] == pytest.approx(inked["ltr"][::-1], rel=0.01)


def _ink(pdf: bytes) -> tuple[int, int]:
    """Black pixels in the left and the right half of all that stands on a page."""
    image = pypdfium2.PdfDocument(pdf)[0].render(scale=4).to_pil().convert("L").point(lambda grey: 255 * (grey < 60))
    drawn = image.crop(image.getbbox())
    middle = drawn.width // 2
    halves = (0, 0, middle, drawn.height), (drawn.width - middle, 0, drawn.width, drawn.height)
    left, right = (drawn.crop(half).histogram()[255] for half in halves)
    return left, right
