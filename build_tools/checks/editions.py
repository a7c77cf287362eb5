"""Rules on the sizes in which leaflets are printed."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import walk
from build_tools.checks.references import did_you_mean
from build_tools.checks.texts import texts_in
from build_tools.content.model import Figure, Procedure, Project
from build_tools.guide import prose
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


def known_editions(project: Project) -> Iterator[Problem]:
    """Every edition that a picture names is one in which leaflets are printed."""
    known = {*project.editions, *project.unread_editions}
    for _, figure in _limited(project):
        for index, edition in enumerate(figure.editions or ()):
            if edition not in known:
                message, hint = f"there is no edition `{edition}`", did_you_mean(edition, known, "leaflets/editions")
                yield Problem(figure.place("editions", index), "unknown-edition", message, hint)


def pages_or_editions(project: Project) -> Iterator[Problem]:
    """A picture stands either on pages alone (`detail`), or also on the leaflets of the editions that it names."""
    for _, figure in _limited(project):
        if figure.detail:
            message = "`detail: true` leaves the picture out of every leaflet, and `editions` shows it on some"
            yield Problem(figure.place("editions"), "detail-and-editions", message, "take out one of the two")


def same_numbers(project: Project) -> Iterator[Problem]:
    """A picture that some editions leave out tells no number, of a fact or a phone; all readers need the numbers."""
    for procedure, figure in _limited(project):
        for text in texts_in(figure, procedure):
            for id in (*prose.facts_in(text.words), *_phones_in(text.words)):
                message = f"`{{{id}}}` is told with a picture that not every edition shows"
                hint = "tell the number in another block, or take out `editions`"
                yield Problem(text.place, "number-in-some-editions", message, hint)


def _phones_in(words: str) -> Iterator[str]:
    return (piece.target for piece in prose.parse(words) if piece.target in prose.PHONES)


def _limited(project: Project) -> Iterator[tuple[Procedure, Figure]]:
    """The pictures that name editions."""
    for procedure, _, _, block in walk.blocks(project):
        if isinstance(block, Figure) and block.editions is not None:
            yield procedure, block
