"""The locks fit pyproject.toml: every package has one version, known files and nothing from elsewhere."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

import pytest
from commands import ROOT
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from build_tools.content.font import FONTS, Font

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PROJECT = PYPROJECT["project"]
ASKED = {"build": PYPROJECT["build-system"]["requires"], "site": PROJECT["dependencies"]}
EXTRAS = PROJECT["optional-dependencies"]
ITSELF = Requirement(EXTRAS["test"][0])  # with the extras that bring fonts
ASKED["test"] = [*ASKED["site"], *EXTRAS["test"][1:], *(each for extra in ITSELF.extras for each in EXTRAS[extra])]
PYTHONS = ("3.11.2", "3.11.9", "3.12.0", "3.13.0")
ENTRY = re.compile(r"(?P<pin>\S[^\\\n]*)((?: \\\n    --hash=sha256:[0-9a-f]{64})+)\n")


def text(lock: str) -> str:
    """Without the comment at its top."""
    return re.sub(r"\A(#.*\n)+", "", (ROOT / f".locks/{lock}.txt").read_text("utf-8"))


def pins(lock: str, python: str) -> Iterator[tuple[str, str]]:
    """Each package with its version, as pip on Linux takes it."""
    here = {"python_full_version": python, "python_version": python.rpartition(".")[0], "sys_platform": "linux"}
    for entry in ENTRY.finditer(text(lock)):
        asked = Requirement(entry["pin"])
        if asked.marker is None or asked.marker.evaluate(here):
            (version,) = asked.specifier
            assert version.operator == "==", entry["pin"]
            yield canonicalize_name(asked.name), version.version


@pytest.mark.parametrize("lock", ASKED)
def test_each_line_is_a_version_with_hashes(lock: str) -> None:
    assert ENTRY.sub("", text(lock)) == "" and "://" not in text(lock)


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("lock", ASKED)
def test_what_the_project_asks_for_is_locked(lock: str, python: str) -> None:
    found = list(pins(lock, python))
    locked = dict(found)
    assert len(found) == len(locked), "two versions of one package"
    for asked in map(Requirement, ASKED[lock]):
        assert asked.specifier.contains(locked[canonicalize_name(asked.name)]), f"{asked}: run `make lock`"


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("lock", ["build", "site"])
def test_tests_run_with_the_packages_of_the_site(lock: str, python: str) -> None:
    assert set(pins(lock, python)) < set(pins("test", python))


@pytest.mark.parametrize("font", FONTS.values(), ids=FONTS)
def test_each_font_has_an_extra_that_tests_install(font: Font) -> None:
    """A problem tells its name. Another version of a font has other widths: each is pinned."""
    (asked,) = map(Requirement, EXTRAS[font.extra])
    assert asked.name == font.package and str(asked.specifier).startswith("==")
    assert ITSELF.name == PROJECT["name"] and str(asked) in ASKED["test"]
