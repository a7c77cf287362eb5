"""The plain pages: stock MkDocs and Zensical build them into what our own site says."""

from __future__ import annotations

import re
import shutil
import unicodedata
from itertools import count
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from commands import ROOT, TODAY, digests, run
from html_reader import Element, having, tree, without, words_in
from markdown_it import MarkdownIt
from projects import REAL as PROJECT
from prose import Prose
from test_export_folder import exported_to

from build_tools import pipeline
from build_tools.content.model import Itemized, YamlComparison, YamlFigure, shown_on_page
from build_tools.exports.plain.markdown import APART
from build_tools.languages.catalog import catalog
from build_tools.languages.hours import in_words

RULE = "---"  # a line across
WORD = re.compile(r"[^\W_]+")
# What our own article has beside what it tells: the plain pages do without, or say it in their frame, tested below.
NOT_TOLD = ".//nav", ".//ul[@class='levels']", having(  # ways to other pages and sections; engines have their own
    "share", "search-line", "letters",  # buttons, and a way to each letter
    "questions", "back",  # to each section and back
    "plan-tool",  # the form for dates; the steps below it stay
    "note",  # what is said of a drawn picture of people
    "ticks-note",  # what is said of boxes to tick; plain pages have none
    "eyebrow", "review-by", "on-paper",  # procedure, days and numbers: in the frame of each plain page
)  # fmt: skip
ENGINES = ("mkdocs", "zensical")


@pytest.fixture(scope="module")
def plain(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real project, exported once; its leaflets were printed for the site already."""
    folder = tmp_path_factory.mktemp("export") / "plain"
    result = exported_to(folder)
    assert result.exit_code == 0, result.output
    assert result.output.endswith(f"written into {folder}\n")
    return folder


@pytest.fixture(scope="module")
def sites(plain: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same folder built by each engine, without any plugin of ours; a warning ends the build."""
    found = {}
    for engine in ENGINES:
        copy = Path(shutil.copytree(plain, tmp_path_factory.mktemp(engine) / "plain"))
        built = run(engine, "build", "--strict", cwd=copy)
        assert built.returncode == 0, built.stdout + built.stderr
        found[engine] = copy / "site"
    return found


def pages_of(plain: Path) -> list[str]:
    """The address of every page that has to be there."""
    return [path.relative_to(plain / "docs").with_suffix(".html").as_posix() for path in (plain / "docs").rglob("*.md")]


# --- the same text ---------------------------------------------------------------------------------------------------


def article(page: str | Path, *left_out: str) -> Element:
    """What a page tells as it opens, whoever built it, without the parts that an XPath finds."""
    (found,) = tree(page).iter("article")
    return by_choice(without(found, " | ".join((".//*[@hidden or @popover]", *left_out))))


def by_choice(article: Element) -> Element:
    """With all that is told of one choice after the other, as plain pages have it, in the place of tables."""
    for table in article.xpath(".//table[@class='choices']"):
        head, *rows = ([words_in(cell) for cell in row] for row in table.iter("tr"))
        table.clear()
        table.text = " ".join(
            " ".join([column, *(f"{label}: {cells[number]}" for label, *cells in rows)])
            for number, column in enumerate(head[1:])
        )
    return article


def words(article: Element) -> list[str]:
    """Each word and number. Marks and spaces do not count: each engine sets its own around them."""
    return WORD.findall(unicodedata.normalize("NFKC", words_in(without(article, ".//img"))))


def pictures(article: Element) -> list[str]:
    """What is read out for them."""
    return [" ".join(alternative.split()) for alternative in article.xpath(".//img/@alt[. != '']")]


def told(article: Element) -> Element:
    """A plain page without its frame: the title, and what stands between the first and the last rule."""
    return without(article, "./*[not(self::h1)][not(preceding-sibling::hr and following-sibling::hr)]")


def first_difference(ours: list[str], theirs: list[str]) -> str:
    """Where two lists of words part, with the words around; nothing where they are the same."""
    at = next((at for at in count() if ours[at : at + 1] != theirs[at : at + 1] or at > len(ours)), 0)
    around = slice(max(at - 5, 0), at + 5)
    return "" if ours == theirs else f"{' '.join(ours[around])} <> {' '.join(theirs[around])}"


@pytest.mark.parametrize("engine", ENGINES)
def test_each_page_says_the_same_in_the_same_order(
    built_site: Path, plain: Path, sites: dict[str, Path], engine: str
) -> None:
    assert len(pages_of(plain)) > 20
    differ, total = {}, 0
    for page in pages_of(plain):
        ours, theirs = article(built_site / page, *NOT_TOLD), article(sites[engine] / page)
        total += len(words(ours))
        if difference := first_difference(words(ours), words(told(theirs))):
            differ[page] = difference
        assert pictures(ours) == pictures(theirs), page
    assert differ == {}
    assert total > 15_000


def test_there_are_no_other_pages(built_site: Path, plain: Path, sites: dict[str, Path]) -> None:
    ours = {path.relative_to(built_site).as_posix() for path in built_site.rglob("*.html")}
    assert ours - {"404.html"} == set(pages_of(plain))
    for site in sites.values():
        assert {path.relative_to(site).as_posix() for path in site.rglob("*.html")} == ours


def test_a_reader_of_common_markdown_reads_the_same(plain: Path, sites: dict[str, Path]) -> None:
    """GitHub and most editors show Markdown that way: no engine, no settings."""
    common = MarkdownIt("commonmark").enable("table")
    for page in pages_of(plain):
        text = (plain / "docs" / page).with_suffix(".md").read_text("utf-8").split("---\n", 2)[2]
        html = common.render(re.sub(r"^(##? .*) \{#[a-z0-9-]+\}$", r"\1", text, flags=re.MULTILINE))
        shown, built = article(f"<article>{html}</article>"), article(sites["mkdocs"] / page)
        assert first_difference(words(shown), words(built)) == "", page


@pytest.mark.parametrize(
    ("ours", "theirs", "difference"),
    [("a b c", "a b c", ""), ("a b c", "a x c", "a b c <> a x c"), ("a b", "a", "a b <> a"), ("", "a", " <> a")],
)
def test_a_difference_is_found(ours: str, theirs: str, difference: str) -> None:
    assert first_difference(ours.split(), theirs.split()) == difference


# --- around each page ------------------------------------------------------------------------------------------------


def test_every_page_tells_what_our_theme_tells_on_every_page(plain: Path) -> None:
    """In the text itself, for those who read it without any engine: above the content, and again below it."""
    output = pipeline.build(ROOT, None, lambda message: None, TODAY)
    clinic = PROJECT.clinic
    review = min(each.info.review for each in PROJECT.procedures)
    told = {
        "en": ("Draft: not yet approved by a clinician.", "Sample: this clinic and its phone numbers are not real."),
        "es": ("Traducción automática, sin revisar.", "Borrador: aún sin aprobación médica.", "Muestra: clínica"),
    }
    assert {page.guide.language for page in output.pages} == {*told}
    for page in output.pages:
        catalog = page.guide.resolver.catalog
        day = catalog.date(review)
        above = [*told[page.guide.language], day, *(phone.shown for phone in clinic.phones)]
        below = [clinic.name, clinic.address, catalog.text("Review by {date}.").format(date=day)]
        below += [words for phone in clinic.phones for words in (phone.shown, in_words(catalog, phone.hours))]
        _, _, text = (plain / "docs" / page.path).read_text("utf-8").split("---\n", 2)
        top, *_, foot = text.split(f"\n{RULE}\n")
        assert [words for words in above if words not in top] == [], page.path
        assert [words for words in below if words not in foot] == [], page.path


def test_the_way_to_help_and_the_way_on(plain: Path) -> None:
    (procedure,) = PROJECT.procedures
    path = [page for page in PROJECT.site.pages if page.path]
    for before, page, after in zip([None, *path], path, [*path[1:], None], strict=False):
        text = (plain / "docs" / procedure.id / f"{page.id}.md").read_text("utf-8")
        assert f"[Get help]({PROJECT.site.help_page}.md)" in text
        assert (f"Next: [{after.title}]({after.id}.md)" in text) if after else "Next: [" not in text
        assert (f"Previous: [{before.title}]({before.id}.md)" in text) if before else "Previous: [" not in text
    codes = [each.read_text("utf-8") for each in (plain / "docs/c").iterdir() if each.name != "index.md"]
    for words, folder in (("Get help", ""), ("Pedir ayuda", "es/")):
        way = f"[{words}](../{folder}{procedure.id}/{PROJECT.site.help_page}.md)"
        assert sum(way in code for code in codes) == len(PROJECT.leaflets) * len(PROJECT.sizes)


def test_no_html_that_needs_our_scripts(plain: Path) -> None:
    tags = {tag for page in (plain / "docs").rglob("*.md") for tag in re.findall(r"<[^>]*>", page.read_text("utf-8"))}
    assert tags == {'<details markdown="1">', "</details>", "<summary>", "</summary>", "<!-- -->"}


# --- links, pictures, PDFs -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("engine", ENGINES)
def test_every_link_leads_somewhere_and_nothing_comes_from_elsewhere(sites: dict[str, Path], engine: str) -> None:
    site, lost, pdfs = sites[engine], set(), set()
    start = f"{PROJECT.clinic.website}/"
    pages = {page: tree(page) for page in site.rglob("*.html")}
    ids = {page: set(found.xpath("//@id")) for page, found in pages.items()}
    for page, found in pages.items():
        for link in found.xpath("//@href | //@src"):
            parts = urlsplit(link)
            if page.name == "404.html" or parts.scheme == "tel" or link.startswith(start):
                continue
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            is_there = target.is_file() and (not parts.fragment or parts.fragment in ids[target])
            if parts.scheme or parts.netloc or not (is_there or parts.fragment.startswith("__")):
                lost.add((page.name, link))
            pdfs.add(target.name) if target.suffix == ".pdf" else None
    assert lost == set()
    assert pdfs == {path.name for path in (site / "leaflets").glob("*.pdf")} and len(pdfs) > 5


def test_pictures_and_leaflets_are_those_of_our_site(built_site: Path, plain: Path, sites: dict[str, Path]) -> None:
    kinds = {".svg", ".png", ".pdf"}
    ours = {path: digest for path, digest in digests(plain / "docs").items() if Path(path).suffix in kinds}
    assert ours.items() <= digests(built_site).items()
    for site in sites.values():
        assert ours.items() <= digests(site).items()
    shown = {
        name for page in (plain / "docs").rglob("*.md") for name in re.findall(r"\]\(([^()#]*)\)", page.read_text())
    }
    assert {Path(name).name for name in shown} >= {Path(path).name for path in ours if path.endswith(".svg")}


# --- what is written -------------------------------------------------------------------------------------------------


def test_twice_the_same(plain: Path, tmp_path: Path) -> None:
    again = exported_to(tmp_path / "again")
    assert again.exit_code == 0
    assert digests(tmp_path / "again") == digests(plain)
    texts = "".join(path.read_text("utf-8") for path in plain.rglob("*") if path.suffix in {".md", ".yml", ".json"})
    assert str(ROOT) not in texts and str(tmp_path) not in texts


def test_the_settings_name_nothing_of_ours(plain: Path) -> None:
    found = yaml.safe_load((plain / "mkdocs.yml").read_text("utf-8"))
    assert found["plugins"] == ["search"] and found["theme"] == {"name": "material", "language": "en", "font": False}
    assert "leaflets" not in found and "hooks" not in found and "extra_javascript" not in found
    (procedure,) = PROJECT.procedures
    names = [next(iter(entry)) for entry in found["nav"]]
    assert names[:2] == [PROJECT.site.home.title, procedure.info.title]
    assert [next(iter(page)) for page in found["nav"][1][procedure.info.title]] == [
        page.title for page in PROJECT.site.pages
    ]


def test_the_api_stays_with_our_own_site(plain: Path) -> None:
    assert not (plain / "docs/api").exists() and not (plain / "docs/robots.txt").exists()


# --- the shape of blocks ---------------------------------------------------------------------------------------------

BEGINS = {"list": "- ", "key_points": "- ", "steps": "1. ", "checklist": "- [ ] "}


def test_lists_stay_lists(plain: Path) -> None:
    seen = set()
    for procedure in PROJECT.procedures:
        for page in PROJECT.site.pages:
            text = (plain / "docs" / procedure.id / f"{page.id}.md").read_text("utf-8")
            for shown in shown_on_page(procedure, page):
                for block in shown.blocks:
                    if isinstance(block, Itemized):
                        first = block.items[0]
                        starts = {re.split(r"[\[{(]", words)[0] for words in (first.say, first.unset) if words}
                        found = {words for words in starts if f"\n{BEGINS[block.kind]}{words}" in text}
                        assert found, (page.id, starts)
                        seen.add(block.kind)
    assert seen == set(BEGINS)


def test_two_lists_stay_two(plain: Path, sites: dict[str, Path]) -> None:
    """Markdown would join them, such as signs of danger, and phone numbers below them."""
    docs = plain / "docs"
    counts = {path.relative_to(docs): path.read_text("utf-8").count(f"\n{APART}\n") for path in docs.rglob("*.md")}
    assert sum(counts.values()) > 4
    for site in sites.values():
        for path, times in counts.items():
            html = (site / path.with_suffix(".html")).read_text("utf-8")
            assert len(re.findall(rf"</[ou]l>\s*{APART}\s*<[ou]l", html)) == times


def test_tables_pictures_and_headings(plain: Path) -> None:
    (procedure,) = PROJECT.procedures
    text = "\n".join(path.read_text("utf-8") for path in sorted((plain / "docs" / procedure.id).glob("*.md")))
    words_of_all = catalog(ROOT, PROJECT.clinic.locale, PROJECT.clinic.place("locale"))
    prose = Prose(procedure, PROJECT.clinic, PROJECT.glossary, words_of_all)
    for id, topic in procedure.topics.items():
        for block in topic.blocks:
            if isinstance(block, YamlComparison):
                assert len(block.columns) > 1
                level = "####" if block.heading else "###"
                for column, first in zip(block.columns, block.rows[0].cells, strict=True):
                    assert f"\n{level} {column}\n\n- **{block.rows[0].label}**: {first.say}\n" in text
            elif isinstance(block, YamlFigure):
                assert f"\n![{block.alt}](pictures/{block.picture})\n" in text
            elif block.heading:
                assert f"\n### {prose.plain(block.heading, id)}\n" in text
    signs = "## Call 911 now for any of these\n\n### Chest and breathing\n\n- Chest pain or trouble breathing\n"
    assert f"\n{signs}" in text
