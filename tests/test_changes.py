"""What changed between two editions, told by fact and section; and what the desk and the site say of it."""

from __future__ import annotations

from dataclasses import replace

import bless
import pytest
from html_reader import addresses, dialed, tree, without
from marks import any_of, html_unmarked
from test_ledger import DAYS
from trees import surface

from build_tools.content import reader as source
from build_tools.content.model import Project
from build_tools.guide import build
from build_tools.languages import catalog as language
from build_tools.languages.catalog import Catalog
from build_tools.problems import Place
from build_tools.records import stock
from build_tools.records.change_words import HEADLINES, headline
from build_tools.records.changes import Change, changes
from build_tools.records.ledger import Ledger, released
from build_tools.records.snapshot import Current, Snapshot, digest, of
from build_tools.website import code_pages
from build_tools.website import pages as web

NAMES = {"lie": "how long you lie flat", "drive": "how long you do not drive", "phone_day": "the number by day"}
BODY = """
# Going home
Our Clinic
What to do.
{check_at}
## first: First hours
Lie flat for {lie}. Then you may sit up slowly.
- Drink water.
- Eat a little.
- Rest in bed.
![a.svg] Someone lies flat for 2 hours. | Rest.
## days: First days
Lie down if it hurts, for {lie} at most.
Do not drive for {drive}.
## help: Get help
Call {phone}.
{helped} felt better; {not_helped} did not.
"""
FACTS = {
    "lie": ("lie", "2 hours"),
    "drive": ("drive", "24 hours"),
    "phone": ("phone_day", "555-0142"),
    "helped": ("helped", "44 of 100 people"),
    "not_helped": ("helped", "56"),
    "check_at": ("check_at", "example.org/c"),
}


def read(text: str = BODY, pictures: bytes = b"x", /, **values: str) -> Snapshot:
    known = {name: (id, values.get(name, value)) for name, (id, value) in FACTS.items()}
    told, about = surface(text, known)
    return of(told, about, {"a.svg": pictures}, {})


OLD = read()


def within(*pairs: tuple[str, str], **values: str) -> Snapshot:
    """The leaflet with other words and values."""
    text = BODY
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return read(text, **values)


FIRST, DAYS_, HELP = "First hours", "First days", "Get help"
LIE = Change("fact", (FIRST, DAYS_), NAMES["lie"], "2 hours", "4 hours")
MOVED_SECTION = BODY[BODY.index("## help") :]
FIRST_BEGIN, DAYS_BEGIN = "## first", "## days"
NEW_SECTION = "## new: New\nX.\n"
CASES = [
    pytest.param(OLD, [], id="nothing"),
    pytest.param(within(lie="4 hours"), [LIE], id="a fact in two sections"),
    pytest.param(within(("for 2 hours.", "for 4 hours."), lie="4 hours"), [LIE], id="a fact and the same in a picture"),
    pytest.param(
        within(lie="4 hours", drive="2 days"),
        [LIE, Change("fact", (DAYS_,), NAMES["drive"], "24 hours", "2 days")],
        id="two facts",
    ),
    pytest.param(
        within(phone="555-9999"),
        [Change("phone", (HELP,), NAMES["phone_day"], "555-0142", "555-9999")],
        id="a phone number",
    ),
    pytest.param(
        within(helped="50 of 100 people", not_helped="50"),
        [
            Change("fact", (HELP,), "helped", "44 of 100 people", "50 of 100 people"),
            Change("fact", (HELP,), "helped", "56", "50"),
        ],
        id="both forms of a fact",
    ),
    pytest.param(
        within(("{helped} felt better; {not_helped} did not.", "{not_helped} did not; {helped} felt better.")),
        [
            Change("sentence gone", (HELP,), "", "44 of 100 people felt better; 56 did not.", ""),
            Change("sentence added", (HELP,), "", "", "56 did not; 44 of 100 people felt better."),
        ],
        id="the forms of a fact in another order",
    ),
    pytest.param(
        within(check_at="example.org/new/c"),
        [Change("fact", ("",), "check at", "example.org/c", "example.org/new/c")],
        id="a fact outside of all sections",
    ),
    pytest.param(
        within(("Drink water.", "Drink plenty of water.")),
        [Change("sentence", (FIRST,), "", "Drink water.", "Drink plenty of water.")],
        id="a sentence",
    ),
    pytest.param(
        within(("Lie flat for {lie}.", "Stay flat for {lie}."), lie="4 hours"),
        [
            Change("fact", (FIRST, DAYS_), NAMES["lie"], "2 hours", "4 hours"),
            Change("sentence", (FIRST,), "", "Lie flat for 2 hours.", "Stay flat for 4 hours."),
        ],
        id="a sentence and the fact in it",
    ),
    pytest.param(
        within(("- Drink water.", "- Drink water.\n- Take your pills.")),
        [Change("sentence added", (FIRST,), "", "", "Take your pills.")],
        id="a sentence added",
    ),
    pytest.param(
        within((" Then you may sit up slowly.", "")),
        [Change("sentence gone", (FIRST,), "", "Then you may sit up slowly.", "")],
        id="a sentence gone",
    ),
    pytest.param(
        within(("Do not drive for {drive}.", "Ask us when you may drive.")),
        [
            Change("sentence gone", (DAYS_,), "", "Do not drive for 24 hours.", ""),
            Change("sentence added", (DAYS_,), "", "", "Ask us when you may drive."),
        ],
        id="a sentence in place of another",
    ),
    pytest.param(
        within(("- Eat a little.\n- Rest in bed.", "- Rest in bed.\n- Eat a little.")),
        [Change("order", (FIRST,))],
        id="the order of steps",
    ),
    pytest.param(
        within((". Then you may sit up slowly.", ".\nThen you may sit up slowly.")),
        [Change("layout")],
        id="another paragraph",
    ),
    pytest.param(
        within(("First days", "The first days")),
        [Change("heading", ("The first days",), "", "First days", "The first days")],
        id="a heading",
    ),
    pytest.param(within(("## days", "## weeks")), [Change("layout")], id="only the id of a section"),
    pytest.param(within((MOVED_SECTION, "")), [Change("section gone", (HELP,))], id="a section gone"),
    pytest.param(
        within((DAYS_BEGIN, NEW_SECTION + DAYS_BEGIN)),
        [Change("section added", ("New",))],
        id="a section added",
    ),
    pytest.param(
        within((MOVED_SECTION, ""), (FIRST_BEGIN, MOVED_SECTION + FIRST_BEGIN)),
        [Change("section moved", (HELP,))],
        id="a section moved",
    ),
    pytest.param(within(("Going home", "At home")), [Change("title", old="Going home", new="At home")], id="the title"),
    pytest.param(
        within(("Our Clinic", "Our New Clinic")),
        [Change("sentence", ("",), "", "Our Clinic", "Our New Clinic")],
        id="the clinic",
    ),
    pytest.param(read(BODY, b"y"), [Change("picture", (FIRST,))], id="a picture"),
    pytest.param(
        within(("Someone lies flat for 2 hours.", "Someone lies on a bed for 2 hours.")),
        [Change("sentence", (FIRST,), "", "Someone lies flat for 2 hours.", "Someone lies on a bed for 2 hours.")],
        id="what a picture shows",
    ),
]


@pytest.mark.parametrize(("new", "expected"), CASES)
def test_changes(new: Snapshot, expected: list[Change]) -> None:
    assert changes(OLD, new, NAMES) == expected


@pytest.mark.parametrize("new", [pytest.param(case.values[0], id=case.id) for case in CASES[1:]])
def test_a_change_back_is_told_as_well(new: Snapshot) -> None:
    there, back = changes(OLD, new, NAMES), changes(new, OLD, NAMES)
    assert len(there) == len(back) > 0


def test_every_kind_of_change_has_words_and_a_case() -> None:
    kinds = {change.kind for case in CASES for change in case.values[1]}  # type: ignore[union-attr]
    assert kinds == HEADLINES.keys()


# --- the desk and the site -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Catalog]:
    root = bless.miniature(tmp_path_factory.mktemp("changes"))
    project, problems = source.read(root)
    assert not problems
    return project, language.catalog(root, project.clinic.locale, Place(""))


def current(what: Snapshot, leaflet: str = "card", size: str = "standard") -> Current:
    identity = {"procedure": "sample-scan", "leaflet": leaflet, "language": "en", "size": size}
    file = f"sample-scan-{leaflet}-{size}-en.pdf"
    return Current(**identity, said=what, digest=digest(what, **identity), file=file, place=Place("leaflets/card.yaml"))


A, B, C = (
    current(OLD),
    current(within(lie="4 hours")),
    current(within(("Drink water.", "Drink tea & water."))),
)
LARGE = current(OLD, size="large")


def ledger(*texts: Current) -> Ledger:
    found = Ledger()
    for text, day in zip(texts, DAYS, strict=False):
        found = released(found, [text], day)
    return found


def pages(content: tuple[Project, Catalog], ledger: Ledger, *present: Current) -> dict[str, str]:
    project, catalog = content
    made = code_pages.code_pages(project, build.guides(project, catalog), ledger, present)
    assert not any(page.is_searched for page in made)
    return {page.path.removeprefix("c/").removesuffix(".md"): web.html(project, page) for page in made}


TRIAL = "This sheet is a trial print. It has not been released: do not hand it out."
NOT_NOW = "Do not use this sheet."
PAGES = [
    pytest.param(
        [A],
        [A],
        A,
        [
            "This is the current one.",
            "May 1, 2027",
            "Review by November 1, 2027.",
            'leaflets/sample-scan-card-standard-en.pdf"',
            "Open the current leaflet",
        ],
        [NOT_NOW, TRIAL, "newer", "Before:"],
        id="current",
    ),
    pytest.param(
        [A],
        [B],
        A,
        ["This is the current one.", "words on this site are newer", "2 hours", "4 hours", "as this site has it now"],
        [NOT_NOW, TRIAL, "Review by"],
        id="source is newer",
    ),
    pytest.param(
        [A],
        [B],
        B,
        [TRIAL, f'href="{A.code}.html"', "2 hours", "4 hours"],
        ["This is the current one."],
        id="trial of the next",
    ),
    pytest.param([], [A], A, [TRIAL], ["This is the current one.", "Before:"], id="trial of the first"),
    pytest.param(
        [A, B],
        [B],
        A,
        [
            "Replaced on May 2, 2027. " + NOT_NOW,
            f'href="{B.code}.html"',
            "2 hours",
            "4 hours",
            "Open the current leaflet",
        ],
        ["This is the current one.", "newer"],
        id="replaced",
    ),
    pytest.param(
        [A, B, C],
        [C],
        A,
        ["Replaced on May 2, 2027. " + NOT_NOW, f'href="{C.code}.html"', "Drink tea &amp; water."],
        ["4 hours"],
        id="replaced twice",
    ),
    pytest.param([A, B, A], [A], A, ["This is the current one.", "May 3, 2027"], [NOT_NOW], id="current again"),
    pytest.param(
        [A, B],
        [],
        A,
        ["Replaced on May 2, 2027. " + NOT_NOW, "no longer made"],
        ["leaflets/sample"],
        id="replaced and gone",
    ),
    pytest.param(
        [A],
        [],
        A,
        ["This leaflet is no longer made. " + NOT_NOW, 'href="tel:'],
        ["leaflets/sample", "This is the current one."],
        id="gone",
    ),
]


@pytest.mark.parametrize(("releases", "present", "asked", "has", "has_not"), PAGES)
def test_the_page_of_a_code(
    content: tuple[Project, Catalog],
    releases: list[Current],
    present: list[Current],
    asked: Current,
    has: list[str],
    has_not: list[str],
) -> None:
    text = pages(content, ledger(*releases), *present)[asked.code]
    assert [words for words in has if words not in text] == []
    assert [words for words in has_not if words in text] == []
    assert "Going home (Standard, English)" in text


def test_there_is_a_page_for_every_code(content: tuple[Project, Catalog]) -> None:
    found = pages(content, ledger(A, B, LARGE), C, LARGE)
    assert set(found) == {"index", A.code, B.code, C.code, LARGE.code}
    page = tree(found["index"])
    links = [(link.get("href"), link.text_content()) for link in page.xpath("//li/a[1]")]
    assert sorted(links) == sorted((f"{each}.html", each) for each in set(found) - {"index"})
    assert dialed(page)


def test_the_page_for_codes_before_any_build(content: tuple[Project, Catalog]) -> None:
    assert "No leaflet has a code yet." in pages(content, Ledger())["index"]


def test_links_of_a_code_page_lead_to_code_pages_and_leaflets(content: tuple[Project, Catalog]) -> None:
    found = pages(content, ledger(A, B, LARGE), C, LARGE)
    known = {f"{name}.html" for name in found} | {f"../leaflets/{each.file}" for each in (C, LARGE)}
    for text in found.values():
        assert set(addresses(tree(text))) <= known


def test_what_a_leaflet_said_cannot_leave_its_place(content: tuple[Project, Catalog]) -> None:
    evil = current(
        within(("Going home", "&lt;script&gt;\n---\n# x"), ("Drink water.", "Drink &lt;/div&gt;&lt;b&gt; water."))
    )
    for text in pages(content, ledger(A, evil), evil).values():
        assert "<b>" not in text and "<script>" not in text and "\n# x" not in text


def test_every_word_of_code_pages_passed_the_catalog(content: tuple[Project, Catalog]) -> None:
    project, _ = content
    pseudo = language.catalog(project.root, "en_XA", Place(""))
    codes = [each.code for each in (A, B, C, LARGE)]
    for name, text in pages((project, pseudo), ledger(A, B, LARGE), C, LARGE).items():
        page = without(tree(text), "//bdi[@lang='en']")  # what the leaflet said
        assert html_unmarked(page, any_of(["(PDF)", *codes])) == [], name


def test_headlines_name_the_fact_and_the_place(content: tuple[Project, Catalog]) -> None:
    _, catalog = content
    assert headline(LIE, catalog) == "A number changed: how long you lie flat (in: First hours, First days)"
    assert headline(LIE._replace(sections=("",)), catalog).endswith("(in: the top and the foot of the sheet)")


def test_what_the_desk_is_told(content: tuple[Project, Catalog]) -> None:
    text = stock.changes_text(*content, ledger(A, B, LARGE), [C, LARGE])
    assert (
        text
        == f"""\
Going home (Large print, English): card, large, en
  {LARGE.code} is current since May 3, 2027.

Going home (Standard, English): card, standard, en
  {B.code} is current since May 2, 2027.
  Throw away sheets with these codes: {A.code}
  Changed from {A.code} to {B.code}:
    - A number changed: lie (in: First hours, First days)
      Before: 2 hours
      Now: 4 hours
  The next release changes {B.code} to {C.code}:
    - A number changed: lie (in: First hours, First days)
      Before: 4 hours
      Now: 2 hours
    - Other words (in: First hours)
      Before: Drink water.
      Now: Drink tea & water."""
    )


@pytest.mark.parametrize(
    ("releases", "present", "has", "has_not"),
    [
        ([], [A], "Not released yet: do not hand it out.", "Throw away"),
        ([A], [], f"no longer made. Throw away sheets with the code {A.code}.", "is current"),
        ([A, B, A], [A], f"Throw away sheets with these codes: {B.code}\n", f"{B.code}, {A.code}"),
        ([], [], "There are no leaflets.", "Throw away"),
    ],
)
def test_what_the_desk_throws_away(
    content: tuple[Project, Catalog], releases: list[Current], present: list[Current], has: str, has_not: str
) -> None:
    text = stock.changes_text(*content, ledger(*releases), present)
    assert has in text and has_not not in text


def test_what_a_release_tells(content: tuple[Project, Catalog]) -> None:
    before, after = ledger(A), ledger(A, B)
    assert stock.release_text(*content, before, before, [A]) == "Nothing has changed since the last release."
    assert stock.release_text(*content, before, after, [B]) == (
        f"{B.code}  Going home (Standard, English)\n  Throw away sheets with these codes: {A.code}\nReleased: 1"
    )


def test_a_release_tells_of_paper_in_a_language_that_waits_for_its_translator(content: tuple[Project, Catalog]) -> None:
    """Nothing replaces it, and its English has changed: whoever released that must hear of it."""
    spanish, other = (A._replace(language="es", digest=each * 64, size=size)
                      for each, size in (("0", "standard"), ("1", "large")))  # fmt: skip
    before = ledger(A, spanish, other)
    after = released(before, [B, other], DAYS[3])
    project, catalog = content
    clinic = project.clinic.model_copy(update={"languages": ["en", "es"]})
    listed = replace(project, clinic=clinic), catalog
    told = stock.release_text(*listed, before, after, [B, other])
    assert f"\n{spanish.code}  Going home (Standard, Spanish)\n  This leaflet is no longer made. Throw away" in told
    waits = stock.release_text(*listed, before, after, [B])
    assert "in a language that is not given out now: ask first" in waits and waits.count(spanish.code) == 1
    assert stock.release_text(*listed, before, before, [A, spanish, other]).count("\n") == 0
    assert spanish.code not in stock.release_text(*content, before, after, [B])  # it was taken out of the list


def test_facts_have_the_names_that_the_source_gives_them(content: tuple[Project, Catalog]) -> None:
    texts = [
        current(of(*surface("# Card\n## a: A\n{time}", {"time": ("scan_time", value)}), {}, {})) for value in ("1", "2")
    ]
    assert "how long the scan takes" in stock.changes_text(*content, ledger(*texts), texts[1:])
