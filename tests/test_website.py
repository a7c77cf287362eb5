"""Pages: which there are, what they offer, and that every reader-visible word of them passed the catalog."""

from __future__ import annotations

from dataclasses import replace

import bless
import pytest
from html_reader import addresses, tree
from marks import any_of, html_unmarked
from web_pages import html, made

from build_tools import pipeline
from build_tools.content.model import Project, shown_on_page
from build_tools.guide import build, walk
from build_tools.guide.leaflet_file import LeafletFile, LeafletKey
from build_tools.languages import catalog as language
from build_tools.languages.catalog import Catalog
from build_tools.problems import Place
from build_tools.website import pages as site_pages


def card(size: str, sides: int | None) -> LeafletFile:
    return LeafletFile(LeafletKey("sample-scan", "card", "en", size, "A4"), "FHK-MPR", sides)


CARDS = (card("standard", 2), card("large", 3))


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Catalog]:
    return pipeline.whole_source(bless.miniature(tmp_path_factory.mktemp("website")))[:2]


def pages(content: tuple[Project, Catalog], *printed: LeafletFile) -> dict[str, str]:
    return {address: text for address, text in html(*content, printed).items() if address != "index.html"}


def test_the_pages_of_site_yaml_in_its_order(content: tuple[Project, Catalog]) -> None:
    expected = [f"sample-scan/{page.id}.html" for page in content[0].site.pages]
    assert list(pages(content)) == expected


def test_a_page_offers_every_size_of_the_leaflet_that_was_printed(content: tuple[Project, Catalog]) -> None:
    for printed in CARDS:
        link = f'href="../leaflets/{printed.file}"'
        offered = {path for path, text in pages(content, *CARDS).items() if link in text}
        assert offered == {f"sample-scan/{page}.html" for page in ("overview", "getting-ready", "leaflets")}
        others = [replace(each, key=each.key._replace(procedure="other")) for each in CARDS]
        assert [path for path, text in pages(content, *others).items() if link in text] == []
    text = pages(content, *CARDS)["sample-scan/leaflets.html"]
    assert "Standard (PDF)</strong> <small>A4, printed sides: 2" in text
    assert "Large print (PDF)</strong> <small>A4, printed sides: 3" in text
    overview = pages(content, *CARDS)["sample-scan/overview.html"]
    assert "Your sample scan, Standard (PDF)" in overview and "Your sample scan, Large print (PDF)" in overview
    assert f'src="../leaflets/{CARDS[0].picture}"' in overview


def test_nobody_is_asked_to_write_on_a_screen(content: tuple[Project, Catalog]) -> None:
    (guide,), text = build.guides(*content), "".join(pages(content).values())
    blanks = {line.blank for line in walk.lines(tuple(guide.sections.values()))} - {""}
    assert blanks and [words for words in (*blanks, "Your visit") if words in text] == []


def test_the_first_page_leads_to_every_file_without_a_script(content: tuple[Project, Catalog]) -> None:
    links = addresses(tree(html(*content, CARDS)["index.html"]))
    assert [link for link in links if link.endswith(".pdf")] == [f"leaflets/{card.file}" for card in CARDS]


def test_what_is_being_printed_says_so_and_gets_its_sides_later(content: tuple[Project, Catalog]) -> None:
    project, before = content[0], made(*content, [replace(each, sides=None) for each in CARDS])
    text = {page.path: site_pages.html(project, page) for page in before}
    tell = {path for path, words in text.items() if "A4, printed sides: being printed" in words}
    assert tell == {f"sample-scan/{page}.md" for page in ("overview", "getting-ready", "leaflets")}
    assert {page.path for page in before if page.rewritten} == tell
    assert [page.rewritten(CARDS) if page.rewritten else page for page in before] == made(*content, CARDS)


def test_what_was_not_printed_is_not_offered(content: tuple[Project, Catalog]) -> None:
    assert [path for path, text in pages(content).items() if ".pdf" in text or 'class="offer"' in text] == []
    only = pages(content, CARDS[0])["sample-scan/leaflets.html"]
    assert "Standard" in only and "Large print" not in only


def test_every_link_of_a_page_leads_to_a_page_or_leaflet(content: tuple[Project, Catalog]) -> None:
    project, catalog = content
    ids = {page.id for page in project.site.pages}
    known = (
        {f"{id}.html" for id in ids}
        | {f"../leaflets/{card.file}" for card in CARDS}
        | {"../desk.html", "../c/index.html", "../assets/plan.css"}
    )
    for text in pages(content, *CARDS).values():
        links = {address.partition("#")[0] for address in addresses(tree(text))}
        assert links - {""} <= known
    assert set(addresses(tree(html(project, catalog)["index.html"]))) == {
        "sample-scan/results.html", "sample-scan/get-help.html",
    }  # fmt: skip


def test_with_several_procedures_one_chooses_first(content: tuple[Project, Catalog]) -> None:
    project, catalog = content
    (first,) = project.procedures
    second = replace(first, id="other", info=first.info.model_copy(update={"title": "Other scan", "summary": None}))
    both = replace(project, procedures=(first, second))
    made = html(both, catalog)
    home = made["index.html"]
    links = ["sample-scan/index.html", "other/index.html", "sample-scan/get-help.html", "other/get-help.html"]
    assert addresses(tree(home)) == links
    assert "Sample scan" in home and "Other scan" in home and '<h2 id="get-help">' in home
    other, first_start = made["other/index.html"], made["sample-scan/index.html"]
    assert addresses(tree(other)) == ["get-help.html", "results.html", "../index.html"]
    assert "Not written yet:" in other and "Not written yet:" not in first_start


def test_one_procedure_has_the_first_page_of_the_site(content: tuple[Project, Catalog]) -> None:
    project, catalog = content
    assert "sample-scan/index.html" not in html(project, catalog)
    info = project.procedures[0].info.model_copy(update={"summary": None})
    unwritten = replace(project, procedures=(replace(project.procedures[0], info=info),))
    assert "Not written yet:" in html(unwritten, catalog)["index.html"]
    assert "Not written yet:" not in html(project, catalog)["index.html"]


def test_the_names_of_the_clinic_cannot_leave_their_place(content: tuple[Project, Catalog]) -> None:
    """Content is checked for HTML; the templates do not rely on it."""
    project, catalog = content
    evil = '"><script>alert()</script>\n---'
    clinic = project.clinic.model_copy(update={"name": evil, "address": evil, "paid_by": evil})
    sources = {
        id: source.model_copy(update={"title": evil, "note": evil}) for id, source in project.sources.sources.items()
    }
    changed = replace(project, clinic=clinic, sources=project.sources.model_copy(update={"sources": sources}))
    assert not any("<script>" in text for text in pages((changed, catalog), *CARDS).values())


def test_every_word_passed_the_catalog(content: tuple[Project, Catalog]) -> None:
    project, _ = content
    pseudo = language.catalog(project.root, "en_XA", Place(""))
    titles = (source.title for source in project.sources.sources.values())
    hours = "Half an hour", "20 minutes"
    names = any_of(("(PDF)", project.clinic.name, *titles, *hours))  # and words of others
    for path, text in pages((project, pseudo), *CARDS).items():
        assert html_unmarked(text, names) == [], path


def test_every_topic_that_the_search_knows_stands_in_the_list_of_all_topics(content: tuple[Project, Catalog]) -> None:
    shown = pages(content)
    asked = {
        f"{page.id}.html#{id}"
        for page in content[0].site.pages
        if page.search
        for id, topic, _ in shown_on_page(content[0].procedures[0], page)
        if topic.title and topic.search_terms != ()
    }
    listed = list(tree(shown["sample-scan/a-to-z.html"]).xpath("//ul[@class='topics']//a"))
    assert {link.get("href") for link in listed} == asked and asked
    titles = [link.text_content().casefold() for link in listed]
    assert titles == sorted(titles)
