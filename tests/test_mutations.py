"""The real project, spoiled in one place at a time: each is refused, at the right line, and nothing goes out."""

from __future__ import annotations

import re
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import bless
import pytest
import yaml
from commands import TODAY, digests, mkdocs_build
from large import large, large_where
from projects import REAL as PROJECT

from build_tools import pipeline
from build_tools.content.labels import LEVELS
from build_tools.printing.press import Press
from build_tools.problems import Place, ProblemsFound

LISTS = {"docs/site.yaml": PROJECT.site.required} | {
    f"leaflets/{id}.yaml": leaflet.required for id, leaflet in PROJECT.leaflets.items()
}
REQUIRED = sorted({required.topic for entries in LISTS.values() for required in entries})
CLINIC = "docs/content/clinic.yaml"
(TOPICS, *_others) = (f"docs/content/{procedure.id}/topics" for procedure in PROJECT.procedures)
PARAGRAPH = "  - kind: paragraph\n    sentences:\n      - say: Ask your team.\n        sources: [general-practice]\n"


# --- how to spoil, and how to find a place ---------------------------------------------------------------------------


def spoil(project: Path, file: str, pattern: str, with_: str) -> None:
    """Replace what the pattern finds first; to find nothing is a mistake in the test."""
    text = (project / file).read_text("utf-8")
    spoiled, times = re.subn(pattern, with_, text, count=1, flags=re.MULTILINE)
    assert times == 1 and spoiled != text
    (project / file).write_text(spoiled, "utf-8")


def place(project: Path, file: str, *path: str | int) -> Place:
    """The place of a value, as PyYAML itself sees it."""
    node = nodes((project / file).read_text("utf-8"))
    for step in path:
        if isinstance(step, int):
            node = node.value[step]
        else:
            (node,) = (value for key, value in node.value if key.value == step)
    return Place(file, node.start_mark.line + 1, node.start_mark.column + 1)


@cache
def nodes(text: str) -> Any:
    return yaml.compose(text, Loader=yaml.SafeLoader)


def entries(topic: str) -> list[tuple[str, int]]:
    """(file, index) of a topic in each list that requires it."""
    return [
        (file, index)
        for file, required in LISTS.items()
        for index, entry in enumerate(required)
        if entry.topic == topic
    ]


def refused(project: Path, code: str) -> list[Place]:
    """The places of the problems with this code, without which the project would be given out."""
    with pytest.raises(ProblemsFound) as found:
        pipeline.whole_source(project)[:2]
    return [problem.place for problem in found.value.problems if problem.code == code]


# --- each required section, taken away -------------------------------------------------------------------------------


# Every one is taken away, several at a time; each alone in `make test-all`.
SEVERAL = [pytest.param(REQUIRED[first::4], id=f"every fourth, {first}") for first in range(4)]
ALONE = [pytest.param([topic], id=topic, marks=pytest.mark.large) for topic in REQUIRED]


@pytest.mark.parametrize("topics", [*SEVERAL, *ALONE])
def test_without_required_topics(project_copy: Path, topics: list[str]) -> None:
    for topic in topics:
        (project_copy / TOPICS / f"{topic}.yaml").unlink()
    lost = [entry for topic in topics for entry in entries(topic)]
    expected = [place(project_copy, file, "required", index, "topic") for file, index in lost]
    assert refused(project_copy, "missing-section") == sorted(expected)


@pytest.mark.parametrize("topic", ["get-help", *large(["appointment", "key-points"])])
def test_a_failed_build_leaves_the_last_good_site(project_copy: Path, built_site: Path, topic: str) -> None:
    site = Path(shutil.copytree(built_site, project_copy / "site"))
    before = digests(site)
    (project_copy / TOPICS / f"{topic}.yaml").unlink()
    build = mkdocs_build(project_copy, site)
    assert build.returncode == 1
    assert "Traceback" not in build.stderr
    for file, index in entries(topic):
        path, line, column = place(project_copy, file, "required", index, "topic")
        assert f"{path}:{line}:{column}: missing-section" in build.stderr
    assert digests(site) == before


@large_where(lambda case: case["kept"] != -([*PROJECT.leaflets].index(case["leaflet"]) % 2))
@pytest.mark.parametrize("kept", [0, -1])
@pytest.mark.parametrize("leaflet", PROJECT.leaflets)
def test_a_leaflet_that_shows_one_section(project_copy: Path, leaflet: str, kept: int) -> None:
    file = f"leaflets/{leaflet}.yaml"
    topic = PROJECT.leaflets[leaflet].sections[kept].topic
    spoil(project_copy, file, r"^sections:\n(?: .*\n)+", f"sections:\n  - topic: {topic}\n")
    lost = [index for index, entry in enumerate(LISTS[file]) if entry.topic != topic]
    expected = [place(project_copy, file, "required", index, "topic") for index in lost]
    assert refused(project_copy, "missing-section") == expected


def test_without_the_required_kinds_of_blocks(project_copy: Path) -> None:
    expected = []
    for file, required in LISTS.items():
        for index, entry in enumerate(required):
            for position, kind in enumerate(entry.holds):
                drop(project_copy / TOPICS / f"{entry.topic}.yaml", kind)
                expected.append(place(project_copy, file, "required", index, "holds", position))
    # Without its care cards a leaflet has none of the sides either that it gives to them.
    for id, leaflet in PROJECT.leaflets.items():
        for size, levels in leaflet.card_sides.items():
            file = f"leaflets/{id}.yaml"
            expected += [place(project_copy, file, "card_sides", size, level) for level in levels]
    assert len(expected) >= 20
    assert refused(project_copy, "missing-block") == sorted(expected)


def drop(topic: Path, kind: str) -> None:
    """Take every block of a kind from a topic, and leave it at least a paragraph."""
    head, *blocks = re.split(r"^(?=  - kind: )", topic.read_text("utf-8"), flags=re.MULTILINE)
    kept = [block for block in blocks if not block.startswith(f"  - kind: {kind}\n")]
    topic.write_text("".join([head, *(kept or [PARAGRAPH])]), "utf-8")


# --- other mistakes that must not go out -----------------------------------------------------------------------------


@pytest.mark.parametrize("dropped", [0, *large([1, 2])])
def test_without_a_level_of_help(project_copy: Path, dropped: int) -> None:
    path = f"{TOPICS}/get-help.yaml"
    head, *cards = (project_copy / path).read_text("utf-8").split("  - kind: care_card\n")
    assert len(cards) == 3
    del cards[dropped]
    (project_copy / path).write_text("  - kind: care_card\n".join([head, *cards]), "utf-8")
    first_wrong = min(dropped, 1)  # of the two that are left
    assert refused(project_copy, "care-levels") == [place(project_copy, path, "blocks", first_wrong, "level")]


def test_a_statement_without_sources(project_copy: Path) -> None:
    path = f"{TOPICS}/key-points.yaml"
    spoil(project_copy, path, r"^( +- say: .*\n) +sources: .*\n", r"\1")
    assert refused(project_copy, "missing-key") == [place(project_copy, path, "blocks", 0, "items", 0)]


@pytest.mark.parametrize("typed", ["Wait 3 days.", *large(["Wait three days.", "It helps 75% of people."])])
def test_a_number_typed_into_words(project_copy: Path, typed: str) -> None:
    path = f"{TOPICS}/key-points.yaml"
    spoil(project_copy, path, r"- say: .*", f"- say: {typed}")
    assert refused(project_copy, "typed-number") == [place(project_copy, path, "blocks", 0, "items", 0, "say")]


@pytest.mark.parametrize("id", ["day", *large(["emergency"])])
def test_a_clinic_without_a_phone(project_copy: Path, id: str) -> None:
    spoil(project_copy, CLINIC, rf"^  - {{id: {id},.*\n", "")
    levels = [phone.help for phone in PROJECT.clinic.phones if phone.id != id]
    lost = [level for level in LEVELS if not any(level in help for help in levels)]
    assert refused(project_copy, "missing-phone") == [place(project_copy, CLINIC, "phones")] * len(lost)


def test_settings_outside_their_bounds(project_copy: Path) -> None:
    text = (project_copy / CLINIC).read_text("utf-8")
    (project_copy / CLINIC).write_text(re.sub(r"{value: \d+", "{value: 99999", text), "utf-8")
    settings = [(procedure, fact) for procedure, facts in PROJECT.clinic.settings.items() for fact in facts]
    expected = [place(project_copy, CLINIC, "settings", *setting, "value") for setting in settings]
    assert refused(project_copy, "setting-out-of-bounds") == expected != []


def test_a_topic_too_long_for_its_leaflet(printed_project: Path) -> None:
    fields = [f"      - label: Note {letter * 3}\n" for letter in "abcdefghijklmnopqrstuvwxyz"]
    with (printed_project / TOPICS / "medicines.yaml").open("a", encoding="utf-8") as topic:
        topic.write("".join(["  - kind: write_in\n    fields:\n", *fields]))
    with pytest.raises(ProblemsFound) as found:
        pipeline.build(printed_project, Press(printed_project, bless.in_this_process), lambda message: None, TODAY)
    long = [problem for problem in found.value.problems if problem.code == "too-many-sides"]
    assert {problem.place for problem in long} == {place(printed_project, "leaflets/preparation.yaml", "sides")}
    assert {problem.message.partition(":")[0] for problem in long} == {
        f"{procedure.id}-preparation-{size}-en.pdf" for procedure in PROJECT.procedures for size in PROJECT.sizes
    }


def test_the_unspoiled_copy_is_good(project_copy: Path) -> None:
    """Else the tests above would pass for another reason."""
    pipeline.whole_source(project_copy)[:2]
