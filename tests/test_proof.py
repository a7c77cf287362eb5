"""A printed leaflet is looked at before it leaves the press."""

from __future__ import annotations

import errno
import os
import tempfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import bless
import pypdfium2
import pytest
from PIL import Image
from printable import jobs

from build_tools import pipeline, templates
from build_tools.preflight.expected import ExpectedLine
from build_tools.printing import proof as proof_module
from build_tools.printing.jobs import PrintJob
from build_tools.printing.pdf import Printer
from build_tools.printing.proof import first_page, proof
from build_tools.problems import Place, ProblemsFound


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bless.miniature(tmp_path_factory.mktemp("proof"))


@pytest.fixture(scope="module")
def job(project: Path) -> PrintJob:
    """The standard size."""
    content, catalog = pipeline.whole_source(project)[:2]
    return jobs(content, catalog, "A4")[0]


def changed(job: PrintJob, old: str, new: str) -> PrintJob:
    assert old in job.html
    return replace(job, html=job.html.replace(old, new))


def told(job: PrintJob) -> list[tuple[str, str]]:
    """Code and message of each finding; each has a hint."""
    findings = proof(job).findings
    assert all(finding.hint for finding in findings)
    return [(finding.code, finding.message) for finding in findings]


def test_a_good_sheet(job: PrintJob) -> None:
    found = proof(job)
    assert found.findings == ()
    document = pypdfium2.PdfDocument(found.data)
    assert found.sides == len(document)
    assert proof(job) == found, "the same to the byte"


def test_the_picture_of_the_first_page(job: PrintJob) -> None:
    found = proof(job)
    image = Image.open(BytesIO(found.first_page))
    assert (image.format, image.size) == ("PNG", (417, 590))
    grey = image.convert("RGB").getcolors(256)
    assert grey and len(grey) > 3, "something is drawn"
    assert all(red == green == blue for _, (red, green, blue) in grey)  # type: ignore[misc]
    assert len(found.first_page) < 30_000
    assert first_page(found.data) == found.first_page


def test_the_second_page_is_not_in_the_picture(job: PrintJob) -> None:
    more = changed(job, "</main>", '</main><p style="break-before: page">More</p>')
    one, two = proof(job), proof(replace(more, most_sides=9, wanted_sides=9))
    assert two.sides == one.sides + 1


def test_larger_letters_are_for_where_they_fit(job: PrintJob) -> None:
    """A sheet that is read from afar is better in the letters of its size than not at all."""
    large = changed(job, "</style>", "html { font-size: 24pt }</style>")
    large = replace(large, body=24, tight=job.html, tight_body=job.body)
    assert proof(large) == proof(job)
    as_in_english = replace(large, most_sides=99, wanted_sides=99)
    assert proof(as_in_english).sides > job.most_sides
    assert len({job.digest, large.digest, replace(large, most_sides=99).digest, as_in_english.digest}) == 4


def test_a_language_with_more_sides_has_less_air_where_that_saves_one(job: PrintJob) -> None:
    airy = changed(job, "</style>", "main { line-height: 3 }</style>")
    airy = replace(airy, tight=job.html, tight_body=job.body, most_sides=99)
    assert proof(airy) == proof(job)
    assert proof(replace(job, tight=airy.html, tight_body=job.body, most_sides=99, wanted_sides=0)) == proof(job)


@pytest.mark.parametrize(("height", "is_alone"), [(5, True), (120, False)])
def test_what_runs_over_has_no_side_for_itself(job: PrintJob, height: int, is_alone: bool) -> None:
    """Where there are more sides than in English, and the one before a section that begins a side is nearly blank."""
    over = f'<p style="break-before: page; padding-top: {height}mm">More</p>'
    asked = changed(job, "</main>", f'{over}<div class="across new-side"><p>Next</p></div></main>')
    asked = replace(asked, tight=asked.html, most_sides=99, wanted_sides=job.wanted_sides)
    as_in_english, flowing = replace(asked, wanted_sides=99), changed(asked, ' new-side"', '"')
    assert proof(as_in_english).sides == proof(flowing).sides + 1
    assert proof(asked).data == proof(flowing if is_alone else as_in_english).data


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        pytest.param("555-0199", "555-0198", "and it must be \u201c555-0199\u201d", id="wrong phone"),
        pytest.param("8 am to 5 pm", "8 am to 6 pm", "stands \u201c6\u201d, and it", id="wrong hours"),
        pytest.param("2\N{NO-BREAK SPACE}hours", "3\N{NO-BREAK SPACE}hours", "stands \u201c3\u201d", id="wrong limit"),
        pytest.param("Do not drive", "You may drive", "\u201cYou may\u201d", id="a warning turned around"),
        pytest.param("<li>Chest pain</li>", "", "\u201cChest pain\u201d are missing", id="a line of help lost"),
        pytest.param("<li>Chest pain</li>", "<li style='display: none'>Chest pain</li>", "missing", id="hidden"),
        pytest.param("<li>Chest pain</li>", "<li style='visibility: hidden'>Chest pain</li>", "missing", id="unseen"),
        pytest.param("<li>Chest pain</li>", "<li>Chest pain if bad</li>", "nobody wrote", id="words of nobody"),
        pytest.param(' title="Call 911"', ' title="Call 112"', "a link is called", id="wrong name of a link"),
        pytest.param("Still", "Never", "head and foot say", id="wrong foot"),
    ],
)
def test_words_that_do_not_come_out_right(job: PrintJob, old: str, new: str, lost: str) -> None:
    """Whatever spoils them between the tree and the paper."""
    found = told(changed(job, old, new))
    messages = [message for code, message in found if code == "lost-words"]
    assert any(lost in message for message in messages), found


@pytest.mark.parametrize(
    "style",
    ['.do-not li::before { content: "Do: " }', 'ul { list-style-type: "Not: " }', 'ol li::before { content: "9" }'],
)
def test_a_style_that_says_something_before_each_item(job: PrintJob, style: str) -> None:
    found = told(changed(job, "</head>", f"<style>{style}</style></head>"))
    assert "lost-words" in {code for code, _ in found}


def test_words_that_are_not_on_the_paper_are_told_where_they_stand(job: PrintJob) -> None:
    place = Place("docs/content/x.yaml", 4, 11)
    more = replace(job.expected, lines=(*job.expected.lines, ExpectedLine("Wait for 4 weeks.", place)))
    (finding,) = proof(replace(job, expected=more)).findings
    assert (finding.code, finding.place) == ("lost-words", place)
    assert "the words \u201cWait for 4 weeks.\u201d are missing" in finding.message


def test_the_preflight_is_asked(job: PrintJob) -> None:
    assert "too-small" in {code for code, _ in told(replace(job, smallest=30.0))}
    tiny = changed(job, "<main>", '<main><p style="font-size: 5pt">small print</p>')
    assert "too-small" in {code for code, _ in told(tiny)}
    shrunk = changed(job, "</head>", "<style>.topic .block p, .topic .block li { font-size: 0.8rem }</style></head>")
    assert told(shrunk) == [("too-small", "half of its letters are printed in 11.2 points or less")]


def test_what_cannot_be_printed(job: PrintJob) -> None:
    found = proof(changed(job, "pictures/one.svg", "pictures/lost.svg"))
    assert (found.data, found.sides, found.first_page) == (b"", 0, b"")
    (finding,) = found.findings
    assert finding.code == "cannot-print" and "lost.svg" in finding.message


def test_a_printer_that_breaks_off_is_a_finding_too(job: PrintJob, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks_off(*_: object) -> None:
        raise KeyError("nothing")

    monkeypatch.setattr(Printer, "print", breaks_off)
    assert told(job) == [("cannot-print", "WeasyPrint broke off: KeyError: 'nothing'")]


READ = "leaflets/styles/leaflet.css:1:1: cannot-read cannot be read: Permission denied"
FONTS = "leaflets/styles/leaflet.css:1:1: cannot-write fonts cannot be made ready in"


@pytest.mark.parametrize(
    ("file", "told"),
    [
        pytest.param("{root}/leaflets/styles/leaflet.css", READ, id="of the project"),
        pytest.param(str(templates.OURS["leaflets/styles"] / "leaflet.css"), READ, id="of the tool"),
        pytest.param("/usr/x.ttf", "/usr/x.ttf:1:1: cannot-read cannot be read: Permission", id="of the machine"),
        pytest.param(None, FONTS, id="without a name"),
        pytest.param(f"{tempfile.gettempdir()}/weasyprint-x/1", FONTS, id="for a while"),
    ],
)
def test_what_the_printer_cannot_read_when_it_begins_is_named(
    job: PrintJob, monkeypatch: pytest.MonkeyPatch, file: str | None, told: str
) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.EACCES, os.strerror(errno.EACCES), file and file.format(root=job.root))

    monkeypatch.setattr(Printer, "_look", refused)
    proof_module.printer.cache_clear()
    with pytest.raises(ProblemsFound) as found:
        proof(job)
    (problem,) = found.value.problems
    assert str(problem).startswith(told) and problem.hint
