"""Reasons, messages, signs in few words, clocks and boxes: each said where it belongs, in every output."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import bless
import pytest
import web_pages
from commands import TODAY
from editing import change
from html_reader import Element, having, tree, without, words_in
from marks import CLOSE, OPEN
from projects import REAL
from pypdf import PdfReader
from signing import CONTENT, run, sign, state
from translating import translate_all

from build_tools import pipeline
from build_tools.content import own
from build_tools.content.model import Level, YamlCareCard, YamlWriteIn
from build_tools.exports import api, plain
from build_tools.guide import walk
from build_tools.languages.catalog import PSEUDO
from build_tools.output import Output
from build_tools.printing.pdf import Printer
from build_tools.records import clinical

STEPS, READY = f"{CONTENT}/topics/timed-steps.yaml", f"{CONTENT}/topics/getting-ready.yaml"
HELP, INFO, CARD = f"{CONTENT}/topics/get-help.yaml", f"{CONTENT}/procedure.yaml", "leaflets/card.yaml"
REST, LONG, WHY = "Wear loose clothes.", "Change once it is over.", "We must reach your arm."
TELL, SHORT, SIGN = "Say that you had a scan.", "Hard to breathe", "You find it hard to breathe"
EMPTY, MESSAGE = "If this line is empty, ask us.", "Come with {no_driving} to spare."
UNSET = "Come with time to spare."
EDITS = (
    (STEPS, "plan: {day: the_day}\n", f"plan: {{day: the_day}}\n"
     f"        how_long: {{say: {LONG}, sources: [page-one]}}\n        why: {{say: {WHY}, sources: [page-two]}}\n"),
    (READY, "      - label: Place\n", f"      - label: Place\n        if_empty: {EMPTY}\n"),
    (STEPS, "blocks:\n", "blocks:\n  - kind: times\n    items:\n"
     "      - {say: Be here at, sources: [practice], plan: {before: be_early, means: by}}\n"
     "      - {say: Use your arm from, sources: [practice], plan: {after: weak_arm, means: from}}\n"),
    (HELP, f"      - say: Chest pain\n        sources: [practice]\n      - say: {SIGN}\n        sources: [practice]\n",
     f"      - say: Chest pain\n        sources: [practice]\n      - say: {SIGN}\n        short: {SHORT}\n"
     f"        sources: [practice]\n    tell: {{say: {TELL}, sources: [practice]}}\n"),
    (INFO, "{say: Come early., sources: [practice]}",
     f'{{say: "{MESSAGE}", unset: {UNSET}, sources: [trial-one]}}'),
    (INFO, "    card: {", "    fridge: {say: Hang this up., sources: [practice]}\n    card: {"),
    (CARD, "sections:\n",
     "name_box: [{label: Name}, {label: Born on, entry: date}]\nsections:\n  - topic: timed-steps\n"),
)  # fmt: skip
FRIDGE = """title: Help after your {procedure}
purpose: For the fridge.
order: 2
sides: {standard: 1, large: 1}
grade: 6.5
sections:
  - {topic: get-help, short: true}
required:
  - topic: get-help
"""


def project(folder: Path) -> Path:
    """The miniature with one of each of these."""
    root = bless.miniature(folder)
    for edit in EDITS:
        change(root, *edit)
    (root / "leaflets/fridge.yaml").write_text(FRIDGE, "utf-8")
    return root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project(tmp_path)


@cache
def output() -> Output:
    """What a build without leaflets gives out."""
    return pipeline.build(project(Path(mkdtemp(prefix="reasons-"))), None, lambda message: None, TODAY)


@cache
def page(name: str) -> Element:
    return tree(web_pages.html(output().project, output().catalog)[f"sample-scan/{name}.html"])


def main(name: str) -> Element:
    """A page without the list of who says so."""
    return without(page(name), having("origins"))


@cache
def sheet(leaflet: str, size: str = "standard") -> Element:
    return tree(next(job.html for job in output().jobs if (job.current.leaflet, job.current.size) == (leaflet, size)))


@cache
def markdown(name: str) -> str:
    return plain.files(output())[f"docs/sample-scan/{name}.md"].decode()


@cache
def data() -> dict[str, Any]:
    return json.loads(api.files(output())["api/content/sample-scan.en.json"])  # type: ignore[no-any-return]


def codes(root: Path) -> dict[str, str]:
    """The edition code of each leaflet in its first size."""
    return {job.current.leaflet: job.current.code for job in bless.orders(root)[0] if job.current.size == "standard"}


# --- the reason behind its line --------------------------------------------------------------------------------------


@pytest.mark.parametrize("shown", [lambda: main("getting-ready"), lambda: page("plan"), lambda: sheet("card")])
def test_a_step_says_for_how_long_and_why(shown: Callable[[], Element]) -> None:
    (item,) = (each for each in shown().iter("li") if REST in words_in(each))
    assert words_in(item) == f"{REST} {LONG} {WHY}"
    assert [words_in(label) for label in item.iter("label")] in ([REST], [])


@pytest.mark.parametrize("shown", [lambda: page("plan"), lambda: sheet("card")])
def test_whoever_ticks_a_step_hears_the_step_alone(shown: Callable[[], Element]) -> None:
    labels = [words_in(each) for each in shown().iter("label")]
    assert REST in labels and not any(LONG in each or WHY in each for each in labels)


def test_a_section_of_a_sheet_may_say_reasons_in_some_sizes_alone(root: Path) -> None:
    change(root, CARD, "- topic: timed-steps\n", "- {topic: timed-steps, reasons: [large]}\n")
    told = {
        job.current.size: words_in(tree(job.html)) for job in bless.orders(root)[0] if job.current.leaflet == "card"
    }
    assert {size: WHY in words for size, words in told.items()} == {"standard": False, "large": True}
    assert all(REST in words and LONG in words for words in told.values())


def test_markdown_and_data_have_reasons_too() -> None:
    assert f"- [ ] {REST} {LONG} {WHY}\n" in markdown("getting-ready") and f"{REST} {LONG} {WHY}\n" in markdown("plan")
    said = {each["text"]: each for each in parts_with(data(), "to_write_on")}
    step = said[REST]
    assert (step["how_long"]["text"], step["how_long"]["sources"]) == (LONG, ["page-one"])
    assert (step["why"]["text"], step["why"]["sources"]) == (WHY, ["page-two"])
    assert said["Ask us what you want to know."]["why"] is None


def parts_with(value: Any, key: str) -> Iterator[dict[str, Any]]:
    """Every mapping in data that has a key."""
    if isinstance(value, dict):
        if key in value:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from parts_with(each, key)


def test_a_page_says_who_says_so() -> None:
    (told,) = page("getting-ready").find_class("origins")
    entries = {words_in(each) for each in told.iter("li")}
    assert entries >= {f"{LONG} A patient page on the sample scan", f"{WHY} Another patient page, from 2019"}
    assert f"{UNSET} Sample scan or waiting, a trial (SAMPLE)" in entries


# --- messages --------------------------------------------------------------------------------------------------------


def test_a_message_stands_right_under_the_title() -> None:
    for shown, message in ((page("overview"), "Read this first."), (page("getting-ready"), UNSET)):
        (title,) = shown.iter("h1")
        behind = words_in(shown).partition(words_in(title))[2].removeprefix(" ")
        assert behind.startswith(message), behind


def test_a_message_is_the_last_that_is_read_before_the_first_section_of_a_sheet() -> None:
    for shown, message in ((sheet("card"), "Bring this card."), (sheet("fridge"), "Hang this up.")):
        first = words_in(next(shown.iter("section")))
        assert words_in(shown).partition(first)[0].rstrip().endswith(message)


def test_markdown_and_data_have_the_messages_too() -> None:
    assert markdown("getting-ready").partition("\n# ")[2].partition("\n---\n")[2].startswith(f"\n{UNSET}\n")
    pages, leaflets = ({each["id"]: each["message"] for each in data()[key]} for key in ("pages", "leaflets"))
    assert (pages["getting-ready"]["text"], pages["getting-ready"]["sources"]) == (UNSET, ["trial-one"])
    told = {id: each["text"] for id, each in leaflets.items()}
    assert told == {"card": "Bring this card.", "fridge": "Hang this up."}
    assert pages["words"] is None


# Where alone a word is marked: the file, what stands there, what takes its place, and what is read there then.
MARK, MEANS = "[radiologist](term:radiologist)", "radiologist (a doctor who reads pictures)"
ONLY_MARKED = {
    "a message": (INFO, "Read this first.", f"'Ask a {MARK}.'", f"Ask a {MEANS}."),
    "the other frame": (
        f"{CONTENT}/topics/results.yaml", "otherwise: did not\n", f"otherwise: asked a {MARK}\n", f"asked a {MEANS}",
    ),
    "a sign in few words": (HELP, f"short: {SHORT}", f"short: Ask a {MARK}", f"Ask a {MEANS}"),
}  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "read"), ONLY_MARKED.values(), ids=ONLY_MARKED)
def test_a_word_that_stands_in_one_place_alone_is_explained_and_signed(
    root: Path, file: str, old: str, new: str, read: str
) -> None:
    change(root, file, old, new)
    for word in ("A [radiologist](term:radiologist)", "The radiologist"):
        change(root, f"{CONTENT}/topics/what-it-is.yaml", word, "A doctor")
    shutil.copytree(root / CONTENT, root / "docs/content/other-scan")  # with its own words alone
    for name in ("name: s", "title: S"):
        change(root, INFO.replace("sample-scan", "other-scan"), f"{name}ample scan", f"{name}econd scan")
    found = pipeline.build(root, None, lambda message: None, TODAY)
    project, guide = found.project, found.guides[0]
    shown = [*web_pages.html(project, found.catalog).values(), *(job.html for job in found.jobs)]
    assert any(read in words_in(tree(each)) for each in shown)
    assert "radiologist" in own.used_terms(project, project.procedures[0])
    signed = walk.lines(clinical.signed(project, guide.resolver.procedure, guide))
    assert "a doctor who reads pictures" in {line.text for line in signed}


# --- what paper says has its code ------------------------------------------------------------------------------------

SAID: dict[str, tuple[str, str, str, set[str]]] = {
    "a reason": (STEPS, WHY, "We look at your arm.", {"card"}),
    "for how long": (STEPS, LONG, "Change at home.", {"card"}),
    "a leaflet's message": (INFO, "Hang this up.", "Keep this.", {"fridge"}),
    "a page's message": (INFO, UNSET, "Come early enough.", set()),
    "a sign in few words": (HELP, SHORT, "No breath", {"fridge"}),
    "a sign in whole words": (HELP, f"say: {SIGN}", "say: It is hard to breathe", {"card"}),
    "what to tell": (HELP, TELL, "Say it.", {"card", "fridge"}),
    "what to do where nothing is written": (READY, EMPTY, "Ask us.", {"card"}),
    "a clock": (STEPS, "Use your arm from", "Use it from", {"card"}),
    "the box for a name": (CARD, "label: Born on", "label: Birthday", {"card"}),
    "why there is no reason": (READY, "no_why: It is a sample.", "no_why: It is one more.", set()),
}


@pytest.mark.parametrize(("file", "old", "new", "changed"), SAID.values(), ids=SAID)
def test_other_words_have_another_code(root: Path, file: str, old: str, new: str, changed: set[str]) -> None:
    before = codes(root)
    change(root, file, old, new)
    after = codes(root)
    assert {id for id in after if after[id] != before[id]} == changed


@pytest.mark.parametrize(
    ("file", "old", "new", "signed"),
    [(*edit[:3], name in ("why there is no reason", "the box for a name")) for name, edit in SAID.items()],
    ids=SAID,
)
def test_other_words_are_signed_again(root: Path, file: str, old: str, new: str, signed: bool) -> None:
    sign(root)
    change(root, file, old, new)
    assert (state(root).state == "signed") == signed


def test_whoever_signs_sees_what_has_no_reason(root: Path) -> None:
    told = run(root, "status", "--date", "2027-01-15").output
    assert "steps that say no reason:\n" in told
    for line in ("Do not drive for {no_driving}.: The line above says it. (",
                 "Ask us what you want to know. / Come {be_early} early.: It is a sample. ("):  # fmt: skip
        assert f"\n  {line}" in told
    assert REST not in told and WHY not in told
    (found,) = json.loads(run(root, "status", "--format", "json", "--date", "2027-01-15").output)
    assert "The line above says it." in {each["why_not"] for each in found["no_reason"]}
    seen = sign(root).output
    assert "The line above says it." in seen and "Do not drive for {no_driving}." in seen
    assert "The line above says it." not in words_in(page("getting-ready")) + words_in(sheet("card"))


# --- signs in few words, clocks and boxes ----------------------------------------------------------------------------


def test_signs_are_short_only_where_a_sheet_asks_for_it() -> None:
    for shown in (page("get-help"), sheet("card"), sheet("card", "large")):
        assert SIGN in words_in(shown) and SHORT not in words_in(shown)
    for size in ("standard", "large"):
        signs = [words_in(each) for each in sheet("fridge", size).iter("li")]
        assert SHORT in signs and SIGN not in signs and "Chest pain" in signs
    assert SIGN in markdown("get-help") and SHORT not in markdown("get-help")
    (card, *_) = (each for each in parts_with(data(), "level") if "groups" in each)
    assert [each["text"] for each in card["groups"][0]["short"]] == ["Chest pain", SHORT]


@pytest.mark.parametrize("shown", [lambda: page("get-help"), lambda: sheet("card"), lambda: sheet("fridge")])
def test_a_card_ends_with_what_to_tell(shown: Callable[[], Element]) -> None:
    (card,) = (each for each in shown().iter("section", "div") if "emergency" in each.classes)
    assert words_in(card).endswith(TELL)


def test_what_to_do_where_nothing_is_written_stands_behind_the_line() -> None:
    (item,) = (each for each in sheet("card").iter("li") if EMPTY in words_in(each))
    (field,) = item.iter("input")
    assert words_in(item) == f"Place {EMPTY}"
    assert item.xpath(f".//*[contains(., '{EMPTY}')]/preceding::input[@id='{field.get('id')}']")
    assert EMPTY not in words_in(page("getting-ready"))


def test_clocks_stand_on_paper_alone_with_a_name_for_each_place() -> None:
    names = [each.get("title") for each in sheet("card").iter("input") if each.get("title")]
    for label in ("Be here at", "Use your arm from"):
        assert sum(label in name for name in names) == 2
        assert label not in words_in(page("getting-ready")) + words_in(page("plan")) + markdown("getting-ready")
    assert len(names) == len(set(names))


def test_fields_of_the_paper(root: Path) -> None:
    """What programs that fill a PDF call each place, in the order of reading."""
    job = next(each for each in bless.orders(root)[0] if each.current.leaflet == "card")
    reader = PdfReader(BytesIO(Printer(root).print(job.html, job.pictures).data))
    fields = (field.get_object() for side in reader.pages for field in side.get("/Annots", ()))
    names = [str(field["/TU"]) for field in fields if "/TU" in field]
    assert names == list(job.expected.fields)
    head, title = names[:2], "Your sample scan"
    assert head == [f"{title}: Name", f"{title}: Born on"]
    clocks = [name for name in names if "Be here at" in name or "Use your arm from" in name]
    assert len(clocks) == len(set(clocks)) == 4
    assert any("Place" in name for name in names) and not any(EMPTY in name or WHY in name for name in names)


# --- in other languages ----------------------------------------------------------------------------------------------

SPANISH = {
    ("timed-steps", LONG): "Hasta el final.",
    ("timed-steps", WHY): "Es por su brazo.",
    ("procedure", MESSAGE): "Venga con {no_driving} de tiempo.",
    ("procedure", UNSET): "Venga con tiempo.",
    ("procedure", "Hang this up."): "Cuelgue esta hoja.",
    ("get-help", SHORT): "Sin aire",
    ("get-help", TELL): "Diga lo que le hicieron.",
    ("getting-ready", EMPTY): "Si no hay nada, pregunte.",
    ("timed-steps", "Be here at"): "Venga a las",
    ("leaflets", "Born on"): "Nacimiento",
}


def test_translators_have_a_message_for_each(root: Path) -> None:
    translate_all(root, "es", SPANISH)
    change(root, "docs/content/clinic.yaml", "locale: en_US", "locale: es_US")
    found = pipeline.build(root, None, lambda message: None, TODAY)
    shown = [*web_pages.html(found.project, found.catalog).values(), *(job.html for job in found.jobs)]
    told = " ".join(words_in(tree(each)) for each in shown)
    for (at, english), spanish in SPANISH.items():
        if english != MESSAGE:  # whose number nobody has set
            assert spanish in told and english not in told, at
    assert SHORT not in api.files(found)["api/content/sample-scan.es.json"].decode()


def test_no_word_of_them_passes_the_catalog(root: Path) -> None:
    change(root, "docs/content/clinic.yaml", "locale: en_US", f"locale: {PSEUDO}")
    found = pipeline.build(root, None, lambda message: None, TODAY)
    shown = [*web_pages.html(found.project, found.catalog).values(), *(job.html for job in found.jobs)]
    told = " ".join(words_in(tree(each)) for each in shown)
    wanted = {english for _, english in SPANISH if english != MESSAGE}
    assert {each for each in wanted if f"{OPEN}{each}{CLOSE}" not in told} == set()


# --- what the real guide owes its readers ----------------------------------------------------------------------------

# Signs that strict readers asked for, in the words of the cards, whatever docs/site.yaml and the guide say.
DANGER = {
    "emergency": {
        "chest pain", "trouble breathing", "coughing up blood", "leg that is newly weak or numb", "both legs",
        "around your bottom",
        "when you wipe or pee", "cannot pee", "leak pee or poo", "fainting", "hard to wake", "confused",
        "face or throat", "hives", "bleeding that does not stop",
    },
    "same_day": {"fever of {fever_c}", "shivering", "needle site", "calf", "a fall", "makes you do less", "down a leg"},
}  # fmt: skip


@pytest.mark.parametrize("level", DANGER)
def test_danger_signs_stand_on_their_card_and_on_no_other(level: str) -> None:
    (procedure,) = REAL.procedures
    cards = [block for block in procedure.topics["get-help"].blocks if isinstance(block, YamlCareCard)]
    assert {"emergency", "same_day", "office_hours"} == {card.level for card in cards}
    for card in cards:
        said = " / ".join(sign.say.casefold() for sign in card.signs())
        found = {sign for sign in DANGER[level] if sign in said}
        assert found == (DANGER[level] if card.level == level else set())
    fever = procedure.facts.facts["fever_c"]
    assert (fever.value, fever.unit) == (38, "celsius")


# The same in the short signs of the fridge sheet, where those have other words.
SHORT_DANGER = {
    "coughing up blood": "coughing blood", "around your bottom": "legs or bottom",
    "leak pee or poo": "leak of pee or poo", "bleeding that does not stop": "bleeding that pours",
}  # fmt: skip


def test_short_signs_say_all_that_long_ones_do() -> None:
    (procedure,) = REAL.procedures
    for card in (block for block in procedure.topics["get-help"].blocks if isinstance(block, YamlCareCard)):
        said = " / ".join((sign.short or sign.say).casefold() for sign in card.signs())
        wanted = {SHORT_DANGER.get(sign, sign) for sign in DANGER.get(card.level, ())}
        wanted = {sign.replace("fever of {", "fever, {") for sign in wanted}
        assert {sign for sign in wanted if sign not in said} == set()


def test_each_line_for_a_blood_thinner_or_diabetes_says_what_an_empty_one_means() -> None:
    (procedure,) = REAL.procedures
    fields = [
        field for topic in procedure.topics.values() for block in topic.blocks
        if isinstance(block, YamlWriteIn) for field in block.fields
    ]  # fmt: skip
    risky = [field for field in fields if re.search("blood thinner|diabetes", field.label, re.IGNORECASE)]
    assert len(risky) >= 4
    assert {field.label for field in risky if not re.search("call us", field.if_empty or "", re.IGNORECASE)} == set()


# Words of a note that tell of less than the whole work.
IN_PART = re.compile(
    r"abstract|opening|summar|\bparts? (of|on)\b|head of|as far as|up to the|recommendations were|in two searches|"
    r"not (read|opened|recorded)|\bwas not\b",
    re.IGNORECASE,
)


def test_a_source_read_in_part_is_still_to_be_confirmed() -> None:
    sources = REAL.sources.sources
    assert {id for id, each in sources.items() if each.confirmed and IN_PART.search(each.note or "")} == set()
    papers = {id for id, each in sources.items() if each.kind in ("trial", "review", "guideline") and each.confirmed}
    assert {id for id in papers if not re.search("(page|table) was read", sources[id].note or "")} == set()


def test_what_every_procedure_must_name_is_not_less() -> None:
    least: dict[Level, set[str]] = {
        "emergency": {"chest pain", "trouble breathing", "coughing up blood", "fainting", "hard to wake", "confused",
                      "hives", "bleeding that does not stop"},
        "same_day": {"fever", "shivering", "calf", "a fall"},
    }  # fmt: skip
    assert all(set(REAL.site.danger_signs[level]) >= words for level, words in least.items())


def test_an_ambulance_hears_of_the_cement() -> None:
    (card,) = (
        block for block in REAL.procedures[0].topics["get-help"].blocks
        if isinstance(block, YamlCareCard) and block.level == "emergency"
    )  # fmt: skip
    assert card.tell and "cement in my spine" in card.tell.say and "Take your sheet" in card.tell.say


def test_sheets_that_lie_about_have_a_name_on_them() -> None:
    for id in ("preparation", "aftercare", "fridge"):
        labels = [field.label for field in REAL.leaflets[id].name_box]
        assert labels[0] == "Name" and len(labels) == 2
