"""Valid content, spoiled at random: the build is whole, or it is refused with places. Nothing else ever happens.

Each example makes one to three edits (`mutating.py`) of the miniature or of the real content, and builds it. ATTACKS is
the number of examples on the miniature, 50 if it is not set; a fiftieth of it on the real content, and a fiftieth with
the real `mkdocs build` and its leaflets. Every run makes the same examples; with ATTACKS set each run makes others, and
prints what repeats a failure. After a change of what is read or checked: ATTACKS=5000 pytest tests/test_attacks.py
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import FrameType

import bless
import built
import pytest
import yaml
from commands import ROOT, TODAY, copy_project, digests, mkdocs_build
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st
from mutating import DATA, FILES, RAW, RECORDS, TEMPLATES, TEXT, Edit
from signing import SIGNED, WHO, run, sign
from test_site_folder import IN_A_CONTAINER, build, end, has_containers, whole_project
from users import bound_by_rights

from build_tools import pipeline
from build_tools.problems import ProblemsFound
from build_tools.records import ledger, sealed_folder

pytestmark = pytest.mark.numbers
EXAMPLES = int(os.environ.get("ATTACKS", "50"))
SECONDS = 30  # no build of the pages may take longer
LONGEST = 2000  # characters of a problem that somebody can read
PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"

msgctxt "interface"
msgid "Do not"
msgstr "Never"

msgctxt "site"
msgid "What do you need today?"
msgstr "What is it today?"

#, fuzzy
msgctxt "leaflets"
msgid "%s"
msgstr "All on your {procedure}"
"""  # with the title of a leaflet


def examples(number: int) -> settings:
    return settings(
        max_examples=max(1, number),
        derandomize="ATTACKS" not in os.environ,
        database=None,
        deadline=None,  # `within` ends what takes too long; hypothesis would only wait for it
        print_blob=True,
        phases=(Phase.explicit, Phase.generate, Phase.shrink),
        suppress_health_check=[*HealthCheck],
    )


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """Ends what hangs."""

    def stop(_: int, frame: FrameType | None) -> None:
        raise AssertionError(f"it took longer than {seconds} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


# --- what is attacked ------------------------------------------------------------------------------------------------


def _whole(project: Path) -> Path:
    """With what a project may have besides: a translation, releases, sign-offs, a logo."""
    content = project / "docs/content"
    (content / "locale/en").mkdir(parents=True)
    title = yaml.safe_load(min((project / "leaflets").glob("*.yaml")).read_text("utf-8"))["title"]
    (content / "locale/en/test.po").write_text(PO % title, "utf-8")
    (content / "clinic").mkdir()
    (drawing, *_) = sorted(content.glob("*/pictures/*.svg"))
    shutil.copy(drawing, content / "clinic/logo.svg")
    with (content / "clinic.yaml").open("a", encoding="utf-8") as clinic:
        clinic.write("logo: logo.svg\n")
    output = pipeline.build(project, None, print, TODAY)
    new = ledger.released(ledger.Ledger(), output.editions, date(2027, 1, 5)).releases
    sealed_folder.add(project, ledger.FOLDER, new)
    procedure = output.project.procedures[0].id
    sign(project, procedure=procedure)
    assert run(project, "withdraw", procedure, *WHO, "--reason", "A test.", "--yes", "--date", SIGNED).exit_code == 0
    sign(project, procedure=procedure)
    return project


@pytest.fixture(scope="module")
def miniature(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _whole(bless.miniature(tmp_path_factory.mktemp("attacked")))


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _whole(copy_project(tmp_path_factory.mktemp("real") / "project"))


def sources(root: Path) -> list[str]:
    """Everything that authors, translators and the front desk write."""
    found = [
        *(path for path in (root / "docs/content").rglob("*") if path.is_file()),
        *(root / "leaflets").glob("*.*"), *(root / "leaflets/sizes").glob("*"), root / "docs/site.yaml",
    ]  # fmt: skip
    return sorted(path.relative_to(root).as_posix() for path in found)


def _edits(files: list[str]) -> st.SearchStrategy[list[Edit]]:
    numbers = st.integers(0, 9999)
    data = [file for file in files if file.endswith(".yaml")]
    text = [file for file in files if file.endswith((".yaml", ".po", ".json", ".svg"))]
    records = [file for file in files if file.endswith(".json")]
    templates = [file for file in files if file.endswith(".html")]
    of_templates = st.builds(Edit, st.sampled_from([*TEMPLATES]), st.sampled_from(templates or files), numbers, numbers)
    one = st.one_of(
        st.builds(Edit, st.sampled_from([*DATA]), st.sampled_from(data), numbers, numbers),
        st.builds(Edit, st.sampled_from([*TEXT]), st.sampled_from(text), numbers, numbers),
        st.builds(Edit, st.sampled_from([*RAW, *FILES]), st.sampled_from(files), numbers, numbers),
        st.builds(Edit, st.sampled_from([*RECORDS]), st.sampled_from(records), numbers, numbers),
        *([of_templates] if templates else []),
    )
    return st.lists(one, min_size=1, max_size=3)


def _of(project: str) -> st.SearchStrategy[list[Edit]]:
    """Edits of a project as it lies in the repository, with what `_whole` adds."""
    root = ROOT if project == "real" else ROOT / "tests/miniature"
    more = ["docs/content/locale/en/test.po", "docs/content/clinic/logo.svg", "leaflets/released/*.json"]
    more += [f"docs/content/{info.parent.name}/sign-offs/*.json" for info in root.glob("docs/content/*/procedure.yaml")]
    if project != "real":  # whose looks are the tool's
        more += ["docs/templates/pages/*.html", "docs/templates/pages/kinds.html", "leaflets/templates/*.html"]
    return _edits(sorted({*sources(root), *more}))


def spoiled(project: Path, edits: list[Edit]) -> Path:
    """A copy, always in the same place: templates that were read there need not be read again."""
    copy = project.with_name("spoiled")
    subprocess.run(["chmod", "-R", "u+rwX", copy], stderr=subprocess.DEVNULL, check=False)
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(project, copy)
    for edit in edits:
        edit.apply(copy)
    return copy


def unheard(project: Path) -> set[str]:
    """The procedures of which a withdrawal lies there that no later sign-off knows of."""
    found = set()
    for folder in project.glob("docs/content/*/sign-offs"):
        records = {each["seal"]: each for each in map(json.loads, (file.read_text() for file in folder.glob("*.json")))}
        known, signed = set[str](), [each for each in records.values() if not each.get("withdrawn")]
        while signed:
            follows = [records[seal] for seal in signed.pop()["follows"] if seal in records and seal not in known]
            known |= {each["seal"] for each in follows}
            signed += follows
        found |= {folder.parent.name for seal, each in records.items() if each.get("withdrawn") and seal not in known}
    return found


# --- what must hold --------------------------------------------------------------------------------------------------


def holds(project: Path, edits: list[Edit]) -> str:
    """Builds the pages; how that ended. Any other exception than ProblemsFound is a failure.

    What a template leaves out is seen when the site is read back, which is not done here.
    """
    try:
        with within(SECONDS), bound_by_rights():
            output = pipeline.build(project, None, lambda _: None, TODAY)
            pages, leaflets = built.of(output)
            whole = [*pages.values(), *leaflets.values(), *pipeline.files(output)]
    except ProblemsFound as found:
        assert found.problems
        assert not built.without_place(project, found.problems)
        assert max(map(len, map(str, found.problems))) < LONGEST
        str(found).encode()
        return "refused"
    "".join(map(str, whole)).encode()
    assert not unheard(project) & {guide.procedure for guide in output.guides if guide.approval}
    assert any(edit.kind in TEMPLATES for edit in edits) or not built.lacking(project, pages, leaflets)
    return "built"


@examples(EXAMPLES)
@given(edits=_of("miniature"))
def test_the_miniature_is_built_whole_or_refused(miniature: Path, edits: list[Edit]) -> None:
    event(holds(spoiled(miniature, edits), edits))


@examples(EXAMPLES // 50)
@given(edits=_of("real"))
def test_the_real_content_is_built_whole_or_refused(real: Path, edits: list[Edit]) -> None:
    event(holds(spoiled(real, edits), edits))


# --- the real command ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a good site, as it stands before somebody spoils the source."""
    project = _whole(whole_project(tmp_path_factory.mktemp("published")))
    done = mkdocs_build(project, project / "site")
    assert done.returncode == 0, done.stderr
    return project


@examples(EXAMPLES // 50)
@given(edits=_of("miniature"))
def test_two_commands_at_once_give_out_a_whole_site_or_leave_the_old_one(published: Path, edits: list[Edit]) -> None:
    """In two containers, where the processes of both have the same numbers."""
    project = spoiled(published, edits)
    site, before = project / "site", digests(published / "site")
    begun, container = time.monotonic(), IN_A_CONTAINER if has_containers() else []
    ended = [end(each) for each in [build(project, *container) for _ in range(2)]]
    assert time.monotonic() - begun < SECONDS
    assert not any("Traceback" in said for _, said in ended)
    (status,) = {status for status, _ in ended}
    if status:
        event("refused")
        for _, said in ended:
            assert re.search(r":\d+:\d+: [a-z0-9-]+ [^\n]+\n(.*\n)*\d+ problems? found", said), said
        assert digests(site) == before
    else:
        event("built")
        pages = {file.relative_to(site).as_posix(): file.read_text("utf-8") for file in site.rglob("*.html")}
        leaflets = {sheet.file: sheet.html for sheet in pipeline.build(project, None, lambda _: None, TODAY).jobs}
        assert not built.lacking(project, pages, leaflets)
        assert set(leaflets) <= {file.name for file in (site / "leaflets").glob("*.pdf")}
    assert not [entry.name for entry in project.iterdir() if entry.name.startswith(".site")]
