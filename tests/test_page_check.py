"""Built pages are read back: each critical fact with its value, or the page is named."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from commands import DAY, TODAY, run
from test_site_folder import whole_project

from build_tools import pipeline
from build_tools.pipeline import Output
from build_tools.preflight import page_check
from build_tools.preflight.article import page_text

HELP = "sample-scan/get-help.html"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Output:
    project = whole_project(tmp_path_factory.mktemp("page-check"))
    done = run("mkdocs", "build", "-q", cwd=project, PRINT_LEAFLETS="false", SOURCE_DATE_EPOCH=DAY)
    assert done.returncode == 0, done.stderr
    return pipeline.build(project, None, lambda message: None, TODAY)


@pytest.fixture
def site(output: Output, tmp_path: Path) -> Path:
    return Path(shutil.copytree(output.project.root / "site", tmp_path / "site"))


def pages_with(site: Path, words: str) -> list[str]:
    """The pages of the procedure whose article holds the words, as they stand in the file."""
    pages = sorted((site / "sample-scan").glob("*.html"))
    return [f"sample-scan/{page.name}" for page in pages if words in article(page.read_text("utf-8"))]


def article(html: str) -> str:
    (found,) = re.findall(r"(?s)<article.*?</article>", html)
    return re.sub(r'(?s)<details class="origins".*?</details>', "", str(found))


def change(site: Path, old: str, new: str) -> list[str]:
    """Change words on every page; the pages that they stood on."""
    found = pages_with(site, old)
    assert found
    for page in found:
        path = site / page
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    return found


def test_the_built_pages_are_good(output: Output, site: Path) -> None:
    assert page_check.problems(output, site) == []


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        pytest.param(">555-0199</span>", ">555-0198</span>", "phone_night", id="phone"),
        pytest.param("8 am to 5 pm", "8 am to 6 pm", "when somebody answers", id="hours"),
        pytest.param(">2\N{NO-BREAK SPACE}hours<", ">12\N{NO-BREAK SPACE}hours<", "lie_still", id="limit"),
        pytest.param(">2\N{NO-BREAK SPACE}hours<", ">2\N{NO-BREAK SPACE}days<", "lie_still", id="unit"),
        pytest.param("Do not drive", "Drive", "warning", id="warning"),
        pytest.param("<li>Chest pain", "<li hidden-was=''>", "care card emergency", id="line of help"),
        pytest.param(
            ">44 of 100 people</strong>",
            ">21 of 100 people</strong>",
            "helped",
            id="chance",
        ),
    ],
)
def test_a_wrong_value_is_found_on_every_page_that_has_it(
    output: Output, site: Path, old: str, new: str, lost: str
) -> None:
    changed = change(site, old, new)
    problems = page_check.problems(output, site)
    assert {problem.code for problem in problems} == {"lost-words"}
    assert {problem.place.path for problem in problems if lost in problem.message} == {"docs/site.yaml"}
    told = {problem.message.partition(": ")[0] for problem in problems if lost in problem.message}
    assert told == set(changed), problems
    assert all(problem.hint and problem.place.line > 1 for problem in problems)


def test_levels_of_help_that_changed_places(output: Output, site: Path) -> None:
    """Every word is still there, but not where it belongs."""
    for page in pages_with(site, "Chest pain"):
        text = (site / page).read_text("utf-8")
        swapped = text.replace("Chest pain", "@").replace("You want to ask us more", "Chest pain")
        (site / page).write_text(swapped.replace("@", "You want to ask us more"), "utf-8")
    assert page_check.problems(output, site)


def test_words_beside_the_article_do_not_count(output: Output, site: Path) -> None:
    for page in (site / "sample-scan").glob("*.html"):
        text = page.read_text("utf-8")
        lost = text.replace("Do not drive", "Drive")
        page.write_text(lost.replace("</body>", "<p>Do not drive</p></body>"), "utf-8")
    assert page_check.problems(output, site)


def test_words_on_a_card_that_is_still_closed_do_not_count() -> None:
    card = '<div popover id="card"><p>Do not drive</p><div>or walk</div></div>'
    text = page_text(f"<article><p>Rest.</p>{card}<p>Then call.</p></article>")
    assert text.split() == ["Rest.", "Then", "call."]


@pytest.mark.parametrize("how", ["gone", "a folder", "not UTF-8"])
def test_a_page_that_cannot_be_read(output: Output, site: Path, how: str) -> None:
    page = site / HELP
    page.unlink()
    if how == "a folder":
        page.mkdir()
    elif how == "not UTF-8":
        page.write_bytes(b"<article>\xff</article>")
    problems = page_check.problems(output, site)
    assert problems and all(HELP in problem.message for problem in problems)
    assert "cannot be read back" in problems[0].message


def test_an_empty_site_is_no_good_site(output: Output, tmp_path: Path) -> None:
    problems = page_check.problems(output, tmp_path)
    assert len(problems) == len(output.project.site.pages)


@pytest.mark.parametrize(
    ("page", "old", "new", "told"),
    [
        pytest.param("index.html", '"call" href="tel:5550142"', '"call" href="tel:5550199"', "dials", id="bar"),
        pytest.param("c/index.html", 'class="call"', 'class="cal"', "not at the top", id="no bar"),
        pytest.param("desk.html", "555-0142</span></span></a>", "555-0199</span></span></a>", "dials", id="shown"),
        pytest.param("404.html", 'href="tel:911"', 'href="tel:5550199"', "`911` dials `5550199`", id="dialed"),
        pytest.param("404.html", "At night: <a", "By day: <a", "At night: 555-0199", id="list of 404"),
        pytest.param("index.html", "<strong>Emergency</strong>", "<strong>By day</strong>", "Emergency 911", id="home"),
        pytest.param("index.html", 'href="tel:911"', 'href="tel:112"', "dials `112`", id="nobody's number"),
    ],
)
def test_numbers_to_call_on_pages_of_every_kind(
    output: Output, site: Path, page: str, old: str, new: str, told: str
) -> None:
    text = (site / page).read_text("utf-8")
    assert old in text
    (site / page).write_text(text.replace(old, new), "utf-8")
    problems = page_check.problems(output, site)
    assert {problem.message.partition(": ")[0] for problem in problems} == {page}
    assert any(told in problem.message for problem in problems), problems
    assert {(problem.code, problem.place.path) for problem in problems} == {("lost-words", "docs/content/clinic.yaml")}
