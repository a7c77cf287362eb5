"""Words for translators and back: `leaflets translate`, and what becomes of a language that is not finished."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import bless
import pytest
from commands import ROOT, need
from editing import change
from large import large_but
from signing import WHO, run
from translating import translate_all

from build_tools import pipeline
from build_tools.checks.english import readings
from build_tools.content import reader as source
from build_tools.languages import translations
from build_tools.languages.catalog import Catalog
from build_tools.languages.message_list import messages_of
from build_tools.languages.translations import FOLDER, INTERFACE
from build_tools.problems import ProblemsFound

TODAY = date(2027, 1, 15)
ES = "docs/content/locale/es"
CLINIC = "docs/content/clinic.yaml"
RINGS = "Take off your rings."
READY = "docs/content/sample-scan/topics/getting-ready.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return bless.miniature(tmp_path)


def entry(english: str, words: str, context: str = "getting-ready") -> str:
    told = [json.dumps(each, ensure_ascii=False) for each in (context, english, words)]
    return "msgctxt {}\nmsgid {}\nmsgstr {}\n".format(*told)


def build(root: Path) -> None:
    output = pipeline.build(root, None, lambda message: None, TODAY)
    pipeline.files(output)


@pytest.mark.parametrize("root", [ROOT, ROOT / "tests/miniature"], ids=["real", "miniature"])
def test_all_that_a_build_asks_for_is_on_the_list(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is shown, translators get; and with the context under which it is asked for."""
    asked: dict[tuple[str, str], None] = {}
    text = Catalog.text

    def recorded(catalog: Catalog, message: str, context: str = INTERFACE) -> str:
        asked[context, message] = None
        return text(catalog, message, context)

    found = pipeline.rehearsed(root, TODAY)
    monkeypatch.setattr(pipeline, "whole_source", lambda *_: found)  # whose rules ask without any context
    monkeypatch.setattr(Catalog, "text", recorded)
    build(root)
    listed = messages_of(found.project)
    assert [id for id in asked if id not in listed] == []
    assert len(asked) > (1200 if root == ROOT else 200)
    assert {message.catalog for message in listed.values()} >= {"interface", "clinic", "clinicians", "glossary"}


# The tools of translators write the same in other ways.
FORMAT = ["--check", "-o", "/dev/null"]
EDITORS = {
    "msgfmt": [],
    "msgmerge": [["msgmerge", "--quiet", "--update", "--backup=none", "{}", "{}"]],
    "lines of 60": [["msgcat", "--width=60", "{}", "-o", "{}"]],
    "no lines broken": [["msgcat", "--no-wrap", "{}", "-o", "{}"]],
    "sorted": [["msgcat", "--sort-output", "{}", "-o", "{}"]],
    "another charset and back": [["msgconv", "-t", to, "{}", "-o", "{}"] for to in ("GB18030", "UTF-8")],
}


@pytest.mark.parametrize("tag", large_but(["es", "pl"], ["es", "fr", "pl", "zh-Hans"]))
@pytest.mark.parametrize("editor", EDITORS)
def test_gettext_s_own_tools_read_it(project: Path, editor: str, tag: str) -> None:
    """And what they save is read here, with not a word lost."""
    need({"gettext": shutil.which("msgfmt")})
    folder = project / FOLDER / tag
    assert run(project, "translate", tag).exit_code == 0
    if tag == "pl":
        (folder / "language.yaml").write_text(POLISH, "utf-8")
        assert run(project, "translate", tag).exit_code == 0
    translate_as_editors_do(folder, tag)
    before = {file: file.read_bytes() for file in sorted(folder.glob("*.po"))}
    for file in before:
        for command in EDITORS[editor]:
            gettext(*(word.replace("{}", str(file)) for word in command))
        gettext("msgfmt", *FORMAT, str(file))
    assert run(project, "check").exit_code == 0
    assert run(project, "translate", tag).exit_code == 0
    if editor != "sorted":
        assert {file: file.read_bytes() for file in before} == before
    assert run(project, "translate", tag, "--check").exit_code == 0


POLISH = """\
forms:
  within:
    day: {one: "{count} dnia", few: "{count} dni", many: "{count} dni", other: "{count} dnia"}
"""


def translate_as_editors_do(folder: Path, tag: str) -> None:
    """Some messages: with signs beyond ASCII, and a form."""
    file = folder / "sample-scan.po"
    words = {RINGS: "Quítese “los” anillos.", WEAK: f"Ręka może być słaba w ciągu {{weak_arm{FORMS.get(tag, '')}}}."}
    text = file.read_text("utf-8")
    for english, translated in words.items():
        if tag != "zh-Hans":
            assert f'msgid "{english}"\nmsgstr ""' in text
            text = text.replace(f'msgid "{english}"\nmsgstr ""', f'msgid "{english}"\nmsgstr "{translated}"')
    file.write_text(text, "utf-8")


WEAK = "Your arm may be weak for {weak_arm}. In this time:"
FORMS = {"pl": ":within"}


def gettext(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    assert done.returncode == 0, done.stderr


def test_the_files_of_a_language(project: Path) -> None:
    result = run(project, "translate", "zh-Hant")
    assert result.exit_code == 0 and "messages," in result.output
    names = {file.stem for file in (project / "docs/content/locale/zh-Hant").iterdir()}
    assert names == {"interface", "clinic", "clinicians", "glossary", "sample-scan"}
    assert run(project, "translate", "zh-Hant", "--check").exit_code == 0
    file = project / "docs/content/locale/zh-Hant/sample-scan.po"
    text = file.read_text("utf-8")
    file.write_text(re.sub(r"POT-Creation-Date: [^\\]+", "POT-Creation-Date: 2020-01-01 00:00+0000", text), "utf-8")
    assert file.read_text("utf-8") != text
    assert run(project, "translate", "zh-Hant", "--check").exit_code == 0
    assert 'msgid "Take off your rings."' in text and f"#: {READY}:" in text
    assert "#. Reads: " in text and "#, python-brace-format" in text


def test_what_a_translator_has_done_stays(project: Path) -> None:
    """Changed English is a guess with what it was; what is gone stays at the end, also when it comes back."""
    run(project, "translate", "es")
    file = project / ES / "sample-scan.po"
    done = file.read_text("utf-8").replace(
        f'msgid "{RINGS}"\nmsgstr ""', f'msgid "{RINGS}"\nmsgstr "Quítese los anillos."'
    )
    assert "anillos" in done
    file.write_text(done, "utf-8")
    change(project, READY, RINGS, "Take off all your rings.")
    assert run(project, "translate", "es", "--check").exit_code == 1 and file.read_text("utf-8") == done
    result = run(project, "translate", "es")
    assert result.exit_code == 0 and "1 to look at" in result.output
    text = file.read_text("utf-8")
    assert f'#| msgid "{RINGS}"\n' in text and "fuzzy" in text and "anillos" in text
    change(project, READY, "Take off all your rings.", RINGS)
    run(project, "translate", "es")
    assert run(project, "translate", "es", "--check").exit_code == 0
    assert "anillos" in file.read_text("utf-8")


@pytest.mark.parametrize("tag", ["en", "xx", "es_US", "zh", "../x", "ES", "", "en-US"])
def test_no_language_of_such_a_name(project: Path, tag: str) -> None:
    result = run(project, "translate", "--", tag)
    assert result.exit_code == 1 and "no language to translate into" in result.output
    assert not (project / "docs/content/locale").exists()


def test_what_is_damaged_is_told_before_anything_is_written(project: Path) -> None:
    run(project, "translate", "es")
    file = project / ES / "sample-scan.po"
    file.write_text(file.read_text("utf-8") + '\nmsgid "x\n', "utf-8")
    before = file.read_bytes()
    result = run(project, "translate", "es")
    assert result.exit_code == 1 and "bad-translation" in result.output and file.read_bytes() == before


@pytest.mark.parametrize("charset", ["ISO-8859-1", "CHARSET", "klingon"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "byte order mark"])
def test_whatever_a_file_says_of_its_bytes_its_words_stay(
    project: Path, capfd: pytest.CaptureFixture[str], charset: str, mark: str
) -> None:
    """They are UTF-8, or `not-utf-8` is told; an editor that saves them keeps a head that says otherwise."""
    run(project, "translate", "es")
    file = project / ES / "sample-scan.po"
    empty = f'msgid "{RINGS}"\nmsgstr ""'
    done = file.read_text("utf-8").replace(empty, f'msgid "{RINGS}"\nmsgstr "Quítese “sus” anillos."')
    file.write_text(mark + done.replace("charset=utf-8", f"charset={charset}"), "utf-8")
    result = run(project, "translate", "es")
    assert result.exit_code == 0 and "WARNING" not in capfd.readouterr().out
    assert file.read_text("utf-8") == done and "“sus”" in done


# --- a language that is not finished ---------------------------------------------------------------------------------


def test_one_translated_message_makes_no_spanish_guide(project: Path) -> None:
    folder = project / ES
    folder.mkdir(parents=True)
    (folder / "one.po").write_text(entry(RINGS, "Quítese los anillos."), "utf-8")
    build(project)  # the English one is as it was
    assert run(project, "check").exit_code == 0
    signed = run(project, "sign-off", "sample-scan", *WHO, "--yes", "--date", "2027-01-10", "--locale", "es_US")
    assert signed.exit_code == 1 and "not-translated" in signed.output
    change(project, CLINIC, "locale: en_US", "locale: es_US")
    with pytest.raises(ProblemsFound) as found:
        build(project)
    assert {problem.code for problem in found.value.problems} == {"not-translated"}
    assert run(project, "check").exit_code == 1


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('msgstr "Take off your rings."', 'msgstr ""', "1 of "),
        ('msgctxt "getting-ready"\nmsgid "Take', '#, fuzzy\nmsgctxt "getting-ready"\nmsgid "Take', "guesses"),
        (entry(RINGS, RINGS), "", "1 of "),
        ('msgid "Take off your rings."', 'msgid "Take off your ring."', "1 of "),
        (entry("Close", "Close", "interface"), "", "1 of "),
    ],
    ids=["empty", "fuzzy", "gone", "of older English", "of the interface"],
)
def test_one_message_is_missing(project: Path, old: str, new: str, told: str) -> None:
    file = translate_all(project, "es")
    change(project, CLINIC, "locale: en_US", "locale: es_US")
    build(project)
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(ProblemsFound) as found:
        build(project)
    (problem,) = found.value.problems
    assert problem.code == "not-translated" and told in problem.message


def test_what_clinicians_read_may_stay_in_english(project: Path) -> None:
    translate_all(project, "es")
    listed = messages_of(source.read(project)[0])
    notes = [message for message in listed.values() if message.catalog == "clinicians"]
    file = project / ES / "all.po"
    text = file.read_text("utf-8")
    for message in notes:
        text = text.replace(entry(message.english, message.english, message.context), "")
    assert notes and text != file.read_text("utf-8")
    file.write_text(text, "utf-8")
    change(project, CLINIC, "locale: en_US", "locale: es_US")
    build(project)


# --- mistakes at their line ------------------------------------------------------------------------------------------

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
BLANKS = ["   ", "\u00a0", "\u3000 ", "\t"]
HIDDEN = ["\u200b", "\u00ad", "Quite\u200b", "\ufeff"]


@pytest.mark.parametrize("words", BLANKS, ids=["spaces", "no-break", "wide", "tab"])
def test_blank_words(project: Path, words: str) -> None:
    assert problems(project, entry(RINGS, words)) == [("one.po", 5, "bad-translation")]


@pytest.mark.parametrize("words", HIDDEN, ids=["space", "hyphen", "in a word", "mark"])
def test_words_with_what_nobody_sees(project: Path, words: str) -> None:
    (problem,) = problems(project, entry(RINGS, words))
    assert problem in [("one.po", 6, "control-character"), ("one.po", 5, "bad-translation")]


@pytest.mark.parametrize(
    ("english", "words", "code"),
    [
        (RINGS, "Quite 2 anillos.", "bad-translation"), (RINGS, "Llame al 217-555-0142.", "bad-translation"),
        (RINGS, "Tome 500 mg.", "bad-translation"), (RINGS, "Quite {time}.", "bad-translation"),
        ("Wait {time}.", "Espere.", "bad-translation"), ("Wait {time}.", "Espere {time} {time}.", "bad-translation"),
        ("Wait {time}.", "Espere {day}.", "bad-translation"), ("Wait {time}.", "Espere {Time}.", "bad-translation"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("tag", ["es", "en"])
def test_what_a_translation_must_not_bring(project: Path, tag: str, english: str, words: str, code: str) -> None:
    """Also the words that a clinic sets in the place of the English, by the same rules."""
    found = problems(project, entry(english, words), tag=tag)
    assert ("one.po", 5, code) in found


NUMBERS = [
    ("es", "Espere dos horas.", True), ("es", "Tome TRES pastillas.", True), ("es", "Espere una semana.", True),
    ("es", "Quítese los anillos una vez en casa, o de un día a otro.", False), ("fr", "Attendez six heures.", True),
    ("ar", "انتظر ساعتين.", True), ("ar", "انزع الخواتم.", False), ("vi", "Chờ hai giờ.", True),
    ("vi", "Tháo nhẫn ở hai tay vào năm sau, một lần nữa.", False), ("zh-Hans", "请等两个小时。", True),
    ("zh-Hans", "第二天请摘下一些戒指。", False), ("pl", "Poczekaj dwie godziny.", True), ("hi", "दो घंटे रुकें।", True),
    ("hi", "आधी रात से पहले अंगूठी उतारें।", False), ("so", "Sug laba saac.", True), ("ht", "Tann de èdtan.", True),
    ("ht", "Retire bag ou de men yo.", False), ("sw", "Subiri saa mbili.", False),
]  # fmt: skip


@pytest.mark.parametrize(("tag", "words", "is_told"), NUMBERS)
def test_a_translation_types_no_number_in_words(project: Path, tag: str, words: str, is_told: bool) -> None:
    """Of a language that nobody has told, nobody knows."""
    assert problems(project, entry(RINGS, words), tag=tag) == ([("one.po", 5, "bad-translation")] if is_told else [])


def test_numbers_in_words_that_the_english_has_may_stand_in_a_translation(project: Path) -> None:
    for english, words in (("Both legs hurt.", "Le duelen las dos piernas."), ("Do it twice.", "Hágalo dos veces.")):
        assert not problems(project, entry(english, words))
    assert problems(project, entry("Both legs hurt.", "Dos piernas, tres horas."))


def test_each_language_whose_no_is_known_has_its_number_words() -> None:
    assert translations.number_words().keys() == translations.negations().keys()
    for pattern in translations.number_words().values():
        assert not re.search(pattern, "")

RIGHT = 'msgstr "Quítese los anillos."'


@pytest.mark.parametrize(
    ("wrong", "line", "told"),
    [
        ("msgstr Quítese los anillos.", 6, "`msgstr Quítese los anillos.` is not a whole line"),
        ('msgstr "Quítese "los" anillos."', 6, "is not a whole line"),
        (f'<<<<<<< HEAD\n{RIGHT}\n=======\nmsgstr "Fuera anillos."\n>>>>>>> other', 6, "two versions of this file"),
        ('msgstr "Quite {time} {Time}."', 5, "a placeholder: with `{`, `{time}`, `}`"),
        ('msgstr "Quite los anillos](page:help)."', 5, "a placeholder: with `](page:help)`"),
    ],
    ids=["no quotes", "quotes within", "a conflict", "braces", "a link"],
)
def test_what_is_wrong_is_shown(project: Path, wrong: str, line: int, told: str) -> None:
    text = HEADER + entry(RINGS, "Quítese los anillos.").replace(RIGHT, wrong)
    assert problems(project, text, header="")[:1] == [("one.po", line, "bad-translation")]
    assert told in run(project, "check").output


def test_the_same_twice(project: Path) -> None:
    once = entry(RINGS, "Quítese los anillos.")
    folder = project / ES
    folder.mkdir(parents=True)
    (folder / "a.po").write_text(HEADER + once, "utf-8")
    assert problems(project, once) == [("one.po", 5, "double-translation")]
    (folder / "a.po").unlink()
    again = entry(RINGS, "Quítese las joyas.")
    assert problems(project, once + "\n#, fuzzy\n" + again) == [("one.po", 10, "double-translation")]
    result = run(project, "translate", "es")
    assert result.exit_code == 1 and "at docs/content/locale/es/one.po:5" in result.output
    assert problems(project, once + '\n#~ msgid "Gone"\n#~ msgstr "Ido"\n' * 2) == []


@pytest.mark.parametrize(
    ("tag", "context", "english", "is_told"),
    [
        ("es", "getting-redy", RINGS, True), ("es", "getting-ready", "Take off your ring.", False),
        ("en", "getting-ready", "Take off your ring.", True), ("en", "getting-redy", RINGS, True),
        ("en", "getting-ready", RINGS, False),
    ],
    ids=["no context", "gone", "of the English", "no context of it", "right"],
)  # fmt: skip
def test_words_in_vain(project: Path, tag: str, context: str, english: str, is_told: bool) -> None:
    """A clinic's own English that is never said would be missed by nobody: no other words are missing for it."""
    found = problems(project, entry(english, "Quita", context), tag=tag)
    assert found == ([("one.po", 5, "words-in-vain")] if is_told else [])


@pytest.mark.parametrize(
    ("name", "code"), [("a.PO", "bad-name"), ("../one.po", "not-read"), ("a.pot", "not-read"), ("a/b.po", "bad-name")]
)
def test_files_that_nobody_reads(project: Path, name: str, code: str) -> None:
    file = project / ES / name
    (project / ES).mkdir(parents=True)
    file.parent.mkdir(exist_ok=True)
    file.write_text(HEADER + entry(RINGS, "Quítese los anillos."), "utf-8")
    with pytest.raises(ProblemsFound) as found:
        pipeline.whole_source(project)
    assert code in {each.code for each in found.value.problems}, found.value.problems


@pytest.mark.parametrize(
    ("tag", "named", "is_told"),
    [
        ("es", "vi", True), ("es", "de_DE", True), ("es", "es_MX", False), ("es", "es-419", False), ("es", "", False),
        ("zh-Hant", "zh_TW", False), ("fil", "tl", False), ("he", "iw", False),
        ("ht", "ht", False), ("ht", "hat", False),
    ],
)  # fmt: skip
def test_a_file_in_the_folder_of_another_language(project: Path, tag: str, named: str, is_told: bool) -> None:
    """As when the files of two translators are mixed up."""
    header = HEADER.replace('\nmsgstr "', f'\nmsgstr ""\n"Language: {named}\\n"\n"')
    assert problems(project, "", header=header, tag=tag) == ([("one.po", 3, "bad-translation")] if is_told else [])


@pytest.mark.parametrize("change", ["\t", "\r", "\r\n", "#~|"])
def test_what_editors_write(project: Path, change: str) -> None:
    """All of it is valid: tabs, ends of lines of other systems, what msgmerge notes of entries that are gone."""
    text = HEADER + entry(RINGS, "Quítese los anillos.")
    if change == "\t":
        text = text.replace("msgid ", "msgid\t").replace("msgstr ", "msgstr \t")
    elif change == "#~|":
        text += '\n#~| msgid "Old"\n#~ msgid "Gone"\n#~ msgstr "Ido"\n'
    else:
        text = text.replace("\n", change)
    assert problems(project, text, header="") == []


@pytest.mark.parametrize(
    ("tag", "english", "words", "is_lost"),
    [
        ("es", "Do not lift heavy things.", "Levante cosas pesadas.", True),
        ("es", "Do not lift heavy things.", "No levante cosas pesadas.", False),
        ("es", "Never drive alone.", "Maneje a solas.", True),
        ("es", "No food after this.", "Desde esta hora, nada de comida.", False),
        ("en", "Do not eat.", "Eat.", True),
        ("es", "Notes for you", "Apuntes para usted", False),
        ("vi", "Do not eat.", "Hãy ăn.", True),
        ("vi", "Do not eat.", "Không ăn.", False),
        ("zh-Hans", "Do not eat.", "请吃。", True),
        ("zh-Hans", "Do not eat.", "请勿进食。", False),
        ("ar", "Do not eat.", "كُل.", True),
        ("ar", "Do not eat.", "لا تأكل.", False),
        ("hi", "Do not eat.", "खाना खाएं।", True),
        ("hi", "Do not eat.", "खाना न खाएं।", False),
        ("pl", "Do not eat.", "Jedz.", True),
        ("pl", "Do not eat.", "Nie jedz.", False),
        ("sw", "Do not eat.", "Kula.", False),
    ],
)
def test_a_line_that_forbids_must_forbid(project: Path, tag: str, english: str, words: str, is_lost: bool) -> None:
    found = problems(project, entry(english, words), tag=tag)
    assert found == ([("one.po", 5, "lost-not")] if is_lost else [])


def problems(project: Path, text: str, header: str = HEADER, tag: str = "es") -> list[tuple[str, int, str]]:
    """What a check of the English guide tells of a file of another language."""
    folder = project / "docs/content/locale" / tag
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "one.po").write_bytes((header + text).encode())
    try:
        pipeline.whole_source(project)
    except ProblemsFound as found:
        return [(each.place.path.rpartition("/")[2], each.place.line, each.code) for each in found.problems]
    return []


def test_words_of_a_clinic_in_english_are_asked_as_before(project: Path) -> None:
    """A file of English words needs not be whole: it changes single ones."""
    folder = project / "docs/content/locale/en"
    folder.mkdir(parents=True)
    (folder / "x.po").write_text(entry(RINGS, "Take your rings off."), "utf-8")
    build(project)
    assert readings(source.read(project)[0])["sample-scan"].text(RINGS, "getting-ready") == "Take your rings off."
