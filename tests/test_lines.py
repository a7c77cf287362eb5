"""The words of statements: taken apart, and as a page, a leaflet, plain Markdown and plain text have them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from html_reader import tree, words_in
from outputs import GUIDE, HERE, guide_of, in_markdown, on_page, on_paper
from projects import MINIATURE as PROJECT
from prose import Prose

from build_tools.content.model import Sentence, Statement
from build_tools.content.words import Piece, facts_in, parse, terms_in
from build_tools.guide import blocks, walk
from build_tools.guide.explain import explained
from build_tools.guide.records import Guide, Line, Section

NB = "\N{NO-BREAK SPACE}"


def paragraph(line: Line) -> blocks.Paragraph:
    return blocks.Paragraph(sentences=(line,), place=HERE)


def words(words: str, guide: Guide = GUIDE) -> Line:
    return guide.resolver.line(words, "x", HERE)


def in_html(html: str) -> str:
    """What stands in the paragraph."""
    (found,) = re.findall(r"<p>(.*)</p>", html)
    return str(found)


@pytest.mark.parametrize(
    ("words", "pieces"),
    [
        ("Words.", [Piece("text", "Words.")]),
        ("", []),
        ("{a} b", [Piece("placeholder", "{a}", "a"), Piece("text", " b")]),
        ("a {b.rest}", [Piece("text", "a "), Piece("placeholder", "{b.rest}", "b", "rest")]),
        ("{a}{b}", [Piece("placeholder", "{a}", "a"), Piece("placeholder", "{b}", "b")]),
        ("[a b](term:c)!", [Piece("term", "a b", "c"), Piece("text", "!")]),
        ("[a](page:b)", [Piece("page", "a", "b")]),
        ("[a](https://example.org)", [Piece("text", "a")]),
        ("[a](javascript:x)", [Piece("text", "[a](javascript:x)")]),
        ("<b>&amp; *a* `c`", [Piece("text", "<b>&amp; *a* `c`")]),
        ("{A} {a.b} { a }", [Piece("text", "{A} {a.b} { a }")]),
    ],
)
def test_parse(words: str, pieces: list[Piece]) -> None:
    assert list(parse(words)) == pieces


def test_what_words_use() -> None:
    words = "Call {phone_day}: {scan_time} of [dye](term:contrast), {helped.rest}"
    assert facts_in(words) == ("scan_time", "helped")
    assert terms_in(words) == ("contrast",)


CALLED = "(217) 555-0142"


def phone(id: str) -> str:
    call = f'<span class="fact"{id} dir="ltr">(217){NB}555-0142</span>'
    return f'<a href="tel:+12175550142" title="Call (217) 555-0142">{call}</a>'


def fact(id: str, words: str) -> tuple[str, str]:
    """On a page, where scripts and checks know it by its id, and on paper."""
    joined, order = words.replace(" ", NB), ' dir="ltr"' if id == "website" else ""
    return f'<span class="fact" data-fact="{id}"{order}>{joined}</span>', f'<span class="fact"{order}>{joined}</span>'


WEBSITE = "example.org/miniature"


@pytest.mark.parametrize(
    ("said", "page", "paper", "markdown", "text"),
    [
        ("a < b & c", "a &lt; b &amp; c", "a &lt; b &amp; c", "a < b & c", "a < b & c"),
        ("<script>", "&lt;script&gt;", "&lt;script&gt;", "&lt;script>", "<script>"),
        ("*a* | 1. b", "*a* | 1. b", "*a* | 1. b", r"\*a\* \| 1. b", "*a* | 1. b"),
        ("{scan_time}", *fact("scan_time", "20 to 30 minutes"), "20 to 30 minutes", "20 to 30 minutes"),
        ("[a *](page:get-help)", '<a href="get-help.html">a *</a>', "a *", r"[a \*](get-help.md)", "a *"),
        ("{phone_day}", phone(' data-fact="phone_day"'), phone(""), f"[{CALLED}](tel:+12175550142)", CALLED),
        ("{phone}", phone(' data-fact="phone_day"'), phone(""), f"[{CALLED}](tel:+12175550142)", CALLED),
        ("{clinic}", *["Miniature Clinic"] * 4),
        ("{procedure}", *["sample scan"] * 4),
        ("{website}", *fact("website", WEBSITE), WEBSITE, WEBSITE),
        ("{written}", *fact("written", "November 1, 2026"), "November 1, 2026", "November 1, 2026"),
        ("{helped.number}", *fact("helped", "44"), "44", "44"),
        ("{helped.rest}", *fact("helped", "56"), "56", "56"),
        ("{lie_still}", *fact("lie_still", "2 hours"), "2 hours", "2 hours"),
    ],
)
def test_words(said: str, page: str, paper: str, markdown: str, text: str) -> None:
    block = paragraph(words(said))
    assert in_html(on_page(block)) == page
    assert in_html(on_paper(block)) == paper
    assert in_markdown(block) == markdown
    assert block.sentences[0].text == text


# --- medical words ---------------------------------------------------------------------------------------------------

DYE = "[dye](term:contrast)"
MEANING = "(a dye that shows on pictures)"
OPENER = '<button type="button" class="term" popovertarget="card-contrast" aria-haspopup="dialog">dye</button>'


def test_a_term_is_explained_once_on_each_surface() -> None:
    sections = (Section("x", None, (paragraph(words(DYE)), paragraph(words(DYE))), HERE),)
    (section,), terms = explained(sections, GUIDE, opens_cards=True)
    first, second = section.blocks
    assert in_html(on_page(first)) == f'<dfn id="term-contrast">{OPENER}</dfn> {MEANING}'
    assert in_html(on_paper(first)) == f"<dfn>dye</dfn> {MEANING}"
    assert in_markdown(first) == f"dye {MEANING}"
    assert [in_html(on_page(second)), in_html(on_paper(second)), in_markdown(second)] == ["dye"] * 3
    assert terms == {"contrast": True}
    assert explained(sections, GUIDE, opens_cards=False)[1] == {"contrast": False}


def test_the_label_of_a_field_holds_no_button() -> None:
    label = replace(words(f"You had {DYE}."), role="label")
    (section,), terms = explained((Section("x", None, (paragraph(label),), HERE),), GUIDE, opens_cards=True)
    assert in_html(on_page(section.blocks[0])) == f'You had <dfn id="term-contrast">dye</dfn> {MEANING}.'
    assert terms == {"contrast": False}


# --- what a clinic sets ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fact_id", "page", "markdown"),
    [
        ("lie_still", f"Wait {fact('lie_still', '2 hours')[0]}.", "Wait 2 hours."),
        ("no_driving", "Wait.", "Wait."),
    ],
    ids=["set", "not set"],
)
def test_a_number_that_the_clinic_sets(fact_id: str, page: str, markdown: str) -> None:
    statement = Statement(say=f"Wait {{{fact_id}}}.", unset="Wait.", sources=("practice",))
    block = paragraph(GUIDE.resolver.statement(statement, "x"))
    assert (in_html(on_page(block)), in_markdown(block)) == (page, markdown)
    assert ("Write here:" in on_paper(block)) is bool(block.sentences[0].blank)
    is_unset = Prose(PROJECT.procedures[0], PROJECT.clinic, PROJECT.glossary, GUIDE.resolver.catalog).is_unset
    assert is_unset(statement) is bool(block.sentences[0].blank)


@pytest.mark.parametrize("more", ["why", "how_long"])
def test_the_line_to_write_on_follows_the_reason(more: str) -> None:
    reason = {more: Sentence(say="Bones are weak.", sources=("practice",))}
    statement = Statement(say="Wait {no_driving}.", unset="Ask how long.", sources=("practice",), **reason)
    line = GUIDE.resolver.statement(statement, "x")
    assert "Ask how long. Bones are weak. Write here:" in words_in(tree(on_paper(paragraph(line))))
    assert [(each.text, each.to_write_on) for each in walk.lines(line)] == [
        ("Ask how long.", True),
        ("Bones are weak.", False),
    ]
    assert [each.field for each in walk.lines(line) if each.blank] == ["Ask how long. Write here:"]


def test_words_of_the_clinic_are_escaped() -> None:
    guide = guide_of(replace(PROJECT, clinic=PROJECT.clinic.model_copy(update={"name": "<b>A & _B_</b>"})))
    block = paragraph(words("{clinic}", guide))
    assert in_html(on_page(block)) == "&lt;b&gt;A &amp; _B_&lt;/b&gt;"
    assert in_markdown(block) == r"&lt;b>A & \_B\_&lt;/b>"


def test_every_message_passes_the_catalog() -> None:
    guide = guide_of(code="en_XA")
    (section,), _ = explained((Section("x", None, (paragraph(words(DYE, guide)),), HERE),), guide, opens_cards=False)
    assert in_html(on_paper(section.blocks[0])) == "⁅<dfn>dye</dfn> (⁅a dye that shows on pictures⁆)⁆"


def test_marks_of_markdown_made_of_several_parts_mean_nothing() -> None:
    """Such as "1" and ". Do this" are a line that would begin a list."""
    parts = words("{helped.number}. Do this")
    assert in_markdown(paragraph(parts)) == r"44\. Do this"
    strong = replace(parts, spans=tuple(replace(span, strong=True) for span in parts.spans))
    assert in_markdown(paragraph(strong)) == "**44. Do this**"
