"""The HTML of a leaflet."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import bless
import pytest
import segno
from editing import change
from html_reader import tree
from translating import said

from build_tools import pipeline
from build_tools.content.model import Paper, Project, Statement, Topic, YamlBulletList, YamlKeyPoints, YamlTerm
from build_tools.guide import build
from build_tools.guide import leaflet as guide_leaflet
from build_tools.languages import catalog as language
from build_tools.languages.catalog import Catalog
from build_tools.printing import leaflet
from build_tools.problems import Place

CODE = "FHK-MPR"
ABOUT = "Code {code} \N{MIDDLE DOT} Review by {date} \N{MIDDLE DOT} Page {page} of {pages}"
CHECK, DOT = "Still right? {address}", " \N{MIDDLE DOT} "


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Catalog]:
    return pipeline.whole_source(bless.miniature(tmp_path_factory.mktemp("leaflet")))[:2]


def html(content: tuple[Project, Catalog], paper: Paper = "Letter", size: str = "standard") -> str:
    project, catalog = content
    (procedure,) = project.procedures
    guide = build.of(project, procedure, catalog)
    return leaflet.html(project, guide, guide_leaflet.leaflet(project, procedure, guide, "card", size), paper, CODE)


def with_topic(project: Project, id: str, topic: Topic) -> Project:
    (procedure,) = project.procedures
    return replace(project, procedures=(replace(procedure, topics={**procedure.topics, id: topic}),))


def test_sections_in_the_order_of_the_leaflet(content: tuple[Project, Catalog]) -> None:
    shown = tree(html(content)).xpath("//section[starts-with(@class, 'topic')]/@id")
    assert shown == [section.topic for section in content[0].leaflets["card"].sections]


@pytest.mark.parametrize("paper", ["Letter", "A4"])
def test_paper(content: tuple[Project, Catalog], paper: Paper) -> None:
    assert f"size: {paper};" in html(content, paper)


@pytest.mark.parametrize(("size", "body", "smallest"), [("standard", "14.0", "10.0"), ("large", "20.0", "16.0")])
def test_sizes(content: tuple[Project, Catalog], size: str, body: str, smallest: str) -> None:
    text = html(content, size=size)
    assert f"html {{ font-size: {body}pt }}" in text
    assert f"  font-size: {smallest}pt;" in text


def test_a_size_of_one_column_has_no_lists_of_two(content: tuple[Project, Catalog]) -> None:
    project, catalog = content
    topic = project.procedures[0].topics["getting-ready"]
    items = tuple(Statement(say=word, sources=("practice",)) for word in ("one", "two", "three"))
    more = topic.model_copy(update={"blocks": (*topic.blocks, YamlBulletList(kind="list", items=items))})
    both = with_topic(project, "getting-ready", more), catalog
    assert '<ul class="short">' in html(both)
    assert '<ul class="short">' not in html(both, size="large")
    assert "columns-of-lists-2" in html(both) and "columns-of-lists-1" in html(both, size="large")


def test_a_picture_for_one_size_brings_its_words_and_terms_along(content: tuple[Project, Catalog]) -> None:
    project, catalog = content
    (figure, *others) = project.procedures[0].topics["what-it-is"].blocks
    caption = Statement(say="You need no [sedation](term:sedation).", sources=("practice",))
    limited = figure.model_copy(update={"sizes": ("large",), "caption": caption})
    term = YamlTerm(word="sedation", means="calming medicine", sources=("practice",))
    glossary = project.glossary.model_copy(update={"terms": {**project.glossary.terms, "sedation": term}})
    topic = project.procedures[0].topics["what-it-is"].model_copy(update={"blocks": (limited, *others)})
    both = with_topic(replace(project, glossary=glossary), "what-it-is", topic), catalog
    words = ("one.svg", "A person lies on a flat table.", "You need no", "sedation</dfn> (calming medicine)")
    assert [word in html(both, size="large") for word in words] == [True] * 4
    assert [word in html(both) for word in words] == [False] * 4


def test_details_and_links_stay_on_the_site(content: tuple[Project, Catalog]) -> None:
    assert "scans at most" not in html(content)
    links = list(tree(html(content)).iter("a"))
    assert links and {(*link.keys(),) for link in links} == {("href", "title")}
    assert all(re.fullmatch(r"tel:[+0-9]+ Call [^<>]+", " ".join(link.values())) for link in links)


@pytest.mark.parametrize(
    ("number", "tel"), [("(217) 555-0142", "+12175550142"), ("(217) 555-0199", "+12175550199"), ("911", "911")]
)
def test_a_phone_number_is_a_link_that_says_what_it_does(
    content: tuple[Project, Catalog], number: str, tel: str
) -> None:
    text = html(content)
    shown = number.replace(" ", "\N{NO-BREAK SPACE}")
    link = f'<a href="tel:{tel}" title="Call {number}"><span class="fact" dir="ltr">{shown}</span>'
    assert text.count(link) == text.count(f">{shown}</span>") > 0


def test_who_speaks_and_the_title_come_before_the_code(content: tuple[Project, Catalog]) -> None:
    """As somebody hears it; the code stands at the foot too."""
    text = html(content)
    places = [text.index(part) for part in ('<p class="clinic">', "<h1>", f'Code <span dir="ltr">{CODE}</span>.')]
    assert places == sorted(places)
    assert CODE in foot(text) and text.count(CODE) == 2


def test_the_code_to_scan_leads_to_the_page_of_the_code(content: tuple[Project, Catalog]) -> None:
    (uri,) = re.findall(r"background-image: url\('(data:image/svg[^']*)'\)", html(content))
    assert leaflet.code_address(content[0].clinic, CODE) == "https://example.org/miniature/c/FHK-MPR.html"
    parts: Any = ["HTTPS://EXAMPLE.ORG", "/miniature/c/FHK-MPR.html"]
    symbol = segno.make(parts, micro=False, error="m", boost_error=True)
    assert symbol.error in ("M", "Q", "H") and symbol.symbol_size(border=0) == (29, 29)
    assert drawn(unquote(uri)) == {
        (x, y) for y, row in enumerate(symbol.matrix) for x, is_dark in enumerate(row) if is_dark
    }


def drawn(svg: str) -> set[tuple[int, int]]:
    """The dark squares of a QR code that is drawn as one line."""
    (path,) = re.findall(r" d='([^']+)'", svg)
    found, x, y = set(), 0, 0.0
    for move, right, down in re.findall(r"([Mmh])(-?[0-9.]+)(?: (-?[0-9.]+))?", path):
        if move == "h":
            found |= {(x + step, int(y)) for step in range(int(right))}
        x = x + int(float(right)) if move != "M" else int(float(right))
        y = y + float(down or 0) if move != "M" else float(down)
    return found


@pytest.mark.parametrize("website", ["https://example.org", "https://example.org/", "https://example.org/a/b/"])
def test_addresses(content: tuple[Project, Catalog], website: str) -> None:
    clinic = content[0].clinic.model_copy(update={"website": website})
    plain = website.rstrip("/")
    assert leaflet.code_address(clinic, CODE) == f"{plain}/c/{CODE}.html"
    assert clinic.short_address == plain.removeprefix("https://") + "/c"


def test_every_field_has_one_label_and_one_name(content: tuple[Project, Catalog]) -> None:
    page = tree(html(content))
    ids = page.xpath("//input/@id | //textarea/@id")
    assert ids and len(set(ids)) == len(ids)
    assert sorted(ids) == sorted(page.xpath("//label/@for"))


def test_words_explained_are_those_the_leaflet_marks(content: tuple[Project, Catalog]) -> None:
    project, catalog = content
    topic = project.procedures[0].topics["getting-ready"]
    plain = topic.model_copy(update={"blocks": topic.blocks[1:]})
    definitions = html((with_topic(project, "getting-ready", plain), catalog)).rpartition("Words explained")[2]
    assert "radiologist:" in definitions and "contrast:" not in definitions


def test_key_points_keep_their_sentence_before_the_list(content: tuple[Project, Catalog]) -> None:
    project, catalog = content
    say: dict[str, Any] = {"sources": ("practice",)}
    block = YamlKeyPoints(
        kind="key_points", intro=Statement(say="First this:", **say), items=(Statement(say="A point.", **say),)
    )
    assert "First this:" in html(
        (with_topic(project, "key-points", Topic(title="Key points", blocks=(block,))), catalog)
    )


def test_a_number_that_is_not_set_is_a_line_to_write_on(content: tuple[Project, Catalog]) -> None:
    text = html(content)
    assert re.search(r'until your team says you can\.\s*<span class="line"><label', text)
    assert not re.search(r'2\s*hours</span>\.\s*<span class="line">', text)


def foot(html: str) -> str:
    """What stands at the foot of each page, as a CSS value."""
    (line,) = re.findall(r"@bottom-left \{ content: (.*) \}", html)
    return str(line)


def plain(value: str) -> str:
    """A CSS value with its letters as they are read."""
    return re.sub(r"\\([0-9a-f]+) ", lambda found: chr(int(found[1], 16)), value).replace("\N{NO-BREAK SPACE}", " ")


def test_the_foot_has_one_line_where_there_is_room(content: tuple[Project, Catalog]) -> None:
    told = ("Still right? example.org/miniature/c", f"Code {CODE}", "Review by November 1, 2027")
    page = '"Page " counter(page) " of " counter(pages) ""'
    assert plain(foot(html(content))) == f'"{DOT.join(told)}{DOT}{page[1:]}'
    assert foot(html(content, size="large")).count(r'" "\A" "') == 1


STRING = r'"(?:[^"\\\n<>]|\\[0-9a-f]{1,6} )*"'


@pytest.mark.parametrize(
    "words",
    ["</style><script>alert()</script>", '"}} body {{ display: none', "\\", "a\nb", "100 % & <b>", "; color: red"],
)
@pytest.mark.parametrize("line", [CHECK, ABOUT])
def test_the_foot_of_a_page_is_nothing_but_words(content: tuple[Project, Catalog], line: str, words: str) -> None:
    """Translators write what stands there, within a style sheet."""
    project, catalog = content
    messages = {("interface", line): f"{words} {{page}}/{{pages}}" if line == ABOUT else f"{words} {{address}}"}
    found = foot(html((project, replace(catalog, messages=said(messages)))))
    counters = rf"{STRING} counter\(page\) {STRING} counter\(pages\) {STRING}"
    assert re.fullmatch(rf'({STRING} "\\A" )?{counters}', found), found


def test_the_name_of_a_website_is_nothing_but_words_either(content: tuple[Project, Catalog]) -> None:
    project, catalog = content
    clinic = project.clinic.model_copy(update={"website": 'https://x"} </style><b>'})
    assert "</style><b>" not in foot(html((replace(project, clinic=clinic), catalog)))


def test_the_foot_in_another_order(content: tuple[Project, Catalog]) -> None:
    project, catalog = content
    messages = {("interface", ABOUT): "{pages} / {page} {date} {code}"}
    text = foot(html((project, replace(catalog, messages=said(messages)))))
    assert plain(text).endswith(f'{DOT}" counter(pages) " / " counter(page) " November 1, 2027 {CODE}"')


def test_a_language_from_right_to_left(content: tuple[Project, Catalog]) -> None:
    project, _ = content
    text = html((project, language.catalog(Path(), "ar", Place(""))))
    assert '<html lang="ar" dir="rtl">' in text
    assert '<span class="fact" dir="ltr">(217)\N{NO-BREAK SPACE}555-0142</span>' in text


def test_what_to_do_at_another_level_stands_in_a_strip_before_its_box(tmp_path: Path) -> None:
    root = bless.miniature(tmp_path)
    change(root, "leaflets/card.yaml", "  - topic: afterwards\n", "  - {topic: afterwards, level: same_day}\n")
    words = "\n  - kind: paragraph\n    level: emergency\n    sentences:\n"
    say = '      - {say: "Call {phone_emergency} if you cannot wake up.", sources: [practice], no_why: x}\n'
    file = root / "docs/content/sample-scan/topics/afterwards.yaml"
    file.write_text(file.read_text("utf-8").rstrip() + words + say, "utf-8")
    page = tree(html(pipeline.whole_source(root)[:2]))
    (strip,) = page.xpath("//p[contains(@class, 'act emergency')]")
    assert " ".join(strip.text_content().split()) == "Call 911 if you cannot wake up."
    assert strip.xpath("following::h2[1]/ancestor::section[1]/@id") == ["afterwards"]
    assert not strip.xpath("ancestor::section[contains(@class, 'same-day')]")
