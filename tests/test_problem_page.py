"""Problems as a page in the browser."""

from __future__ import annotations

from build_tools.problems import Place, Problem
from build_tools.website import problem_page


def test_every_problem_is_there_with_its_place_and_hint() -> None:
    problems = [
        Problem(Place("a.yaml", 2, 3), "tab", "a tab", "indent with spaces"),
        Problem(Place("b.yaml"), "x", "y"),
    ]
    page = problem_page.html(problems)
    assert "<li><code>a.yaml:2:3</code> <strong>tab</strong> a tab<br>indent with spaces</li>" in page
    assert page.count("<li>") == 2


def test_what_an_author_typed_is_shown_and_does_not_run() -> None:
    page = problem_page.html([Problem(Place("<b>.yaml"), "html", "`<script>alert()</script>`", '"&"')])
    assert "<script" not in page and "<b>" not in page
    assert "&lt;script&gt;" in page
