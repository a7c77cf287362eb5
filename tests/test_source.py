"""Files to the model: places of records, hints in an author's words, and reading on after a mistake."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from build_tools.content import model
from build_tools.content import reader as source
from build_tools.problems import Place, Problem

HERE = Path(__file__).parent
TOPIC = "docs/content/sample-scan/topics/key-points.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(HERE / "miniature", tmp_path / "project"))


def test_the_miniature() -> None:
    read, problems = source.read(HERE / "miniature")
    assert problems == ()
    (procedure,) = read.procedures
    assert (procedure.id, list(procedure.pictures), list(read.leaflets)) == ("sample-scan", ["one.svg"], ["card"])
    assert list(procedure.topics) == sorted(procedure.topics)


def test_places() -> None:
    read, _ = source.read(HERE / "miniature")
    topic = read.procedures[0].topics["key-points"]
    statement = next(topic.statements())
    assert topic.place("title") == Place(TOPIC, 1, 8)
    assert statement.place() == Place(TOPIC, 6, 9)
    assert statement.place("sources", 0) == Place(TOPIC, 7, 19)
    assert statement.place("unset") == statement.place(), "a field that is left out stands where its record does"
    assert model.YamlTile(title="x", text="y").place() == Place(""), "a record that comes from no file"


def test_leaflets_stand_in_their_order(project: Path) -> None:
    card = (project / "leaflets/card.yaml").read_text()
    (project / "leaflets/a-last.yaml").write_text(card.replace("order: 1", "order: 2"))
    (project / "leaflets/z-first.yaml").write_text(card.replace("order: 1", "order: 0"))
    assert list(source.read(project)[0].leaflets) == ["z-first", "card", "a-last"]


def test_sizes_stand_in_their_order_whatever_their_files_are_called(project: Path) -> None:
    assert list(source.read(project)[0].sizes) == ["standard", "large"]
    text = (project / "leaflets/sizes/large.yaml").read_text()
    (project / "leaflets/sizes/a-last.yaml").write_text(text.replace("order: 2", "order: 3"))
    (project / "leaflets/sizes/z-first.yaml").write_text(text.replace("order: 2", "order: 0"))
    assert list(source.read(project)[0].sizes) == ["z-first", "standard", "large", "a-last"]


def test_a_size_that_cannot_be_read_is_known_by_its_name(project: Path) -> None:
    (project / "leaflets/sizes/large.yaml").write_text("name: Large")
    read, problems = source.read(project)
    assert {problem.place.path for problem in problems} == {"leaflets/sizes/large.yaml"}
    assert (list(read.sizes), read.unread_sizes) == (["standard"], frozenset({"large"}))


def test_a_file_with_a_problem_hides_no_other(project: Path) -> None:
    (project / TOPIC).write_text("title: x")
    (project / "docs/content/glossary.yaml").write_text("terms: x")
    read, problems = source.read(project)
    assert [problem.place.path for problem in problems] == ["docs/content/glossary.yaml", TOPIC]
    assert read.procedures[0].unread_topics == {"key-points"}
    assert "what-it-is" in read.procedures[0].topics
    assert read.clinic.name == "Miniature Clinic"
    with pytest.raises(source.NotRead):
        _ = read.glossary.terms


def test_the_folder_of_translations_is_no_procedure(project: Path) -> None:
    (project / "docs/content/locale/es").mkdir(parents=True)
    assert [procedure.id for procedure in source.read(project)[0].procedures] == ["sample-scan"]


def test_hidden_files_of_programs_are_not_read(project: Path) -> None:
    (project / "docs/content/sample-scan/.new-abcdefgh/topics").mkdir(parents=True)
    of_editors = ("topics/._words.yaml", "topics/.#words.yaml", "topics/.words.yaml.swp")
    for name in (*of_editors, "pictures/.DS_Store", "topics/.gitkeep", ".new-abcdefgh/topics/words.yaml"):
        (project / "docs/content/sample-scan" / name).write_text("?")
    read, problems = source.read(project)
    assert problems == () and list(read.procedures[0].pictures) == ["one.svg"]


def test_a_link_within_the_project_is_a_file(project: Path) -> None:
    (project / "docs/maintaining").mkdir()
    (project / TOPIC).rename(project / "docs/maintaining/key-points.yaml")
    (project / TOPIC).symlink_to("../../../maintaining/key-points.yaml")
    read, problems = source.read(project)
    assert problems == () and "key-points" in read.procedures[0].topics


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        pytest.param("titel: x", "the key `titel` is not known here", "did you mean `title`?", id="unknown"),
        pytest.param(
            "zzz: x", "the key `zzz` is not known here", "known here: blocks, search_terms, title", id="strange"
        ),
        pytest.param("title: 3", "`title` must be words", 'put it in quotes: "3"', id="number"),
        pytest.param("title:", "`title` must be words", "write words after the colon", id="nothing"),
        pytest.param("title: [x]", "`title` must be words", "write words after the colon", id="list"),
        pytest.param("title: ''", "`title` is empty", "fill it, or take out the key", id="empty"),
        pytest.param("blocks: x", "`blocks` must be a list", "begins with `- `", id="no list"),
        pytest.param("blocks: [x]", "must be keys and values", "write `key: value` lines", id="no keys"),
        pytest.param("blocks: [{kind: lst}]", "`lst` is not possible here", "did you mean `list`?", id="kind"),
        pytest.param(
            "blocks: [{kind: care_card, level: now}]", "`now` is not possible", "emergency, office_hours", id="choice"
        ),
        pytest.param("blocks: [{kind: list, itms: x}]", "the key `itms`", "did you mean `items`?", id="in a block"),
        pytest.param(
            "blocks: [{kind: list, detail: 1, items: []}]", "`detail` must be true", "true or false", id="flag"
        ),
    ],
)
def test_what_is_wrong_in_an_authors_words(project: Path, text: str, message: str, hint: str) -> None:
    (project / TOPIC).write_text(text)
    found = [problem for problem in source.read(project)[1] if message in problem.message]
    assert len(found) == 1 and hint in found[0].hint, source.read(project)[1]


@pytest.mark.parametrize(
    "file", ["clinic.yaml", "sources.yaml", "sample-scan/procedure.yaml", "sample-scan/facts.yaml"]
)
def test_hints_do_not_speak_the_readers_own_language(project: Path, file: str) -> None:
    """Whatever scalar stands in the wrong place, nobody is told of `Input` or `Datetimes`."""
    path = project / "docs/content" / file
    lines = path.read_text().splitlines()
    problems: list[Problem] = []
    for number, line in enumerate(lines):
        key, colon, value = line.partition(": ")
        if colon and "{" not in value:
            changed = [*lines[:number], f"{key}: {{}}", *lines[number + 1 :]]
            path.write_text("\n".join(changed))
            problems += source.read(project)[1]
    assert problems
    assert [str(problem) for problem in problems if "Input " in problem.hint or "Datetime" in problem.hint] == []
