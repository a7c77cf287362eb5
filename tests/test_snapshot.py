"""What a leaflet says, and the code that comes from it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from as_read import squeezed
from commands import ROOT, with_looks
from html_reader import tree, words_in
from printable import jobs
from trees import HERE, Values, line, surface

from build_tools import pipeline
from build_tools.content import reader as source
from build_tools.content.model import Level, Statement, YamlFigure
from build_tools.content.record import records_in
from build_tools.guide import signs as sign_files
from build_tools.guide.blocks import Block, CareCard, Paragraph
from build_tools.guide.records import Line, Span, Surface
from build_tools.records import snapshot
from build_tools.records.snapshot import Snapshot, code, digest, of

BODY = """
# Going home
Our Clinic
What to do.
{check_at}
## first-hours: First hours
- Lie flat for {lie_flat}.
- Then sit & rest.
![bed.svg] A bed. | Your bed.
+ Drink.
+ Eat
! Walk. | Do not run.
| Pain | less | more
## get-help: Get help
!! Emergency: call {phone} now | Chest pain
{helped} felt better.
{not_helped} did not.
"""
VALUES = {
    "lie_flat": ("lie_flat", "2 hours"),
    "phone": ("phone_emergency", "911"),
    "helped": ("helped", "44 of 100 people"),
    "not_helped": ("helped", "56"),
    "check_at": ("check_at", "example.org/c"),
}
IDENTITY = {"procedure": "p", "leaflet": "l", "language": "en", "size": "standard"}
PICTURES = {"bed.svg": b"<svg/>", "chair.svg": b"<svg></svg>"}
SIGN_FILES = {name: name.encode() for name in sign_files.ALL}


def read(text: str = BODY, values: Values = VALUES, pictures: dict[str, bytes] = PICTURES) -> Snapshot:
    told, about = surface(text, values)
    return of(told, about, pictures, SIGN_FILES)


def test_what_a_leaflet_says() -> None:
    found = read()
    assert found.title == "Going home"
    assert [(section.id, section.heading) for section in found.sections] == [
        ("", ""),
        ("first-hours", "First hours"),
        ("get-help", "Get help"),
    ]
    assert [section.lines for section in found.sections] == [
        ("Our Clinic", "What to do.", "{check_at}"),
        (
            "Lie flat for {lie_flat}.",
            "Then sit & rest.",
            "A bed.",
            "Your bed.",
            "Drink.",
            "Eat",
            "Do",
            "Walk.",
            "Do not",
            "Do not run.",
            "Compare",
            "Pain",
            "less",
            "more",
        ),
        ("Emergency: call {phone_emergency} now", "Chest pain", "{helped} felt better.", "{helped.2} did not."),
    ]
    assert found.facts == {
        "lie_flat": "2 hours",
        "phone_emergency": "911",
        "helped": "44 of 100 people",
        "helped.2": "56",
        "check_at": "example.org/c",
    }


def test_a_record_of_what_is_said_survives_json() -> None:
    assert Snapshot.model_validate(json.loads(json.dumps(read().model_dump(mode="json")))) == read()


@pytest.mark.parametrize("words", ["{lie_flat}", "{", "}}", "{{x}}", "<p> {helped.2}"])
def test_braces_in_the_words_are_not_taken_for_facts(words: str) -> None:
    fact = Span("2 {x} hours", "value", "lie_flat")
    said = Line((Span(words), fact), HERE)
    told = Surface("leaflet", "card", "standard", said, None, ())
    found = of(told, (said,), {}, {})
    assert found.filled(found.sections[0].lines[0]) == f"{words}2 {{x}} hours"


SEEN = [
    pytest.param("{lie_flat}", "{phone}", id="another fact"),
    pytest.param("Then sit", "Then sleep", id="sentence"),
    pytest.param(": First hours", ": The first hours", id="heading"),
    pytest.param("# Going home", "# Home", id="title"),
    pytest.param("Our Clinic", "Another Clinic", id="clinic"),
    pytest.param("What to do.", "What you do.", id="purpose"),
    pytest.param("A bed.", "A chair.", id="alternative"),
    pytest.param("bed.svg", "chair.svg", id="picture"),
    pytest.param("+ Drink.", "+ Drink tea.", id="label"),
    pytest.param("less | more", "more | less", id="cells"),
    pytest.param("Walk. | Do not run.", "Do not run. | Walk.", id="what is forbidden"),
    pytest.param("!! Emergency: call {phone} now | Chest pain", "Emergency: call {phone} now\nChest pain", id="alarm"),
]


@pytest.mark.parametrize(("old", "new"), SEEN)
def test_all_that_a_reader_sees_changes_the_code(old: str, new: str) -> None:
    assert old in BODY
    assert _code(read()) != _code(read(BODY.replace(old, new)))


def test_numbers_beside_a_title_change_the_code() -> None:
    """Such as that of the box "Call us now if you"."""
    codes = {_code(_with(calls=(line("{phone}", {"phone": ("phone_day", number)}),))) for number in ("5550123", "911")}
    assert len(codes | {_code(_with())}) == 3


@pytest.mark.parametrize(
    ("inside", "pictures"),
    [("Which level: {check_at}", 0), ("![bed.svg] A bed. | Your bed.", 1), ("! Walk. | Do not run.", 2)],
)
def test_what_stands_within_a_card_changes_the_code(inside: str, pictures: int) -> None:
    (section,) = surface(f"# x\n## inside: Inside\n{inside}", VALUES)[0].sections
    found, without = _with(inside=section.blocks), _with()
    assert _code(found) != _code(without)
    assert len(found.sections[-1].pictures) - len(without.sections[-1].pictures) == pictures


def _with(
    calls: tuple[Line, ...] = (), inside: tuple[Block, ...] = (), drawn: Mapping[str, bytes] = SIGN_FILES
) -> Snapshot:
    """The body, with numbers beside the title of its last section and blocks within its card."""
    told, about = surface(BODY, VALUES)
    *others, last = told.sections
    card, *rest = last.blocks
    assert isinstance(card, CareCard)
    last = replace(last, calls=calls, blocks=(replace(card, inside=inside), *rest))
    return of(replace(told, sections=(*others, last)), about, PICTURES, drawn)


@pytest.mark.parametrize("name", VALUES)
def test_every_number_changes_the_code(name: str) -> None:
    id, text = VALUES[name]
    assert _code(read()) != _code(read(values={**VALUES, name: (id, f"{text}0")}))


@pytest.mark.parametrize("id", ["approval", "review"])
def test_who_approved_it_and_until_when_is_not_in_the_code(id: str) -> None:
    text = f"{BODY}We check it by {{day}}.\n"
    signed, later = (read(text, {**VALUES, "day": (id, words)}) for words in ("May 3, 2027", "June 4, 2028"))
    assert _code(signed) == _code(later) != _code(read())


def test_pictures_count_by_what_they_show() -> None:
    renamed = read(BODY.replace("bed.svg", "couch.svg"), pictures={"couch.svg": b"<svg/>", "other.svg": b"x"})
    redrawn = read(pictures={"bed.svg": b"<svg />"})
    assert _code(renamed) == _code(read()) != _code(redrawn)


AT_A_LEVEL: dict[str, Callable[[Level], Block]] = {
    "a card": lambda level: CareCard(level=level, title=line("Call.", {}), groups=(), place=HERE),
    "a sentence": lambda level: Paragraph(level=level, sentences=(line("Call.", {}),), place=HERE),
}


@pytest.mark.parametrize("name", sign_files.ALL)
def test_signs_that_carry_a_meaning_count_by_what_they_show(name: str) -> None:
    today = AT_A_LEVEL["a card"]("same_day")
    assert _code(_with(inside=(today,), drawn={**SIGN_FILES, name: b"another"})) != _code(_with(inside=(today,)))


@pytest.mark.parametrize("make", AT_A_LEVEL.values(), ids=AT_A_LEVEL)
def test_the_sign_of_a_level_of_help_changes_the_code(make: Callable[[Level], Block]) -> None:
    alarm, phone = _with(inside=(make("emergency"),)), _with(inside=(make("same_day"),))
    other = _with(inside=(make("same_day"),), drawn={**SIGN_FILES, "phone.svg": b"another"})
    assert len({_code(alarm), _code(phone), _code(other)}) == 3


@pytest.mark.parametrize("key", [*IDENTITY])
def test_each_sheet_has_a_code_of_its_own(key: str) -> None:
    assert digest(read(), **IDENTITY) != digest(read(), **{**IDENTITY, key: "other"})


def test_a_text_has_the_same_code_for_ever() -> None:
    """If this fails, all paper that is in use counts as replaced. Is the change worth that?"""
    assert _code(read()) == "5MH-6P6"


# --- codes -----------------------------------------------------------------------------------------------------------


def test_signs_are_hard_to_confuse() -> None:
    assert len(set(snapshot.CODE_SIGNS)) == 16
    assert not set(snapshot.CODE_SIGNS) & set("0O1ILAEIOUY")
    for alike in ("2Z", "5S", "6G", "8B", "MN", "KJ", "PBCDTVG", "UVW", "0OQD"):
        assert len(set(snapshot.CODE_SIGNS) & set(alike)) <= 1, alike


@pytest.mark.parametrize(
    ("digits", "expected"),
    [
        ("0123456789", "234-567"),
        ("bbb123", "MM3-45P"),
        ("0bbb12", "2MM-M34"),
        ("012333456", "345-556"),
        ("f" * 64, "XXX-XXX"),
    ],
)
def test_code_of_a_digest(digits: str, expected: str) -> None:
    """A group of three equal signs is passed over, if anything else is there."""
    assert code((digits + "cdef" * 16)[:64]) == expected


def test_no_group_of_a_code_is_three_times_the_same() -> None:
    found = [code(f"{number:06x}" + "0123456789abcdef" * 4) for number in range(0, 1 << 24, 4099)]
    assert len(set(found)) > 4000
    assert not [each for each in found if re.search(r"(.)\1\1", each)]


# --- the real leaflets -----------------------------------------------------------------------------------------------


def leaflets(root: Path) -> dict[str, tuple[Snapshot, str, str]]:
    """What every leaflet says, its code, and its HTML, by file."""
    project, catalog = pipeline.whole_source(root)[:2]
    found = jobs(project, catalog, project.clinic.paper)
    return {sheet.file: (sheet.current.said, sheet.current.code, sheet.html) for sheet in found}


REVIEW = "November 21, 2027"  # of the real guide; a snapshot leaves the day open


@pytest.fixture(scope="module")
def real() -> dict[str, tuple[Snapshot, str, str]]:
    return leaflets(ROOT)


def test_nothing_that_a_real_leaflet_says_is_lost(real: dict[str, tuple[Snapshot, str, str]]) -> None:
    assert real
    for file, (found, _, html) in real.items():
        lines = [line for each in found.sections[1:] for line in (each.heading, *each.lines)]
        told = " ".join(map(found.filled, lines)).replace("\N{HORIZONTAL ELLIPSIS}", REVIEW)
        (main,) = tree(html).iter("main")
        assert squeezed(told) == squeezed(words_in(main)), file


def test_markup_and_styles_change_no_code(real: dict[str, tuple[Snapshot, str, str]], project_copy: Path) -> None:
    copy = with_looks(project_copy)
    for template in (copy / "leaflets/templates").iterdir():
        text = template.read_text("utf-8")
        template.write_text(text.replace("<span", "<b").replace("</span", "</b").replace('"block ', '"x '), "utf-8")
    with (copy / "leaflets/styles/leaflet.css").open("a") as style:
        style.write("p { color: #111 }")
    changed = leaflets(copy)
    assert {file: code for file, (_, code, _) in changed.items()} == {file: code for file, (_, code, _) in real.items()}
    assert all(html != real[file][2] for file, (_, _, html) in changed.items())


def test_sizes_differ_in_pictures_alone_and_have_codes_of_their_own(
    real: dict[str, tuple[Snapshot, str, str]],
) -> None:
    assert len({code for _, code, _ in real.values()}) == len(real)
    groups: dict[str, list[set[str]]] = {}
    limited = _limited()
    for file, (said, _, _) in real.items():
        words = {said.filled(words) for section in said.sections for words in section.lines}
        groups.setdefault(file.rsplit("-", 2)[0], []).append(words - limited)
    assert all(each == group[0] for group in groups.values() for each in group)


def _limited() -> set[str]:
    """The words of pictures, and the reasons, that only some sizes have room for."""
    project = source.read(ROOT)[0]
    topics = [topic for procedure in project.procedures for topic in procedure.topics.values()]
    figures = [block for topic in topics for block in topic.blocks if isinstance(block, YamlFigure) and block.sizes]
    some = {section.topic for leaflet in project.leaflets.values() for section in leaflet.sections if section.reasons}
    reasoned = [topic for procedure in project.procedures for id, topic in procedure.topics.items() if id in some]
    reasons = {each.why.say for each in records_in(reasoned) if isinstance(each, Statement) and each.why}
    return reasons | {words for figure in figures for words in (figure.alt, figure.caption.say)}


def _code(said: Snapshot) -> str:
    return code(digest(said, **IDENTITY))
