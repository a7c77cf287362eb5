"""A second procedure is data alone: it gets its pages and leaflets, and changes nothing of the first."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from as_read import page_sections, pattern, pdf_section, pdf_sections, squeezed, words_of
from click.testing import CliRunner
from commands import ROOT, hand_over_leaflets, mkdocs_build
from html_reader import all_words, tree, words_in
from projects import REAL
from prose import Prose
from several import SECOND, with_second

from build_tools import checks
from build_tools.__main__ import main
from build_tools.checks.gaps import gaps
from build_tools.content import reader as source
from build_tools.content import sections
from build_tools.content.model import BlockKind, Leaflet, Procedure, Project, Shown, shown_on_leaflet, shown_on_page
from build_tools.languages.catalog import Catalog, catalog

NEW = "hip-scan"
(FIRST,) = REAL.procedures
LISTS = {"site": REAL.site.required, **{id: leaflet.required for id, leaflet in REAL.leaflets.items()}}
CASES = [(by, entry.topic) for by, entries in LISTS.items() for entry in entries]
PROGRAM = ("build_tools",)
DATA_FOR_ALL = ("docs/site.yaml", "mkdocs.yml", *(f"leaflets/{id}.yaml" for id in REAL.leaflets))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_second(tmp_path_factory.mktemp("second") / "project")


@pytest.fixture(scope="module")
def project(root: Path) -> Project:
    found, unreadable = source.read(root)
    assert unreadable == ()
    return found


@pytest.fixture(scope="module")
def second(project: Project) -> Procedure:
    (found,) = (each for each in project.procedures if each.id == SECOND)
    return found


@pytest.fixture(scope="module")
def prose(project: Project, second: Procedure) -> Prose:
    words: Catalog = catalog(ROOT, project.clinic.locale, project.clinic.place("locale"))
    return Prose(second, project.clinic, project.glossary, words)


@pytest.fixture(scope="module")
def site(root: Path, project: Project, built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both procedures, and a third that `leaflets new` has just begun, by the real `mkdocs build`."""
    assert project
    arguments = ["--project", str(root), "new", NEW, "--date", "2026-11-21"]
    made = CliRunner().invoke(main, arguments)
    assert made.exit_code == 0, made.output
    hand_over_leaflets(root)
    site = tmp_path_factory.mktemp("site") / "site"
    built = mkdocs_build(root, site)
    assert built.returncode == 0, built.stderr
    return site


# --- the data --------------------------------------------------------------------------------------------------------


def test_it_has_no_problem_and_nothing_is_left_to_write(project: Project) -> None:
    assert [*map(str, checks.run(project))] == []
    assert [*gaps(project)] == []
    assert not any(row.is_missing or not row.is_written for row in sections.rows(project))


def test_it_uses_what_a_procedure_can_have(project: Project, second: Procedure) -> None:
    kinds = {block.kind for topic in second.topics.values() for block in topic.blocks}
    assert set(get_args(BlockKind)) <= kinds
    facts = {id for id, fact in second.facts.facts.items() if fact.set_by == "clinic"}
    is_set = set(project.clinic.settings[SECOND])
    assert is_set and facts - is_set, "some of the clinic's numbers are set, and some are not"
    plans = [each.plan for topic in second.topics.values() for each in topic.statements() if each.plan]
    assert (
        any(plan.before for plan in plans) and any(plan.after for plan in plans) and any(plan.remind for plan in plans)
    )
    assert second.info.without and second.info.messages.leaflets and second.info.lasts and second.pictures
    assert second.disagreements.disagreements and second.coverage.documents


def test_nothing_that_serves_all_procedures_names_one(project: Project) -> None:
    names = {word for each in project.procedures for word in (each.id, each.info.name, each.info.title)}
    named = re.compile("|".join(re.escape(name) for name in sorted(names)), re.IGNORECASE)
    files = [
        path for folder in PROGRAM for path in sorted((ROOT / folder).rglob("*")) if path.suffix not in (".pyc", ".png")
    ]
    files += [ROOT / path for path in DATA_FOR_ALL]
    found = {path: named.findall(path.read_bytes().decode("utf-8", "replace")) for path in files if path.is_file()}
    assert len(found) > 100
    assert {path: names for path, names in found.items() if names} == {}


# --- what it gets ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("by", "topic"), CASES)
def test_every_required_section_stands_where_it_must(
    site: Path, project: Project, second: Procedure, prose: Prose, by: str, topic: str
) -> None:
    if topic in second.info.without:
        assert topic not in second.topics
        return
    if by == "site":
        pages = [page for page in project.site.pages if topic in page.topics]
        assert pages
        for page in pages:
            text = page_sections(site / SECOND / f"{page.id}.html")[topic]
            is_help = page.id == project.site.help_page and topic == "get-help"  # its title is that of the page
            assert _missing(text, shown_on_page(second, page), topic, prose, with_title=not is_help) == []
        return
    for size in project.sizes:
        leaflet = project.leaflets[by]
        shown = shown_on_leaflet(second, leaflet, size)
        text = pdf_section(site / f"leaflets/{SECOND}-{by}-{size}-en.pdf", second.topics[topic].title)
        assert _missing(text, shown, topic, prose, leaflet, size=size) == []


def _missing(
    text: str, shown: tuple[Shown, ...], id: str, prose: Prose, leaflet: Leaflet | None = None, with_title: bool = True,
    size: str = "standard",
) -> list[str]:  # fmt: skip
    (section,) = (each for each in shown if each.id == id)
    expected = [words for block in section.blocks for words in words_of(block, prose, id, leaflet, size)]
    expected += [pattern(section.topic.title, prose, id)] if with_title and not leaflet else []
    return [words for words in expected if not re.search(words, text)]


def test_what_it_is_without_stands_nowhere_and_the_reason_stands_with_its_sources(
    site: Path, second: Procedure
) -> None:
    titles = {FIRST.topics[id].title for id in second.info.without}
    for page in (site / SECOND).glob("*.html"):
        assert not titles & {words_in(heading) for heading in tree(page).iter("h2")}
    told = (site / SECOND / "sources.html").read_text("utf-8")
    assert all(reason in told for reason in second.info.without.values())


def test_it_has_its_own_words_and_sources(site: Path) -> None:
    own, other = ({*tree(site / id / "words.html").xpath("//@id")} for id in (SECOND, FIRST.id))
    assert {"word-osteoarthritis", "word-sham"} <= own and "word-kyphoplasty" not in own
    assert "word-sham" in other and "word-osteoarthritis" not in other
    own, other = ({*tree(site / id / "sources.html").xpath("//@id")} for id in (SECOND, FIRST.id))
    assert {"invented-trial", "general-practice"} <= own and "doc-000" not in own
    assert "doc-000" in other and "invented-trial" not in other


def test_it_says_what_its_leaflets_are_for(site: Path) -> None:
    offered = (site / SECOND / "leaflets.html").read_text("utf-8")
    assert all(leaflet.purpose in offered for leaflet in REAL.leaflets.values())


def test_its_pages_have_its_own_messages(site: Path, second: Procedure, prose: Prose) -> None:
    for id, message in second.info.messages.pages.items():
        (told,) = tree(site / SECOND / f"{id}.html").xpath("//p[@class='message']")
        assert squeezed(told.text_content()) == squeezed(prose.plain(prose.chosen(message), "procedure"))


def test_its_plan_is_kept_apart(site: Path) -> None:
    keys = [tree(site / id / "plan.html").xpath("//@data-key") for id in (SECOND, FIRST.id)]
    assert keys == [[SECOND], [FIRST.id]]


def test_the_print_desk_has_both_with_a_pack_each(site: Path) -> None:
    rows = [
        (row.get("data-size"), row.get("data-procedure"), row.get("data-leaflet"))
        for row in tree(site / "desk.html").xpath("//tr[@data-leaflet][@data-language='en']")
    ]
    wanted = {
        (size, id, leaflet)
        for size in REAL.sizes
        for id in (SECOND, FIRST.id, NEW)
        for leaflet in (*REAL.leaflets, "pack")
    }
    assert set(rows) == wanted and len(rows) == len(wanted)
    for size, id, leaflet in wanted:
        assert (site / f"leaflets/{id}-{leaflet}-{size}-en.pdf").stat().st_size > 5000


def test_what_is_only_begun_is_marked_on_every_page_and_leaflet(site: Path, root: Path) -> None:
    begun = next(each for each in source.read(root)[0].procedures if each.id == NEW)
    for id, topic in begun.topics.items():
        for page in REAL.site.pages:
            if id in page.topics:
                text = page_sections(site / NEW / f"{page.id}.html")[id]
                assert (squeezed("Not written yet:") in text) == any(block.kind == "gap" for block in topic.blocks), id
    for leaflet in REAL.leaflets.values():
        shown = shown_on_leaflet(begun, leaflet, "standard")
        name = next(id for id, each in REAL.leaflets.items() if each is leaflet)
        printed = "".join(pdf_sections(site / f"leaflets/{NEW}-{name}-standard-en.pdf").values())
        waiting = [each for each in shown if any(block.kind == "gap" for block in each.blocks)]
        assert len(waiting) > min(5, len(shown) - 1) and printed.count(squeezed("Not written yet:")) == len(waiting)


# --- what stays ------------------------------------------------------------------------------------------------------


def test_the_first_procedure_reads_as_before(site: Path, built_site: Path) -> None:
    pages = sorted((built_site / FIRST.id).glob("*.html"))
    assert len(pages) == len(REAL.site.pages)
    for page in pages:
        assert all_words(site / FIRST.id / page.name) == all_words(page), page.name


def test_the_first_procedure_prints_as_before(site: Path, built_site: Path) -> None:
    """To the byte, and so with the same codes."""
    papers = sorted((built_site / "leaflets").glob(f"{FIRST.id}-*.pdf"))
    both = [paper for paper in papers if paper.stem.endswith("-english")]
    assert len(papers) - len(both) == len(REAL.sizes) * (len(REAL.leaflets) + 1) * len(REAL.clinic.languages)
    for paper in papers:
        assert (site / "leaflets" / paper.name).read_bytes() == paper.read_bytes(), paper.name
    codes = [page for page in (built_site / "c").glob("*.html") if page.name != "index.html"]
    for page in codes:
        assert all_words(site / "c" / page.name) == all_words(page)
