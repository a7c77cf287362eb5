"""A sign-off holds for the words that were read, and for no others."""

from __future__ import annotations

import json
import os
import re
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import bless
import pytest
from click.testing import Result
from commands import digests, start
from editing import change
from projects import MINIATURE
from signing import CLOCK, CONTENT, DURING, SIGNED, WHO, list_signers, run, sign, state, translate

from build_tools import clock, pipeline
from build_tools.content.model import Approval
from build_tools.guide import build
from build_tools.languages import catalog as language
from build_tools.pipeline import CheckedSource
from build_tools.problems import Place, Problem, ProblemsFound
from build_tools.records import clinical, deadlines, ledger, sealed_folder, sign_off
from build_tools.records.deadlines import Due
from build_tools.records.registers import read_register
from build_tools.records.sealed import sealed
from build_tools.records.sign_off import Register, folder
from build_tools.records.signed_state import SignedState, signed_state
from build_tools.website.pages import html

CLINIC, GLOSSARY, SOURCES = (f"docs/content/{name}.yaml" for name in ("clinic", "glossary", "sources"))
READY, HELP, RESULTS, STEPS = (
    f"{CONTENT}/topics/{name}.yaml" for name in ("getting-ready", "get-help", "results", "timed-steps")
)
FACTS, INFO, DIFFER = (f"{CONTENT}/{name}.yaml" for name in ("facts", "procedure", "disagreements"))

FOLDER = f"{CONTENT}/sign-offs"

# What a clinician reads: a change of it, and what the build says of the change.
CLINICAL = [
    pytest.param(READY, "Take off your rings.", "Take off your coat.", "was `Take off your rings.`, is", id="a word"),
    pytest.param(READY, "title: Getting ready", "title: Be ready", "A heading changed", id="a title"),
    pytest.param(READY, "heading: When you come in", "heading: Once you are in", "Once you are in", id="a heading"),
    pytest.param(READY, "label: Place", "label: Room", "is `Room`", id="a label"),
    pytest.param(FACTS, "value: 44", "value: 54", "was `44 of 100 people`, is `54", id="a number of the sources"),
    pytest.param(FACTS, "unit: day", "unit: week", "how long your arm may be weak", id="a unit"),
    pytest.param(CLINIC, "value: 2,", "value: 3,", "was `2 hours`, is `3 hours`", id="a number of the clinic"),
    pytest.param(
        CLINIC, "value: 2, owner: Scan team", "value: 1, owner: A", "is `1 hour`", id="a number and its owner"
    ),
    pytest.param(GLOSSARY, "a dye that shows", "a salt that shows", "was `a dye that", id="what a word means"),
    pytest.param(GLOSSARY, "can also treat", "cannot treat", "This doctor can also treat you.", id="more on a word"),
    pytest.param(STEPS, "{after: weak_arm, means: until}", "{before: weak_arm, means: until}", "Plan:", id="the plan"),
    pytest.param(STEPS, "Come early. Ask us how early.", "Come early, please.", "is `Come early, please.`", id="unset"),
    pytest.param(RESULTS, "otherwise: did not\n", "otherwise: had none\n", "was `56 did not.`", id="the other frame"),
    pytest.param(DIFFER, "says: Half an hour", "says: An hour", "was `Half an hour`", id="what a source says"),
    pytest.param(
        SOURCES, "Another patient page, from 2019", "Another page, from 2019", "Another", id="a source's title"
    ),
    pytest.param(INFO, "review: 2027-11-01", "review: 2028-11-01", "review: 2028-11-01", id="the day of review"),
    pytest.param("leaflets/card.yaml", "  - topic: afterwards\n", "", "Words that are gone", id="less on a leaflet"),
]
# What may change at any time.
NOT_CLINICAL = [
    pytest.param(CLINIC, "555-0142", "555-0143", id="a phone number"),
    pytest.param(CLINIC, 'to: "17:00"', 'to: "18:00"', id="when somebody answers"),
    pytest.param(CLINIC, "name: Miniature Clinic", "name: Another Clinic", id="the clinic's name"),
    pytest.param(CLINIC, "https://example.org/miniature", "https://example.org/other", id="the address of the site"),
    pytest.param(CLINIC, "owner: Scan team", "owner: Scan nurses", id="an owner"),
    pytest.param(CLINIC, "expires: 2027-11-01", "expires: 2027-12-01", id="the last day of a setting"),
    pytest.param(CLINIC, "paper: Letter", "paper: A4", id="the paper"),
    pytest.param(READY, "blood thinner", "warfarin", id="words for the search"),
    pytest.param("leaflets/card.yaml", "order: 1", "order: 2", id="the order of leaflets"),
    pytest.param("leaflets/styles/leaflet.css", "#111; hyphens", "#121; hyphens", id="a colour"),
]


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = bless.miniature(tmp_path_factory.mktemp("signed"))
    sign(project)
    return project


@pytest.fixture
def project(signed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(signed, tmp_path / "project"))


def test_it_holds_until_its_last_day(signed: Path) -> None:
    found = state(signed)
    assert (found.state, found.problems) == ("signed", ())
    last = date(2027, 11, 1)
    assert found.last and (found.last.signed, found.last.until) == (SIGNED, last)
    assert state(signed, last).state == "signed"
    (ended,) = state(signed, last + timedelta(days=1)).problems
    assert ended.code == "sign-off-ended" and "Nobody Real (invented) ended on 2027-11-01" in ended.message


def test_nothing_is_signed_by_itself(tmp_path: Path) -> None:
    (problem,) = state(bless.miniature(tmp_path)).problems
    assert str(problem).splitlines() == [
        f"{INFO}:1:1: not-signed no clinician has signed `sample-scan` in the language en",
        "    have a clinician read it all, then run: leaflets sign-off sample-scan",
    ]


@pytest.mark.parametrize(("file", "old", "new", "told"), CLINICAL)
def test_one_word_or_number_more_and_it_no_longer_holds(
    project: Path, file: str, old: str, new: str, told: str
) -> None:
    before = (project / file).read_text("utf-8")
    change(project, file, old, new)
    found = state(project)
    assert found.state == "changed"
    assert {problem.code for problem in found.problems} == {"changed-since-signed"}
    assert any(told in problem.message for problem in found.problems), [str(problem) for problem in found.problems]
    (project / file).write_text(before, "utf-8")
    assert state(project).state == "signed"  # as it was read


@pytest.mark.parametrize(("file", "old", "new"), NOT_CLINICAL)
def test_contact_details_owners_and_looks_are_not_signed(project: Path, file: str, old: str, new: str) -> None:
    change(project, file, old, new)
    assert state(project).state == "signed"


def test_a_picture_is_signed_too(project: Path) -> None:
    picture = project / CONTENT / "pictures/one.svg"
    picture.write_text(picture.read_text().replace("</svg>", "<!-- other --></svg>"))
    assert [problem.message for problem in state(project).problems] == ["Another picture (in: What it is)"]


def test_a_line_moved_from_one_level_of_help_to_another(project: Path) -> None:
    line = "      - say: Chest pain\n        sources: [practice]\n"
    change(project, HELP, line, "")
    change(project, HELP, "    level: office_hours\n    items:\n", f"    level: office_hours\n    items:\n{line}")
    assert state(project).state == "changed"


def test_a_setting_that_is_taken_out(project: Path) -> None:
    change(
        project, CLINIC, "    lie_still: {value: 2, owner: Scan team, source: Sample rule, expires: 2027-11-01}\n", ""
    )
    change(project, CLINIC, "settings:\n  sample-scan:\n", "")
    told = [problem.message for problem in state(project).problems]
    assert any("Drink a lot until your team says it is enough." in message for message in told)


UNSET = "{be_early}"  # readers get the words for while it is not set


def statements(project: Path) -> list[tuple[Path, int]]:
    """Where in the topics somebody says something: (file, line)."""
    files = sorted((project / CONTENT / "topics").glob("*.yaml"))
    lines = [
        (file, number)
        for file in files
        for number, line in enumerate(file.read_text().splitlines(), 1)
        if "say: " in line and UNSET not in line
    ]
    assert len(lines) > 30
    return lines


def test_each_statement_is_named_where_it_stands(project: Path) -> None:
    tried = 0
    for file, number in statements(project):
        text = file.read_text("utf-8")
        rows = text.splitlines(keepends=True)
        rows[number - 1] = re.sub(r"(say: .*\w)", r"\1 today", rows[number - 1], count=1)
        file.write_text("".join(rows), "utf-8")
        with suppress(ProblemsFound):  # of a sentence that cannot go on like that
            told = [problem.place for problem in state(project).problems]
            path = file.relative_to(project).as_posix()
            assert any((place.path, place.line) == (path, number) for place in told), (path, number, told)
            tried += 1
        file.write_text(text, "utf-8")
    assert tried > 30


# --- what readers see ------------------------------------------------------------------------------------------------


def test_pages_and_leaflets_say_who_approved_them(project: Path) -> None:
    during = pipeline.build(project, None, lambda message: None, DURING)
    after = pipeline.build(project, None, lambda message: None, date(2028, 2, 1))
    words = "Approved by Nobody Real (invented), Test reader, on January 10, 2027."
    assert all(words in sheet.html and "Draft" not in sheet.html for sheet in during.jobs)
    assert all(words not in sheet.html and "Draft: not yet approved" in sheet.html for sheet in after.jobs)
    assert [sheet.current.code for sheet in during.jobs] == [sheet.current.code for sheet in after.jobs]
    head = during.heads["sample-scan/overview.md"].data
    assert head["reviewedBy"] == [{"@type": "Person", "name": "Nobody Real (invented)", "jobTitle": "Test reader"}]
    assert head["lastReviewed"] == "2027-01-10" and "creativeWorkStatus" not in head
    assert after.heads["sample-scan/overview.md"].data["creativeWorkStatus"] == "Draft"


def test_a_shorter_sign_off_shortens_the_day_of_review(project: Path) -> None:
    sign(project, "--until", "2027-03-01")
    output = pipeline.build(project, None, lambda message: None, DURING)
    feet = [sheet.html.replace(r"\a0 ", " ") for sheet in output.jobs]  # each part of the foot stays in one line
    assert feet and all("Review by March 1, 2027" in foot for foot in feet)


# --- signing ---------------------------------------------------------------------------------------------------------


def test_signing_asks_first(tmp_path: Path) -> None:
    project = list_signers(bless.miniature(tmp_path))
    asked = ("sign-off", "sample-scan", *WHO, "--date", SIGNED)
    no = run(project, *asked, typed="n\n")
    assert no.exit_code == 1 and "not signed" in no.output and not (project / FOLDER).exists()
    assert "Nobody has signed it before." in no.output
    assert "Signing also confirms these sources:\n  practice\n" in no.output
    assert "how long you do not drive" in no.output.partition("Not set by the clinic")[2]
    assert run(project, *asked, typed="y\n").exit_code == 0
    again = run(project, *asked, typed="n\n")
    assert "Last signed by Nobody Real (invented), Test reader, on 2027-01-10." in again.output
    assert "Nothing has changed since." in again.output
    change(project, READY, "Take off your rings.", "Take off your coat.")
    changed = run(project, *asked, typed="n\n").output
    assert f"Changed since:\n  {READY}:15:14: changed-since-signed" in changed


REFUSED = [
    pytest.param(
        ("sign-off", "no-scan", *WHO), "there is no procedure `no-scan`; there are: sample-scan", id="procedure"
    ),
    *(
        pytest.param(("sign-off", "sample-scan", "--name", name), f"not-a-signer `{told}` is not listed", id=told)
        for name, told in (
            ("Dr Anybody", "Dr Anybody"),
            ("<b>", "<b>"),
            (" ", " "),
            ("Dr \udcff", r"Dr \udcff"),
            ("=cmd()", "=cmd()"),
            ("\u3164", "\u3164"),
            ("nobody real (invented)", "nobody real (invented)"),
        )
    ),
    pytest.param(("sign-off", "sample-scan", *WHO, "--until", "2028-01-01"), "2027-11-01", id="after the review"),
    pytest.param(("sign-off", "sample-scan", *WHO, "--until", "2026-01-01"), "2027-11-01", id="before today"),
    pytest.param(("sign-off", "sample-scan", *WHO, "--locale", "xx_YY"), "there is no locale `xx_YY`", id="locale"),
    pytest.param(("sign-off", "sample-scan", *WHO, "--locale", "root"), "there is no locale `root`", id="no locale"),
    pytest.param(("sign-off", "sample-scan", *WHO, "--locale", "fr_FR"), "not-translated", id="language"),
]


WITHDRAW = ("withdraw", "sample-scan", *WHO)


def withdraw(project: Path, *arguments: object, typed: str = "") -> Result:
    return run(project, *WITHDRAW, "--reason", "The dose is wrong.", "--date", DURING, *arguments, typed=typed)


def test_what_is_withdrawn_is_a_draft_again_until_somebody_signs_it(project: Path) -> None:
    asked = withdraw(project, typed="n\n")
    assert asked.exit_code == 1 and "not withdrawn" in asked.output
    assert "Last signed by Nobody Real (invented), Test reader, on 2027-01-10." in asked.output
    assert state(project).state == "signed"

    assert withdraw(project, typed="y\n").exit_code == 0
    (problem,) = state(project).problems
    assert problem.code == "sign-off-withdrawn"
    assert "by Nobody Real (invented) on 2027-01-15: The dose is wrong." in problem.message
    output = pipeline.build(project, None, print, DURING)
    assert output.drafts == (problem,)
    assert all("Draft" in sheet.html and "Nobody Real" not in sheet.html for sheet in output.jobs)

    again = run(project, "sign-off", "sample-scan", *WHO, "--date", DURING, typed="y\n")
    assert "Withdrawn by Nobody Real (invented), Test reader, on 2027-01-15: The dose is wrong." in again.output
    assert "Signing also confirms these sources:\n  practice\n" in again.output
    assert state(project).state == "signed"
    entries = read_register(project, "sample-scan").entries
    assert [entry.withdrawn for entry in entries] == [None, "The dose is wrong.", None]
    assert [len(entry.follows) for entry in entries] == [0, 1, 1]


def test_putting_old_words_back_does_not_bring_back_what_was_withdrawn(project: Path) -> None:
    withdraw(project, "--yes")
    for words in (("rings", "coat"), ("coat", "rings")):
        change(project, READY, *(f"Take off your {word}." for word in words))
        assert state(project).state == "withdrawn"


def test_each_language_is_withdrawn_for_itself(project: Path) -> None:
    translate(project, "Take off your rings.", "Quítese los anillos.")
    sign(project, "--locale", "es_US")
    assert withdraw(project, "--yes", "--locale", "es_US").exit_code == 0
    assert languages(project) == {"en": "signed", "es": "withdrawn"}


NOT_WITHDRAWN = [
    pytest.param(("--reason", "{x}"), "cannot stand here: write 1 to 300 letters", id="brackets"),
    pytest.param(("--reason", "x" * 301), "cannot stand here: write 1 to 300 letters", id="too long"),
    pytest.param(("--reason", " "), "cannot stand here: write 1 to 300 letters", id="no reason"),
    pytest.param(("--name", "<b>"), "write 1 to 80 letters", id="name"),
    pytest.param(("--locale", "es_US"), "no sign-off of `sample-scan` holds in es", id="never signed"),
    pytest.param(
        ("--date", "2027-01-09"), "sealed-date this sign-off is of 2027-01-10, and today is 2027-01-09", id="before it"
    ),
]


@pytest.mark.parametrize(("arguments", "told"), NOT_WITHDRAWN)
def test_what_cannot_be_withdrawn(project: Path, arguments: tuple[str, ...], told: str) -> None:
    before = digests(project / FOLDER)
    result = withdraw(project, "--yes", *arguments)
    assert result.exit_code == 1 and told in result.output
    assert digests(project / FOLDER) == before


def test_nothing_is_withdrawn_twice(project: Path) -> None:
    withdraw(project, "--yes")
    result = withdraw(project, "--yes")
    assert result.exit_code == 1 and "nothing to withdraw" in result.output


@pytest.mark.parametrize(("arguments", "told"), REFUSED)
def test_what_is_refused(project: Path, arguments: tuple[str, ...], told: str) -> None:
    before = digests(project / FOLDER)
    result = run(project, *arguments, "--yes", "--date", SIGNED)
    assert result.exit_code == 1 and told in result.output
    assert digests(project / FOLDER) == before


def test_nobody_signs_what_is_overdue(project: Path) -> None:
    change(project, CLINIC, "expires: 2027-11-01", "expires: 2026-12-01")
    result = run(project, "sign-off", "sample-scan", *WHO, "--yes", "--date", SIGNED)
    assert result.exit_code == 1 and f"{CLINIC}:16:" in result.output and "overdue" in result.output


def test_every_sign_off_is_kept(project: Path) -> None:
    change(project, READY, "Take off your rings.", "Take off your coat.")
    sign(project, on=date(2027, 2, 1))
    entries = read_register(project, "sample-scan").entries
    assert [entry.signed for entry in entries] == [SIGNED, date(2027, 2, 1)]
    assert "rings" in entries[0].read.model_dump_json() and "rings" not in entries[1].read.model_dump_json()
    assert state(project, date(2027, 2, 1)).state == "signed"


def test_each_language_is_signed_for_itself(project: Path) -> None:
    translate(project, "Take off your rings.", "Quítese los anillos.")
    assert languages(project) == {"en": "signed", "es": "unsigned"}
    sign(project, "--locale", "es_US")
    assert languages(project) == {"en": "signed", "es": "signed"}
    translate(project, "Take off your rings.", "Quítese el reloj.")
    assert languages(project) == {"en": "signed", "es": "changed"}


def languages(project: Path) -> dict[str, str]:
    rows = json.loads(run(project, "status", "--format", "json", "--date", DURING).output)
    return {row["language"]: row["sign_off"]["state"] for row in rows}


# --- the files -------------------------------------------------------------------------------------------------------

DAMAGES = [
    pytest.param(lambda text: text.replace("Test reader", "Chief reader", 1), "sealed-edited", id="a name edited"),
    pytest.param(lambda text: text.replace("2027-11-01", "2029-11-01", 1), "sealed-edited", id="a day edited"),
    pytest.param(lambda text: text[: len(text) // 2], "sealed-broken", id="cut"),
    pytest.param(lambda text: "{}", "missing-key", id="nothing in it"),
    pytest.param(lambda text: f"<<<<<<< ours\n{text}=======\n{text}>>>>>>> theirs\n", "merge", id="a merge"),
]


@pytest.mark.parametrize(("damage", "code"), DAMAGES)
def test_a_damaged_file_stops_everything(project: Path, damage: Callable[[str], str], code: str) -> None:
    (file,) = (project / FOLDER).iterdir()
    file.write_text(damage(file.read_text("utf-8")), "utf-8")
    result = run(project, "check")
    assert result.exit_code == 1
    assert re.search(rf"^{FOLDER}/{file.name}:\d+:\d+: {code} ", result.output, re.MULTILINE), result.output
    assert f"git checkout HEAD -- {FOLDER}/{file.name}" in result.output


def test_words_and_digest_that_do_not_fit(project: Path) -> None:
    (entry,) = read_register(project, "sample-scan").entries
    other = sealed(entry.model_copy(update={"digest": "0" * 64}))
    sealed_folder.add(project, folder("sample-scan"), [other])
    result = run(project, "check")
    assert f"{other.file_name}:1:1: sealed-edited the digest does not belong to the words here" in result.output


def test_a_sign_off_that_is_gone_is_told_as_long_as_a_later_one_names_it(project: Path) -> None:
    (first,) = (project / FOLDER).iterdir()
    assert withdraw(project, "--yes").exit_code == 0
    first.unlink()
    result = run(project, "check")
    assert result.exit_code == 1 and "sealed-missing the sign-off before this one is missing" in result.output
    assert first.name[-13:] in result.output and f"git checkout HEAD -- {FOLDER}\n" in result.output


def test_the_one_file_of_older_projects(project: Path) -> None:
    (project / CONTENT / "sign-off.jsonl").write_text("{}\n")
    result = run(project, "check")
    assert result.exit_code == 1 and f"{CONTENT}/sign-off.jsonl:1:1: sealed-moved" in result.output
    assert f"{FOLDER}/" in result.output


def test_the_sign_off_of_another_procedure_counts_for_nothing(project: Path) -> None:
    shutil.copytree(project / CONTENT, project / "docs/content/other-scan")
    result = run(project, "check")
    (file,) = (project / FOLDER).iterdir()
    told = "sealed-edited this is a sign-off of `sample-scan`, not of `other-scan`"
    assert f"docs/content/other-scan/sign-offs/{file.name}:1:1: {told}" in result.output


def wait_for_others(folder: str, number: int) -> None:
    """In the process of a command: what it has read is given to it when so many have read the same."""
    read = pipeline.whole_source

    def read_and_wait(root: Path, today: date | None = None) -> CheckedSource:
        found = read(root, today)
        Path(folder, str(os.getpid())).touch()
        while len(os.listdir(folder)) < number:
            time.sleep(0.01)
        return found

    pipeline.whole_source = read_and_wait
    clock.today = lambda *_: CLOCK


def test_two_who_sign_and_one_who_withdraws_at_once(project: Path, tmp_path: Path) -> None:
    """All three have read the same sign-offs before any writes: nothing is lost, and the withdrawal holds."""
    (tmp_path / "readers").mkdir()
    before = partial(wait_for_others, str(tmp_path / "readers"), 3)
    started = [
        start("build_tools", command, "sample-scan", "--name", name, *arguments, cwd=project, before=before)
        for command, name, *arguments in (
            ("sign-off", "A", "--yes", "--date", "2027-01-20"),
            ("sign-off", "B", "--yes", "--date", "2027-01-21"),
            ("withdraw", "C", "--role", "x", "--yes", "--date", "2027-01-19", "--reason", "The dose is wrong."),
        )
    ]
    assert [each.end()[0] for each in started] == [0, 0, 0]
    first, *others = read_register(project, "sample-scan").entries
    assert [entry.name for entry in others] == ["C", "A", "B"]
    assert [entry.follows for entry in others] == [(first.seal,)] * 3
    assert state(project).state == "withdrawn"
    sign(project, on=date(2027, 1, 22))
    assert state(project, date(2027, 1, 22)).state == "signed"
    assert len(read_register(project, "sample-scan").entries[-1].follows) == 3


def test_nobody_signs_before_the_last_sign_off(project: Path) -> None:
    result = run(project, "sign-off", "sample-scan", *WHO, "--yes", "--date", "2027-01-09")
    assert result.exit_code == 1 and "sealed-date this sign-off is of 2027-01-10, and today" in result.output


@pytest.mark.parametrize("folder", ["templates", "LC_MESSAGES", ".git"])
def test_other_folders_beside_the_languages(project: Path, folder: str) -> None:
    other = project / "docs/content/locale" / folder
    other.mkdir(parents=True)
    assert languages(project) == {"en": "signed"}
    (other / "one.po").write_text('msgid "Home"\nmsgstr "Inicio"\n', "utf-8")
    result = run(project, "status", "--date", DURING)
    assert result.exit_code == (0 if folder.startswith(".") else 1)
    assert folder.startswith(".") or f"docs/content/locale/{folder.partition('_')[0]}" in result.output


def test_translations_that_lie_too_deep_are_told(project: Path) -> None:
    deep = project / "docs/content/locale/en/LC_MESSAGES"
    deep.mkdir(parents=True)
    (deep / "guide.po").write_text('msgid "Home"\nmsgstr "Start"\n', "utf-8")
    result = run(project, "check")
    assert result.exit_code == 1
    assert "docs/content/locale/en/LC_MESSAGES/guide.po:1:1: bad-name" in result.output
    assert "move it to docs/content/locale/en/guide.po" in result.output


def test_numbers_of_another_language_are_compared_as_they_were_read(project: Path) -> None:
    """In the clinic's country: 3,175 stays 3,175."""
    translate(project, "Take off your rings.", "Quítese los anillos.")
    sign(project, "--locale", "es_US")
    (row,) = (
        row for row in json.loads(run(project, "status", "--format", "json", "--date", DURING).output)
        if row["language"] == "es"
    )  # fmt: skip
    assert row["sign_off"]["state"] == "signed" and row["sign_off"]["changed"] == []


def test_english_is_signed_at_a_clinic_of_another_language(project: Path) -> None:
    translate(project, "Take off your rings.", "Quítese los anillos.")
    change(project, CLINIC, "locale: en_US", "locale: es_US")
    sign(project)
    sign(project, "--locale", "en_US")
    assert languages(project) == {"es": "signed", "en": "signed"}


def test_a_language_without_translations_is_not_signed_by_the_clinic_s_locale(project: Path) -> None:
    change(project, CLINIC, "locale: en_US", "locale: fr_FR")
    result = run(project, "sign-off", "sample-scan", *WHO, "--yes", "--date", SIGNED)
    assert result.exit_code == 1 and "not-translated" in result.output


def test_the_folder_of_a_country_is_told(project: Path) -> None:
    folder = project / "docs/content/locale/es_US"
    folder.mkdir(parents=True)
    (folder / "x.po").write_text('msgid "Home"\nmsgstr "Inicio"\n', "utf-8")
    result = run(project, "status", "--date", DURING)
    assert result.exit_code == 1 and "docs/content/locale/es_US/x.po:1:1: bad-name" in result.output
    assert "move it to docs/content/locale/es/x.po" in result.output


# --- paper that went out with a sign-off -----------------------------------------------------------------------------

D1 = date(2027, 2, 1)


@pytest.mark.parametrize(
    ("records", "known", "taken_back"),
    [
        pytest.param("S", 1, None, id="signed"),
        pytest.param("SW", 1, 2, id="withdrawn"),
        pytest.param("SW", 2, None, id="a draft released later"),
        pytest.param("SWS", 1, 2, id="signed anew, old paper"),
        pytest.param("SWS", 3, None, id="signed anew, new paper"),
        pytest.param("SWSW", 1, 2, id="withdrawn twice, the first paper"),
        pytest.param("SWSW", 3, 4, id="withdrawn twice, the second paper"),
        pytest.param("SWSW", 4, None, id="a draft after all"),
        pytest.param("", 0, None, id="never signed"),
    ],
)
@pytest.mark.parametrize("same_day", [False, True])
def test_what_loses_its_approval(
    project: Path, records: str, known: int, taken_back: int | None, same_day: bool
) -> None:
    """Of a release that knows the first records; on one day, or one on each day of a month."""
    entry = read_register(project, "sample-scan").entries[0]
    register = Register()
    for number, kind in enumerate(records, 1):
        new = {"signed": date(2027, 2, 1 if same_day else number), "withdrawn": "Wrong." if kind == "W" else None}
        register = Register((*register.entries, sealed(entry.model_copy(update=new), register.entries)))
    answers = [each.seal for each in Register(register.entries[:known]).withdrawals("en")]
    day = taken_back and date(2027, 2, 1 if same_day else taken_back)
    assert register.taken_back("en", answers) == day
    assert register.taken_back("es", answers) is None


def test_released_paper_says_that_it_was_taken_back(project: Path) -> None:
    assert run(project, "release", "--date", SIGNED).exit_code == 0

    def built(on: date) -> tuple[str, str]:
        output = pipeline.build(project, None, lambda message: None, on)
        code = output.ledger.releases[0].code
        (page,) = (html(output.project, page) for page in output.pages if page.path == f"c/{code}.md")
        return page, run(project, "changes", "--date", on).output

    page = built(DURING)[0]
    assert "This is the current one." in page
    assert "Approved by Nobody Real (invented), Test reader, on January 10, 2027." in page
    assert "Review by November 1, 2027." in page
    assert withdraw(project, "--yes", "--date", DURING).exit_code == 0
    page, changes = built(DURING)
    assert "Approved by" not in page and "Review by" not in page
    assert "Taken back on January 15, 2027. Do not use this sheet." in page and "You can use" not in page
    assert "was taken back on January 15, 2027. Throw away these sheets." in changes
    assert "is current since" not in changes
    sign(project, on=D1)
    assert "Taken back on January 15, 2027." in built(D1)[0], "the same words, but nobody has released them anew"
    assert run(project, "release", "--date", D1).exit_code == 0
    assert "Released on February 1, 2027. You can use this sheet." in built(D1)[0]


def test_all_on_one_day(project: Path) -> None:
    """Sign, release, withdraw, sign again: the old paper is not good again before it is released again."""

    def release() -> int:
        output = pipeline.build(project, None, lambda message: None, SIGNED)
        new = ledger.released(output.ledger, output.editions, SIGNED).since(output.ledger)
        sealed_folder.add(project, ledger.FOLDER, new)
        return len(new)

    def page(code: str) -> str:
        output = pipeline.build(project, None, lambda message: None, SIGNED)
        return next(html(output.project, page) for page in output.pages if page.path == f"c/{code}.md")

    assert release() == 2
    code = pipeline.whole_source(project).ledger.releases[0].code
    assert withdraw(project, "--yes", "--date", SIGNED).exit_code == 0
    sign(project)
    assert "Taken back on January 10, 2027. Do not use this sheet." in page(code)
    assert release() == 2 and "This is the current one." in page(code)
    assert release() == 0
    change(project, READY, "Take off your rings.", "Take off your coat.")
    assert withdraw(project, "--yes", "--date", SIGNED).exit_code == 0
    sign(project)
    assert "Taken back on January 10, 2027. Do not use this sheet." in page(code)
    assert release() == 2
    assert "Replaced on January 10, 2027. Do not use this sheet." in page(code)


def test_a_replaced_sheet_leads_to_no_sheet_that_was_taken_back(project: Path) -> None:
    """Nor does a trial print."""
    assert run(project, "release", "--date", SIGNED).exit_code == 0
    change(project, READY, "Take off your rings.", "Take off your coat.")
    sign(project)
    assert run(project, "release", "--date", SIGNED).exit_code == 0
    released = {release.code for release in pipeline.whole_source(project).ledger.releases}
    assert withdraw(project, "--yes").exit_code == 0
    change(project, READY, "Take off your coat.", "Take off your hat.")
    output = pipeline.build(project, None, lambda message: None, DURING)
    pages = {page.path.removeprefix("c/").removesuffix(".md"): page for page in output.pages if page.path[:2] == "c/"}
    pages.pop("index")
    trial = {now.code for now in output.editions}
    assert len(pages) == 6 and not trial & released
    for code, page in pages.items():
        words = html(output.project, page)
        assert "The current one has this code" not in words and ".pdf" not in words
        if code in trial or "Replaced on" in words:
            assert "The newest one was taken back on January 15, 2027: there is no right sheet now." in words
            assert "555-0142" in words
        else:
            assert "Taken back on January 15, 2027. Do not use this sheet." in words


# --- a translation is signed beside its English ----------------------------------------------------------------------

RINGS, ANILLOS = "Take off your rings.", "Quítese los anillos."


def spanish_state(project: Path, today: date = DURING) -> SignedState:
    return state_in(project, "es_US", today)


def state_in(project: Path, locale: str, today: date) -> SignedState:
    found = pipeline.whole_source(project)
    catalog = language.catalog(project, locale, Place("test"))
    return signed_state(found.project, found.project.procedures[0], catalog, found.registers["sample-scan"], today)


def test_the_sign_off_of_a_translation_names_both_texts_and_who_checked_it(project: Path) -> None:
    translate(project, RINGS, ANILLOS)
    sign(project)
    assert spanish_state(project).state == "unsigned"  # the English is another text
    sign(project, "--locale", "es_US")
    last, english = spanish_state(project).last, state(project).last
    assert last and english and last.english_digest == english.digest and last.english == english.read
    assert last.checked_by == "Nobody Real (invented)" and not english.checked_by and not english.english


@pytest.mark.parametrize("typed", ["es", "es_US", "es-US", "es_MX"])
def test_a_language_is_named_as_people_name_it(project: Path, typed: str) -> None:
    """What is signed are the words as this clinic gives them out, whatever country was named."""
    translate(project, RINGS, ANILLOS)
    sign(project, "--language", typed)
    assert spanish_state(project).state == "signed"
    assert withdraw(project, "--yes", "--language", typed).exit_code == 0


def test_who_signs_a_translation_hears_which_leaflets_are_not_finished(project: Path) -> None:
    translate(project, RINGS, ANILLOS)
    assert "not all translated" not in sign(project, "--language", "es").output
    change(project, READY, RINGS, "Take off all rings.")
    told = sign(project, "--language", "es").output
    assert "They do not go out; when they are finished, all of it is signed anew:\n  card\n" in told


def test_what_is_to_be_done_names_the_language(project: Path) -> None:
    """Else the English would be signed in its place."""
    translate(project, RINGS, ANILLOS)
    assert spanish_state(project).problems[0].hint.endswith("leaflets sign-off sample-scan --language es")
    sign(project, "--language", "es", "--until", "2027-02-01")
    due = Due(SIGNED, "sample-scan", "sign-off", "sample-scan-es", "", "", Place("x"))
    (told,) = deadlines.problems(MINIATURE.clinic, (due,), SIGNED)[1]
    assert told.hint.endswith("leaflets sign-off sample-scan --language es")
    translate(project, RINGS, "Quítese todos los anillos.")
    (changed,) = spanish_state(project).changed
    assert changed.message.startswith("Other words (in: Getting ready)")
    assert changed.hint.endswith("leaflets sign-off sample-scan --language es")
    sign(project)
    change(project, READY, RINGS, "Take off all rings.")
    assert state(project).problems[0].hint.endswith("leaflets sign-off sample-scan")


def test_changed_english_ends_the_sign_off_of_a_translation_with_the_same_words(project: Path) -> None:
    translate(project, RINGS, ANILLOS)
    sign(project, "--locale", "es_US")
    assert spanish_state(project).state == "signed"
    change(project, f"{CONTENT}/topics/getting-ready.yaml", RINGS, "Take off all rings.")
    translate(project, "Take off all rings.", ANILLOS)
    found = spanish_state(project)
    assert found.state == "changed" and not found.approval
    assert ["was `Take off your rings.`, is `Take off all rings.`" in str(each) for each in found.changed] == [True]


def test_changed_words_end_the_sign_off_of_a_translation_alone(project: Path) -> None:
    translate(project, RINGS, ANILLOS)
    sign(project)
    sign(project, "--locale", "es_US")
    translate(project, RINGS, "Quítese todos los anillos.")
    assert spanish_state(project).state == "changed" and state(project).state == "signed"


def test_a_sign_off_that_does_not_say_which_english_was_read_does_not_count(project: Path) -> None:
    """Such as one of a version before this; that of the English itself is read as ever."""
    translate(project, RINGS, ANILLOS)
    list_signers(project)
    found = pipeline.whole_source(project)
    for code in ("en_US", "es_US"):
        words = language.catalog(project, code, Place("test"))
        (procedure,) = found.project.procedures
        read = clinical.read(found.project, procedure, build.of(found.project, procedure, words))
        approval = Approval("Nobody Real (invented)", "Test reader", SIGNED, date(2027, 11, 1), words.tag)
        entry = sign_off.signed(Register(), "sample-scan", approval, read)
        assert "english" not in entry.text and "checked_by" not in entry.text
        sealed_folder.add(project, sign_off.folder("sample-scan"), [entry])
    assert state(project).state == "signed"
    assert spanish_state(project).state == "refused"
    assert "it does not say beside which English" in spanish_state(project).objection
    sign(project, "--locale", "es_US")
    assert spanish_state(project).state == "signed"


def told(project: Path, because: str) -> Problem:
    """What a build says of the Spanish, which was signed in a project of two languages, and then something happened."""
    if because == "withheld":
        shutil.rmtree(project / FOLDER)
        output = pipeline.build(project, None, lambda message: None, DURING, drafts=False)
        return next(each for each in output.waiting if each.code == "not-signed")
    if because == "soon":
        output = pipeline.build(project, None, lambda message: None, DURING)
        return next(each for each in output.soon if "sample-scan-es" in each.message)
    if because == "unsigned":
        shutil.rmtree(project / FOLDER)
    if because == "changed":
        translate(project, RINGS, "Quítese todos los anillos.")
    if because == "withdrawn":
        assert withdraw(project, "--yes", "--locale", "es_US").exit_code == 0
    return spanish_state(project, date(2027, 2, 15) if because == "ended" else DURING).problems[0]


@pytest.mark.parametrize("because", ["unsigned", "withheld", "changed", "withdrawn", "ended", "soon"])
def test_the_command_that_a_problem_names_signs_that_translation(project: Path, because: str) -> None:
    """Copied as it stands there: it asks for the name that is missing."""
    translate(project, RINGS, ANILLOS)
    change(project, CLINIC, "locale: en_US", "locale: en_US\nlanguages: [en, es]")
    sign(project, "--locale", "es_US", "--until", "2027-02-14")
    command = (told(project, because).hint or "").partition("run: leaflets ")[2].split()
    result = run(project, *command, "--date", "2027-02-15", typed="Nobody Real (invented)\ny\n")
    assert result.exit_code == 0 and "Signed." in result.output, result.output
    found = spanish_state(project, date(2027, 2, 15))
    assert found.state == "signed" and found.last and found.last.signed == date(2027, 2, 15)


def test_the_command_for_the_clinic_s_own_language_names_none(project: Path) -> None:
    translate(project, RINGS, ANILLOS)
    change(project, CLINIC, "locale: en_US", "locale: es_US")
    states = [state_in(project, locale, DURING) for locale in ("es_US", "en_US")]
    assert [each.sign.partition("run: ")[2] for each in states] == [
        "leaflets sign-off sample-scan",
        "leaflets sign-off sample-scan --language en",
    ]
