"""Problems as a page for the browser, while an author works with `mkdocs serve`."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from build_tools.problems import Problem


def markdown(problems: Iterable[Problem]) -> str:
    """One page that lists every problem. It says no word to patients: it never leaves an author's machine."""
    rows = Markup("").join(
        Markup("<li><code>{}:{}:{}</code> <strong>{}</strong> {}<br>{}</li>").format(
            *problem.place, problem.code, problem.message, problem.hint
        )
        for problem in problems
    )
    return (
        "---\ntitle: Mend these first\n---\n# Mend these first\n\n"
        "The pages come back by themselves when you save the last one.\n\n"
        f'<ul class="problems">{rows}</ul>\n'
    )
