"""The theme's faults in a finished page."""

from __future__ import annotations

import pytest

from build_tools.website.mend import mended


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ('<input class="a" type="checkbox" id="b" autocomplete="off">', '<input class="a" type="checkbox" id="b">'),
        ('<input autocomplete="off" type="radio">', '<input type="radio">'),
        ('<input type="text" autocomplete="off">', '<input type="text" autocomplete="off">'),
        ('<input type="text" autocorrect="off" name="q">', '<input type="text" name="q">'),
        ("<p>autocomplete=\"off\" autocorrect='x'</p>", "<p>autocomplete=\"off\" autocorrect='x'</p>"),
    ],
)
def test_attributes(wrong: str, right: str) -> None:
    assert mended(wrong, "Skip", "top") == right


def test_a_way_past_the_menu_where_the_theme_has_none() -> None:
    place, heading = '<div data-md-component="skip">', '<h1 class="a" id="top">x</h1>'
    assert mended(f"{place}\n  \n</div>{heading}", "A & B", "top") == (
        f'{place}<a href="#top" class="md-skip">A &amp; B</a></div>{heading}'
    )
    for good in (f'{place}<a href="#x">Skip</a></div>{heading}', f"{place}</div><h1>x</h1>"):
        assert mended(good, "Skip", "top") == good
