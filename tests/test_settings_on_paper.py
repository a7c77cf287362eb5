"""Leaflets keep their sides, whatever a clinic has set, whatever it is called, and whoever has signed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import bless
import pytest
from commands import ROOT
from large import large, large_where

from build_tools.content import reader as source
from build_tools.content.model import Approval, Paper, Phone, Procedure, Project, Setting
from build_tools.guide import build
from build_tools.languages import catalog as language
from build_tools.printing.jobs import jobs
from build_tools.printing.press import Press
from build_tools.problems import Place

# What the Spanish of this repository takes.
LEAFLETS = ("preparation", "what-to-expect", "aftercare", "fridge")
SPANISH = {
    (paper, size): dict(zip(LEAFLETS, sides, strict=True))
    for (paper, size), sides in {
        ("Letter", "standard"): (2, 5, 4, 2),
        ("Letter", "large"): (4, 11, 8, 2),
        ("A4", "standard"): (2, 5, 4, 1),
        ("A4", "large"): (3, 10, 7, 2),
    }.items()
}


def _longest(procedure: Procedure) -> dict[str, Setting]:
    """Every setting at its upper bound, the most digits that it can have."""
    return {
        id: Setting(value=fact.high or 0, owner="nobody", source="test", expires=date(2030, 1, 1))
        for id, fact in procedure.facts.facts.items()
        if fact.set_by == "clinic"
    }


def _approval(procedure: Procedure) -> Approval:
    """With names that take a second line."""
    who = "Bartholomew Featherstonehaugh-Montgomery", "Consultant interventional neuroradiologist"
    return Approval(*who, date(2026, 11, 29), procedure.info.review, "en")


def _real(phones: tuple[Phone, ...]) -> dict[str, Any]:
    """A longer name, and numbers with an area code."""
    numbers = {"day": "(217) 555-0142", "night": "(217) 555-0199"}
    longer = tuple(each.model_copy(update={"number": numbers.get(each.id, each.number)}) for each in phones)
    return {"name": "Department of Radiology, Sampletown Hospital", "sample": False, "phones": longer}


@large_where(lambda case: case["size"] == "standard" and not case["is_set"])  # large print has less room to spare
@pytest.mark.parametrize("size", ["standard", "large"])
@pytest.mark.parametrize("paper", ["Letter", *large(["A4"])])
@pytest.mark.parametrize(
    ("is_signed", "is_set", "locale"),
    [
        pytest.param(False, False, "en_US", id="draft-nothing-set"),
        pytest.param(True, True, "en_US", id="signed-everything-set"),
        pytest.param(False, True, "en_US", id="draft-everything-set", marks=pytest.mark.large),
        pytest.param(True, False, "en_US", id="signed-nothing-set", marks=pytest.mark.large),
        # Signed with the longest name, the large Spanish sheet for the fridge has no room: the build says so.
        pytest.param(False, False, "es_US", id="draft-nothing-set-es", marks=pytest.mark.large),
        pytest.param(False, True, "es_US", id="draft-everything-set-es", marks=pytest.mark.large),
    ],
)
def test_leaflets_keep_their_sides(
    is_signed: bool, is_set: bool, locale: str, paper: Paper, size: str, tmp_path: Path
) -> None:
    """A real clinic with a long name signs; the sample is a draft."""
    project, problems = source.read(ROOT)
    assert not problems
    settings = {procedure.id: _longest(procedure) for procedure in project.procedures} if is_set else {}
    real = _real(project.clinic.phones) if is_signed else {}
    clinic: Project = replace(project, clinic=project.clinic.model_copy(update={"settings": settings, **real}))
    approvals = {each.id: _approval(each) for each in project.procedures} if is_signed else {}
    catalogs = (language.of_project(clinic, code, Place("test")) for code in dict.fromkeys(("en_US", locale)))
    guides = [guide for catalog in catalogs for guide in build.guides(clinic, catalog, approvals)]
    wanted = size, locale.partition("_")[0]
    found = jobs(clinic, guides, paper, date(2027, 1, 15))
    to_print = [job for job in found if (job.key.size, job.key.language) == wanted]
    printing = Press(tmp_path, bless.in_this_process).start(to_print, (), lambda message: None)
    printing.finish()  # raises too-many-sides
    keys = [leaflet.key for leaflet in printing.leaflets if leaflet.data]
    assert {(key.leaflet, key.size) for key in keys} == set(product(project.leaflets, [size]))


@pytest.mark.parametrize("size", ["standard", "large"])
@pytest.mark.parametrize("paper", ["Letter", *large(["A4"])])
def test_spanish_keeps_its_sides_with_the_line_for_staff(paper: Paper, size: str, tmp_path: Path) -> None:
    """The longest: with both codes and the number for an interpreter."""
    project, _ = source.read(ROOT)
    clinic = replace(project, clinic=project.clinic.model_copy(update={"interpreter": "night"}))
    catalogs = (language.of_project(clinic, code, Place("test")) for code in ("en_US", "es_US"))
    guides = [guide for catalog in catalogs for guide in build.guides(clinic, catalog)]
    to_print = [job for job in jobs(clinic, guides, paper) if (job.key.language, job.key.size) == ("es", size)]
    printing = Press(tmp_path, bless.in_this_process).start(to_print, (), lambda message: None)
    printing.finish()
    sides = {each.key.leaflet: each.sides for each in printing.leaflets}
    assert sides == SPANISH[paper, size]
