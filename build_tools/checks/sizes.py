"""Rules on the sizes in which leaflets are printed."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import walk
from build_tools.checks.references import did_you_mean
from build_tools.content.model import Figure, Procedure, Project
from build_tools.content.texts import texts_in
from build_tools.content.words import facts_in, phones_in
from build_tools.problems import Problem


def sides_of_sizes(project: Project) -> Iterator[Problem]:
    """Each leaflet says for every size how many sides it may have, and for nothing else."""
    known = {*project.sizes, *project.unread_sizes}
    for leaflet in project.leaflets.values():
        for size in sorted(known - set(leaflet.sides)):
            message, hint = f"no limit for the size `{size}`", f"add `{size}:` and the most sides it may have"
            yield Problem(leaflet.place("sides"), "sides-of-sizes", message, hint)
        for size in sorted(set(leaflet.sides) - known):
            message = f"there is no size `{size}`"
            hint = did_you_mean(size, known, "leaflets/sizes")
            yield Problem(leaflet.place("sides", size), "sides-of-sizes", message, hint)


def sizes_named(project: Project) -> Iterator[Problem]:
    """Two sizes never have the same name or the same place; the front desk could not tell them apart."""
    for field in ("name", "order"):
        seen: dict[object, str] = {}
        for id, size in project.sizes.items():
            value = getattr(size, field)
            if value in seen:
                message = f"the {field} `{value}` is that of the size `{seen[value]}` too"
                yield Problem(size.place(field), "same-size", message, "give each size its own")
            seen.setdefault(value, id)


def known_sizes(project: Project) -> Iterator[Problem]:
    """Every size that a picture names is one in which leaflets are printed."""
    known = {*project.sizes, *project.unread_sizes}
    for _, figure in _limited(project):
        for index, size in enumerate(figure.sizes or ()):
            if size not in known:
                message, hint = f"there is no size `{size}`", did_you_mean(size, known, "leaflets/sizes")
                yield Problem(figure.place("sizes", index), "unknown-size", message, hint)


def detail_and_sizes(project: Project) -> Iterator[Problem]:
    """A picture stands either on pages alone (`detail`), or also on the leaflets of the sizes that it names."""
    for _, figure in _limited(project):
        if figure.detail:
            message = "`detail: true` leaves the picture out of every leaflet, and `sizes` shows it on some"
            yield Problem(figure.place("sizes"), "detail-and-sizes", message, "take out one of the two")


def same_numbers(project: Project) -> Iterator[Problem]:
    """A picture that some sizes leave out tells no number, of a fact or a phone; all readers need the numbers."""
    for procedure, figure in _limited(project):
        for text in texts_in(figure, procedure):
            for id in (*facts_in(text.words), *(f"phone_{phone}" for phone in phones_in(text.words))):
                message = f"`{{{id}}}` is told with a picture that not every size shows"
                hint = "tell the number in another block, or take out `sizes`"
                yield Problem(text.place, "number-in-some-sizes", message, hint)


def _limited(project: Project) -> Iterator[tuple[Procedure, Figure]]:
    """The pictures that name sizes."""
    for procedure, _, _, block in walk.blocks(project):
        if isinstance(block, Figure) and block.sizes is not None:
            yield procedure, block
