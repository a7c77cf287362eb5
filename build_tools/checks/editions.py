"""Rules on the sizes in which leaflets are printed."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.references import did_you_mean
from build_tools.model import Project
from build_tools.problems import Problem


def sides_of_editions(project: Project) -> Iterator[Problem]:
    """Each leaflet says for every edition how many sides it may have, and for nothing else."""
    known = {*project.editions, *project.unread_editions}
    for leaflet in project.leaflets.values():
        for edition in sorted(known - set(leaflet.sides)):
            message, hint = f"no limit for the edition `{edition}`", f"add `{edition}:` and the most sides it may have"
            yield Problem(leaflet.place("sides"), "sides-of-editions", message, hint)
        for edition in sorted(set(leaflet.sides) - known):
            message = f"there is no edition `{edition}`"
            hint = did_you_mean(edition, known, "leaflets/editions")
            yield Problem(leaflet.place("sides", edition), "sides-of-editions", message, hint)


def editions_named(project: Project) -> Iterator[Problem]:
    """Two editions never have the same name or the same place; the front desk could not tell them apart."""
    for field in ("name", "order"):
        seen: dict[object, str] = {}
        for id, edition in project.editions.items():
            value = getattr(edition, field)
            if value in seen:
                message = f"the {field} `{value}` is that of the edition `{seen[value]}` too"
                yield Problem(edition.place(field), "same-edition", message, "give each edition its own")
            seen.setdefault(value, id)
