"""What a translation may bring in that the English does not hold: nothing but words."""

from __future__ import annotations

import pytest

from build_tools.content.plain_words import brought_in


@pytest.mark.parametrize(
    ("english", "translated", "found"),
    [
        ("Do", "Haga", []),
        ("Do 1 or 2", "Haga < 2 & > 1", []),
        ("[help](page:get-help)", "[ayuda](page:get-help)", []),
        ("Go to https://example.org/x", "Vaya a https://example.org/x", []),
        ("Do", "<b>Haga</b>", ["HTML"]),
        ("Do", "Haga&nbsp;", ["HTML"]),
        ("Do", "**Haga**", ["Markdown"]),
        ("Do", "# Haga", ["Markdown"]),
        ("Do", "Haga www.example.org", ["a web address"]),
        ("Do", "[Haga](javascript:x)", ["a link that leads to no term and no page"]),
        ("Do", "[Haga][x]", ["a link that leads to no term and no page"]),
        ("Do", "<javascript:x>", ["a link that leads to no term and no page"]),
    ],
)
def test_brought_in(english: str, translated: str, found: list[str]) -> None:
    assert list(brought_in(english, translated)) == found
