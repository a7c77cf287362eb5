"""The site's folder: the old site or the new one, whole, whatever happens to the build."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import bless
import pytest
from commands import ROOT, digests, mkdocs_build, run, start, surroundings
from editing import own
from translating import translate_all
from users import bound_by_rights

from build_tools.website import site_folder
from build_tools.website.site_folder import SiteFolder

TOPIC = "docs/content/sample-scan/topics/key-points.yaml"
OLD, NEW = "inside of your", "parts of your"
BUILDS = int(os.environ.get("KILLS", "1"))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """An old site of two files."""
    found = tmp_path / "site"
    write(found, {"index.html": "old", "leaflets/a.pdf": "old"})
    return found


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def read(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def put(site: Path) -> None:
    """Build a new site of two files, and put it in place."""
    folder = SiteFolder(site)
    write(folder.in_work, {"index.html": "new", "sub/page.html": "new"})
    folder.put_in_place()


NEW_FILES = {"index.html": "new", "sub/page.html": "new"}


def cannot_move(patch: pytest.MonkeyPatch) -> None:
    """As a mounted folder, or a system that cannot put one folder in the place of another."""
    patch.setattr(site_folder, "_exchange", lambda *_: False)
    patch.setattr(site_folder, "_rename", lambda *_: False)


SYSTEMS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "this system": lambda patch: None,
    "a mounted folder": cannot_move,
}


@pytest.fixture(params=SYSTEMS)
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    name: str = request.param
    SYSTEMS[name](monkeypatch)
    return name


def test_the_new_site_takes_the_place_of_the_old_one(site: Path, system: str) -> None:
    put(site)
    assert read(site) == NEW_FILES
    assert [entry.name for entry in site.parent.iterdir()] == ["site"]


def test_the_old_site_stays_until_then(site: Path) -> None:
    folder = SiteFolder(site)
    write(folder.in_work, NEW_FILES)
    assert read(site) == {"index.html": "old", "leaflets/a.pdf": "old"}
    folder.discard()
    assert read(site) == {"index.html": "old", "leaflets/a.pdf": "old"}
    assert [entry.name for entry in site.parent.iterdir()] == ["site"]


@pytest.mark.parametrize("before", ["nothing", "an empty folder"])
def test_the_first_site(tmp_path: Path, before: str) -> None:
    if before != "nothing":
        (tmp_path / "site").mkdir()
    put(tmp_path / "site")
    assert read(tmp_path / "site") == NEW_FILES
    assert [entry.name for entry in tmp_path.iterdir()] == ["site"]


def test_the_site_may_be_a_link(site: Path, tmp_path: Path, system: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    real = site.rename(tmp_path / "elsewhere/real")
    site.symlink_to(real)
    put(site)
    assert site.is_symlink() and site.resolve() == real
    assert read(site) == NEW_FILES
    assert [entry.name for entry in real.parent.iterdir()] == ["real"]


def test_hidden_files_stay_as_mkdocs_leaves_them(site: Path, system: str) -> None:
    """Such as the history of a folder that is published from."""
    write(site, {".git/objects/1": "history", ".nojekyll": ""})
    (site / ".git/objects/1").chmod(0o444)
    (site / ".link").symlink_to("nowhere")
    put(site)
    assert read(site) == {**NEW_FILES, ".git/objects/1": "history", ".nojekyll": ""}
    assert os.readlink(site / ".link") == "nowhere"


def test_two_builds_that_end_at_once(site: Path, system: str) -> None:
    one, two = SiteFolder(site), SiteFolder(site)
    write(one.in_work, {"index.html": "one"})
    write(two.in_work, {"index.html": "two"})
    two.put_in_place()
    one.put_in_place()
    assert read(site) == {"index.html": "one"}
    assert [entry.name for entry in site.parent.iterdir()] == ["site"]


def test_whatever_rights_new_files_have_everybody_may_read_the_site(site: Path, system: str) -> None:
    write(site, {".git/config": "", ".secret": ""})
    (site / ".secret").chmod(0o600)
    before = os.umask(0o077)
    try:
        put(site)
    finally:
        os.umask(before)
    folders = [*([] if system == "a mounted folder" else [site]), site / "sub"]  # of a mounted one the rights stay
    rights = {path: path.stat().st_mode & 0o777 for path in (*folders, site / "index.html", site / "sub/page.html")}
    assert {mode for path, mode in rights.items() if path.is_dir()} == {0o755}
    assert rights[site / "index.html"] == rights[site / "sub/page.html"] == 0o644
    assert (site / ".secret").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("fails", ["copyfile", "_move"])
def test_a_mounted_folder_that_has_no_room_keeps_the_old_site(
    site: Path, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    cannot_move(monkeypatch)
    folder = SiteFolder(site)
    write(folder.in_work, NEW_FILES)
    where, move, moved = shutil if fails == "copyfile" else site_folder, site_folder._move, list[Path]()

    def full(one: Path, other: Path, **_: object) -> None:
        moved.append(one)
        if fails == "copyfile" or len(moved) == 1:
            if fails == "_move":
                (one / "index.html").rename(other / "index.html")
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        move(one, other)

    monkeypatch.setattr(where, fails, full)
    with pytest.raises(OSError, match="No space left"):
        folder.put_in_place()
    assert moved and read(site) == {"index.html": "old", "leaflets/a.pdf": "old"}
    assert [entry.name for entry in site.parent.iterdir()] == ["site"]


def test_where_no_folder_can_be_made_it_is_named(site: Path) -> None:
    site.parent.chmod(0o555)
    with bound_by_rights(), pytest.raises(PermissionError, match=str(site.parent)):
        SiteFolder(site)
    site.parent.chmod(0o755)


# --- real builds -----------------------------------------------------------------------------------------------------


def whole_project(folder: Path) -> Path:
    """The miniature with all that `mkdocs build` needs."""
    project = bless.miniature(folder)
    shutil.copy(ROOT / "mkdocs.yml", project)
    return project


def build(project: Path, *before: str, **environment: str) -> subprocess.Popen[str]:
    """By another program, such as one that makes a container."""
    return subprocess.Popen(
        [*before, sys.executable, "-m", "mkdocs", "build"],
        cwd=project, env=surroundings(**environment), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def build_to_end(project: Path, **environment: str) -> tuple[int, str]:
    done = run("mkdocs", "build", cwd=project, **environment)
    return done.returncode, done.stdout + done.stderr


def end(started: subprocess.Popen[str]) -> tuple[int, str]:
    out, error = started.communicate(timeout=120)
    return started.returncode, out + error


def change(project: Path, file: str, old: str, new: str) -> None:
    text = (project / file).read_text("utf-8")
    assert old in text
    (project / file).write_text(text.replace(old, new), "utf-8")


def beside(project: Path) -> set[str]:
    """What lies where builds work."""
    return {entry.name for entry in project.iterdir() if "site" in entry.name}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with its site. Pages alone: leaflets make no difference here, but take time."""
    project = whole_project(tmp_path_factory.mktemp("built"))
    status, said = build_to_end(project, PRINT_LEAFLETS="false")
    assert status == 0, said
    assert beside(project) == {"site"}
    return project


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "project"))


TAKES_AWAY = """
from pathlib import Path
def on_post_build(config): Path(config.site_dir, "robots.txt").unlink()
"""
BROKEN = {
    "problem in the content": (TOPIC, "{scan_time}", "{no_such_fact}", "unknown-fact"),
    "page of the author's own": ("docs/own.md", "", "# Own\n<script>run()</script>", "docs/own.md:1:1: not-read"),
    "style sheet that is not there": (
        "mkdocs.yml", "plugins:\n", "extra_css: [assets/x.css]\nplugins:\n", "extra_css names assets/x.css",
    ),
    "script of another host": (
        "mkdocs.yml", "plugins:\n", "extra_javascript: [https://example.com/x.js]\nplugins:\n",
        "extra_javascript names https://example.com/x.js",
    ),
    "words lost by a template": (
        "docs/templates/pages/kinds.html", "<span>{{ words(phone.hours", "<span>{{ words(phone.name", "lost-words",
    ),
    "words lost by the page for lost addresses": (
        "docs/templates/theme/404.html", "{{ lost }}", "{{ lost | replace('Choose what', 'Say what') }}", "404.html: ",
    ),
    "template of pages that breaks off": (
        "docs/templates/pages/kinds.html", "{% macro note(block) %}", "{% macro note(block) %}{% no_such_tag %}",
        "docs/templates/pages/kinds.html:",
    ),
    "template of pages that asks for what is not there": (
        "docs/templates/pages/kinds.html", "{% macro note(block) %}", "{% macro note(block) %}{{ nobody }}",
        "template this template has a mistake: 'nobody' is undefined",
    ),
    "file taken away by another program": (
        "mkdocs.yml", "plugins:\n", "hooks: [takes-away.py]\nplugins:\n",
        "mkdocs.yml:1:1: lost-file robots.txt is not in the new site",
    ),
    "template of the theme that breaks off": (
        "docs/templates/theme/main.html", "{%", "{% no_such_tag %}{%",
        "docs/templates/theme/main.html:4:1: template this template has a mistake: Encountered unknown tag",
    ),
    "template of the theme that asks for what is not there": (
        "docs/templates/theme/404.html", "{% block content %}", "{% block content %}{{ nobody.here }}",
        "docs/templates/theme/404.html:33:1: template this template has a mistake: 'nobody' is undefined",
    ),
    "part of the theme that is not there": (
        "docs/templates/theme/main.html", "{% block content %}", "{% block content %}{% include 'nowhere.html' %}",
        "docs/templates/theme/main.html:62:1: template this template has a mistake: there is no nowhere.html",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "says"), BROKEN.values(), ids=BROKEN)
def test_a_build_that_fails_leaves_the_old_site(project: Path, file: str, old: str, new: str, says: str) -> None:
    before = digests(project / "site")
    text = own(project, file).read_text("utf-8") if old else ""
    assert old in text
    (project / file).write_text(text.replace(old, new, 1), "utf-8")
    (project / "takes-away.py").write_text(TAKES_AWAY)
    status, said = build_to_end(project, PRINT_LEAFLETS="false")
    assert status != 0 and says in said, said
    assert digests(project / "site") == before
    assert beside(project) == {"site"}


def test_a_language_of_which_the_theme_has_no_words(project: Path) -> None:
    clinic = project / "docs/content/clinic.yaml"
    clinic.write_text(clinic.read_text("utf-8").replace("en_US", "zu_ZA"), "utf-8")
    translate_all(project, "zu")
    status, said = build_to_end(project, PRINT_LEAFLETS="false")
    assert status == 0, said
    assert '<html lang="zu"' in (project / "site/index.html").read_text("utf-8")


def test_a_file_in_the_place_of_the_site(project: Path) -> None:
    shutil.rmtree(project / "site")
    (project / "site").write_text("not ours")
    status, said = build_to_end(project, PRINT_LEAFLETS="false")
    assert status != 0 and "a file lies where the site's folder should be" in said
    assert "Traceback" not in said
    assert (project / "site").read_text() == "not ours"
    assert beside(project) == {"site"}


def test_pages_without_leaflets(project: Path) -> None:
    """For those who work on the looks: nothing is printed, and no link leads to what is not there."""
    files = digests(project / "site")
    assert {"index.html", "sample-scan/overview.html", "desk.html"} <= set(files)
    assert [file for file in files if file.endswith(".pdf") or file.startswith("leaflets/")] == []
    pages = {file: (project / "site" / file).read_text("utf-8") for file in files if file.endswith(".html")}
    assert [file for file, page in pages.items() if ".pdf" in page or "/leaflets/" in page] == []
    assert not (project / ".cache").exists()


def test_a_wrong_word_for_no_leaflets(project: Path) -> None:
    status, said = build_to_end(project, PRINT_LEAFLETS="perhaps")
    assert status != 0 and "Traceback" not in said and "print" in said


def small_disk() -> None:
    """A limit on the size of files stops the writing in the middle, as a full disk does."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


def on_a_full_disk(project: Path, *command: str) -> tuple[int, str]:
    status, out, error = start(*command, cwd=project, before=small_disk).end()
    return status, out + error


def test_a_full_disk_leaves_the_old_site_and_is_a_problem(project: Path) -> None:
    before = digests(project / "site")
    status, said = on_a_full_disk(project, "mkdocs", "build")
    assert status == 1 and "Traceback" not in said, said
    assert f"mkdocs.yml:1:1: cannot-write the site, {project}/site, cannot be read or written: File too large" in said
    assert digests(project / "site") == before
    assert beside(project) == {"site"}


def test_a_full_disk_mixes_no_old_leaflets_with_new_ones(project: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, {"sample-scan-card-standard-en.pdf": "old", "mine.txt": "mine"})
    status, said = on_a_full_disk(project, "build_tools", "build", str(out))
    assert status == 1 and "Traceback" not in said and "cannot-write fonts cannot" in said
    assert read(out) == {"sample-scan-card-standard-en.pdf": "old", "mine.txt": "mine"}
    assert sorted(entry.name for entry in out.iterdir()) == ["mine.txt", "sample-scan-card-standard-en.pdf"]


@pytest.mark.parametrize("folder", ["leaflets", "docs/content", "build_tools/site"])
def test_no_site_is_built_over_the_source(project: Path, folder: str) -> None:
    before = digests(project)
    done = run("mkdocs", "build", "-d", folder, cwd=project, PRINT_LEAFLETS="false")
    assert done.returncode == 1 and "Traceback" not in done.stderr, done.stderr
    # MkDocs itself knows of one of them.
    assert "would replace the source" in done.stderr or "docs_dir" in done.stderr
    assert digests(project) == before


def test_a_link_to_the_project_is_no_folder_for_its_site(project: Path, tmp_path: Path) -> None:
    before = digests(project)
    (tmp_path / "link").symlink_to(project)
    (tmp_path / "around").symlink_to(tmp_path)
    for folder in ("link", "around"):
        done = mkdocs_build(project, tmp_path / folder, PRINT_LEAFLETS="false")
        assert done.returncode == 1 and "would replace the source" in done.stderr, done.stderr
    assert digests(project) == before


def test_files_of_the_clinic_s_own_go_along(project: Path) -> None:
    """Such as the one by which a search engine knows whose site it is; it has no number to call."""
    (project / "docs/google1234.html").write_text("google-site-verification: google1234.html", "utf-8")
    status, said = build_to_end(project, PRINT_LEAFLETS="false")
    assert status == 0, said
    assert (project / "site/google1234.html").is_file()
    (project / "docs/google5678.html").write_bytes("Gr\xfc\xdfe".encode("latin-1"))
    before = digests(project / "site")
    status, said = build_to_end(project, PRINT_LEAFLETS="false")
    assert status == 1 and "Traceback" not in said and "not-utf-8" in said, said
    assert digests(project / "site") == before and beside(project) == {"site"}


def test_a_build_that_is_broken_off_leaves_nothing(project: Path) -> None:
    for _ in range(5):  # one may just be done
        shutil.rmtree(project / ".cache", ignore_errors=True)
        started = start("mkdocs", "build", cwd=project)
        deadline = time.monotonic() + 60
        while not any("in-work" in name for name in beside(project)) and time.monotonic() < deadline:
            time.sleep(0.01)
        started.send_signal(signal.SIGINT)
        status, _, _ = started.end()
        assert beside(project) == {"site"}
        if status:
            return
    pytest.fail("no build was broken off")


def test_ctrl_c_while_the_folder_is_made_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at_the_end: list[Callable[[], None]] = []

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("atexit.register", at_the_end.append)
        patched.setattr("build_tools.work_folder._lock", interrupted)
        with pytest.raises(KeyboardInterrupt):
            SiteFolder(tmp_path / "site")
    assert len(beside(tmp_path)) == 1
    for each in at_the_end:
        each()
    assert beside(tmp_path) == set()


IN_A_CONTAINER = ["unshare", "--pid", "--fork", "--mount-proc"]


def has_containers() -> bool:
    return not subprocess.run([*IN_A_CONTAINER, "true"], capture_output=True, check=False).returncode


MOUNTED = [*IN_A_CONTAINER, "sh", "-c", 'mount --bind site site && exec "$0" "$@"']


@pytest.mark.numbers
@pytest.mark.parametrize("before", [IN_A_CONTAINER, MOUNTED], ids=["a folder", "a mounted folder"])
def test_builds_in_two_containers_on_one_folder(project: Path, before: list[str]) -> None:
    """Both of their processes have the same number."""
    if not has_containers():
        pytest.skip("no containers here")
    good = digests(project / "site")
    for _ in range(BUILDS):
        for status, said in map(end, [build(project, *before, PRINT_LEAFLETS="false") for _ in range(2)]):
            assert status == 0, said
        assert digests(project / "site") == good
        assert beside(project) == {"site"}


def test_the_source_is_not_published_whatever_mkdocs_yml_leaves_in(project: Path) -> None:
    change(project, "mkdocs.yml", "  /content/\n  /templates/\n  /maintaining/\n  /site.yaml\n", "  /nothing/\n")
    status, said = build_to_end(project, PRINT_LEAFLETS="false")
    assert status == 0, said
    assert not list((project / "site").rglob("*.yaml")) and not (project / "site/content").exists()
