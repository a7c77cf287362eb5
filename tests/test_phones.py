"""The clinic's phone numbers: a new one is one line in clinic.yaml, and stands wherever readers look for numbers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from as_read import squeezed
from commands import DAY, run
from editing import change
from html_reader import Element, dialed, tree, words_in
from projects import MINIATURE
from test_site_folder import whole_project

from build_tools.preflight.spoken import heard

CLINIC = "docs/content/clinic.yaml"
NIGHT = "  - {id: night,"
WARD = "  - {id: ward, name: Ward & day unit, number: (217) 555-0150 ext 12, hours: always, note: also by text}\n"
SHOWN = ("Ward & day unit", "(217) 555-0150 ext. 12", "at any time, also by text")
DAY_DIALS, WARD_DIALS, NIGHT_DIALS = "+12175550142", "+12175550150;ext=12", "+12175550199"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a clinic with a fourth phone; nothing but clinic.yaml has changed."""
    project = whole_project(tmp_path_factory.mktemp("phones"))
    change(project, CLINIC, NIGHT, WARD + NIGHT)
    done = run("mkdocs", "build", "-q", cwd=project, LEAFLETS_DATE=DAY)
    assert done.returncode == 0, done.stderr
    return project


def part(project: Path, page: str, path: str) -> Element:
    """The only part of a page that an XPath finds."""
    (found,) = tree(project / "site" / page).xpath(path)
    return found


def test_at_the_foot_of_every_page(project: Path) -> None:
    pages = [path for path in (project / "site").rglob("*.html") if "api" not in path.parts]
    assert len(pages) > 10
    for page in pages:
        (foot,) = tree(page).iter("footer")
        # The first page has the number for emergencies at its top.
        emergency = [] if page == project / "site/index.html" else ["911"]
        assert dialed(foot) == [DAY_DIALS, WARD_DIALS, NIGHT_DIALS, *emergency], page
        assert all(words in words_in(foot).replace("\N{NO-BREAK SPACE}", " ") for words in SHOWN), page


def test_among_the_numbers_for_help_the_emergency_first(project: Path) -> None:
    contacts = part(project, "sample-scan/get-help.html", "//div[@class='block contacts']")
    assert dialed(contacts) == ["911", DAY_DIALS, WARD_DIALS, NIGHT_DIALS]
    text = squeezed(words_in(contacts))
    assert all(squeezed(words) in text for words in SHOWN)


def test_where_a_page_is_not_found_and_in_the_plan(project: Path) -> None:
    for page, path in (
        ("404.html", "//p[starts-with(., 'Emergency: ')]"),
        ("sample-scan/plan.html", "//p[@class='plan-paper-only plan-phones']"),
    ):
        assert dialed(part(project, page, path)) == ["911", DAY_DIALS, WARD_DIALS, NIGHT_DIALS]


def test_the_top_of_the_page_keeps_the_number_by_day(project: Path) -> None:
    bar = part(project, "sample-scan/get-help.html", "//nav[@class='help-bar']")
    assert dialed(bar) == ["911", DAY_DIALS] and "By day" in words_in(bar)


def test_on_paper_in_the_clinic_s_order(project: Path) -> None:
    for size in ("standard", "large"):
        data = (project / f"site/leaflets/sample-scan-card-{size}-en.pdf").read_bytes()
        words = squeezed(" ".join(word for word, _ in heard(data).words()))
        shown = "By day (217) 555-0142", "Ward & day unit (217) 555-0150", "At night (217) 555"
        places = [words.index(squeezed(name)) for name in shown]
        assert places == sorted(places)
        assert squeezed(SHOWN[2]) in words


def test_in_the_api_and_in_markdown(project: Path, tmp_path: Path) -> None:
    told = json.loads((project / "site/api/content/sample-scan.en.json").read_text("utf-8"))
    phones = told["clinic"]["phones"]
    assert [phone["id"] for phone in phones] == ["emergency", "day", "ward", "night"]
    every_day = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    assert phones[2] == {
        "id": "ward", "name": SHOWN[0], "number": SHOWN[1], "dials": WARD_DIALS, "levels": [], "when": SHOWN[2],
        "answers": [{"days": every_day, "begins": "00:00", "ends": "24:00"}],
    }  # fmt: skip
    assert phones[1]["levels"] == ["same_day", "office_hours"] and phones[1]["answers"][0]["days"] == every_day[:5]
    blocks = [block for topic in told["topics"] for block in topic["blocks"] if block["kind"] == "contacts"]
    assert [block["phones"] for block in blocks] == [["day", "ward", "night", "emergency"]]
    done = run("build_tools", "export", "--markdown", str(tmp_path / "plain"), cwd=project, LEAFLETS_DATE=DAY)
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "plain/docs/sample-scan/get-help.md").read_text("utf-8")
    assert (
        text.count("- Ward & day unit: [(217) 555-0150 ext. 12](tel:+12175550150;ext=12) (at any time, also by text)")
        == 2
    )  # block and foot


def test_named_phones_stand_in_the_order_in_which_they_are_named() -> None:
    clinic = MINIATURE.clinic
    assert [phone.id for phone in clinic.listed(("night", "emergency"))] == ["night", "emergency"]
    assert [phone.id for phone in clinic.emergency_first()] == ["emergency", "day", "night"]
    assert clinic.listed() == clinic.phones
    with pytest.raises(KeyError):
        clinic.phone("ward")
