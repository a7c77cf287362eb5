"""Problems as a page for the browser, while an author works with `mkdocs serve`."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from build_tools.problems import Problem

TITLE = "Mend these first"


def html(problems: Iterable[Problem]) -> str:
    """The main part of a page that lists every problem. It says no word to patients: it stays with its author."""
    rows = Markup("").join(
        Markup("<li><code>{}:{}:{}</code> <strong>{}</strong> {}<br>{}</li>").format(
            *problem.place, problem.code, problem.message, problem.hint
        )
        for problem in problems
    )
    return f"""<h1 id="top-of-page">{TITLE}</h1>
<p>The pages come back by themselves when you save the last one.</p>
<ul class="problems">{rows}</ul>
"""
