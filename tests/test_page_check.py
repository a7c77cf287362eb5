"""Built pages are read back: each critical fact with its value, or the page is named."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from commands import DAY, TODAY, run
from test_site_folder import whole_project

from build_tools import pipeline, website
from build_tools.output import Output
from build_tools.preflight import page_check, phone_check
from build_tools.preflight.page_text import BEGINS, ENDS, page_text
from build_tools.problems import Problem
from build_tools.records import ledger, notices, sealed_folder
from build_tools.website.site_page import SitePage

HELP = "sample-scan/get-help.html"
CHEST_PAIN = 'id="sign-fb7318b5875c">Chest pain'


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Output:
    """Of a clinic that has released its leaflets: their codes have pages too."""
    project = whole_project(tmp_path_factory.mktemp("page-check"))
    now = pipeline.build(project, None, lambda message: None, TODAY).editions
    sealed_folder.add(project, ledger.FOLDER, ledger.released(ledger.Ledger(), now, TODAY).releases)
    done = run("mkdocs", "build", "-q", cwd=project, PRINT_LEAFLETS="false", LEAFLETS_DATE=DAY)
    assert done.returncode == 0, done.stderr
    return pipeline.build(project, None, lambda message: None, TODAY)


@pytest.fixture
def site(output: Output, tmp_path: Path) -> Path:
    return Path(shutil.copytree(output.project.root / "site", tmp_path / "site"))


def problems_of(output: Output, site: Path) -> list[Problem]:
    pages = pages_of(output)
    surfaces = {page.address: page.surface for page in pages}
    guide, *_ = output.guides
    must = {page.address: notices.on_page(output.guides, guide).lines for page in pages}
    close = {page.address: page.guide.frame("Close").text for page in pages}
    found = [*page_check.problems(surfaces, close, must, site)]
    return [*found, *phone_check.problems(output.project.clinic, set(surfaces), site)]


def pages_of(output: Output) -> tuple[SitePage, ...]:
    """With that for lost addresses."""
    return (*output.pages, website.lost(output.project, output.guides))


def pages_with(site: Path, words: str) -> list[str]:
    """The pages of the procedure whose article holds the words, as they stand in the file."""
    pages = sorted((site / "sample-scan").glob("*.html"))
    return [f"sample-scan/{page.name}" for page in pages if words in article(page.read_text("utf-8"))]


def article(html: str) -> str:
    (found,) = re.findall(r"(?s)<article.*?</article>", html)
    return str(found)


def change(site: Path, old: str, new: str) -> list[str]:
    """Change words on every page; the pages that they stood on."""
    found = pages_with(site, old)
    assert found
    for page in found:
        path = site / page
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    return found


def test_the_built_pages_are_good(output: Output, site: Path) -> None:
    assert problems_of(output, site) == []


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        pytest.param("555-0199</span>", "555-0198</span>", "555-0198", id="phone"),
        pytest.param("8 am to 5 pm", "8 am to 6 pm", "stands \u201c6\u201d, and it must be \u201c5\u201d", id="hours"),
        pytest.param(">2\N{NO-BREAK SPACE}hours<", ">12\N{NO-BREAK SPACE}hours<", "stands \u201c12\u201d", id="limit"),
        pytest.param(">2\N{NO-BREAK SPACE}hours<", ">2\N{NO-BREAK SPACE}days<", "stands \u201cdays", id="unit"),
        pytest.param("Do not drive", "Drive", "Drive", id="warning"),
        pytest.param("Chest pain</li>", "</li>", "\u201cChest pain\u201d are missing", id="line of help"),
        pytest.param(CHEST_PAIN, f"hidden {CHEST_PAIN}", "\u201cChest pain\u201d are missing", id="hidden"),
        pytest.param(
            "Chest pain</li>", "Chest pain maybe</li>", "nobody wrote: \u201cmaybe\u201d", id="words of nobody"
        ),
        pytest.param(">44 of 100 people</strong>", ">21 of 100 people</strong>", "21", id="chance"),
    ],
)
def test_a_wrong_value_is_found_on_every_page_that_has_it(
    output: Output, site: Path, old: str, new: str, lost: str
) -> None:
    changed = change(site, old, new)
    problems = problems_of(output, site)
    assert {problem.code for problem in problems} == {"lost-words"}
    told = {re.split("[:,] ", problem.message)[0] for problem in problems if lost in problem.message}
    assert told == set(changed), problems
    assert all(problem.hint for problem in problems)
    assert any(problem.place.path.startswith("docs/content/") and problem.place.line > 1 for problem in problems)


@pytest.mark.parametrize(
    "style", [f'style="display: none" {CHEST_PAIN}', CHEST_PAIN.replace(">", "><style>.care{display:none}</style>")]
)
def test_a_style_within_a_page_is_found(output: Output, site: Path, style: str) -> None:
    changed = change(site, CHEST_PAIN, style)
    problems = problems_of(output, site)
    assert {(problem.code, problem.message.partition(":")[0]) for problem in problems} == {
        ("unsafe-style", page) for page in changed
    }


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("<strong>Draft: not yet approved by a clinician.</strong>", "", id="gone"),
        pytest.param("<strong>Draft: ", "<strong hidden>Draft: ", id="hidden"),
        pytest.param("Draft: not yet approved by", "Approved by", id="changed"),
    ],
)
def test_a_notice_that_is_not_at_the_top(output: Output, site: Path, old: str, new: str) -> None:
    text = (site / HELP).read_text("utf-8")
    assert old in text
    (site / HELP).write_text(text.replace(old, new), "utf-8")
    (problem,) = problems_of(output, site)
    assert f"{HELP}: \u201cDraft: not yet approved by a clinician.\u201d does not stand" in problem.message


def test_levels_of_help_that_changed_places(output: Output, site: Path) -> None:
    """Every word is still there, but not where it belongs."""
    for page in pages_with(site, "Chest pain"):
        text = (site / page).read_text("utf-8")
        swapped = text.replace("Chest pain", "@").replace("You want to ask us more", "Chest pain")
        (site / page).write_text(swapped.replace("@", "You want to ask us more"), "utf-8")
    assert problems_of(output, site)


def test_words_beside_the_article_do_not_count(output: Output, site: Path) -> None:
    for page in (site / "sample-scan").glob("*.html"):
        text = page.read_text("utf-8")
        lost = text.replace("Do not drive", "Drive")
        page.write_text(lost.replace("</body>", "<p>Do not drive</p></body>"), "utf-8")
    assert problems_of(output, site)


@pytest.mark.parametrize(
    ("html", "said", "cards"),
    [
        ("<p>Rest.</p><p>Then call.</p>", "Rest. Then call.", ""),
        ("<p>Rest.</p><div popover><p>Do not</p><div>walk</div></div><p>Call.</p>", "Rest. Call.", "Do not walk"),
        ("<p>2<b>4</b> hours</p>", "24 hours", ""),
        ("<td>2</td><td>4 days</td>", "2 4 days", ""),
        ("<p hidden>Later</p><template><p>Never</p></template><p>Now</p>", "Now", ""),
        ("<script>x</script><style>y</style><svg role=img aria-label='A bed'><title>z</title></svg>", "A bed", ""),
        ('<img src="x" alt="A bed"><details><summary>More</summary><p>words</p></details>', "A bed More words", ""),
        ("<nav><ul><li>One</li><li>Two</li></ul></nav>", "One Two", ""),
        ("<p>&lt;b&gt; &amp; so on</p>", "<b> & so on", ""),
    ],
)
def test_the_words_of_a_page(html: str, said: str, cards: str) -> None:
    found = page_text(f"<p>before</p><!-- {BEGINS} -->{html}<!-- {ENDS} --><p>behind</p>")
    assert (found.words, found.cards, found.is_whole) == (said.split(), cards.split(), True)


WHOLE = f"<!-- {BEGINS} --><!-- {ENDS} -->"


def test_what_waits_is_read_as_the_html_it_will_be() -> None:
    data = '<script type="text/html"><p style="x">Not <b>be</b>fore&nbsp;&lt;6&gt;</p></script><script>Never</script>'
    found = page_text(f"{data}<!-- {BEGINS} --><p>Now</p>{data}<!-- {ENDS} -->")
    assert (found.words, found.later, found.styled) == (["Now"], "Not before <6> Not before <6>", ["p", "p"])


@pytest.mark.parametrize("marks", ["", f"<!-- {BEGINS} -->", WHOLE * 2])
def test_a_page_without_its_marks_is_not_whole(marks: str) -> None:
    assert not page_text(f"{marks}<p>Rest.</p>").is_whole


def test_a_word_lost_on_a_card_is_found(output: Output, site: Path) -> None:
    assert problems_of(output, site) == []
    page = next(path for path in sorted(site.rglob("*.html")) if "<div popover" in path.read_text("utf-8"))
    text = page.read_text("utf-8")
    start = text.index("<div popover")
    page.write_text(text[:start] + re.sub(r'<p class="word"[^>]*>[^<]*</p>', "", text[start:], count=1), "utf-8")
    assert any("words explained" in problem.message for problem in problems_of(output, site))


@pytest.mark.parametrize("how", ["gone", "a folder", "not UTF-8"])
def test_a_page_that_cannot_be_read(output: Output, site: Path, how: str) -> None:
    page = site / HELP
    page.unlink()
    if how == "a folder":
        page.mkdir()
    elif how == "not UTF-8":
        page.write_bytes(b"<article>\xff</article>")
    problems = problems_of(output, site)
    assert problems and all(HELP in problem.message for problem in problems)
    assert "cannot be read back" in problems[0].message


def test_an_empty_site_is_no_good_site(output: Output, tmp_path: Path) -> None:
    problems = problems_of(output, tmp_path)
    assert len(problems) == len(pages_of(output))


@pytest.mark.parametrize(
    ("page", "old", "new", "told"),
    [
        pytest.param("index.html", 'data-bar href="tel:+1', 'data-bar href="tel:+44', "dials", id="bar"),
        pytest.param("c/index.html", " data-bar", "", "not at the top", id="no bar"),
        pytest.param("desk.html", "555-0142</span></span></a>", "555-0199</span></span></a>", "dials", id="shown"),
        pytest.param("404.html", 'href="tel:911"', 'href="tel:+1217"', "`911` dials `+1217`", id="dialed"),
        pytest.param("404.html", "At night: <a", "By day: <a", "it must be \u201cAt night:\u201d", id="list of 404"),
        pytest.param("404.html", "Emergency: <a", "By day: <a", "it must be \u201cEmergency:\u201d", id="first of 404"),
        pytest.param("index.html", 'href="tel:911"', 'href="tel:112"', "dials `112`", id="nobody's number"),
    ],
)
def test_numbers_to_call_on_pages_of_every_kind(
    output: Output, site: Path, page: str, old: str, new: str, told: str
) -> None:
    text = (site / page).read_text("utf-8")
    assert old in text
    (site / page).write_text(text.replace(old, new), "utf-8")
    problems = problems_of(output, site)
    assert {problem.message.partition(": ")[0] for problem in problems} == {page}
    assert any(told in problem.message for problem in problems), problems
    assert {(problem.code, problem.place.path) for problem in problems} == {("lost-words", "docs/content/clinic.yaml")}


def test_words_lost_on_the_page_for_lost_addresses(output: Output, site: Path) -> None:
    text = (site / "404.html").read_text("utf-8")
    (site / "404.html").write_text(text.replace("Choose what you need", "Choose"), "utf-8")
    (problem,) = problems_of(output, site)
    assert problem.message.startswith("404.html: ") and "what you need" in problem.message
