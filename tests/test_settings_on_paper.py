"""A clinic that has set nothing, and one that has set everything, print leaflets that keep their sides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from build_tools import language, source
from build_tools.model import Paper, Procedure, Project, Setting
from build_tools.press import Press
from build_tools.press.sheets import sheets
from build_tools.problems import Place


def _longest(procedure: Procedure) -> dict[str, Setting]:
    """Every setting at its upper bound, the most digits that it can have."""
    return {
        id: Setting(value=fact.high or 0, owner="nobody", source="test", expires=date(2030, 1, 1))
        for id, fact in procedure.facts.facts.items()
        if fact.set_by == "clinic"
    }


@pytest.mark.parametrize("paper", ["Letter", "A4"])
@pytest.mark.parametrize("is_set", [False, True], ids=["nothing-set", "everything-set"])
def test_leaflets_keep_their_sides(is_set: bool, paper: Paper, project_copy: Path) -> None:
    project, problems = source.read(project_copy)
    assert not problems
    settings = {procedure.id: _longest(procedure) for procedure in project.procedures} if is_set else {}
    clinic: Project = replace(project, clinic=project.clinic.model_copy(update={"settings": settings}))
    catalog = language.catalog(project_copy, clinic.clinic.locale, Place("test"))
    printed = Press(project_copy).print_all(clinic, sheets(clinic, catalog, paper))  # raises too-many-sides
    assert {(leaflet.id, leaflet.edition) for leaflet in printed} == set(product(project.leaflets, project.editions))
