"""Words as plain Markdown, and the pages of other projects than the real one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import bless
import markdown
import pytest
import yaml
from commands import TODAY
from html_reader import tree
from outputs import HERE, in_markdown
from trees import line as said_line

from build_tools import pipeline
from build_tools.exports import plain as export
from build_tools.exports.plain import settings
from build_tools.exports.plain.markdown import escaped, line, stacked, table
from build_tools.guide import blocks
from build_tools.output import Output

EXTENSIONS = [each if isinstance(each, str) else next(iter(each)) for each in settings.EXTENSIONS]
NASTY = [
    "1. Do this", "# Not a heading", "- not a list", "+ 5 pounds", "> more", "*bold*", "_under_ snake_case_word",
    "a | b", "`code`", "[link](https://example.org)", "![x](y)", "<script>alert(1)</script>", "a < b & c > d",
    "&lt;b&gt;", "{#id}", "{: .x }", "back\\slash \\* star", "two\nlines\n\n# and a heading", "---", "===", "~~~",
    "[ ] box", "[x] box", "12) twelve", "1998 was the year", "https://example.org", "a  b", "!!! note", "&#35; x",
    "<!-- x -->", "\\", "5 * 4 * 3", "[note]: https://example.org", "[^1]", "*[abbr]: x", "www.example.org",
]  # fmt: skip
PLACES = ["{}", "- {}", "- [ ] {}", "## {} {{#id}}", "a\n\n| h |\n| --- |\n| {} |", "**{}** b"]


@pytest.mark.parametrize("words", NASTY)
@pytest.mark.parametrize("place", PLACES)
def test_words_stay_words(words: str, place: str) -> None:
    html = markdown.markdown(place.format(line(escaped(words))), extensions=["fenced_code", *EXTENSIONS])
    page = tree(html)
    assert " ".join(words.split()) in " ".join(" ".join(page.itertext()).split()), html
    assert [*page.iter("script", "a", "img", "code", "em", "ol", "blockquote", "pre", "h1", "hr")] == [], html


def test_two_lists_stay_two_and_nothing_leaves_no_room() -> None:
    assert stacked(["", "- a\n    - b", "", "1. c", "d", "- e", "1\\. f"]) == (
        "- a\n    - b\n\n<!-- -->\n\n1. c\n\nd\n\n- e\n\n1\\. f"
    )
    assert stacked([]) == stacked(["", ""]) == ""


def test_a_table() -> None:
    assert table(["a", "b"], [["1", escaped("2|3")]]) == "| a | b |\n| --- | --- |\n| 1 | 2\\|3 |"


def note(look: str, *said: str) -> blocks.Note:
    return blocks.Note(look=look, sentences=tuple(said_line(each, {}) for each in said), place=HERE)


def test_what_only_our_site_has_stays_there() -> None:
    link = blocks.Link(words=said_line("On", {}), address="sample-scan/results.html#one")
    assert in_markdown(blocks.Links(links=(link,), place=HERE)) == ""
    assert in_markdown(blocks.Links(look="help-links", links=(link,), place=HERE)) == "- [On](results.md#one)"
    assert [in_markdown(note(look, "Yes.")) for look in ("ticks-note", "on-paper")] == ["", ""]
    assert in_markdown(note("verdict", "Stop.", "Now.")) == "**Stop. Now.**"


@pytest.mark.parametrize(("day", "told"), [(date(2027, 1, 14), "Too old."), (date(2027, 1, 15), "")])
def test_a_day_that_is_over_is_told(day: date, told: str) -> None:
    assert in_markdown(blocks.AfterDay(day=day, sentences=(said_line("Too old.", {}),), place=HERE)) == told


def test_headings_stand_below_each_other() -> None:
    signs = (blocks.SignGroup(items=(said_line("Pain", {}),)),)
    card = blocks.CareCard(level="emergency", title=said_line("Call", {}), groups=signs, place=HERE)
    headed = replace(card, heading=said_line("Signs", {}))
    fold = blocks.Fold(heading=said_line("More", {}), blocks=(card,), place=HERE)
    assert in_markdown(card) == "## Call\n\n- Pain"
    assert in_markdown(headed) == "## Signs\n\n### Call\n\n- Pain"
    assert in_markdown(fold) == "## More\n\n### Call\n\n- Pain"


def texts(output: Output) -> dict[str, str]:
    return {path: data.decode() for path, data in export.files(output).items() if path.endswith((".md", ".yml"))}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Output:
    """The miniature with a second procedure."""
    return pipeline.build(bless.two_procedures(tmp_path_factory.mktemp("small")), None, lambda message: None, TODAY)


def test_several_procedures(small: Output) -> None:
    found = texts(small)
    assert "Other scan" in small.project.procedures[0].info.title
    assert {path.split("/")[1] for path in found if path.count("/") == 2} == {"other-scan", "sample-scan", "c"}
    nav = yaml.safe_load(found["mkdocs.yml"])["nav"]
    assert [next(iter(entry)) for entry in nav][1:3] == ["Other scan", "Sample scan"]
    home = found["docs/index.md"]
    assert "(other-scan/index.md)" in home and "(results.md)" in found["docs/other-scan/index.md"]
    assert "[Get help](" not in home.split("---\n")[2], "there is no one page to lead to"
    overview = found["docs/other-scan/overview.md"]
    assert "Next: [" in overview and "[Get help](get-help.md)" in overview and "sample-scan/" not in overview


def test_without_leaflets_nothing_is_offered(small: Output) -> None:
    found = export.files(small)
    assert [path for path in found if path.endswith((".pdf", ".png"))] == []
    assert [path for path, text in texts(small).items() if ".pdf" in text] == []


def test_the_name_of_a_clinic_stays_a_name(small: Output) -> None:
    """Themes put it into the page as it is, in attributes too."""
    clinic = small.project.clinic.model_copy(update={"name": 'St Ann\'s "Care" & <b>'})
    named = yaml.safe_load(texts(replace(small, project=replace(small.project, clinic=clinic)))["mkdocs.yml"])
    assert named["site_name"] == "St Ann's &quot;Care&quot; &amp; &lt;b&gt;"
