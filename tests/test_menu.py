"""Menus: the patient's path in order, pages beside it, and what comes before and after a page."""

from __future__ import annotations

import pytest
from projects import REAL

from build_tools.guide import build
from build_tools.languages import catalog as language
from build_tools.problems import Place
from build_tools.website.menu import Menu, MenuEntry, menu, menu_of

SITE = REAL.site
GUIDE = build.of(REAL, REAL.procedures[0], language.catalog(REAL.root, "en_US", Place("")))
PATH = (MenuEntry("One", "a/one.html"), MenuEntry("Two", "a/two.html"), MenuEntry("Help", "a/help.html"))
MENU = Menu("A", PATH, (MenuEntry("Sources", "a/sources.html"),))


def test_every_page_is_on_the_path_or_beside_it() -> None:
    (procedure,) = REAL.procedures
    made = menu(SITE, GUIDE, has_start=False)
    assert (made.title, made.start) == (procedure.info.title, "")
    expected = [f"{procedure.id}/{page.id}.html" for page in SITE.pages if page.path]
    assert [entry.address for entry in made.path] == expected
    assert menu(SITE, GUIDE, has_start=True).start == f"{procedure.id}/index.html"
    assert [entry.title for entry in made.side] == [page.title for page in SITE.pages if not page.path]


def test_the_patient_s_path() -> None:
    """Deciding, getting ready, the day, afterwards, get help; what is for those who check the guide stands beside."""
    ids = [page.id for page in SITE.pages if page.path]
    wanted = ["is-it-for-me", "getting-ready", "the-day", "afterwards", "get-help"]
    assert [id for id in ids if id in wanted] == wanted
    assert ids[-1] == SITE.help_page
    assert not {"words", "leaflets", "about", "sources", "disagreements"}.intersection(ids)


@pytest.mark.parametrize(
    ("address", "around"),
    [
        ("a/one.html", (None, PATH[1])),
        ("a/two.html", (PATH[0], PATH[2])),
        ("a/help.html", (PATH[1], None)),
        ("a/sources.html", (None, None)),
        ("index.html", (None, None)),
    ],
)
def test_previous_and_next(address: str, around: tuple[MenuEntry | None, MenuEntry | None]) -> None:
    assert MENU.around(address) == around


def test_one_procedure_has_its_menu_everywhere_and_several_each_their_own() -> None:
    other = Menu("B", (), ())
    assert menu_of({"a": MENU}, "index.md") is menu_of({"a": MENU}, "a/one.md") is MENU
    assert menu_of({"a": MENU, "b": other}, "b/one.md") is other
    assert menu_of({"a": MENU, "b": other}, "index.md") is None
    assert menu_of({}, "index.md") is None
