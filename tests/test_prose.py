"""The words of statements: taken apart, and put together for a page, for paper and as plain text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from projects import MINIATURE as PROJECT

from build_tools.content.model import Statement
from build_tools.guide import prose
from build_tools.guide.prose import Piece, Prose, parse
from build_tools.languages import catalog as language
from build_tools.problems import Place

NB = prose.NO_BREAK


def voice(page: bool = True, code: str = "en_US") -> Prose:
    catalog = language.catalog(PROJECT.root, code, Place(""))
    link = (lambda id: f"{id}.html") if page else None
    return Prose(PROJECT.procedures[0], PROJECT.clinic, PROJECT.glossary, catalog, link)


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
    assert prose.facts_in(words) == ("scan_time", "helped")
    assert prose.terms_in(words) == ("contrast",)


PHONE = (
    '<a href="tel:5550142" title="Call 555-0142"><span class="fact" data-fact="phone_day" dir="ltr">555-0142</span></a>'
)
SCAN_TIME = f'<span class="fact" data-fact="scan_time">20{NB}to{NB}30{NB}minutes</span>'


@pytest.mark.parametrize(
    ("words", "on_page", "on_paper", "as_text"),
    [
        ("a < b & c", "a &lt; b &amp; c", "a &lt; b &amp; c", "a < b & c"),
        ("<script>", "&lt;script&gt;", "&lt;script&gt;", "<script>"),
        *[("{scan_time}", *[SCAN_TIME] * 2, "20 to 30 minutes")],
        ("[help](page:get-help)", '<a href="get-help.html">help</a>', "help", "help"),
        *[("{phone_day}", *[PHONE] * 2, "555-0142")],
        ("{clinic}", "Miniature Clinic", "Miniature Clinic", "Miniature Clinic"),
        ("{procedure}", "sample scan", "sample scan", "sample scan"),
        ("{website}", "example.org/miniature", "example.org/miniature", "example.org/miniature"),
        *[("{written}", *[f"November{NB}1,{NB}2026"] * 2, "November 1, 2026")],
        *[("{helped.number}", *['<span class="fact" data-fact="helped">44</span>'] * 2, "44")],
        *[("{helped.rest}", *['<span class="fact" data-fact="helped">56</span>'] * 2, "56")],
        *[("{lie_still}", *[f'<span class="fact" data-fact="lie_still">2{NB}hours</span>'] * 2, "2 hours")],
    ],
)  # fmt: skip
def test_words(words: str, on_page: str, on_paper: str, as_text: str) -> None:
    assert str(voice().words(words, "x")) == on_page
    assert str(voice(page=False).words(words, "x")) == on_paper
    assert voice().plain(words, "x") == as_text


def test_a_term_is_explained_once_on_each_page() -> None:
    one, other = voice(), voice()
    words = "[dye](term:contrast)"
    explained = "<dfn>dye</dfn> (a dye that shows on pictures)"
    assert [str(v.words(words, "x")) for v in (one, one, other)] == [explained, "dye", explained]
    assert other.plain(words, "x") == "dye"


OPENER = '<button type="button" class="term" popovertarget="card-contrast" aria-haspopup="dialog">dye</button>'


def test_a_word_opens_its_card_where_the_page_has_cards() -> None:
    on_page = replace(voice(), opens_words=True)
    opened = f'<dfn id="term-contrast">{OPENER}</dfn> (a dye that shows on pictures)'
    assert [str(on_page.words("[dye](term:contrast)", "x")) for _ in range(2)] == [opened, "dye"]
    assert on_page.explained == {"contrast": True}


def test_the_label_of_a_field_holds_no_button() -> None:
    on_page = replace(voice(), opens_words=True)
    statement = Statement(say="You had [dye](term:contrast).", sources=("practice",))
    explained = 'You had <dfn id="term-contrast">dye</dfn> (a dye that shows on pictures).'
    assert str(on_page.say(statement, "x", in_label=True)) == explained
    assert on_page.explained == {"contrast": False}


@pytest.mark.parametrize(
    ("fact", "said"),
    [("lie_still", f'Wait <span class="fact" data-fact="lie_still">2{NB}hours</span>.'), ("no_driving", "Wait.")],
    ids=["set", "not set"],
)
def test_a_number_that_the_clinic_sets(fact: str, said: str) -> None:
    statement = Statement(say=f"Wait {{{fact}}}.", unset="Wait.", sources=("practice",))
    assert str(voice().say(statement, "x")) == said
    assert voice().is_unset(statement) is (said == "Wait.")


def test_words_of_the_clinic_are_escaped() -> None:
    clinic = PROJECT.clinic.model_copy(update={"name": "<b>A & B</b>"})
    assert str(replace(voice(), clinic=clinic).words("{clinic}", "x")) == "&lt;b&gt;A &amp; B&lt;/b&gt;"


def test_every_message_passes_the_catalog() -> None:
    assert (
        str(voice(code="en_XA").words("[dye](term:contrast)", "x"))
        == "⁅<dfn>dye</dfn> (⁅a dye that shows on pictures⁆)⁆"
    )


@pytest.mark.parametrize(("number", "dialled"), [("+1 (555) 555-0142", "+15555550142"), ("911", "911")])
def test_dial(number: str, dialled: str) -> None:
    assert prose.dial(number) == dialled
