"""Which pages and leaflets a language has: those that are wholly translated, and never half of one."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import bless
import pytest
from editing import change
from html_reader import tree, words_in
from test_languages import build, html, speak
from translating import translate_all

from build_tools import pipeline, website
from build_tools.exports.api import content
from build_tools.guide import ready
from build_tools.guide.build import guides
from build_tools.languages import catalog as language
from build_tools.languages.message_list import messages_of
from build_tools.output import Output
from build_tools.website import pages

NOTICE = "This page is not translated yet"
PAGES = {"overview", "results", "getting-ready", "plan", "get-help", "words", "a-to-z", "leaflets"}


def spanish(tmp_path: Path, *without: str, make: Callable[[Path], Path] = bless.miniature) -> Path:
    """A project in Spanish too, in which some words are not translated."""
    root = make(tmp_path)
    speak(root, "en, es")
    translate_all(root, "es", marks="«{}»", without=without)
    return root


def notices(output: Output) -> set[str]:
    """The pages in whose place one stands, by their ids."""
    return {page.surface.id for page in output.pages if page.missing is not None}


def sheets(output: Output) -> set[str]:
    return {f"{job.key.leaflet} {job.key.size}" for job in output.jobs if job.key.language == "es"}


def everything(output: Output) -> set[str]:
    return {f"{job.key.leaflet} {job.key.size}" for job in output.jobs if job.key.language == "en"}


# What is not translated, and what is then not given out.
CASES: dict[str, tuple[str, set[str], bool]] = {
    "a statement": ("Take off your rings.", {"getting-ready"}, True),
    "a statement of one page alone": ("It was not looked at.", {"results"}, False),
    "a reason": ("Your head may still be light for some time after the scan.", {"getting-ready"}, True),
    "a title": ("How sure we are", {"results", "a-to-z"}, False),
    "an alternative": ("A person lies on a flat table.", {"overview"}, True),
    "the words for while a number is not set": ("Come early. Ask us how early.", {"getting-ready", "plan"}, False),
    "those for when it is": ("Come {be_early} early.", {"getting-ready", "plan"}, False),
    "what people type": ("can I eat; blood thinner", {"getting-ready"}, True),
    "a word that is explained": ("a dye that shows on pictures", {"getting-ready", "words"}, True),
    "a form of it": ("contrast dye", {"words"}, False),
    "what more there is to say of it": ("This doctor can also treat you.", {"overview", "words"}, False),
    "a part of a line that is framed": ("did not, so {waited.rest} were left", {"results"}, False),
    "a message of a page": ("Take time to choose.", {"results"}, False),
    "a message of a leaflet": ("Bring this card.", set(), True),
    "what only clinicians read": ("The range holds both, 20 and 30 minutes.", set(), False),
}


@pytest.mark.parametrize("case", CASES)
def test_what_lacks_a_message_is_not_given_out(tmp_path: Path, case: str) -> None:
    words, waiting, is_on_paper = CASES[case]
    output = build(spanish(tmp_path, words))
    assert notices(output) == waiting
    assert sheets(output) == (set() if is_on_paper else everything(output))
    assert len(output.waiting) == bool(waiting or is_on_paper)
    for problem in output.waiting:
        assert problem.message.startswith("es is not ready: ") and words[:20] in problem.message
        assert all(page in problem.message for page in waiting)


def test_where_all_is_translated_nothing_waits(tmp_path: Path) -> None:
    output = build(spanish(tmp_path))
    assert not notices(output) and not output.waiting and sheets(output) == everything(output)


# Without these nothing of the language is given out.
NEEDED = {
    "the tool's own words": "Call {number}.",
    "the clinic's": "By day",
    "the title of a page": "Is it for me?",
    "a danger sign": "Chest pain",
    "how people type it": "fever",
    "the name of the procedure": "sample scan",
    "what it is": "A scan that is made up, to try the tool.",
}


@pytest.mark.parametrize("case", NEEDED)
def test_a_language_without_the_words_of_every_page_is_not_offered(tmp_path: Path, case: str) -> None:
    output = build(spanish(tmp_path, NEEDED[case]))
    assert not [page.path for page in output.pages if page.path.startswith("es/")] and not sheets(output)
    assert len(output.waiting) == 1 and NEEDED[case] in output.waiting[0].message
    assert "Spanish): not ready." in words_in(tree(html(output, "desk.md")))
    assert {state.language for state in output.signed} == {"en"}


def test_a_notice_says_whom_to_call_and_leads_to_the_english_page(tmp_path: Path) -> None:
    output = build(spanish(tmp_path, "How sure we are"))
    (page,) = (page for page in output.pages if page.path == "es/sample-scan/results.md")
    made = html(output, page.path)
    shown = words_in(tree(made))
    assert f"«{NOTICE}»" in shown and "“Spanish, please”" in shown and "(217) 555-0142" in shown
    assert '<bdi lang="en"><a href="../../sample-scan/results.html" hreflang="en">Read this page in English</a>' in made
    assert 'href="getting-ready.html"' in made and 'href="a-to-z.html"' not in made
    assert "How sure we are" not in shown and "clear answer" not in shown
    assert page.path not in output.heads and not page.is_searched
    languages = {path: set(head.languages) for path, head in output.heads.items()}
    assert languages["sample-scan/results.md"] == {"en", "x-default"}
    assert languages["sample-scan/getting-ready.md"] == languages["es/sample-scan/getting-ready.md"] > {"es"}
    assert b"results.html" not in pipeline.files(output)["search/es/sample-scan.js"]


def two_leaflets(tmp_path: Path, without: str) -> Path:
    """One waits for words that are not translated, the other has none of them."""
    root = spanish(tmp_path, without)
    bless.second_leaflet(root, "other")
    translate_all(root, "es", marks="«{}»", without=[without])
    change(root, "leaflets/other.yaml", "  - topic: getting-ready\n", "")
    change(root, "leaflets/other.yaml", "  - topic: afterwards\n", "")
    return root


def test_the_desk_says_why_and_offers_the_english(tmp_path: Path) -> None:
    root = two_leaflets(tmp_path, "Take off your rings.")
    (root / "docs/content/locale/es/language.yaml").write_text("not_printed: {other: [large]}\n", "utf-8")
    output = build(root)
    assert sheets(output) == {"other standard"}
    rows = waiting_rows(desk(output))
    assert set(rows) == {("card", "standard"), ("card", "large"), ("other", "large")}
    assert "Not printed in Spanish in this size" in rows["other", "large"]
    told = rows["card", "standard"]
    assert re.search(r"Not ready in Spanish: 1 of \d\d sentences are not translated\.", told)
    assert 'href="leaflets/sample-scan-card-standard-en.pdf"' in told and "English and interpreter" in told


@pytest.mark.parametrize("words", ["how long you lie still afterwards", "a dye that shows on pictures"])
def test_the_desk_counts_what_stands_in_no_line_of_the_sheet_too(tmp_path: Path, words: str) -> None:
    """What a number is about, and a word that is explained: "0 sentences are not translated" would be no reason."""
    root = two_leaflets(tmp_path, words)
    rows = waiting_rows(desk(build(root)))
    assert rows and all(re.search(r": [1-9] of \d\d sentences", row) for row in rows.values())


def desk(output: Output) -> str:
    """As it is when all is printed."""
    (page,) = (page for page in output.pages if page.path == "desk.md")
    assert page.rewritten
    return pages.html(output.project, page.rewritten([bless.unprinted(job) for job in output.jobs]))


def waiting_rows(made: str) -> dict[tuple[str, str], str]:
    """The rows of what is not printed, by leaflet and size."""
    rows = re.findall(r'<tr class="not-ready".*?</tr>', made, re.DOTALL)
    named = {tuple(re.findall(r'data-(?:size|leaflet)="([^"]+)"', row)): row for row in rows}
    return {(leaflet, size): row for (size, leaflet), row in named.items()}


def test_of_several_procedures_those_are_offered_that_are_ready(tmp_path: Path) -> None:
    output = build(spanish(tmp_path, "Other scan", make=bless.two_procedures))
    told = {page.path for page in output.pages if page.missing is not None}
    assert told == {f"es/{page.path}" for page in output.pages if page.path.startswith("other-scan/")}
    assert {job.key.procedure for job in output.jobs if job.key.language == "es"} == {"sample-scan"}
    assert "Other scan" not in words_in(tree(html(output, "es/index.md")))
    assert "other-scan" not in pipeline.files(output)["search/es/_help.js"].decode()
    assert "Not ready in Spanish: not all of the danger signs are translated." in desk(output)


def test_data_for_other_systems_has_no_topic_half_in_english(tmp_path: Path) -> None:
    output = build(spanish(tmp_path, "Take off your rings.", "This doctor can also treat you.", "Bring this card."))
    found = {guide.language: content.document(output.project, guide) for guide in output.all_guides}
    topics = {language: {each.id for each in told.topics} for language, told in found.items()}
    terms = {language: {each.id for each in told.glossary} for language, told in found.items()}
    assert topics["en"] - topics["es"] == {"getting-ready"} and terms["en"] - terms["es"] == {"radiologist"}
    assert "Bring this card." not in found["es"].model_dump_json()


def test_english_that_stands_in_another_language_says_so(tmp_path: Path) -> None:
    """The pages of clinicians, also where the words around run to the left."""
    root = spanish(tmp_path)
    speak_also(root, "ar")
    translate_all(root, "ar", marks="«{} لا»", without=["The range holds both, 20 and 30 minutes."])
    output = build(root)
    made = html(output, "ar/sample-scan/disagreements.md")
    assert '<bdi lang="en" dir="ltr">The range holds both, 20 and 30 minutes.</bdi>' in made


def speak_also(root: Path, tag: str) -> None:
    change(root, "docs/content/clinic.yaml", "languages: [en, es]", f"languages: [en, es, {tag}]")


def test_whatever_is_missing_is_a_message_that_translators_get(tmp_path: Path) -> None:
    """Else nobody could ever finish it."""
    found = pipeline.whole_source(bless.two_procedures(tmp_path))
    known, count = messages_of(found.project), 0
    for guide in guides(found.project, language.empty(found.project, "es")):
        for page in website.of_procedure(found.project, guide.resolver.procedure, guide, ()):
            lacks = ready.missing(guide, page.surface)
            count += bool(lacks)
            assert set(lacks) <= known.keys()
        for lack in ready.of_guide(found.project, guide).leaflets.values():
            assert set(lack.missing) <= known.keys()
    assert count == 2 * (len(PAGES) + 3)
