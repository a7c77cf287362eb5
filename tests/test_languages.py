"""One build, several languages: pages, leaflets, codes, search and desk of each that is ready, and of no other."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from posixpath import dirname, join, normpath

import bless
import pytest
from editing import change
from html_reader import tree, words_in
from signing import run, sign, state
from translating import said, translate_all

from build_tools import pipeline
from build_tools.content.model import Paper
from build_tools.exports import plain
from build_tools.guide.build import guides
from build_tools.languages.catalog import empty
from build_tools.languages.translations import INTERFACE
from build_tools.output import Output
from build_tools.printing import interpreter, proof
from build_tools.printing.jobs import PrintJob
from build_tools.printing.press import Press
from build_tools.problems import ProblemsFound
from build_tools.website import pages

TODAY = date(2027, 1, 15)
CLINIC = "docs/content/clinic.yaml"
MACHINE = "Machine translation. Not checked."


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """With Spanish, and with a language into which nothing is translated."""
    root = bless.miniature(tmp_path)
    speak(root, "en, es, ar")
    translate_all(root, "es", marks="«{}»")
    return root


def speak(root: Path, languages: str) -> None:
    change(root, CLINIC, "locale: en_US", f"locale: en_US\nlanguages: [{languages}]")


def build(root: Path) -> Output:
    return pipeline.build(root, None, lambda message: None, TODAY)


def html(output: Output, path: str) -> str:
    (page,) = (page for page in output.pages if page.path == path)
    return pages.html(output.project, page)


def test_every_page_for_patients_lies_in_the_folder_of_its_language_too(project: Path) -> None:
    output = build(project)
    paths = {page.path for page in output.pages}
    patients = {path for path in paths if path == "index.md" or path.startswith("sample-scan/")}
    assert len(patients) > 8
    assert {path for path in paths if path.startswith("es/")} == {f"es/{path}" for path in patients}
    assert {page.folder for page in output.pages if page.path.startswith("es/")} == {"es/"}
    assert not [path for path in paths if path.startswith("ar/")]


def test_pages_have_the_words_of_their_language_alone(project: Path) -> None:
    output = build(project)
    shown = words_in(tree(html(output, "es/sample-scan/getting-ready.md")))
    assert "«Take off your rings.»" in shown
    assert "«" not in words_in(tree(html(output, "sample-scan/getting-ready.md")))


def test_links_stay_in_the_language_and_lead_to_shared_files(project: Path) -> None:
    output = build(project)
    there = {page.address for page in output.pages} | {f"leaflets/{job.file}" for job in output.jobs}
    shared = ("c/", "leaflets/", "desk.html")
    for page in (page for page in output.pages if page.path.startswith("es/")):
        for href in re.findall(r'href="(?![a-z]+:)([^"#]+)', pages.html(output.project, page)):
            at = normpath(join(dirname(page.address), href))
            assert (at in there and at.startswith(("es/", *shared))) or at.startswith("assets/"), (page.path, href)


def test_leaflets_of_each_language_have_codes_of_their_own(project: Path) -> None:
    jobs = build(project).jobs
    by_language = {tag: {job.current.code for job in jobs if job.key.language == tag} for tag in ("en", "es", "ar")}
    assert by_language["en"] and len(by_language["en"]) == len(by_language["es"]) and not by_language["ar"]
    assert not by_language["en"] & by_language["es"]
    assert {job.file for job in jobs if job.key.language == "es"} == {
        job.file.replace("-en.pdf", "-es.pdf") for job in jobs if job.key.language == "en"
    }


def test_english_codes_do_not_change_with_a_second_language(tmp_path: Path, project: Path) -> None:
    alone = build(bless.miniature(tmp_path / "alone"))
    both = build(project)
    assert {job.current.code for job in alone.jobs} == {
        job.current.code for job in both.jobs if job.key.language == "en"
    }


def test_the_page_of_a_code_is_in_the_language_of_its_sheet(project: Path) -> None:
    output = build(project)
    spanish = next(job.current.code for job in output.jobs if job.key.language == "es")
    (page,) = (page for page in output.pages if page.path == f"c/{spanish}.md")
    assert page.guide.language == "es" and page.folder == "es/"
    assert "«This sheet is a trial print" in words_in(tree(html(output, page.path)))


def test_a_machine_s_words_say_so_on_every_page_and_sheet(project: Path) -> None:
    output = build(project)
    spanish, english = ([job for job in output.jobs if job.key.language == tag] for tag in ("es", "en"))
    assert all(f"«{MACHINE}»" in words_in(tree(job.html)) for job in spanish)
    assert not any(MACHINE in job.html for job in english)
    (project / "docs/content/locale/es/language.yaml").write_text("checked_by: Nobody Real (invented)\n", "utf-8")
    assert not any(MACHINE in job.html for job in build(project).jobs)


def codes(output: Output) -> dict[tuple[str, str], str]:
    """The edition codes, by language and size."""
    return {(job.key.language, job.key.size): job.current.code for job in output.jobs}


def for_staff(output: Output) -> dict[str, str]:
    """What stands in English on each Spanish sheet, by size."""
    found = {}
    for job in (job for job in output.jobs if job.key.language == "es"):
        (line,) = tree(job.html).xpath("//p[@class='notice']/span[@lang='en'][@dir='ltr']")
        found[job.key.size] = words_in(line)
    return found


@pytest.mark.parametrize(("more", "call"), [("", ""), ("interpreter: night", " Interpreter: (217) 555-0199.")])
def test_staff_read_in_english_which_sheet_it_is(project: Path, more: str, call: str) -> None:
    """Its language and title, its own code and that of the same sheet in English, and whom to call."""
    change(project, CLINIC, "locale: en_US", f"locale: en_US\n{more}")
    output = build(project)
    found = codes(output)
    assert for_staff(output) == {
        size: f"Spanish: Your sample scan. Code {found['es', size]}, English {found['en', size]}.{call}"
        for size in ("standard", "large")
    }
    english = [job for job in output.jobs if job.key.language == "en"]
    assert all("Spanish" not in job.html and f"Code {job.current.code}." in text(job) for job in english)


def test_the_english_code_on_a_translation_follows_the_english_and_changes_no_other_code(project: Path) -> None:
    before = codes(build(project))
    own = project / "docs/content/locale/en/own.po"
    own.parent.mkdir()
    own.write_text('msgctxt "getting-ready"\nmsgid "Take off your rings."\nmsgstr "Take your rings off."\n', "utf-8")
    output = build(project)
    after = codes(output)
    assert [after[key] == code for key, code in before.items()] == [key[0] == "es" for key in before]
    assert all(f"English {after['en', size]}" in told for size, told in for_staff(output).items())


def test_another_number_for_an_interpreter_is_another_edition_of_translations_alone(project: Path) -> None:
    change(project, CLINIC, "locale: en_US", "locale: en_US\ninterpreter: call\n")
    call = "  - {id: call, name: Interpreter, number: (217) 555-0177, hours: always, expires: 2027-01-10}\n"
    change(project, CLINIC, "phones:\n", f"phones:\n{call}")
    contacts = "  - kind: contacts\n"
    change(project, "docs/content/sample-scan/topics/get-help.yaml", contacts, f"{contacts}    phones: [day]\n")
    translate_all(project, "es", marks="«{}»")
    output = build(project)
    before, late = codes(output), [text(job) for job in output.jobs if job.key.language == "es"]
    assert len(late) == 2 and all(re.search("«To be reviewed by 10 de enero.*«Interpreter»", told) for told in late)
    change(project, CLINIC, "555-0177", "555-0178")
    after = codes(build(project))
    assert {key[0] for key, code in before.items() if after[key] != code} == {"es"}


def test_a_translation_without_its_english_names_its_own_code_alone(tmp_path: Path) -> None:
    root = bless.miniature(tmp_path)
    translate_all(root, "es", marks="«{}»")
    change(root, CLINIC, "locale: en_US", "locale: es_US")
    output = build(root)
    assert for_staff(output) == {
        size: f"Spanish: Your sample scan. Code {code}." for (_, size), code in codes(output).items()
    }


def test_nobody_signs_what_no_translator_has_checked(project: Path) -> None:
    run(project, "check")
    with pytest.raises(AssertionError, match="not-checked"):
        sign(project, "--locale", "es_US")
    (project / "docs/content/locale/es/language.yaml").write_text("checked_by: Nobody Real (invented)\n", "utf-8")
    sign(project, "--locale", "es_US")
    assert state(project).state == "unsigned"  # the English is another text
    assert {each.language: each.state for each in build(project).signed} == {"en": "unsigned", "es": "signed"}


def test_a_translation_that_is_not_signed_is_a_draft(project: Path) -> None:
    drafts = [problem.message for problem in build(project).drafts if problem.code == "not-signed"]
    assert [message.rpartition(" ")[2] for message in drafts] == ["en", "es"]


def test_a_language_that_is_not_ready_is_told(project: Path) -> None:
    """At the desk what to offer instead; to who builds what is missing."""
    output = build(project)
    assert {problem.code for problem in output.waiting} == {"not-translated"}
    assert all("/ar/" in problem.place.path for problem in output.waiting)
    shown = words_in(tree(html(output, "desk.md")))
    assert "Arabic): not ready. Give the sheet in English, and call an interpreter." in shown
    assert run(project, "check").exit_code == 0


def test_each_language_has_a_search_of_its_own(project: Path) -> None:
    files = pipeline.files(build(project))
    assert {
        "search/sample-scan.js",
        "search/es/sample-scan.js",
        "search/_help.js",
        "search/es/_help.js",
    } <= files.keys()
    spanish = files["search/es/sample-scan.js"].decode()
    assert '["es/sample-scan"]' in spanish and '"es/sample-scan/getting-ready.html#getting-ready"' in spanish
    assert "«" not in files["search/sample-scan.js"].decode()
    assert b"lunr.es" in files["assets/lunr.js"]


def test_the_plain_pages_are_in_every_language(project: Path) -> None:
    files = plain.files(build(project))
    english = {path for path in files if path.endswith(".md") and path.startswith("docs/sample-scan/")}
    assert english and {path.replace("docs/", "docs/es/", 1) for path in english} <= {*files}
    text = files["docs/es/sample-scan/getting-ready.md"].decode()
    assert "«" in text and "](../../sample-scan/" not in text, "a way leaves the language"
    navigation = files["mkdocs.yml"].decode()
    assert "- Español:" in navigation and ": es/sample-scan/getting-ready.md" in navigation


def test_a_language_may_have_more_sides(project: Path) -> None:
    limit = next(iter(build(project).jobs)).most_sides
    (project / "docs/content/locale/es/language.yaml").write_text(
        f"sides: {{card: {{standard: {limit + 3}}}}}\n", "utf-8"
    )
    sides = {job.key.language: job.most_sides for job in build(project).jobs if job.key.size == "standard"}
    assert sides == {"en": limit, "es": limit + 3}


def test_everything_is_printed_and_read_back(project: Path) -> None:
    press = Press(project, bless.in_this_process)
    output = pipeline.build(project, press, lambda message: None, TODAY)
    files = {leaflet.file for leaflet in (*output.leaflets, *output.packs) if leaflet.data}
    assert {file.replace("-es.pdf", "-en.pdf") for file in files if file.endswith("-es.pdf")} == {
        file for file in files if file.endswith("-en.pdf")
    }


# --- sheets for who needs an interpreter ------------------------------------------------------------------------------


def sheets(root: Path) -> dict[str, PrintJob]:
    """What would be printed of them, by file."""
    found = pipeline.whole_source(root)
    (staff,) = guides(found.project, found.catalog)
    unchecked = [replace(each, is_checked=False) for each in found.speaking]
    return {job.file: job for job in interpreter.jobs(found.project, staff, unchecked, "Letter")}


def text(job: PrintJob) -> str:
    return words_in(tree(job.html))


def test_each_further_language_has_a_sheet_and_its_place_on_the_one_to_point_on(project: Path) -> None:
    found = sheets(project)
    assert set(found) == {"languages.pdf", "interpreter-es.pdf"}, "nothing of Arabic is translated"
    pointed = tree(found["languages.pdf"].html)
    (row,) = pointed.xpath("//section[@class='tongue']")
    assert (row.get("lang"), row.get("dir"), row.findtext("h2")) == ("es", "ltr", "Español ")
    assert "«Point to your language. We get an interpreter for you. You do not pay for it.»" in words_in(row)
    assert row.xpath("h2/span[@lang='en'][@dir='ltr']")[0].text == "Spanish"
    assert "For staff: wait until somebody points." in text(found["languages.pdf"])
    handed = text(found["interpreter-es.pdf"])
    assert "I need an interpreter for Spanish. My name is ..." in handed
    assert "«This means: I need an interpreter for my language. My name is ...»" in handed
    assert "This person speaks Spanish. Please get an interpreter: (217) 555-0142." in handed
    assert "Code" not in handed and "«Sample: this clinic" in handed and f"«{MACHINE}»" in handed


def test_a_language_that_is_not_ready_has_its_sheets_when_the_tool_s_words_are_translated(tmp_path: Path) -> None:
    root = bless.miniature(tmp_path)
    speak(root, "en, es, ar")
    translate_all(root, "es")
    translate_all(root, "ar", only=INTERFACE)
    output = build(root)
    assert {problem.place.path.split("/")[3] for problem in output.waiting} == {"ar"}
    found = sheets(root)
    assert set(found) == {"languages.pdf", "interpreter-es.pdf", "interpreter-ar.pdf"}
    rows = tree(found["languages.pdf"].html).xpath("//section[@class='tongue']")
    assert [(row.get("lang"), row.get("dir"), row.findtext("h2")) for row in rows] == [
        ("es", "ltr", "Español "),
        ("ar", "rtl", "العربية "),
    ]
    english = tree(found["interpreter-ar.pdf"].html).xpath("//span[@lang='en'][@dir='ltr']")
    assert any("I need an interpreter for Arabic." in each.text_content() for each in english)


@pytest.mark.parametrize(
    ("more", "number"),
    [
        ("", "(217) 555-0142"),
        ("interpreter: night", "(217) 555-0199"),
    ],
)
def test_whom_to_call_for_an_interpreter(project: Path, more: str, number: str) -> None:
    change(project, CLINIC, "locale: en_US", f"locale: en_US\n{more}")
    for job in sheets(project).values():
        assert number in text(job)
    assert f"Get an interpreter: {number}" in words_in(tree(html(build(project), "desk.md")))


def test_a_sheet_says_until_when_its_number_holds(project: Path) -> None:
    assert "ask for a new sheet" not in sheets(project)["languages.pdf"].html
    change(project, CLINIC, "help: [same_day, office_hours]", "help: [same_day, office_hours], expires: 2028-03-01")
    assert [job.expected.foot for job in sheets(project).values()] == [
        ("example.org/miniature · After March 1, 2028, ask for a new sheet.",),
        ("example.org/miniature", "«After 1 de marzo de 2028, ask for a new sheet.»"),
    ]


def test_a_guide_in_one_language_has_none(tmp_path: Path) -> None:
    assert not sheets(bless.miniature(tmp_path))


@pytest.mark.parametrize("count", [1, 4, 5, 10])
@pytest.mark.parametrize("paper", ["Letter", "A4"])
def test_many_languages_keep_to_one_side(tmp_path: Path, count: int, paper: Paper) -> None:
    tags = ["es", "fr", "de", "it", "pt", "nl", "sv", "da", "nb", "fi", "tr", "id", "pl", "ro", "hu", "cs", "sk", "hr"]
    found = pipeline.whole_source(bless.miniature(tmp_path))
    (staff,) = guides(found.project, found.catalog)
    point = "Point to your language. We get an interpreter for you. You do not pay for it."
    longer = said({("interface", point): f"{point} Other words are longer."})
    catalogs = [replace(empty(found.project, tag), is_checked=False, messages=longer) for tag in tags[:count]]
    job = interpreter.jobs(found.project, staff, catalogs, paper)[0]
    printed = proof.proof(job)
    assert printed.sides == job.most_sides == 1 and not printed.findings


def test_sheets_are_printed_looked_at_and_given_out(project: Path) -> None:
    press = Press(project, bless.in_this_process)
    output = pipeline.build(project, press, lambda message: None, TODAY)
    assert [(each.file, each.sides) for each in output.sheets] == [("languages.pdf", 1), ("interpreter-es.pdf", 1)]
    files = pipeline.files(output)
    assert {"leaflets/languages.pdf", "leaflets/interpreter-es.pdf"} <= files.keys()
    assert {"leaflets/interpreter-es.png"}.isdisjoint(files) and all(each.data for each in output.sheets)
    listed = json.loads(files["api/leaflets.json"])
    assert [(each["path"], each["language"]) for each in listed["sheets"]] == [
        ("leaflets/languages.pdf", "en"),
        ("leaflets/interpreter-es.pdf", "es"),
    ]
    assert all(pack["procedure"]["id"] for pack in listed["packs"])
    behind = [pack for pack in listed["packs"] if pack["path"].endswith("-es-english.pdf")]
    assert behind
    for pack in behind:
        assert [part.rpartition("-")[2] for part in pack["parts"]] == ["es.pdf", "en.pdf"]


@pytest.mark.parametrize(
    ("languages", "code"),
    [
        ("es, en", "other-language"),
        ("en, es, es", "other-language"),
        ("en, xx", "unknown-locale"),
        ("en, zh", "unknown-locale"),
        ("en, tl", "unknown-locale"),
        ("en, sr-Cyrl", "unknown-locale"),
        ("en, es_US", "wrong-value"),
        ("en, ../x", "wrong-value"),
    ],
)
def test_what_cannot_be_a_list_of_languages(tmp_path: Path, languages: str, code: str) -> None:
    root = bless.miniature(tmp_path)
    speak(root, languages)
    with pytest.raises(ProblemsFound) as found:
        build(root)
    assert code in {problem.code for problem in found.value.problems}
    assert all(problem.place.path == CLINIC for problem in found.value.problems)


@pytest.mark.parametrize(
    ("folder", "hint"),
    [
        ("tl", "write fil"),
        ("iw", "write he"),
        ("zh", "write zh-Hans"),
        ("sr-Cyrl", "write sr"),
        ("qq", "write the tag"),
    ],
)
def test_a_folder_that_no_language_is_called(tmp_path: Path, folder: str, hint: str) -> None:
    """Its words would be passed over, or taken for those of another one."""
    root = bless.miniature(tmp_path)
    translate_all(root, folder)
    with pytest.raises(ProblemsFound) as found:
        build(root)
    (problem,) = found.value.problems
    assert (problem.code, problem.place.path) == ("unknown-locale", f"docs/content/locale/{folder}")
    assert (problem.hint or "").startswith(hint)


def test_english_paper_is_not_called_gone_by_a_build_in_spanish(tmp_path: Path) -> None:
    root = bless.miniature(tmp_path)
    translate_all(root, "es", marks="«{}»")
    assert run(root, "release", "--draft", "--date", "2027-01-10").exit_code == 0
    english = {job.current.code for job in build(root).jobs}
    change(root, CLINIC, "locale: en_US", "locale: es_US")
    output = build(root)
    released = [page for page in output.pages if page.path.removeprefix("c/").removesuffix(".md") in english]
    assert released
    for page in released:
        told = words_in(tree(html(output, page.path)))
        assert "«We do not give out sheets in this language now." in told and "no longer made" not in told


HARD = "no {}, considerando inmediatamente las recomendaciones institucionales correspondientes"


@pytest.mark.parametrize(
    ("say", "code"),
    [
        ("", None), ("longest_sentence: 30", None), ("longest_sentence: 5", "long-sentence"),
        ("mean_sentence: 2", "mean-sentence"), ("hard", "reading-ease"),
    ],
)  # fmt: skip
def test_a_translation_keeps_to_the_limits_of_its_language(project: Path, say: str, code: str | None) -> None:
    """And never to the formula of English."""
    translate_all(project, "es", marks=HARD if say == "hard" else "la {}")
    (project / "docs/content/locale/es/language.yaml").write_text(f"{say}\n" if ":" in say else "{}\n", "utf-8")
    try:
        build(project)
        found = set()
    except ProblemsFound as problems:
        found = {problem.code for problem in problems.problems}
    assert found == ({code} if code else set())


def test_a_report_of_the_reading_of_a_translation(project: Path) -> None:
    told = run(project, "reading", "--language", "es")
    assert told.exit_code == 0 and "INFLESZ" in told.output and "page getting-ready" in told.output
    data = json.loads(run(project, "reading", "--language", "es", "--format", "json").output)
    assert data["least_ease"] == 65 and all(row["words"] for row in data["surfaces"])
    assert run(project, "reading", "--language", "pl").exit_code == 2
    assert run(project, "reading", "--language", "es", "--format", "html").exit_code == 2


OF_HAITI = """\
months: [janvye, fevriye, mas, avril, me, jen, jiyè, out, septanm, oktòb, novanm, desanm]
days: [lendi, madi, mèkredi, jedi, vandredi, samdi, dimanch]
units: {hour: {other: "{count} èdtan"}, minute: {other: "{count} minit"}, day: {other: "{count} jou"}}
"""


def test_a_language_that_must_say_its_own_months(tmp_path: Path) -> None:
    """Unicode knows no months of Haitian Creole; "M05 31" and "2 h" go to no patient."""
    root = bless.miniature(tmp_path)
    speak(root, "en, ht")
    translate_all(root, "ht", marks="«{}» pa")
    (problem,) = build(root).waiting
    assert problem.code == "not-translated" and problem.place.path == "docs/content/locale/ht/language.yaml"
    assert "the months" in problem.message and "hours" in problem.message and "weeks" not in problem.message
    (root / "docs/content/locale/ht/language.yaml").write_text(OF_HAITI, "utf-8")
    output = build(root)
    assert not output.waiting
    shown = " ".join(html(output, page.path) for page in output.pages if page.path.startswith("ht/"))
    sheets = " ".join(job.html for job in output.jobs if job.key.language == "ht")
    assert 'lang="ht-US"' in sheets and " èdtan" in shown
    assert not re.search(r"20\d\d M\d\d", sheets + shown) and "janvye" in sheets + shown


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("months: [janvye, fevriye]", "twelve"), ("days: [lendi]", "seven"), ("date: '{day} {month}'", "`{year}`"),
        ("units: {hour: {one: '{count} h'}}", "`other`"), ("units: {hour: {other: '{day} h'}}", "`{count}`"),
    ],
)  # fmt: skip
def test_what_a_language_says_of_itself_is_whole(tmp_path: Path, line: str, told: str) -> None:
    root = bless.miniature(tmp_path)
    translate_all(root, "ht", marks="«{}» pa")
    (root / "docs/content/locale/ht/language.yaml").write_text(f"{line}\n", "utf-8")
    with pytest.raises(ProblemsFound) as found:
        build(root)
    (problem,) = found.value.problems
    assert problem.code == "wrong-value" and told in problem.message


@pytest.mark.parametrize("tag", ["fil", "so", "ar", "zh-Hant"])
def test_a_language_that_the_theme_or_babel_does_not_know_there(tmp_path: Path, tag: str) -> None:
    """The words around pages are ours; numbers and dates those of the language, customs those of the country."""
    root = bless.miniature(tmp_path)
    speak(root, f"en, {tag}")
    no = {"fil": "huwag", "so": "ha", "ar": "لا", "zh-Hant": "不"}[tag]
    translate_all(root, tag, marks=f"«{{}}» {no}")
    output = build(root)
    assert not output.waiting
    assert {page.guide.language for page in output.pages if page.path.startswith(f"{tag}/")} == {tag}
    sheets = [job.html for job in output.jobs if job.key.language == tag]
    assert sheets and all(f'<html lang="{tag}-US"' in sheet for sheet in sheets)


def test_one_language_alone_is_as_before(tmp_path: Path) -> None:
    root = bless.miniature(tmp_path)
    before = build(root)
    speak(root, "en")
    after = build(root)
    assert [page.path for page in after.pages] == [page.path for page in before.pages]
    assert [html(after, page.path) for page in after.pages] == [html(before, page.path) for page in before.pages]
