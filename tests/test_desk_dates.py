"""What the print desk reads to print leaflets with dates: word for word the tree, and a place for each date."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import partial
from pathlib import Path

import bless
import lxml.html
import pytest
from commands import DAY, run
from editing import own
from html_reader import Element, tree, without
from test_ready import desk as built_desk
from test_site_folder import whole_project
from translating import translate_all

from build_tools import pipeline
from build_tools.exports import desk
from build_tools.output import Output
from build_tools.preflight.page_text import BEGINS, ENDS, page_text
from build_tools.preflight.whole_text import changes
from build_tools.printing import on_desk
from build_tools.website import dated
from build_tools.website.desk import page
from build_tools.website.pages import html

TODAY = date(2026, 12, 1)
# (id, unit, how many, side, means, label): the facts of the strip, each with its cell.
CELLS = (
    ("fast", "hour", 6, "before", "by", "Last meal"),
    ("early", "minute", 20, "before", "by", "Be here"),
    ("fetched", "hour", 2, "after", "from", "Be fetched"),
)
# What the evening before says of the first, where it falls into the night.
EVENING = """
  - kind: list
    detail: true
    intro: {say: "If {fast} before is in the night:", sources: [practice]}
    items:
      - say: Eat before you go to bed.
        sources: [practice]
        plan: {before: fast, means: evening}
        no_why: It is a sample."""


def with_times(folder: Path) -> Path:
    """The miniature project with a strip of times on its card."""
    return give_times(bless.miniature(folder))


def give_times(project: Path) -> Path:
    """Such a strip for the card of a project."""
    content = project / "docs/content/sample-scan"
    strip, facts = "\n  - kind: times\n    items:", ""
    for id, unit, value, side, means, label in CELLS:
        plan = f"plan: {{{side}: {id}, means: {means}}}, no_why: It is a sample."
        strip += f'\n      - {{say: "{label}, {{{id}}} away, at", sources: [practice], {plan}}}'
        facts += f"\n  {id}: {{what: {label}, unit: {unit}, value: {value}, sources: [practice]}}"
    _change(content / "topics/timed-steps.yaml", "blocks:", f"blocks:{strip}{EVENING}")
    _change(content / "facts.yaml", "facts:", f"facts:{facts}")
    _change(project / "leaflets/card.yaml", "  - topic: afterwards", "  - topic: timed-steps\n  - topic: afterwards")
    _change(project / "leaflets/card.yaml", "sides: {standard: 2, large: 4}", "sides: {standard: 3, large: 6}")
    return project


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Output:
    return pipeline.build(with_times(tmp_path_factory.mktemp("times")), None, lambda message: None, TODAY)


def files_of(output: Output) -> dict[str, bytes]:
    return desk.files(output.project, output.all_guides, output.jobs)


def rows_of(output: Output) -> list[Element]:
    """What the desk has to print."""
    printed = [bless.unprinted(job) for job in output.jobs]
    rows: list[Element] = tree(html(output.project, page(output.project, output.guides, [], printed))).xpath(
        "//tr[@data-leaflet]"
    )
    return rows


@pytest.fixture(scope="module")
def held(output: Output) -> Element:
    """What the file of the procedure holds."""
    text = files_of(output)["desk/sample-scan-en.js"].decode()
    found = re.fullmatch(r'\(window\.datedSheets \?\?= \{\}\)\["desk/sample-scan-en\.js"\] = (".*")\n', text)
    assert found
    return tree(json.loads(found[1]))


def test_each_leaflet_says_word_for_word_what_the_tree_says(output: Output, held: Element) -> None:
    sheets = {(each.get("data-leaflet"), each.get("data-size")): each for each in held.xpath("//*[@data-leaflet]")}
    assert set(sheets) == {(job.key.leaflet, job.key.size) for job in output.jobs}
    for job in output.jobs:
        sheet = sheets[job.key.leaflet, job.key.size]
        shown = without(sheet, ".//*[contains(@class, 'desk-foot')]")
        said = page_text(f"<!-- {BEGINS} -->{lxml.html.tostring(shown, encoding='unicode')}<!-- {ENDS} -->").words
        assert [each.told for each in changes(said, job.expected.lines)] == []
        foot = sheet.find_class("desk-foot")[0].text_content()
        assert f"Code {job.current.code}, with your dates" in foot and "Review by November 1, 2027" in foot
        assert "example.org/miniature/c" in foot


SPOILED = {
    "a word": ("Wear loose clothes", "Wear clothes", "loose"),
    "another number": ("6\\u00a0hours", "16\\u00a0hours", "16"),
    "the mark of a leaflet": (f"<!-- {BEGINS} -->", "", "1 leaflets stand there, and it must be 2"),
    "all of it": ("] = ", "] == ", "0 leaflets stand there"),
}


@pytest.mark.parametrize(("old", "new", "told"), SPOILED.values(), ids=SPOILED)
def test_a_build_reads_them_back(output: Output, tmp_path: Path, old: str, new: str, told: str) -> None:
    for path, data in files_of(output).items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(data)
    read = partial(desk.problems, output.project, output.guides, output.jobs, tmp_path)
    assert [*read()] == []
    file = tmp_path / "desk/sample-scan-en.js"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    found = [*read()]
    assert found and any(told in each.message for each in found)
    assert {each.code for each in found} == {"lost-words"}
    file.unlink()
    assert "cannot be read back" in next(read()).message


def test_words_lost_by_a_template_stop_the_build(tmp_path: Path) -> None:
    project = give_times(whole_project(tmp_path))
    own(project, "docs/templates/pages/dates.html")
    _change(
        project / "docs/templates/pages/dates.html", "{{ sheet.html", "{{ sheet.html | replace('Wear loose', 'Wear')"
    )
    done = run("mkdocs", "build", "-q", cwd=project, PRINT_LEAFLETS="false", LEAFLETS_DATE=DAY)
    assert done.returncode != 0 and "desk/sample-scan-en.js, sample-scan-card-standard-en.pdf: " in done.stderr


def test_each_step_has_a_place_for_its_date_and_what_it_is_counted_by(held: Element) -> None:
    sheet = held.xpath("//*[@data-size='standard']")[0]
    cells = sheet.xpath(".//ul[@class='times']/li")
    keys = ("data-side", "data-amount", "data-unit")
    counted = [tuple(cell.find_class("due")[0].get(key) for key in keys) for cell in cells]
    assert counted == [("before", "6", "hour"), ("before", "20", "minute"), ("after", "2", "hour")]
    assert [len(cell.xpath(".//input")) for cell in cells] == [2, 2, 2]
    days = [each.get("data-day") for each in sheet.find_class("due")]
    assert "the_day" in days and "soon" in days


def test_nothing_has_a_style_of_its_own_which_a_page_s_policy_forbids(held: Element) -> None:
    assert held.xpath("//*[@style]") == []
    for sheet in held.xpath("//*[@data-leaflet]"):
        (code,) = sheet.xpath(".//img[@class='scan']/@src | .//*[@class='qr']/@data-style")
        assert "data:image/svg+xml" in code


def test_the_calendar_has_what_comes_after_and_nothing_of_before(held: Element) -> None:
    (calendar,) = held.find_class("calendar")
    moments = calendar.find_class("plan-moment")
    assert {each.get("data-side") for each in moments} == {"after"}
    text = " ".join(calendar.text_content().split())
    for words in ("Sample scan: your first 30 days", "Miniature Clinic", "Draft: not yet approved", "911", "555-0142"):
        assert words in text
    assert "Do not lift heavy things." in text and "Wear loose clothes." not in text
    assert "Be fetched" not in text, "the strip stands on the leaflet alone"


def test_the_desk_names_the_file_at_each_leaflet_and_only_leaflets_are_dated(output: Output) -> None:
    rows = rows_of(output)
    assert {row.get("data-dates") for row in rows} == {"desk/sample-scan-en.js"}
    assert [row.get("data-dated") for row in rows] == [str(bless.unprinted(job).sides) for job in output.jobs]


def test_without_times_there_is_no_file_and_the_desk_asks_for_no_appointment(tmp_path: Path) -> None:
    output = pipeline.build(bless.miniature(tmp_path), None, lambda message: None, TODAY)
    assert files_of(output) == {}
    assert {row.get("data-dates") for row in rows_of(output)} == {None}


def test_a_further_language_has_a_file_of_its_own_with_its_own_words(tmp_path: Path) -> None:
    project = with_times(tmp_path / "project")
    _change(project / "docs/content/clinic.yaml", "locale: en_US", "locale: en_US\nlanguages: [en, es]")
    translate_all(project, "es", marks="«{}»")
    output = pipeline.build(project, None, lambda message: None, TODAY)
    scripts = {path: data.decode() for path, data in files_of(output).items() if path.endswith(".js")}
    assert set(scripts) == {"desk/sample-scan-en.js", "desk/sample-scan-es.js"}
    assert "«" not in dated.html_of(scripts["desk/sample-scan-en.js"])
    held = tree(dated.html_of(scripts["desk/sample-scan-es.js"]))
    assert held.xpath("//*[@class='dates']/@lang") == ["es-US"]
    assert 'data-word="by">«by {time}»<' in dated.html_of(scripts["desk/sample-scan-es.js"])
    for each in held.xpath("//*[@data-leaflet]"):
        text = each.text_content()
        assert "«" in text and re.search(r"Spanish: .*[.] Code ...-..., English ...-...[.]", text)
    assert {(row.get("data-language"), row.get("data-dates")) for row in rows_of(output)} == {
        (tag, f"desk/sample-scan-{tag}.js") for tag in ("en", "es")
    }
    for path, data in files_of(output).items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(data.replace(rb"\u00abWear", b"Wear"))
    found = [*desk.problems(output.project, output.all_guides, output.jobs, tmp_path)]
    assert found and all("sample-scan-es.js" in each.message for each in found)


def not_on_paper(words: str, plan: str) -> str:
    """A step that the plan has and no leaflet."""
    return f"""
  - kind: list
    detail: true
    items:
      - {{say: {words}, sources: [practice], plan: {{{plan}}}, no_why: It is a sample.}}"""


# What of the plan is not translated, and whether a sheet with dates in Spanish is left.
WAITING = {
    "a step before": ("Buy some soup.", True),
    "a step after": ("Eat some soup.", True),
    "what is told of a time in the night": ("Eat before you go to bed.", False),
}


@pytest.mark.parametrize("case", WAITING)
def test_a_calendar_waits_until_the_plan_is_translated(tmp_path: Path, case: str) -> None:
    """Nobody is handed half of one; nor a sheet with dates on which English words could come up."""
    (words, has_sheet), project = WAITING[case], with_times(tmp_path / "project")
    steps = not_on_paper("Buy some soup.", "day: day_before") + not_on_paper("Eat some soup.", "day: rest_of_day")
    _change(project / "docs/content/sample-scan/topics/timed-steps.yaml", EVENING, EVENING + steps)
    _change(project / "docs/content/clinic.yaml", "locale: en_US", "locale: en_US\nlanguages: [en, es]")
    translate_all(project, "es", marks="«{}»", without=[words])
    output = pipeline.build(project, None, lambda message: None, TODAY)
    assert [each.key.language for each in output.jobs] == ["en", "en", "es", "es"], "the leaflets are translated"
    files = {path: dated.html_of(data.decode()) for path, data in files_of(output).items() if path.endswith(".js")}
    english, spanish = (files.get(f"desk/sample-scan-{tag}.js", "") for tag in ("en", "es"))
    assert "Eat some soup." in english and words not in spanish and "sheet calendar" not in spanish
    assert ("data-leaflet" in spanish) == has_sheet
    told = {row.get("data-language"): row for row in tree(built_desk(output)).xpath("//tr[@data-leaflet]")}
    assert ("data-dates" in told["es"].attrib) == has_sheet and "data-lacks" not in told["en"].attrib
    reason = r"Print the calendar of 30 days\. Not ready in Spanish: 1 of \d+ sentences are not translated\."
    assert re.fullmatch(reason, told["es"].get("data-lacks"))


def test_the_style_sheet_of_leaflets_fits_into_a_page() -> None:
    css = on_desk.in_shadow(
        "@page { margin: 1mm; @bottom-left { color: red } } /* no */ html { font-size: 1rem }"
        " body, .body b { margin: -0.5rem } .html { width: calc(2rem + 1mm) } @media print { p { color: red } }"
    )
    assert "@page" not in css and "/*" not in css
    assert ":host { font-size: calc(1 * var(--rem)) }" in css.replace("{ ", "{ ").replace(":host{", ":host {")
    assert ".paper, .body b" in css and ".html" in css
    assert "calc(calc(2 * var(--rem)) + 1mm)" in css and "calc(-0.5 * var(--rem))" in css
    assert "@media print" in css
    assert on_desk.in_shadow("p { color: red } h1") == "p { color: red }"  # as browsers read a rule that is none
